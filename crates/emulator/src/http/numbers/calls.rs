//! `POST /{phone_number_id}/calls` and `GET /{phone_number_id}/call_permissions`

use serde_json::{Value, json};

use super::super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{digits, parameter};

pub(super) fn post(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters: Value = call.parameters()?;
    if parameter::text(&parameters, "messaging_product").as_deref() != Some("whatsapp") {
        return Err(Refusal::missing("messaging_product"));
    }
    if parameter::required(&parameters, "action")? == "connect" {
        let id = core.turn(|world, turn| world.call_customer(turn, number, &parameters))?;
        return Ok(Answer::Json(json!({ "messaging_product": "whatsapp", "calls": [{ "id": id }], "success": true })));
    }
    core.turn(|world, turn| world.act_on_call(turn, number, &parameters))?;
    Ok(Answer::Json(json!({ "messaging_product": "whatsapp", "success": true })))
}

pub(super) fn permissions(core: &Core, call: &Call, number: usize) -> Outcome {
    let by_phone = call.query("user_wa_id").map(digits);
    let by_id = call.query("recipient");
    if by_phone.is_none() && by_id.is_none() {
        return Err(Refusal::missing("user_wa_id"));
    }
    let now = core.clock.now();
    core.look(|world| {
        let customer = by_phone.and_then(|phone| world.customers.by_phone(&phone));
        let customer = customer.or_else(|| by_id.and_then(|id| world.customers.by_user_id(id)));
        let customer = customer.ok_or_else(|| Refusal::new(138_001, "This user cannot be called."))?;
        Ok(Answer::Json(world.call_permissions(now, number, customer)))
    })
}
