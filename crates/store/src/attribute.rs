//! What a workspace wants to know of people. The values are fields of the contacts.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::contact::Attribute;
use domain::id::WorkspaceId;
use domain::time::Timestamp;

crate::statements! {
    LIST = "SELECT name, title, kind, choices FROM attributes WHERE workspace_id = $1 ORDER BY created_at, name";
    ONE = "SELECT name, title, kind, choices FROM attributes WHERE workspace_id = $1 AND name = $2";
    CREATE = "INSERT INTO attributes (workspace_id, name, title, kind, choices, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    CHANGE = "UPDATE attributes SET title = $3, choices = $4 WHERE workspace_id = $1 AND name = $2";
    DELETE = "DELETE FROM attributes WHERE workspace_id = $1 AND name = $2";
}

crate::record! {
    struct AttributeRow {
        name: String,
        title: String,
        kind: String,
        choices: Json<Vec<String>>,
    }
}

impl AttributeRow {
    fn into_attribute(self) -> Result<Attribute> {
        let kind = crate::row::word("attribute kind", &self.kind)?;
        Ok(Attribute { name: self.name, title: self.title, kind, choices: self.choices.0 })
    }
}

/// In the order they were made.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Attribute>> {
    let rows: Vec<AttributeRow> = tx.rows(LIST, args![workspace]).await?;
    rows.into_iter().map(AttributeRow::into_attribute).collect()
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, name: &str) -> Result<Option<Attribute>> {
    let row: Option<AttributeRow> = tx.row(ONE, args![workspace, name]).await?;
    row.map(AttributeRow::into_attribute).transpose()
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, attribute: &Attribute, now: Timestamp) -> Result<()> {
    let choices = crate::sql::json(&attribute.choices)?;
    let (name, title) = (attribute.name.as_str(), attribute.title.as_str());
    tx.execute(CREATE, args![workspace, name, title, attribute.kind.as_str(), choices, now]).await?;
    Ok(())
}

/// Its name and kind stay: values of that kind are there.
pub async fn change(tx: &mut Tx, workspace: WorkspaceId, attribute: &Attribute) -> Result<()> {
    let choices = crate::sql::json(&attribute.choices)?;
    tx.execute(CHANGE, args![workspace, attribute.name.as_str(), attribute.title.as_str(), choices]).await?;
    Ok(())
}

/// Whether there was one. Values stay with the contacts, as fields without a definition.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, name: &str) -> Result<bool> {
    Ok(tx.execute(DELETE, args![workspace, name]).await? > 0)
}
