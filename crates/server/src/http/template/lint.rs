//! The lint alone, for the editor while one types.

use super::view::{FindingItem, read};
use crate::http::caller::{Allowed, ReadTemplates};
use crate::http::extract::Body;
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use domain::template::lint;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct LintTemplate {
    /// As it is posted to Meta's `message_templates`.
    #[schema(value_type = Object)]
    pub template: Value,
}

/// Look at a template as Meta's reviewer would
///
/// Errors are what Meta would refuse or reject, with the samples put in; warnings are what may be regretted.
#[utoipa::path(post, path = "/templates/lint", tag = "templates", request_body = LintTemplate,
    security(("session" = []), ("token" = ["read_templates"])),
    responses((status = 200, description = "What was found, errors first", body = Page<FindingItem>)))]
pub async fn lint_template(
    _: Allowed<ReadTemplates>,
    Body { value: asked, .. }: Body<LintTemplate>,
) -> Result<Json<Page<FindingItem>>, Problem> {
    let findings = lint::lint(&read(asked.template)?);
    Ok(Json(Page::whole(findings.iter().map(FindingItem::of).collect())))
}
