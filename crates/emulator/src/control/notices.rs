//! `POST /account/alerts`, `/account/partner_solutions`, `PUT /payment_configurations/{name}`, `POST
//! /customers/{id}/automatic_events`: what Meta tells of the business beside templates and numbers.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::{Alert, CustomerId, PaymentConfiguration, World};

/// About a number when it names one, else about the business.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    phone_number_id: Option<String>,
    #[serde(flatten)]
    alert: Alert,
}

pub(super) async fn alert(State(handle): State<Handle>, Json(told): Json<Told>) -> Result<StatusCode, Problem> {
    handle.core().turn(|world, turn| {
        let number =
            told.phone_number_id.as_deref().map(|id| world.number(id).ok_or_else(|| Problem::unknown("number")));
        world.alert(turn, number.transpose()?, &told.alert);
        Ok(StatusCode::ACCEPTED)
    })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Solution {
    /// Such as `SOLUTION_CREATED`.
    event: String,
    #[serde(rename = "solution_id")]
    id: Option<String>,
    /// Such as `INITIATED` or `ACTIVE`.
    #[serde(rename = "solution_status")]
    status: String,
}

pub(super) async fn solution(State(handle): State<Handle>, Json(told): Json<Solution>) -> (StatusCode, Json<Value>) {
    let Solution { event, id, status } = told;
    let id = handle.core().turn(|_, turn| World::tell_of_solution(turn, &event, id, &status));
    (StatusCode::ACCEPTED, Json(json!({ "solution_id": id })))
}

const STATUSES: [&str; 3] = ["Active", "Needs Connecting", "Needs Testing"];

pub(super) async fn payment_configuration(
    State(handle): State<Handle>,
    Path(name): Path<String>,
    Json(wanted): Json<PaymentConfiguration>,
) -> Result<StatusCode, Problem> {
    if !STATUSES.contains(&wanted.status.as_str()) {
        return Err(Problem::invalid(format!("status is one of {}", STATUSES.join(", "))));
    }
    handle.core().turn(|world, turn| world.set_payment_configuration(turn, &name, wanted));
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Found {
    /// `LeadSubmitted` or `Purchase`.
    event_name: String,
    /// The message it was found in; the customer's last when absent.
    message_id: Option<String>,
    /// What was bought: `currency`, `value`.
    custom_data: Option<Value>,
}

pub(super) async fn automatic_event(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
    Json(found): Json<Found>,
) -> Result<StatusCode, Problem> {
    let Found { event_name, message_id, custom_data } = found;
    if !["LeadSubmitted", "Purchase"].contains(&event_name.as_str()) {
        return Err(Problem::invalid("event_name is LeadSubmitted or Purchase"));
    }
    let told = handle.core().turn(|world, turn| {
        let key = world.usual_thread(id);
        let last = world.thread(key).and_then(|thread| thread.last()).map(|entry| entry.id.to_string());
        let message = message_id.or(last).unwrap_or_default();
        world.tell_automatic_event(turn, key, &message, &event_name, custom_data)
    });
    if told { Ok(StatusCode::ACCEPTED) } else { Err(Problem::invalid("the customer did not come by an advertisement")) }
}
