//! A new password for oneself.

use crate::http::audit;
use crate::http::caller::LoggedIn;
use crate::http::extract::Body;
use crate::http::password::{LONGEST, SHORTEST};
use crate::http::problem::Problem;
use crate::http::state::HttpState;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangePassword {
    pub current: String,
    /// 10 to 256 characters.
    pub new: String,
}

/// Change one's password
#[utoipa::path(post, path = "/session/password", tag = "session", request_body = ChangePassword, security(("session" = [])),
    responses((status = 204, description = "Changed; every other device has to log in again")))]
pub async fn change_password(
    State(state): State<HttpState>,
    login: LoggedIn,
    Body { value: asked, .. }: Body<ChangePassword>,
) -> Result<StatusCode, Problem> {
    if !(SHORTEST..=LONGEST).contains(&asked.new.chars().count()) {
        return Err(Problem::invalid("new", format!("{SHORTEST} to {LONGEST} characters")));
    }
    if !state.passwords.verify(asked.current, Some(login.user.password_hash.clone())).await? {
        return Err(Problem::invalid("current", "this is not your present password"));
    }
    let hash = state.passwords.hash(asked.new).await?;
    let workspace = login.caller.workspace;
    let mut tx = state.app.db.write().await?;
    store::user::set_password(&mut tx, workspace, login.user_id, &hash, false).await?;
    store::login::delete_others(&mut tx, workspace, login.user_id, &login.digest).await?;
    audit::note(&state.app, &mut tx, &login.caller, "password.changed", &login.user.id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
