//! A token that opens nothing any more.

use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageTokens};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::TokenId;

/// Revoke an API token
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_tokens"])),
    responses((status = 204, description = "Revoked, at once")))]
pub async fn revoke_token(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTokens>,
    At(id): At<TokenId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    if !store::token::revoke(&mut tx, caller.workspace, id, app.universe.now()).await? {
        return Err(Problem::not_found("token"));
    }
    audit::note(&app, &mut tx, &caller, "token.revoked", &id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
