//! The tokens in use.

use crate::app::App;
use crate::http::caller::{Allowed, ManageTokens};
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::http::session::view::PermissionName;
use crate::http::word::word;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    /// How the token begins, to tell it from others.
    pub prefix: String,
    pub permissions: Vec<PermissionName>,
    pub created_at: i64,
    #[schema(required = true)]
    pub last_used_at: Option<i64>,
}

/// API tokens
#[utoipa::path(get, path = "/tokens", tag = "tokens", security(("session" = []), ("token" = ["manage_tokens"])),
    responses((status = 200, description = "Every token that was not revoked", body = Page<Token>)))]
pub async fn list_tokens(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTokens>,
) -> Result<Json<Page<Token>>, Problem> {
    let rows = store::token::list(&mut app.db.read().await?, caller.workspace).await?;
    Ok(Json(Page::whole(rows).try_map(Token::try_from)?))
}

impl TryFrom<store::token::Token> for Token {
    type Error = Problem;

    fn try_from(row: store::token::Token) -> Result<Self, Problem> {
        let permissions = row.permissions.iter().map(|name| word(name)).collect::<Result<_, _>>()?;
        let store::token::Token { id, name, prefix, created_at, last_used_at, .. } = row;
        Ok(Self { id, name, prefix, permissions, created_at, last_used_at })
    }
}
