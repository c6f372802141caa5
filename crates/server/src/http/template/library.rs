//! Ready templates to begin with.

use crate::http::caller::{Allowed, ReadTemplates};
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::templates::library;
use axum::Json;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A template that is ready in several languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct LibraryTemplate {
    pub name: String,
    /// `general`, `ecommerce`, `health`, `finance`, `tourism`, `education`, …
    pub industry: String,
    /// What it is for, by language.
    pub title: BTreeMap<String, String>,
    /// The pack it belongs to.
    #[schema(required = true)]
    pub pack: Option<String>,
    /// As they are posted to Meta's `message_templates`.
    #[schema(value_type = Vec<Object>)]
    pub templates: Vec<Value>,
}

/// The library of ready templates
///
/// Our own first, then those of the packs.
#[utoipa::path(get, path = "/templates/library", tag = "templates",
    security(("session" = []), ("token" = ["read_templates"])),
    responses((status = 200, description = "Every ready template", body = Page<LibraryTemplate>)))]
pub async fn list_library(_: Allowed<ReadTemplates>) -> Result<Json<Page<LibraryTemplate>>, Problem> {
    let entries = library::all().map_err(|error| Problem::internal(&error))?;
    Ok(Json(Page::whole(entries).map(|entry| LibraryTemplate {
        name: entry.name,
        industry: entry.industry,
        title: entry.title,
        pack: entry.pack,
        templates: entry.templates,
    })))
}
