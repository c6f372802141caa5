//! `POST /customers/{id}/groups`, `DELETE /customers/{id}/groups/{group}`: a customer follows an invitation, or leaves.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

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

/// Only who is in a group can write there.
pub(super) fn check_participant(handle: &Handle, customer: CustomerId, group: &str) -> Result<(), Problem> {
    let is_in = handle.core().look(|world| world.assets.groups.get(group).is_some_and(|group| group.has(customer)));
    if is_in { Ok(()) } else { Err(Problem::invalid("the customer is not in this group")) }
}
