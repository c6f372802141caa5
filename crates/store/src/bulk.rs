//! One change to many contacts: what was asked, how far it is, and what each contact had before.
//!
//! It is made slice by slice, each slice and how far it reached in one transaction: a crash loses nothing and repeats
//! nothing.

use crate::contact::Filter;
use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::contact::bulk::{Before, BulkChange};
use domain::id::{BulkChangeId, ContactId, UserId, WorkspaceId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

crate::statements! {
    CREATE = "INSERT INTO bulk_changes (workspace_id, id, change, audience, state, reached, changed, restored, actor_id, created_at) \
         VALUES ($1, $2, $3, $4, 'running', '', 0, 0, $5, $6)";
    ONE = "SELECT id, change, audience, state, reached, changed, restored, actor_id, created_at FROM bulk_changes \
         WHERE workspace_id = $1 AND id = $2";
    /// The oldest first: what was asked later builds upon it.
    UNDER_WAY = "SELECT id, change, audience, state, reached, changed, restored, actor_id, created_at FROM bulk_changes \
         WHERE workspace_id = $1 AND state IN ('running', 'undoing') ORDER BY id LIMIT 1";
    SAVE = "UPDATE bulk_changes SET state = $3, reached = $4, changed = $5, restored = $6 WHERE workspace_id = $1 AND id = $2";
    BEFORES = "SELECT contact_id, before FROM bulk_befores \
         WHERE workspace_id = $1 AND bulk_change_id = $2 AND contact_id > $3 ORDER BY contact_id LIMIT $4";
}

/// Whom a change is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Contacts(Vec<ContactId>),
    Filter(Filter),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Running,
    Done,
    Undoing,
    Undone,
}

#[derive(Clone, Debug)]
pub struct Bulk {
    pub id: BulkChangeId,
    pub change: BulkChange,
    pub audience: Audience,
    pub state: State,
    /// The last contact that was looked at, in the order of ids; empty at the beginning.
    pub reached: String,
    pub changed: i64,
    pub restored: i64,
    pub actor: Option<UserId>,
    pub created_at: Timestamp,
}

crate::record! {
    struct BulkRow {
        id: String,
        change: Json<BulkChange>,
        audience: Json<Audience>,
        state: String,
        reached: String,
        changed: i64,
        restored: i64,
        actor_id: Option<String>,
        created_at: i64,
    }
}

impl BulkRow {
    fn into_bulk(self) -> Result<Bulk> {
        Ok(Bulk {
            id: crate::row::id("bulk change", &self.id)?,
            change: self.change.0,
            audience: self.audience.0,
            state: crate::row::word("state", &self.state)?,
            reached: self.reached,
            changed: self.changed,
            restored: self.restored,
            actor: crate::row::optional_id("user", self.actor_id)?,
            created_at: Timestamp(self.created_at),
        })
    }
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, bulk: &Bulk) -> Result<()> {
    let (change, audience) = (crate::sql::json(&bulk.change)?, crate::sql::json(&bulk.audience)?);
    tx.execute(CREATE, args![workspace, bulk.id, change, audience, bulk.actor, bulk.created_at]).await?;
    Ok(())
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: BulkChangeId) -> Result<Option<Bulk>> {
    let row: Option<BulkRow> = tx.row(ONE, args![workspace, id]).await?;
    row.map(BulkRow::into_bulk).transpose()
}

pub async fn under_way(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<Bulk>> {
    let row: Option<BulkRow> = tx.row(UNDER_WAY, args![workspace]).await?;
    row.map(BulkRow::into_bulk).transpose()
}

/// How far it is now.
pub async fn save(tx: &mut Tx, workspace: WorkspaceId, bulk: &Bulk) -> Result<()> {
    let state = crate::row::word_of(&bulk.state)?;
    tx.execute(SAVE, args![workspace, bulk.id, state, bulk.reached.as_str(), bulk.changed, bulk.restored]).await?;
    Ok(())
}

pub async fn remember(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: BulkChangeId,
    befores: &[(ContactId, Before)],
) -> Result<()> {
    let mut rows = Vec::with_capacity(befores.len());
    for (contact, before) in befores {
        rows.push(args![workspace, id, *contact, crate::sql::json(before)?]);
    }
    tx.insert("INSERT INTO bulk_befores (workspace_id, bulk_change_id, contact_id, before)", rows, "").await?;
    Ok(())
}

/// What the next contacts after `reached` had before.
pub async fn befores(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: BulkChangeId,
    reached: &str,
    limit: u32,
) -> Result<Vec<(ContactId, Before)>> {
    let rows: Vec<(String, Json<Before>)> = tx.rows(BEFORES, args![workspace, id, reached, limit]).await?;
    rows.into_iter().map(|(contact, before)| Ok((crate::row::id("contact", &contact)?, before.0))).collect()
}
