//! `GET /flows`, `GET /flows/{id}`, `POST /customers/{id}/flows` and `POST /flow_sessions/{id}`: Flows on phones.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::{CustomerId, FlowDeed, FlowStep, FlowTrouble};

pub(super) async fn list(State(handle): State<Handle>) -> Json<Value> {
    let items: Vec<Value> = handle.core().look(|world| {
        let flows = world.assets.flows.iter();
        flows
            .map(|flow| json!({ "id": flow.id.to_string(), "name": flow.name, "status": flow.status.as_str() }))
            .collect()
    });
    Json(json!({ "items": items, "next_cursor": null }))
}

/// With its screens, for those who draw them.
pub(super) async fn show(State(handle): State<Handle>, Path(id): Path<u64>) -> Result<Json<Value>, Problem> {
    let flow = handle.core().look(|world| {
        let flow = world.assets.flows.get(id)?;
        let document: &Value = &flow.document;
        Some(json!({
            "id": flow.id.to_string(),
            "name": flow.name,
            "status": flow.status.as_str(),
            "errors": flow.errors,
            "json": document,
        }))
    });
    flow.map(Json).ok_or_else(|| Problem::unknown("Flow"))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tap {
    /// The message whose button opens the Flow.
    message_id: String,
}

pub(super) async fn open(
    State(handle): State<Handle>,
    Path(customer): Path<CustomerId>,
    Json(tap): Json<Tap>,
) -> Result<Json<FlowStep>, Problem> {
    Ok(Json(handle.open_flow(customer, &tap.message_id).await?))
}

pub(super) async fn act(
    State(handle): State<Handle>,
    Path(session): Path<String>,
    Json(deed): Json<FlowDeed>,
) -> Result<Json<FlowStep>, Problem> {
    Ok(Json(handle.act_in_flow(&session, deed).await?))
}

impl From<FlowTrouble> for Problem {
    fn from(trouble: FlowTrouble) -> Self {
        match trouble {
            FlowTrouble::NoMessage => Self::unknown("message on this phone"),
            FlowTrouble::NotOpen => Self::unknown("open Flow"),
            other => Self::invalid(other.to_string()),
        }
    }
}
