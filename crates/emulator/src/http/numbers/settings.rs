//! Profile, settings, conversational components, commerce, the key for Flows, the badge and the username of a number.

use axum::http::Method;
use serde_json::{Value, json};

use super::super::fields::choose;
use super::super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{Badge, Number, PROFILE_FIELDS, parameter};

/// Something of a number.
fn of<T>(core: &Core, number: usize, read: impl FnOnce(&Number) -> T) -> Result<T, Refusal> {
    core.look(|world| world.numbers.get(number).map(read)).ok_or_else(|| Refusal::unknown_object(""))
}

fn one(item: &Value) -> Answer {
    Answer::Json(json!({ "data": [item] }))
}

pub(super) fn profile(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    let mut whole = core.look(|world| world.profile(number));
    let wants_id = fields.iter().flatten().any(|field| field.name == "id");
    if let (true, Some(whole)) = (wants_id, whole.as_object_mut()) {
        whole.insert("id".to_owned(), of(core, number, |number| number.config.phone_number_id.clone())?.into());
    }
    let mut shown = choose(whole, fields.as_deref(), &PROFILE_FIELDS, "WhatsAppBusinessProfile")?;
    if let Some(shown) = shown.as_object_mut() {
        shown.insert("messaging_product".to_owned(), "whatsapp".into());
    }
    Ok(one(&shown))
}

pub(super) fn change_profile(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters = call.parameters()?;
    core.turn(|world, _| world.change_profile(number, &parameters))?;
    Ok(Answer::success())
}

pub(super) fn get(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    let whole = of(core, number, |number| number.record.settings.to_json())?;
    let usual: Vec<&str> = whole.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    choose(whole.clone(), fields.as_deref(), &usual, "WhatsAppBusinessPhoneNumberSettings").map(Answer::Json)
}

pub(super) fn change(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters = call.parameters()?;
    core.turn(|world, turn| world.change_settings(turn, number, &parameters))?;
    Ok(Answer::success())
}

pub(super) fn automation(core: &Core, number: usize) -> Outcome {
    let shown = of(core, number, |number| number.record.settings.automation(&number.config.phone_number_id))?;
    Ok(Answer::Json(json!({ "conversational_automation": shown })))
}

pub(super) fn change_automation(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters = call.parameters()?;
    core.turn(|world, _| world.change_automation(number, &parameters))?;
    Ok(Answer::success())
}

pub(super) fn commerce(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    let whole = of(core, number, |number| {
        let settings = &number.record.settings;
        json!({
            "id": number.config.phone_number_id,
            "catalog_id": null,
            "is_cart_enabled": settings.cart_enabled,
            "is_catalog_visible": settings.catalog_visible,
        })
    })?;
    let usual = ["is_cart_enabled", "is_catalog_visible"];
    choose(whole, fields.as_deref(), &usual, "WhatsAppCommerceSettings").map(|shown| one(&shown))
}

pub(super) fn change_commerce(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters = call.parameters()?;
    core.turn(|world, _| world.change_commerce(number, &parameters))?;
    Ok(Answer::success())
}

pub(super) fn public_key(core: &Core, number: usize) -> Outcome {
    let pem = of(core, number, |number| number.record.public_key.as_ref().map(|key| key.pem.clone()))?;
    Ok(pem.map_or_else(
        || Answer::Json(json!({ "data": [] })),
        |pem| one(&json!({ "business_public_key": pem, "business_public_key_signature_status": "VALID" })),
    ))
}

pub(super) fn change_public_key(core: &Core, call: &Call, number: usize) -> Outcome {
    let pem = parameter::required(&call.parameters()?, "business_public_key")?;
    core.turn(|world, _| world.set_public_key(number, &pem))?;
    Ok(Answer::success())
}

pub(super) fn badge(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    let whole = of(
        core,
        number,
        |number| json!({ "id": number.config.phone_number_id, "oba_status": number.record.badge, "status_message": null }),
    )?;
    choose(whole, fields.as_deref(), &["oba_status", "status_message"], "WhatsAppOfficialBusinessAccount")
        .map(Answer::Json)
}

pub(super) fn ask_for_badge(core: &Core, number: usize) -> Answer {
    core.turn(|world, _| {
        if let Some(number) = world.numbers.get_mut(number) {
            number.record.badge = Badge::Pending;
        }
    });
    Answer::success()
}

/// Asks for the contacts or the chats of the WhatsApp Business app.
pub(super) fn share_app_data(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters = call.parameters()?;
    let request = core.turn(|world, turn| world.share_app_data(turn, number, &parameters))?;
    Ok(Answer::Json(json!({ "messaging_product": "whatsapp", "request_id": request })))
}

pub(super) fn username(core: &Core, call: &Call, number: usize) -> Outcome {
    if call.method == Method::POST {
        let parameters = call.parameters()?;
        let set = core.turn(|world, turn| world.set_business_username(turn, number, &parameters))?;
        return Ok(Answer::Json(json!({ "username": set.name, "status": set.status })));
    }
    if call.method == Method::DELETE {
        let deleted = core.turn(|world, _| world.delete_username(number));
        let none = || Refusal::new(100, "This number has no username.");
        return if deleted { Ok(Answer::success()) } else { Err(none()) };
    }
    let held = of(core, number, |number| number.record.username.clone())?;
    Ok(Answer::Json(
        held.map_or_else(
            || json!({ "status": "none" }),
            |held| json!({ "username": held.name, "status": held.status }),
        ),
    ))
}

pub(super) fn username_suggestions(core: &Core, number: usize) -> Answer {
    let names = core.look(|world| world.username_suggestions(number));
    Answer::Json(json!({ "data": [{ "username_suggestions": names }] }))
}
