//! `GET`, `POST` and `DELETE /{id}`: what happens depends on what the id names.

use std::sync::PoisonError;

use serde_json::{Value, json};

use super::subscribed_apps::change_override;
use super::{Answer, Call, Outcome, media, numbers};
use crate::engine::Core;
use crate::refusal::Refusal;

pub(super) fn get(core: &Core, call: &Call, id: &str) -> Outcome {
    let fields = call.fields();
    if id == core.config.waba_id {
        return Ok(Answer::Json(waba(core)));
    }
    if let Some(file) = media::describe(core, call, id)? {
        return Ok(Answer::Json(file));
    }
    let found = core.look(|world| {
        if let Some(index) = world.number(id) {
            return world.numbers.get(index).map(|number| numbers::shown(core, index, number, fields.as_deref()));
        }
        let template = id.parse().ok().and_then(|id| world.templates.get(id))?;
        Some(template.to_json(fields.as_deref()))
    });
    found.map(Answer::Json).ok_or_else(|| Refusal::unknown_object(id))
}

pub(super) async fn post(core: &Core, call: &Call, id: &str) -> Outcome {
    let parameters = call.parameters()?;
    if let Some(number) = core.look(|world| world.number(id)) {
        let Some(configuration) = parameters.get("webhook_configuration") else {
            return Err(Refusal::new(100, "The parameter webhook_configuration is required."));
        };
        let chosen = change_override(core, configuration).await?;
        let mut subscription = core.subscription.write().unwrap_or_else(PoisonError::into_inner);
        match chosen {
            Some(chosen) => subscription.numbers.insert(number, chosen),
            None => subscription.numbers.remove(&number),
        };
        core.readdressed.notify_waiters();
        return Ok(Answer::success());
    }
    let template = id.parse().map_err(|_| Refusal::unknown_object(id))?;
    core.turn(|world, turn| world.edit_template(turn, template, &parameters))?;
    Ok(Answer::success())
}

pub(super) fn delete(core: &Core, id: &str) -> Outcome {
    let deleted = id.parse().is_ok_and(|id| core.turn(|world, _| world.media.delete(id)));
    if deleted { Ok(Answer::success()) } else { Err(Refusal::unknown_object(id)) }
}

fn waba(core: &Core) -> Value {
    json!({
        "id": core.config.waba_id,
        "name": core.config.waba_name,
        "currency": "EUR",
        "timezone_id": "1",
        "message_template_namespace": "emulated_namespace",
        "account_review_status": "APPROVED",
        "business_verification_status": "verified",
        "ownership_type": "SELF",
        "status": "ACTIVE",
    })
}
