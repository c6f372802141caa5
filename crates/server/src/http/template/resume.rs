//! The end of a pause, before its time.

use super::refusal::refused;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::templates::desk;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::TemplateId;

/// Ask Meta to resume a paused template
///
/// A pause for its quality ends by itself after some hours, one for the pace of its sending only so.
#[utoipa::path(post, path = "/templates/{id}/resume", tag = "templates", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 204, description = "Meta was asked; the template's status says when it has done so"),
        (status = 409, description = "`template_not_paused`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`meta_refused`, with Meta's `words`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 502, description = "Meta did not answer",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn resume_template(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    At(id): At<TemplateId>,
) -> Result<StatusCode, Problem> {
    desk::resume(&app, id).await.map_err(refused)?;
    let mut tx = app.db.write().await?;
    audit::note(&app, &mut tx, &caller, "template.resumed", &id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
