//! The flows of the workspace.

use super::view::FlowItem;
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;

/// Flows, by name
#[utoipa::path(get, path = "/flows", tag = "flows", security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Every flow", body = Page<FlowItem>)))]
pub async fn list_flows(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
) -> Result<Json<Page<FlowItem>>, Problem> {
    let rows = store::flow::list(&mut app.db.read().await?, caller.workspace).await?;
    Ok(Json(Page::whole(rows).map(|row| FlowItem::of(&row))))
}
