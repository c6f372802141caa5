//! `request_code`, `verify_code`, `register`, `deregister`, and `POST /{waba_id}/phone_numbers`.

use serde_json::Value;

use super::super::{Answer, Call, Outcome};
use crate::engine::Core;

pub(super) fn post(core: &Core, call: &Call, number: usize, edge: &[&str]) -> Outcome {
    let parameters: Value = call.parameters()?;
    core.turn(|world, turn| match edge {
        ["request_code"] => world.request_code(number, &parameters),
        ["verify_code"] => world.verify_code(number, &parameters),
        ["register"] => world.register(turn, number, &parameters),
        _ => world.deregister(turn, number),
    })?;
    Ok(Answer::success())
}
