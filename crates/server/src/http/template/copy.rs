//! A template again: under another name, or in another language.

use super::create::begin;
use super::refusal::not_found;
use super::view::TemplateDetail;
use crate::app::App;
use crate::http::caller::{Allowed, ManageTemplates};
use crate::http::extract::{At, Body};
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::id::TemplateId;
use serde::Deserialize;
use utoipa::ToSchema;
use whatsapp::template::{NewTemplate, language_code};

#[derive(Debug, Deserialize, ToSchema)]
pub struct CopyTemplate {
    /// The same name unless said.
    pub name: Option<String>,
    /// Meta's code; the same language unless said.
    pub language: Option<String>,
}

/// Copy a template, or add a language to it
///
/// What is copied is the draft, or else what Meta has. The copy is a draft.
#[utoipa::path(post, path = "/templates/{id}/copies", tag = "templates", request_body = CopyTemplate,
    params(("id" = String, Path, format = "uuid"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 201, description = "The copy", body = TemplateDetail),
        (status = 409, description = "`template_exists`, with its `template_id`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn copy_template(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    At(id): At<TemplateId>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CopyTemplate>,
) -> Result<Response, Problem> {
    let template =
        store::template::one(&mut app.db.read().await?, caller.workspace, id).await?.ok_or_else(not_found)?;
    let original = template.latest().cloned().ok_or_else(not_found)?;
    let language = asked.language.as_deref().map(language_code);
    let copy = NewTemplate {
        name: asked.name.unwrap_or_else(|| template.name.clone()),
        language: language.unwrap_or_else(|| template.language.clone()),
        ..original
    };
    begin(&app, &caller, &template.account, copy, Once::new(&caller, key, &digest)).await
}
