//! API tokens: keys for programs, each with its own permissions. Only digests are stored.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::id::{TokenId, UserId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    LIST = "SELECT id, name, prefix, permissions, created_at, last_used_at FROM api_tokens \
         WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id";
    INSERT = "INSERT INTO api_tokens (workspace_id, id, name, prefix, token_digest, permissions, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    REVOKE = "UPDATE api_tokens SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL";
    /// The other look-up that starts from a credential and finds the workspace.
    BY_DIGEST = "SELECT workspace_id, id, permissions, last_used_at FROM api_tokens WHERE token_digest = $1 AND revoked_at IS NULL";
    TOUCH = "UPDATE api_tokens SET last_used_at = $3 WHERE workspace_id = $1 AND id = $2";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct Token {
        pub id: String,
        pub name: String,
        /// The first characters, so that a person can tell tokens apart.
        pub prefix: String,
        pub permissions: Json<Vec<String>>,
        pub created_at: i64,
        pub last_used_at: Option<i64>,
    }
}

#[derive(Clone, Debug)]
pub struct NewToken<'a> {
    pub id: TokenId,
    pub name: &'a str,
    pub prefix: &'a str,
    pub digest: Vec<u8>,
    pub permissions: Vec<&'static str>,
    pub created_by: UserId,
}

#[derive(Clone, Debug)]
pub struct Holder {
    pub workspace: WorkspaceId,
    pub id: TokenId,
    pub permissions: Vec<String>,
    pub last_used_at: Option<Timestamp>,
}

pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Token>> {
    tx.rows(LIST, args![workspace]).await
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, token: NewToken<'_>, now: Timestamp) -> Result<()> {
    let NewToken { id, name, prefix, digest, permissions, created_by } = token;
    let permissions = crate::sql::json(&permissions)?;
    tx.execute(INSERT, args![workspace, id, name, prefix, digest, permissions, created_by, now]).await?;
    Ok(())
}

/// False when there was nothing to revoke.
pub async fn revoke(tx: &mut Tx, workspace: WorkspaceId, id: TokenId, now: Timestamp) -> Result<bool> {
    Ok(tx.execute(REVOKE, args![workspace, id, now]).await? > 0)
}

pub async fn by_digest(tx: &mut Tx, digest: &[u8]) -> Result<Option<Holder>> {
    type Row = (String, String, Json<Vec<String>>, Option<i64>);
    let row: Option<Row> = tx.row(BY_DIGEST, args![digest.to_vec()]).await?;
    let Some((workspace, id, permissions, last_used_at)) = row else { return Ok(None) };
    Ok(Some(Holder {
        workspace: crate::row::id("workspace", &workspace)?,
        id: crate::row::id("token", &id)?,
        permissions: permissions.0,
        last_used_at: last_used_at.map(Timestamp),
    }))
}

pub async fn touch(tx: &mut Tx, workspace: WorkspaceId, id: TokenId, now: Timestamp) -> Result<()> {
    tx.execute(TOUCH, args![workspace, id, now]).await?;
    Ok(())
}
