//! Contacts as people read them. Changes go through `apply`, like every decision.

use crate::error::Result;
use crate::row::ContactRow;
use crate::{Tx, args};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::id::{ContactId, WorkspaceId};
use std::collections::BTreeMap;

crate::statements! {
    LIST = "SELECT c.id, c.name, c.language, c.fields, c.labels, c.consents, c.blocked, c.created_at, c.updated_at FROM contacts c \
         WHERE c.workspace_id = $1 AND c.merged_into IS NULL \
         AND (CAST($2 AS TEXT) IS NULL OR lower(c.name) LIKE $2 ESCAPE '!' OR EXISTS (SELECT 1 FROM identifiers i \
            WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.id AND lower(i.value) LIKE $2 ESCAPE '!')) \
         AND (lower(c.name), c.id) > (lower($3), $4) ORDER BY lower(c.name), c.id LIMIT $5";
    ONE = "SELECT id, name, language, fields, labels, consents, blocked, created_at, updated_at FROM contacts \
         WHERE workspace_id = $1 AND id = $2";
    BY_IDS = "SELECT id, name, language, fields, labels, consents, blocked, created_at, updated_at FROM contacts \
         WHERE workspace_id = $1 AND id IN {list_2} ORDER BY id";
    /// Held until the commit, so that two people's changes do not undo each other.
    HOLD = "SELECT id, name, language, fields, labels, consents, blocked, created_at, updated_at FROM contacts \
         WHERE workspace_id = $1 AND id = $2 {for_update}";
    IDENTIFIERS = "SELECT contact_id, kind, value FROM identifiers WHERE workspace_id = $1 AND contact_id IN {list_2}";
    OWNER_OF_IDENTIFIER = "SELECT contact_id FROM identifiers WHERE workspace_id = $1 AND value = $2 AND kind = $3";
}

/// By name; `after` is the name and id of the last row of the page before this one.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    pattern: Option<String>,
    after: Option<(String, String)>,
    limit: u32,
) -> Result<Vec<Contact>> {
    let (name, id) = after.unwrap_or_default();
    let rows: Vec<ContactRow> = tx.rows(LIST, args![workspace, pattern, name, id, limit]).await?;
    let contacts = rows.into_iter().map(ContactRow::into_contact).collect::<Result<Vec<_>>>()?;
    with_identifiers(tx, workspace, contacts).await
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: ContactId) -> Result<Option<Contact>> {
    find(tx, ONE, workspace, id).await
}

pub async fn by_ids(tx: &mut Tx, workspace: WorkspaceId, ids: &[ContactId]) -> Result<Vec<Contact>> {
    let rows: Vec<ContactRow> = tx.rows(BY_IDS, args![workspace, crate::sql::list(ids)?]).await?;
    let contacts = rows.into_iter().map(ContactRow::into_contact).collect::<Result<Vec<_>>>()?;
    with_identifiers(tx, workspace, contacts).await
}

/// For a write transaction that will change it.
pub async fn hold(tx: &mut Tx, workspace: WorkspaceId, id: ContactId) -> Result<Option<Contact>> {
    find(tx, HOLD, workspace, id).await
}

async fn find(tx: &mut Tx, sql: &'static str, workspace: WorkspaceId, id: ContactId) -> Result<Option<Contact>> {
    let Some(row) = tx.row::<ContactRow>(sql, args![workspace, id]).await? else { return Ok(None) };
    let contacts = with_identifiers(tx, workspace, vec![row.into_contact()?]).await?;
    Ok(contacts.into_iter().next())
}

pub async fn owner_of(tx: &mut Tx, workspace: WorkspaceId, identifier: &Identifier) -> Result<Option<ContactId>> {
    let args = args![workspace, identifier.value.as_str(), identifier.kind.as_str()];
    let row: Option<(String,)> = tx.row(OWNER_OF_IDENTIFIER, args).await?;
    row.map(|(id,)| crate::row::id("contact", &id)).transpose()
}

async fn with_identifiers(tx: &mut Tx, workspace: WorkspaceId, mut contacts: Vec<Contact>) -> Result<Vec<Contact>> {
    let ids = crate::sql::list(contacts.iter().map(|contact| contact.id))?;
    let rows: Vec<(String, String, String)> = tx.rows(IDENTIFIERS, args![workspace, ids]).await?;
    let mut by_contact: BTreeMap<ContactId, Vec<Identifier>> = BTreeMap::new();
    for (contact, kind, value) in rows {
        let kind: IdentifierKind = crate::row::word("identifier kind", &kind)?;
        by_contact.entry(crate::row::id("contact", &contact)?).or_default().push(Identifier { kind, value });
    }
    for contact in &mut contacts {
        contact.identifiers.extend(by_contact.remove(&contact.id).unwrap_or_default());
    }
    Ok(contacts)
}
