//! Deleting a template.

use super::refusal::{not_found, refused};
use super::uses;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::templates::desk;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::TemplateId;
use domain::template::Status;

/// Delete a template in its language, here and at Meta
///
/// Meta does not give the name of an approved template free again for 30 days.
#[utoipa::path(delete, path = "/templates/{id}", tag = "templates", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`template_in_use`: published flows, or campaigns and series that are not over, send it; they are named in `used_in`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`meta_refused`, with Meta's `words`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn delete_template(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    At(id): At<TemplateId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.read().await?;
    let template = store::template::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let uses = uses::of(&mut tx, caller.workspace, &template).await?;
    drop(tx);
    let used_in: Vec<String> = uses.into_iter().filter(|it| it.is_live).map(|it| it.name).collect();
    if template.status == Status::Approved && !used_in.is_empty() {
        let detail =
            format!("This template is sent by: {}. Take it out of them, or end them, first.", used_in.join(", "));
        return Err(Problem::conflict("template_in_use", "In use", detail).with("used_in", used_in));
    }
    desk::delete(&app, id).await.map_err(refused)?;
    let mut tx = app.db.write().await?;
    audit::note(&app, &mut tx, &caller, "template.deleted", &id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
