//! `PUT /numbers/{id}/business_app`, and what its owner does there: `POST /numbers/{id}/business_app/messages`, `/contacts`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::{ContactAction, CustomerId, ThreadKey};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Joined {
    joined: bool,
    /// Whether the chats of the app may be shared.
    #[serde(default = "yes")]
    shares_history: bool,
}

fn yes() -> bool {
    true
}

/// Puts the number into the WhatsApp Business app as well, or takes it out.
pub(super) async fn join(
    State(handle): State<Handle>,
    Path(id): Path<String>,
    Json(joined): Json<Joined>,
) -> Result<StatusCode, Problem> {
    let number = number(&handle, &id)?;
    handle.core().turn(|world, turn| world.set_business_app(turn, number, joined.joined, joined.shares_history));
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    customer_id: CustomerId,
    /// As messages are sent: `{"type": …, "<type>": …}`; also `edit` and `revoke` of what was written there.
    message: Value,
}

/// The owner writes to a customer on the app.
pub(super) async fn write(
    State(handle): State<Handle>,
    Path(id): Path<String>,
    Json(written): Json<Written>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let key = ThreadKey { number: number(&handle, &id)?, customer: written.customer_id };
    let said = handle.core().turn(|world, turn| world.write_on_app(turn, key, &written.message));
    let id = said.map_err(Problem::invalid)?;
    Ok((StatusCode::CREATED, Json(json!({ "id": *id }))))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    customer_id: CustomerId,
    action: ContactAction,
}

/// The owner adds a contact to the app, or removes one.
pub(super) async fn contact(
    State(handle): State<Handle>,
    Path(id): Path<String>,
    Json(contact): Json<Contact>,
) -> Result<StatusCode, Problem> {
    let number = number(&handle, &id)?;
    let Contact { customer_id, action } = contact;
    if handle.core().turn(|world, turn| world.sync_contact(turn, number, customer_id, action)) {
        Ok(StatusCode::ACCEPTED)
    } else {
        Err(Problem::invalid("there is no such customer, or the number is not in the WhatsApp Business app"))
    }
}

fn number(handle: &Handle, id: &str) -> Result<usize, Problem> {
    handle.core().look(|world| world.number(id)).ok_or_else(|| Problem::unknown("number"))
}
