//! `POST /webhooks`, any change sent by hand, and `PUT /webhook_url`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use crate::handle::Handle;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ByHand {
    field: String,
    value: Value,
}

pub(super) async fn send(State(handle): State<Handle>, Json(body): Json<ByHand>) -> StatusCode {
    handle.send_webhook(&body.field, body.value);
    StatusCode::ACCEPTED
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    /// Nobody is subscribed without one.
    url: Option<String>,
}

pub(super) async fn set_url(State(handle): State<Handle>, Json(address): Json<Address>) -> StatusCode {
    handle.set_webhook_url(address.url);
    StatusCode::NO_CONTENT
}
