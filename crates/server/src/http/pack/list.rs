//! The gallery: what packs there are, and what is inside.

use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::pack::{self, Known, Piece, PieceKind};
use axum::Json;
use axum::extract::State;
use domain::pack::{Pack, PackPart};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Ready-made conversations of one industry. Titles and descriptions are texts by language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Pack)]
pub struct PackItem {
    pub name: String,
    /// `ecommerce`, `health`, `finance`, `tourism`, `education`.
    pub industry: String,
    pub title: BTreeMap<String, String>,
    pub description: BTreeMap<String, String>,
    pub languages: Vec<String>,
    pub settings: Vec<PackSettingItem>,
    /// What has to be told by `POST /events` for its segments, series and goals, beyond what sets playbooks off.
    pub events: Vec<PackEventItem>,
    pub playbooks: Vec<PlaybookItem>,
    /// Segments, campaigns, series and goals that come with it.
    pub pieces: Vec<PackPieceItem>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackEvent)]
pub struct PackEventItem {
    pub name: String,
    pub about: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackPiece)]
pub struct PackPieceItem {
    pub kind: PieceKind,
    pub key: String,
    pub name: BTreeMap<String, String>,
    pub about: BTreeMap<String, String>,
    /// Where it is in the workspace; none while it is not.
    #[schema(required = true, format = "uuid")]
    pub id: Option<String>,
}

/// Something its flows read of the workspace's settings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackSetting)]
pub struct PackSettingItem {
    pub name: String,
    pub example: String,
    pub about: BTreeMap<String, String>,
}

/// One conversation of a pack.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Playbook)]
pub struct PlaybookItem {
    pub title: BTreeMap<String, String>,
    pub description: BTreeMap<String, String>,
    /// What its files are called, and its sample conversations asked for by.
    pub flow: String,
    /// The name of its flow once installed.
    pub flow_name: String,
    /// Words a customer may write to set it off.
    pub starts_with: Vec<String>,
    /// What is told by `POST /events` to set it off or move it on.
    pub events: Vec<String>,
    /// The names of the templates it sends.
    pub templates: Vec<String>,
}

/// Packs, by name
#[utoipa::path(get, path = "/packs", tag = "flows", security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Every pack of this program", body = Page<PackItem>)))]
pub async fn list_packs(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
) -> Result<Json<Page<PackItem>>, Problem> {
    let packs = pack::all().map_err(|error| Problem::internal(&error))?;
    let mut tx = app.db.read().await?;
    let known = Known::load(&mut tx, caller.workspace, &packs).await?;
    Ok(Json(Page::whole(packs).map(|pack| PackItem::of(pack, &known))))
}

impl PackItem {
    fn of(Pack { facts, parts, outreach, .. }: Pack, known: &Known) -> Self {
        let events = facts.events.into_iter().map(|it| PackEventItem { name: it.name, about: it.about });
        let pieces = known.pieces(&outreach).into_iter().map(PackPieceItem::of);
        let settings = facts.settings.into_iter();
        let settings = settings.map(|it| PackSettingItem { name: it.name, example: it.example, about: it.about });
        Self {
            name: facts.name,
            industry: facts.industry,
            title: facts.title,
            description: facts.description,
            languages: facts.languages,
            settings: settings.collect(),
            events: events.collect(),
            pieces: pieces.collect(),
            playbooks: parts.into_iter().map(PlaybookItem::of).collect(),
        }
    }
}

impl PackPieceItem {
    fn of(Piece { kind, key, name, about, id }: Piece) -> Self {
        Self { kind, key, name, about, id }
    }
}

impl PlaybookItem {
    fn of(PackPart { playbook, flow_name, templates, .. }: PackPart) -> Self {
        let names: BTreeSet<String> =
            templates.iter().filter_map(|template| template.get("name")?.as_str()).map(str::to_owned).collect();
        Self {
            flow: playbook.flow,
            title: playbook.title,
            description: playbook.description,
            flow_name,
            starts_with: playbook.starts_with,
            events: playbook.events,
            templates: names.into_iter().collect(),
        }
    }
}
