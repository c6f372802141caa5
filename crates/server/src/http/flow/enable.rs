//! Switching a flow on and off. Contacts who are in it finish it.

use super::view::{FlowDetail, not_found};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageFlows};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use domain::id::FlowId;

/// Let a flow answer
#[utoipa::path(post, path = "/flows/{id}/enable", tag = "flows", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Enabled", body = FlowDetail)))]
pub async fn enable_flow(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<FlowId>,
) -> Result<Json<FlowDetail>, Problem> {
    set(&app, &caller, id, true).await
}

/// Let a flow answer no longer
#[utoipa::path(post, path = "/flows/{id}/disable", tag = "flows", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Disabled", body = FlowDetail)))]
pub async fn disable_flow(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<FlowId>,
) -> Result<Json<FlowDetail>, Problem> {
    set(&app, &caller, id, false).await
}

async fn set(app: &App, caller: &Caller, id: FlowId, enabled: bool) -> Result<Json<FlowDetail>, Problem> {
    let mut tx = app.db.write().await?;
    if !store::flow::set_enabled(&mut tx, caller.workspace, id, enabled, app.universe.now()).await? {
        return Err(not_found());
    }
    let action = if enabled { "flow.enabled" } else { "flow.disabled" };
    audit::note(app, &mut tx, caller, action, &id.to_string()).await?;
    let row = store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    app.live.publish([LiveEvent::FlowsChanged]);
    Ok(Json(FlowDetail::of(row)))
}
