//! A dry run: what a mapping would make of a payload that was posted.

use super::change::HookMapping;
use crate::app::App;
use crate::hook;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{At, Body};
use crate::http::import::preview::{ImportPreviewEvent, ImportPreviewPerson, event_of};
use crate::http::import::view::{ImportFault, same};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{HookId, PayloadId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct PreviewHook {
    #[schema(value_type = String, format = "uuid")]
    pub payload_id: PayloadId,
    pub mapped: HookMapping,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HookPreview {
    /// What stands at each path.
    pub cells: Vec<String>,
    /// Empty when it reads well.
    pub faults: Vec<ImportFault>,
    #[schema(required = true)]
    pub person: Option<ImportPreviewPerson>,
    #[schema(required = true)]
    pub event: Option<ImportPreviewEvent>,
    /// What would become of the person.
    #[schema(required = true)]
    pub becomes: Option<HookBecomes>,
    /// The event was told before: nothing would be done.
    pub known_event: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HookBecomes {
    Created,
    Updated,
    Unchanged,
    Skipped,
    Failed,
}

/// What a mapping would make of a payload
///
/// Nothing is written.
#[utoipa::path(post, path = "/hooks/{id}/preview", tag = "imports", params(("id" = String, Path, format = "uuid")),
    request_body = PreviewHook, security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "What would happen", body = HookPreview)))]
pub async fn preview_hook(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<HookId>,
    Body { value: asked, .. }: Body<PreviewHook>,
) -> Result<Json<HookPreview>, Problem> {
    let mut tx = app.db.read().await?;
    let one = store::hook::one(&mut tx, caller.workspace, id).await?;
    let mut one = one.ok_or_else(|| Problem::not_found("hook"))?;
    let received = store::hook::one_received(&mut tx, caller.workspace, id, asked.payload_id).await?;
    let payload = received.ok_or_else(|| Problem::not_found("payload"))?.payload;
    (one.paths, one.mapping) = asked.mapped.checked(one.subject)?;
    let mut preview = HookPreview {
        cells: payload.cells(&one.paths),
        faults: Vec::new(),
        person: None,
        event: None,
        becomes: None,
        known_event: false,
    };
    let attributes = store::attribute::list(&mut tx, caller.workspace).await?;
    match hook::read(&one, &attributes, &payload) {
        Err(faults) => preview.faults = same(&faults)?,
        Ok(row) => {
            (preview.person, preview.event) = (Some(row.person.clone().into()), row.happening.clone().map(event_of));
            let (taken, known_event) = hook::dry_run(&app, &mut tx, &one, row).await?;
            let faults: Vec<_> = taken.faults.into_iter().map(|(_, fault)| fault).collect();
            preview.faults = same(&faults)?;
            preview.becomes = taken.outcomes.first().map(|(_, outcome)| same(outcome)).transpose()?;
            preview.known_event = known_event;
        }
    }
    Ok(Json(preview))
}
