//! A pack into the workspace: its flows as drafts, its templates for whoever submits them.

use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use crate::pack::{self, InstalledFlow};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct InstalledPack {
    /// In the order of the pack's playbooks.
    pub flows: Vec<InstalledFlowItem>,
    /// What has to be submitted to Meta before the flows can be published.
    pub templates: Vec<Value>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InstalledFlow)]
pub struct InstalledFlowItem {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    /// A flow of this name was there already, and was left as it is.
    pub was_there: bool,
}

/// Install a pack
///
/// Its flows become drafts, which answer nobody until they are published, and what they have to understand is taught. Installing twice makes nothing twice.
#[utoipa::path(post, path = "/packs/{name}/install", tag = "flows", params(("name" = String, Path)),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Installed", body = InstalledPack)))]
pub async fn install_pack(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(name): At<String>,
) -> Result<Json<InstalledPack>, Problem> {
    let found = pack::one(&name).map_err(|error| Problem::internal(&error))?;
    let pack = found.ok_or_else(|| Problem::not_found("pack"))?;
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let flows = pack::install(&mut tx, caller.workspace, &pack, now, &app.universe).await?;
    let flows: Vec<InstalledFlowItem> = flows.into_iter().map(InstalledFlowItem::of).collect();
    for flow in flows.iter().filter(|flow| !flow.was_there) {
        audit::note(&app, &mut tx, &caller, "flow.created", &flow.id).await?;
    }
    tx.commit().await?;
    app.live.publish([LiveEvent::FlowsChanged]);
    let templates = pack.parts.into_iter().flat_map(|part| part.templates).collect();
    Ok(Json(InstalledPack { flows, templates }))
}

impl InstalledFlowItem {
    fn of(InstalledFlow { id, name, was_there }: InstalledFlow) -> Self {
        Self { id: id.to_string(), name, was_there }
    }
}
