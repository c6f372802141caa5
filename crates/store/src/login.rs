//! Who is logged in. Only the digest of a session's token is stored: a stolen table opens nothing.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{UserId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    INSERT = "INSERT INTO logins (token_digest, workspace_id, user_id, csrf_token, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)";
    /// The one look-up that starts from a credential and finds the workspace.
    FIND = "SELECT workspace_id, user_id, csrf_token FROM logins WHERE token_digest = $1 AND expires_at > $2";
    DELETE = "DELETE FROM logins WHERE token_digest = $1";
    DELETE_EXPIRED = "DELETE FROM logins WHERE expires_at <= $1";
    /// After a new password every other device has to log in again.
    DELETE_OTHERS = "DELETE FROM logins WHERE workspace_id = $1 AND user_id = $2 AND token_digest <> $3";
}

#[derive(Clone, Debug)]
pub struct Login {
    pub workspace: WorkspaceId,
    pub user: UserId,
    pub csrf_token: String,
}

pub async fn create(tx: &mut Tx, digest: &[u8], login: &Login, now: Timestamp, expires_at: Timestamp) -> Result<()> {
    let csrf_token = login.csrf_token.as_str();
    tx.execute(INSERT, args![digest.to_vec(), login.workspace, login.user, csrf_token, now, expires_at]).await?;
    Ok(())
}

pub async fn find(tx: &mut Tx, digest: &[u8], now: Timestamp) -> Result<Option<Login>> {
    let row: Option<(String, String, String)> = tx.row(FIND, args![digest.to_vec(), now]).await?;
    let Some((workspace, user, csrf_token)) = row else { return Ok(None) };
    let workspace = crate::row::id("workspace", &workspace)?;
    Ok(Some(Login { workspace, user: crate::row::id("user", &user)?, csrf_token }))
}

pub async fn delete(tx: &mut Tx, digest: &[u8]) -> Result<()> {
    tx.execute(DELETE, args![digest.to_vec()]).await?;
    Ok(())
}

pub async fn delete_others(tx: &mut Tx, workspace: WorkspaceId, user: UserId, keep: &[u8]) -> Result<()> {
    tx.execute(DELETE_OTHERS, args![workspace, user, keep.to_vec()]).await?;
    Ok(())
}

pub async fn forget_expired(tx: &mut Tx, now: Timestamp) -> Result<()> {
    tx.execute(DELETE_EXPIRED, args![now]).await?;
    Ok(())
}
