//! A pack into the workspace: its flows as drafts, its templates for whoever submits them.

use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::{Asked, At};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use crate::pack::{self, Installed, InstalledFlow, Installer, Piece, PieceKind};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InstallPack {
    /// In which of its languages segments, campaigns, series and goals come: `es`, `en`, `pt-BR`; its first unless said.
    pub language: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InstalledPack {
    /// In the order of the pack's playbooks.
    pub flows: Vec<InstalledFlowItem>,
    /// Segments, campaigns, series and goals that were not there before. Those whose making needs a permission that the
    /// caller lacks are left out.
    pub pieces: Vec<InstalledPieceItem>,
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

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InstalledPiece)]
pub struct InstalledPieceItem {
    pub kind: PieceKind,
    pub key: String,
    #[schema(format = "uuid")]
    pub id: String,
}

/// Install a pack
///
/// Its flows, campaigns and series become drafts, which reach nobody until somebody publishes, launches or starts them, and what
/// they have to understand is taught. Installing twice makes nothing twice: what is there by name stays as it is.
#[utoipa::path(post, path = "/packs/{name}/install", tag = "flows", params(("name" = String, Path), InstallPack),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Installed", body = InstalledPack)))]
pub async fn install_pack(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(name): At<String>,
    Asked(InstallPack { language }): Asked<InstallPack>,
) -> Result<Json<InstalledPack>, Problem> {
    let found = pack::one(&name).map_err(|error| Problem::internal(&error))?;
    let pack = found.ok_or_else(|| Problem::not_found("pack"))?;
    let language = language.or_else(|| pack.facts.languages.first().cloned()).unwrap_or_default();
    if !pack.facts.languages.contains(&language) {
        return Err(Problem::invalid("language", format!("one of {}", pack.facts.languages.join(", "))));
    }
    let (now, universe, name) = (app.universe.now(), &app.universe, caller.name());
    let installer = Installer { universe, now, language: &language, permissions: caller.permissions(), name: &name };
    let mut tx = app.db.write().await?;
    let Installed { flows, pieces } = pack::install(&mut tx, caller.workspace, &pack, installer).await?;
    let flows: Vec<InstalledFlowItem> = flows.into_iter().map(InstalledFlowItem::of).collect();
    let pieces: Vec<InstalledPieceItem> = pieces.into_iter().filter_map(InstalledPieceItem::of).collect();
    for flow in flows.iter().filter(|flow| !flow.was_there) {
        audit::note(&app, &mut tx, &caller, "flow.created", &flow.id).await?;
    }
    for piece in &pieces {
        audit::note(&app, &mut tx, &caller, created(piece.kind), &piece.id).await?;
    }
    tx.commit().await?;
    app.live.publish([LiveEvent::FlowsChanged]);
    let templates = pack.parts.into_iter().flat_map(|part| part.templates).collect();
    Ok(Json(InstalledPack { flows, pieces, templates }))
}

const fn created(kind: PieceKind) -> &'static str {
    match kind {
        PieceKind::Segment => "segment.created",
        PieceKind::Campaign => "campaign.created",
        PieceKind::Series => "series.created",
        PieceKind::Goal => "goal.created",
    }
}

impl InstalledPieceItem {
    fn of(piece: Piece) -> Option<Self> {
        Some(Self { kind: piece.kind, key: piece.key, id: piece.id? })
    }
}

impl InstalledFlowItem {
    fn of(InstalledFlow { id, name, was_there }: InstalledFlow) -> Self {
        Self { id: id.to_string(), name, was_there }
    }
}
