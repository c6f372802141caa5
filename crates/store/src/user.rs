//! People who log in.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{UserId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    /// An address belongs to one account in the whole database: logging in starts without a workspace.
    BY_EMAIL = "SELECT workspace_id, id, email, name, role, language, must_change_password, password_hash \
         FROM users WHERE email = $1";
    ONE = "SELECT workspace_id, id, email, name, role, language, must_change_password, password_hash \
         FROM users WHERE workspace_id = $1 AND id = $2";
    LIST = "SELECT workspace_id, id, email, name, role, language, must_change_password, password_hash \
         FROM users WHERE workspace_id = $1 ORDER BY name, id";
    INSERT = "INSERT INTO users (workspace_id, id, email, name, role, language, password_hash, must_change_password, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SET_PASSWORD = "UPDATE users SET password_hash = $3, must_change_password = $4 WHERE workspace_id = $1 AND id = $2";
    CHANGE = "UPDATE users SET name = COALESCE($3, name), language = COALESCE($4, language) WHERE workspace_id = $1 AND id = $2";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct User {
        pub workspace_id: String,
        pub id: String,
        pub email: String,
        pub name: String,
        pub role: String,
        pub language: String,
        pub must_change_password: bool,
        pub password_hash: String,
    }
}

impl User {
    pub fn id(&self) -> Result<UserId> {
        crate::row::id("user", &self.id)
    }

    pub fn workspace(&self) -> Result<WorkspaceId> {
        crate::row::id("workspace", &self.workspace_id)
    }
}

/// Addresses are kept in lower case: people do not remember which they typed.
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<User>> {
    tx.row(BY_EMAIL, args![fold_email(email)]).await
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: UserId) -> Result<Option<User>> {
    tx.row(ONE, args![workspace, id]).await
}

pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<User>> {
    tx.rows(LIST, args![workspace]).await
}

#[derive(Clone, Debug)]
pub struct NewUser<'a> {
    pub id: UserId,
    pub email: &'a str,
    pub name: &'a str,
    pub role: &'a str,
    pub language: &'a str,
    pub password_hash: &'a str,
    pub must_change_password: bool,
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, user: NewUser<'_>, now: Timestamp) -> Result<()> {
    let NewUser { id, email, name, role, language, password_hash, must_change_password } = user;
    let email = fold_email(email);
    tx.execute(INSERT, args![workspace, id, email, name, role, language, password_hash, must_change_password, now])
        .await?;
    Ok(())
}

pub async fn set_password(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: UserId,
    hash: &str,
    must_change: bool,
) -> Result<()> {
    tx.execute(SET_PASSWORD, args![workspace, id, hash, must_change]).await?;
    Ok(())
}

/// `None` leaves a value as it is.
pub async fn change(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: UserId,
    name: Option<String>,
    language: Option<String>,
) -> Result<()> {
    tx.execute(CHANGE, args![workspace, id, name, language]).await?;
    Ok(())
}
