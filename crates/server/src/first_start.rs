//! What an empty database needs before anybody can log in: a workspace and its owner.

use crate::app::App;
use crate::http::password::{PasswordError, Passwords};
use crate::http::secret::{self, NoRandomness};
use crate::universe::Universe;
use domain::id::{UserId, WorkspaceId};
use domain::role::Role;
use store::Db;
use store::user::NewUser;

#[derive(Debug, thiserror::Error)]
pub enum FirstStartError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// The owner's first password; shown once and stored only as a hash.
#[derive(Debug)]
pub struct OneTimePassword {
    pub email: String,
    pub password: String,
}

#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub language: &'a str,
    /// False in the demo, where the password may stay.
    pub must_change_password: bool,
}

/// The workspace that this server's webhook feeds, made when there is none.
pub async fn ensure_workspace(db: &Db, universe: &Universe, name: &str) -> store::Result<WorkspaceId> {
    let mut tx = db.write().await?;
    if let Some(id) = store::workspace::first(&mut tx).await? {
        return Ok(id);
    }
    let now = universe.now();
    let id = universe.with_ids(|ids| WorkspaceId::new(ids, now));
    store::workspace::create(&mut tx, id, name, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes the owner when nobody has an account; `None` when somebody has.
pub async fn ensure_owner(app: &App, owner: Owner<'_>) -> Result<Option<OneTimePassword>, FirstStartError> {
    let mut tx = app.db.write().await?;
    if !store::user::list(&mut tx, app.workspace).await?.is_empty() {
        return Ok(None);
    }
    let password = secret::one_time_password()?;
    let hash = Passwords::new()?.hash(password.clone()).await?;
    let now = app.universe.now();
    let user = NewUser {
        id: app.universe.with_ids(|ids| UserId::new(ids, now)),
        email: owner.email,
        name: owner.name,
        role: Role::Owner.as_str(),
        language: owner.language,
        password_hash: &hash,
        must_change_password: owner.must_change_password,
    };
    store::user::create(&mut tx, app.workspace, user, now).await?;
    tx.commit().await?;
    Ok(Some(OneTimePassword { email: owner.email.to_owned(), password }))
}

/// Gives an account a new one-time password: for the demo started again on its data, and for an owner who lost it.
pub async fn reset_password(
    app: &App,
    email: &str,
    must_change: bool,
) -> Result<Option<OneTimePassword>, FirstStartError> {
    let mut tx = app.db.write().await?;
    let Some(user) = store::user::by_email(&mut tx, email).await? else { return Ok(None) };
    let password = secret::one_time_password()?;
    let hash = Passwords::new()?.hash(password.clone()).await?;
    let (workspace, id) = (user.workspace()?, user.id()?);
    store::user::set_password(&mut tx, workspace, id, &hash, must_change).await?;
    store::login::delete_others(&mut tx, workspace, id, &[]).await?;
    tx.commit().await?;
    Ok(Some(OneTimePassword { email: user.email, password }))
}
