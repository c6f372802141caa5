//! `POST /customers/{id}/payments`: the customer pays what a message asks for.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::{CustomerId, NotPayable, PaymentOutcome};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Payment {
    /// The `order_details` message.
    message_id: String,
    status: PaymentOutcome,
}

pub(super) async fn pay(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
    Json(payment): Json<Payment>,
) -> Result<StatusCode, Problem> {
    let paid = handle.core().turn(|world, turn| world.pay(turn, id, &payment.message_id, payment.status));
    match paid {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(NotPayable::NoOrder) => Err(Problem::unknown("order on this phone")),
        Err(settled @ NotPayable::Settled) => Err(Problem::invalid(settled.to_string())),
    }
}
