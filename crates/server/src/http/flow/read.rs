//! One flow with its document.

use super::view::{FlowDetail, not_found};
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::FlowId;

/// One flow
#[utoipa::path(get, path = "/flows/{id}", tag = "flows", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "The draft, what is published, and what the checker says", body = FlowDetail)))]
pub async fn read_flow(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    At(id): At<FlowId>,
) -> Result<Json<FlowDetail>, Problem> {
    let row = store::flow::one(&mut app.db.read().await?, caller.workspace, id).await?;
    Ok(Json(FlowDetail::of(row.ok_or_else(not_found)?)))
}
