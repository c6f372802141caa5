//! What was posted lately, and what a mapping could make of it.

use super::view::HookPayload;
use crate::app::App;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{Asked, At};
use crate::http::import::view::{ImportMapping, same};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{HookId, PayloadId};
use domain::import::payload;
use serde::Serialize;
use utoipa::ToSchema;

/// What was posted to a door
///
/// The newest first; the last fifty are kept, for thirty days.
#[utoipa::path(get, path = "/hooks/{id}/payloads", tag = "imports",
    params(("id" = String, Path, format = "uuid"), PageQuery),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "One page", body = Page<HookPayload>)))]
pub async fn list_hook_payloads(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<HookId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<HookPayload>>, Problem> {
    let (before, limit) = (query.after::<String>()?, query.limit());
    let received = store::hook::received(&mut app.db.read().await?, caller.workspace, id, before, limit + 1).await?;
    let page = Page::of(received, limit, |received| received.id.to_string());
    Ok(Json(page.try_map(HookPayload::try_from)?))
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HookSuggestion {
    pub paths: Vec<String>,
    pub mapping: ImportMapping,
}

/// What the parts of a payload seem to be
#[utoipa::path(get, path = "/hooks/{id}/payloads/{payload_id}/suggestion", tag = "imports",
    params(("id" = String, Path, format = "uuid"), ("payload_id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "A mapping to begin with", body = HookSuggestion)))]
pub async fn suggest_hook_mapping(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At((id, payload_id)): At<(HookId, PayloadId)>,
) -> Result<Json<HookSuggestion>, Problem> {
    let mut tx = app.db.read().await?;
    let hook = store::hook::one(&mut tx, caller.workspace, id).await?;
    let hook = hook.ok_or_else(|| Problem::not_found("hook"))?;
    let received = store::hook::one_received(&mut tx, caller.workspace, id, payload_id).await?;
    let received = received.ok_or_else(|| Problem::not_found("payload"))?;
    let country = crate::import::country(&app, &mut tx).await?;
    let (paths, mapping) = payload::suggest(&received.payload, hook.subject, &country);
    Ok(Json(HookSuggestion { paths, mapping: same(&mapping)? }))
}
