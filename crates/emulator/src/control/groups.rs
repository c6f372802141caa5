//! `POST /customers/{id}/groups`, `DELETE /customers/{id}/groups/{group}`: a customer follows an invitation, or leaves.
//! `GET /groups`, `PATCH /groups/{id}`: the groups there are, and whether Meta has suspended them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::CustomerId;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Invitation {
    invite_link: String,
}

/// They are in, or ask to be let in where the business wants to be asked.
pub(super) async fn join(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
    Json(invitation): Json<Invitation>,
) -> Result<StatusCode, Problem> {
    handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    if handle.customer_joins_group(id, &invitation.invite_link) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::invalid("the invitation leads nowhere, or the group is full"))
    }
}

pub(super) async fn leave(
    State(handle): State<Handle>,
    Path((id, group)): Path<(CustomerId, String)>,
) -> Result<StatusCode, Problem> {
    if handle.customer_leaves_group(id, &group) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::unknown("participant"))
    }
}

pub(super) async fn list(State(handle): State<Handle>) -> Json<Value> {
    let items: Vec<Value> = handle.core().look(|world| {
        let groups = (0..world.numbers.len()).flat_map(|number| world.assets.groups.of(number));
        let shown = groups.map(|(_, group)| {
            let number = world.numbers.get(group.number).map(|number| number.config.phone_number_id.as_str());
            json!({
                "id": group.id, "subject": group.subject, "description": group.description,
                "phone_number_id": number, "invite_link": group.invite_link(), "suspended": group.suspended,
                "participants": group.participants,
            })
        });
        shown.collect()
    });
    Json(json!({ "items": items, "next_cursor": null }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    suspended: bool,
}

pub(super) async fn change(
    State(handle): State<Handle>,
    Path(id): Path<String>,
    Json(change): Json<Change>,
) -> Result<StatusCode, Problem> {
    let done = handle.core().turn(|world, turn| world.suspend_group(turn, &id, change.suspended));
    done.map(|()| StatusCode::NO_CONTENT).map_err(|_| Problem::unknown("group"))
}

/// Only who is in a group can write there.
pub(super) fn check_participant(handle: &Handle, customer: CustomerId, group: &str) -> Result<(), Problem> {
    let is_in = handle.core().look(|world| world.assets.groups.get(group).is_some_and(|group| group.has(customer)));
    if is_in { Ok(()) } else { Err(Problem::invalid("the customer is not in this group")) }
}
