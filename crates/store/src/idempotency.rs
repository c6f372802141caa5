//! Answers already given to a create that carried an `Idempotency-Key`, written in the transaction of the create itself.

use crate::error::{Error, Result};
use crate::{Tx, args};
use domain::id::WorkspaceId;
use domain::time::Timestamp;
use serde_json::Value;

crate::statements! {
    FIND = "SELECT request_digest, status, response FROM idempotency_keys WHERE workspace_id = $1 AND actor = $2 AND key = $3";
    INSERT = "INSERT INTO idempotency_keys (workspace_id, actor, key, request_digest, status, response, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FORGET = "DELETE FROM idempotency_keys WHERE workspace_id = $1 AND created_at < $2";
}

#[derive(Clone, Debug)]
pub struct Answer {
    /// SHA-256 of the request: the same key with another request is a mistake of the caller.
    pub request_digest: Vec<u8>,
    pub status: u16,
    pub response: Value,
}

pub async fn find(tx: &mut Tx, workspace: WorkspaceId, actor: &str, key: &str) -> Result<Option<Answer>> {
    let row: Option<(Vec<u8>, i64, String)> = tx.row(FIND, args![workspace, actor, key]).await?;
    let Some((request_digest, status, response)) = row else { return Ok(None) };
    let status = u16::try_from(status).map_err(|error| Error::unreadable("HTTP status", error))?;
    let response = serde_json::from_str(&response).map_err(|error| Error::unreadable("kept answer", error))?;
    Ok(Some(Answer { request_digest, status, response }))
}

/// Fails with a unique violation when the same key was answered meanwhile.
pub async fn remember(
    tx: &mut Tx,
    workspace: WorkspaceId,
    actor: &str,
    key: &str,
    answer: &Answer,
    now: Timestamp,
) -> Result<()> {
    let response = answer.response.to_string();
    let status = i64::from(answer.status);
    tx.execute(INSERT, args![workspace, actor, key, answer.request_digest.clone(), status, response, now]).await?;
    Ok(())
}

pub async fn forget(tx: &mut Tx, workspace: WorkspaceId, older_than: Timestamp) -> Result<u64> {
    tx.execute(FORGET, args![workspace, older_than]).await
}
