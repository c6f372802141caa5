//! Who changed what: one row for every act of administration. Never message texts, never secrets.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{ActivityId, WorkspaceId};
use domain::time::Timestamp;
use serde_json::Value;

crate::statements! {
    INSERT = "INSERT INTO audit (workspace_id, id, actor, action, subject, detail, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub id: ActivityId,
    /// `user:ID`, `token:ID` or `system`.
    pub actor: String,
    /// `flow.published`, `token.created`, ...
    pub action: &'static str,
    pub subject: String,
    pub detail: Value,
}

pub async fn note(tx: &mut Tx, workspace: WorkspaceId, entry: Entry, now: Timestamp) -> Result<()> {
    let detail = crate::sql::json(&entry.detail)?;
    tx.execute(INSERT, args![workspace, entry.id, entry.actor, entry.action, entry.subject, detail, now]).await?;
    Ok(())
}
