//! `GET /templates` and `PUT /templates/{id}`: what the reviewers and the quality guards decide.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::TemplateStatus;

pub(super) async fn list(State(handle): State<Handle>) -> Json<Value> {
    let items: Vec<Value> = handle.core().look(|world| world.templates.iter().map(|t| t.to_json(None)).collect());
    Json(json!({ "items": items, "next_cursor": null }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    status: TemplateStatus,
}

pub(super) async fn set_status(
    State(handle): State<Handle>,
    Path(id): Path<String>,
    Json(decision): Json<Decision>,
) -> Result<StatusCode, Problem> {
    if handle.set_template_status(&id, decision.status) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::unknown("template"))
    }
}
