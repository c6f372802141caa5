//! Doors, and one of them.

use super::view::Hook;
use crate::app::App;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::At;
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::HookId;

/// Doors for other systems
#[utoipa::path(get, path = "/hooks", tag = "imports", security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "All of them", body = Page<Hook>)))]
pub async fn list_hooks(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
) -> Result<Json<Page<Hook>>, Problem> {
    let hooks = store::hook::list(&mut app.db.read().await?, caller.workspace).await?;
    Ok(Json(Page::whole(hooks).try_map(Hook::try_from)?))
}

/// One door
#[utoipa::path(get, path = "/hooks/{id}", tag = "imports", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "The door", body = Hook)))]
pub async fn read_hook(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<HookId>,
) -> Result<Json<Hook>, Problem> {
    let hook = store::hook::one(&mut app.db.read().await?, caller.workspace, id).await?;
    Ok(Json(hook.ok_or_else(|| Problem::not_found("hook"))?.try_into()?))
}
