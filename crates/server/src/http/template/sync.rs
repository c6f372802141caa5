//! Looking at Meta's list now.

use super::refusal::by_meta;
use crate::app::App;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::problem::Problem;
use crate::templates::sync;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateSync {
    pub synced_at: i64,
}

/// Compare the templates with Meta's list
#[utoipa::path(post, path = "/templates/sync", tag = "templates",
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 200, description = "Every account was looked at", body = TemplateSync),
        (status = 502, description = "Meta did not answer",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn sync_templates(
    State(app): State<App>,
    _: Allowed<ManageTemplates>,
) -> Result<Json<TemplateSync>, Problem> {
    sync::all(&app, None).await.map_err(by_meta)?;
    Ok(Json(TemplateSync { synced_at: app.universe.now().as_millis() }))
}
