//! Deleting a flow.

use super::view::not_found;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::FlowId;

/// Delete a flow and its versions
#[utoipa::path(delete, path = "/flows/{id}", tag = "flows", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`flow_in_use`: contacts are in it; disable it and wait, or reset their sessions",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn delete_flow(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<FlowId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    let active = store::flow::sessions_active(&mut tx, caller.workspace, id).await?;
    if active > 0 {
        let detail = "Contacts are in this flow. Disable it and wait until they are through.";
        return Err(Problem::conflict("flow_in_use", "In use", detail).with("sessions_active", active));
    }
    if !store::flow::delete(&mut tx, caller.workspace, id).await? {
        return Err(not_found());
    }
    audit::note(&app, &mut tx, &caller, "flow.deleted", &id.to_string()).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::FlowsChanged]);
    Ok(StatusCode::NO_CONTENT)
}
