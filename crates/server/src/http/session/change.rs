//! One's own name and language.

use super::view::{Session, describe};
use crate::app::App;
use crate::http::caller::{self, LoggedIn};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

const LANGUAGES: &[&str] = &["es", "en", "pt-BR"];

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeAccount {
    /// `es`, `en` or `pt-BR`.
    pub language: Option<String>,
    pub name: Option<String>,
}

/// Change one's name or language
#[utoipa::path(patch, path = "/session/user", tag = "session", request_body = ChangeAccount, security(("session" = [])),
    responses((status = 200, description = "Changed", body = Session)))]
pub async fn change_account(
    State(app): State<App>,
    login: LoggedIn,
    Body { value: asked, .. }: Body<ChangeAccount>,
) -> Result<Json<Session>, Problem> {
    if asked.language.as_deref().is_some_and(|language| !LANGUAGES.contains(&language)) {
        return Err(Problem::invalid("language", format!("one of {}", LANGUAGES.join(", "))));
    }
    if asked.name.as_ref().is_some_and(|name| name.trim().is_empty() || name.chars().count() > 100) {
        return Err(Problem::invalid("name", "1 to 100 characters"));
    }
    let mut tx = app.db.write().await?;
    store::user::change(&mut tx, login.caller.workspace, login.user_id, asked.name, asked.language).await?;
    tx.commit().await?;
    let login = caller::by_session_digest(&app, login.digest).await?;
    Ok(Json(describe(&app, login).await?))
}
