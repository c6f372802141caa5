//! `/{waba_id}/signups` and `/signups/{id}`: links by which people agree to be written to.

use serde_json::json;

use super::fields::choose;
use super::page::page;
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

const KIND: &str = "WhatsAppBusinessSignup";
const USUAL: [&str; 9] = [
    "id",
    "waba_id",
    "status",
    "signup_message",
    "confirmation_message",
    "privacy_policy_url",
    "website_url",
    "promo_code",
    "display_name",
];

pub(super) fn list(core: &Core, call: &Call) -> Outcome {
    let fields = call.fields()?;
    let signups = core.look(|world| {
        let shown = world.assets.signups.iter().map(|(id, signup)| (id, signup.to_json(&core.config.waba_id)));
        shown.collect::<Vec<_>>()
    });
    page(core, call, signups, |signup| choose(signup, fields.as_deref(), &USUAL, KIND)).map(Answer::Json)
}

pub(super) fn create(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let id = core.turn(|world, turn| world.create_signup(turn, &parameters))?;
    Ok(Answer::Json(json!({ "id": id.to_string() })))
}

pub(super) fn get(core: &Core, call: &Call, id: &str) -> Outcome {
    let fields = call.fields()?;
    let found = core.look(|world| {
        let signup = world.assets.signups.get(id.parse().ok()?)?;
        Some(signup.to_json(&core.config.waba_id))
    });
    let found = found.ok_or_else(|| Refusal::unknown_object(id))?;
    choose(found, fields.as_deref(), &USUAL, KIND).map(Answer::Json)
}

pub(super) fn change(core: &Core, call: &Call, id: &str) -> Outcome {
    let parameters = call.parameters()?;
    let id = id.parse().map_err(|_| Refusal::unknown_object(id))?;
    core.turn(|world, _| world.change_signup(id, &parameters))?;
    Ok(Answer::success())
}
