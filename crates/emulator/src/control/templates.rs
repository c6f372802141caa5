//! `GET /templates` and `PUT /templates/{id}`: what the reviewers and the quality guards decide.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::{Quality, Template, TemplateStatus};

pub(super) async fn list(State(handle): State<Handle>) -> Json<Value> {
    let items: Vec<Value> = handle.core().look(|world| world.templates.iter().map(view).collect());
    Json(json!({ "items": items, "next_cursor": null }))
}

fn view(template: &Template) -> Value {
    let mut view = template.listed();
    if let Some(view) = view.as_object_mut() {
        view.insert("quality".to_owned(), json!(template.quality));
        view.insert("rejected_reason".to_owned(), json!(template.rejected_reason));
    }
    view
}

/// What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    status: Option<TemplateStatus>,
    /// Why it is rejected, in Meta's word.
    reason: Option<String>,
    /// A red one is paused.
    quality: Option<Quality>,
    /// The category it is found to belong to.
    category: Option<String>,
    /// Whether that is told a day before it takes effect.
    #[serde(default)]
    notice: bool,
}

const REASONS: [&str; 6] =
    ["ABUSIVE_CONTENT", "INCORRECT_CATEGORY", "INVALID_FORMAT", "PROMOTIONAL", "SCAM", "TAG_CONTENT_MISMATCH"];
const CATEGORIES: [&str; 3] = ["AUTHENTICATION", "MARKETING", "UTILITY"];

pub(super) async fn decide(
    State(handle): State<Handle>,
    Path(id): Path<String>,
    Json(decision): Json<Decision>,
) -> Result<StatusCode, Problem> {
    let Decision { status, reason, quality, category, notice } = decision;
    let reason = reason.map(|reason| one_of(&REASONS, "reason", &reason)).transpose()?;
    let category = category.map(|category| one_of(&CATEGORIES, "category", &category)).transpose()?;
    let known = id.parse().ok().filter(|id| handle.core().look(|world| world.templates.get(*id).is_some()));
    let template = known.ok_or_else(|| Problem::unknown("template"))?;
    if let Some(status) = status {
        handle.core().turn(|world, turn| world.set_template_status(turn, template, status, reason));
    }
    if let Some(quality) = quality {
        handle.set_template_quality(&id, quality);
    }
    if let Some(category) = category {
        handle.correct_category(&id, category, notice);
    }
    Ok(StatusCode::NO_CONTENT)
}

fn one_of(known: &[&'static str], field: &str, word: &str) -> Result<&'static str, Problem> {
    let found = known.iter().find(|each| **each == word).copied();
    found.ok_or_else(|| Problem::invalid(format!("{field} is one of {}", known.join(", "))))
}
