//! The numbers of the workspace.

use super::view::Number;
use crate::app::App;
use crate::http::caller::{Allowed, ReadNumbers};
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;

/// Numbers
#[utoipa::path(get, path = "/numbers", tag = "numbers", security(("session" = []), ("token" = ["read_numbers"])),
    responses((status = 200, description = "Every number, in the order they were added", body = Page<Number>)))]
pub async fn list_numbers(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadNumbers>,
) -> Result<Json<Page<Number>>, Problem> {
    let numbers = Number::all(&mut app.db.read().await?, caller.workspace, app.universe.now()).await?;
    Ok(Json(Page::whole(numbers)))
}
