//! Saving a draft.

use super::view::{Checked, FlowDetail, not_found};
use crate::app::App;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use domain::id::FlowId;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct SaveFlow {
    /// YAML or JSON, with errors or without.
    pub document: String,
}

/// Save the draft of a flow
#[utoipa::path(put, path = "/flows/{id}", tag = "flows", params(("id" = String, Path, format = "uuid")),
    request_body = SaveFlow, security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Saved, with what the checker says", body = FlowDetail)))]
pub async fn save_flow(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<FlowId>,
    Body { value: asked, .. }: Body<SaveFlow>,
) -> Result<Json<FlowDetail>, Problem> {
    let checked = Checked::of(&asked.document);
    let mut tx = app.db.write().await?;
    let before = store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let name = checked.name().unwrap_or(&before.name);
    store::flow::save_draft(&mut tx, caller.workspace, id, name, &asked.document, app.universe.now()).await?;
    let row = store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    app.live.publish([LiveEvent::FlowsChanged]);
    Ok(Json(FlowDetail::of(row)))
}
