//! `GET /{phone_number_id}/payments/{payment_configuration}/{reference_id}`

use serde_json::json;

use super::super::{Answer, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::Order;

pub(super) fn get(core: &Core, number: usize, configuration: &str, reference: &str) -> Outcome {
    let found = core.look(|world| {
        let order = world.assets.orders.get(number, reference).filter(|order| order.is_paid_through(configuration));
        order.map(Order::to_json)
    });
    let found = found.ok_or_else(|| Refusal::new(100, format!("There is no order with the reference {reference}.")))?;
    Ok(Answer::Json(json!({ "payments": [found] })))
}
