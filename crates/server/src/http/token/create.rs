//! A new token. It is shown once and only its digest is kept.

use super::list::Token;
use crate::app::App;
use crate::http::caller::{LoggedIn, TOKEN_PREFIX};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use crate::http::session::view::PermissionName;
use crate::http::word::stored;
use crate::http::{audit, secret};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::TokenId;
use domain::role::Permission;
use serde::{Deserialize, Serialize};
use store::token::NewToken;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateToken {
    pub name: String,
    /// At most what you may do yourself.
    pub permissions: Vec<PermissionName>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedToken {
    #[serde(flatten)]
    pub details: Token,
    /// The token itself. It cannot be shown again.
    pub token: String,
}

/// Create an API token
///
/// Only a person can, and takes no `Idempotency-Key`: the answer holds a secret that is kept nowhere.
#[utoipa::path(post, path = "/tokens", tag = "tokens", request_body = CreateToken, security(("session" = ["manage_tokens"])),
    responses((status = 201, description = "Created", body = CreatedToken)))]
pub async fn create_token(
    State(app): State<App>,
    login: LoggedIn,
    Body { value: asked, .. }: Body<CreateToken>,
) -> Result<(StatusCode, Json<CreatedToken>), Problem> {
    login.caller.require(Permission::ManageTokens)?;
    if asked.name.trim().is_empty() || asked.name.chars().count() > 100 {
        return Err(Problem::invalid("name", "1 to 100 characters"));
    }
    let names = asked.permissions.iter().filter_map(stored);
    let permissions: Vec<Permission> = names.filter_map(|name| Permission::parse(&name)).collect();
    for permission in &permissions {
        login.caller.require(*permission)?;
    }
    let random = secret::token().map_err(|error| Problem::internal(&error))?;
    let (token, now) = (format!("{TOKEN_PREFIX}{random}"), app.universe.now());
    let new = NewToken {
        id: app.universe.with_ids(|ids| TokenId::new(ids, now)),
        name: asked.name.trim(),
        prefix: token.get(..10).unwrap_or(TOKEN_PREFIX),
        digest: secret::sha256(token.as_bytes()),
        permissions: permissions.iter().map(|permission| permission.as_str()).collect(),
        created_by: login.user_id,
    };
    let details = Token {
        id: new.id.to_string(),
        name: new.name.to_owned(),
        prefix: new.prefix.to_owned(),
        permissions: asked.permissions.clone(),
        created_at: now.as_millis(),
        last_used_at: None,
    };
    let mut tx = app.db.write().await?;
    store::token::create(&mut tx, login.caller.workspace, new, now).await?;
    audit::note(&app, &mut tx, &login.caller, "token.created", &details.id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(CreatedToken { details, token })))
}
