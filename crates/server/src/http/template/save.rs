//! Saving what is being written.

use super::read::detail;
use super::refusal::not_found;
use super::view::{TemplateDetail, read};
use crate::app::App;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::templates::desk;
use axum::Json;
use axum::extract::State;
use domain::id::TemplateId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct SaveTemplate {
    /// As it is posted to Meta's `message_templates`, with faults or without. Its name and language stay as they are.
    #[schema(value_type = Object)]
    pub template: Value,
}

/// Save the draft of a template
///
/// What Meta has stays as it is until the draft is submitted.
#[utoipa::path(put, path = "/templates/{id}", tag = "templates", params(("id" = String, Path, format = "uuid")),
    request_body = SaveTemplate, security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 200, description = "Saved, with what the lint says", body = TemplateDetail)))]
pub async fn save_template(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    At(id): At<TemplateId>,
    Body { value: asked, .. }: Body<SaveTemplate>,
) -> Result<Json<TemplateDetail>, Problem> {
    let draft = read(asked.template)?;
    let mut tx = app.db.write().await?;
    let mut template = store::template::hold(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let now = app.universe.now();
    template.write(draft, now);
    let after = desk::keep(&app, &mut tx, &template, Vec::new(), caller.user(), now).await?;
    let answer = detail(&app, &mut tx, caller.workspace, &template).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(Json(answer))
}
