//! `GET`, `POST` and `DELETE /{phone_number_id}/block_users`

use serde_json::Value;

use super::super::page::page;
use super::super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

pub(super) fn list(core: &Core, call: &Call, number: usize) -> Outcome {
    let blocked = core.look(|world| world.blocked(number));
    page(core, call, blocked, Ok).map(Answer::Json)
}

/// When some people could not be blocked, the refusal still tells of the others.
pub(super) fn change(core: &Core, call: &Call, number: usize, block: bool) -> Outcome {
    let parameters = call.parameters()?;
    let (mut lists, whole) = core.turn(|world, turn| world.change_blocked(turn.now, number, &parameters, block))?;
    if whole {
        return Ok(Answer::Json(lists));
    }
    let details = "Failed to block some users";
    let refusal = Refusal::new(139_100, if block { details } else { "Failed to unblock some users" });
    let status = refusal.http_status;
    let error = refusal.to_json(&core.roll(crate::world::fbtrace_id));
    if let (Some(lists), Value::Object(error)) = (lists.as_object_mut(), error) {
        lists.extend(error);
    }
    Ok(Answer::Refused(status, lists))
}
