//! A draft on its way to Meta's reviewers.

use super::read::detail;
use super::refusal::refused;
use super::view::TemplateDetail;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::templates::desk;
use axum::Json;
use axum::extract::State;
use domain::id::TemplateId;

/// Submit a template for review
///
/// A new template is created at Meta, one that Meta has is changed there; either is reviewed.
#[utoipa::path(post, path = "/templates/{id}/submit", tag = "templates", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 200, description = "Meta has it", body = TemplateDetail),
        (status = 409, description = "Not now: `template_nothing_new`, `template_in_review`, `template_edited_often`, \
            `template_category_fixed`, `template_not_editable`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`template_faulty`, with its `findings`; or `meta_refused`, with Meta's `words`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 502, description = "Meta did not answer",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn submit_template(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    At(id): At<TemplateId>,
) -> Result<Json<TemplateDetail>, Problem> {
    let template = desk::submit(&app, id, caller.user()).await.map_err(refused)?;
    let mut tx = app.db.write().await?;
    audit::note(&app, &mut tx, &caller, "template.submitted", &id.to_string()).await?;
    let answer = detail(&app, &mut tx, caller.workspace, &template).await?;
    tx.commit().await?;
    Ok(Json(answer))
}
