//! `POST /{phone_number_id}`: its own address for webhooks, its PIN, its name.

use std::sync::PoisonError;

use super::super::subscribed_apps::change_override;
use super::super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::parameter;

pub(super) async fn post(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters = call.parameters()?;
    let pin = parameters.get("pin").is_some();
    let name = parameter::text(&parameters, "new_display_name");
    let configuration = parameters.get("webhook_configuration");
    if !pin && name.is_none() && configuration.is_none() {
        return Err(Refusal::missing("webhook_configuration"));
    }
    if pin {
        core.turn(|world, turn| world.set_pin(turn, number, &parameters))?;
    }
    if let Some(name) = name {
        core.turn(|world, turn| world.change_display_name(turn, number, name))?;
    }
    if let Some(configuration) = configuration {
        let chosen = change_override(core, configuration).await?;
        let mut subscription = core.subscription.write().unwrap_or_else(PoisonError::into_inner);
        match chosen {
            Some(chosen) => subscription.numbers.insert(number, chosen),
            None => subscription.numbers.remove(&number),
        };
        core.readdressed.notify_waiters();
    }
    Ok(Answer::success())
}
