//! `GET /{phone_number_id}` and `GET /{waba_id}/phone_numbers`: numbers as JSON.

use std::sync::PoisonError;

use serde_json::{Value, json};

use super::super::fields::{Field, choose};
use super::super::page::page;
use super::super::{Answer, Call, Outcome};
use super::KIND;
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{Badge, Number, World, parameter};

const USUAL: [&str; 8] = [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "webhook_configuration",
    "id",
];

pub(super) fn get(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    core.look(|world| shown(core, world, number, fields.as_deref())).map(Answer::Json)
}

pub(in crate::http) fn list(core: &Core, call: &Call) -> Outcome {
    let fields = call.fields()?;
    let mode = mode(call)?;
    core.look(|world| {
        let of_mode = |number: &Number| mode.as_ref().is_none_or(|mode| account_mode(number) == mode);
        let numbers = world.numbers.iter().enumerate().filter(|(_, number)| of_mode(number));
        let numbers = numbers.map(|(index, _)| (index as u64, index)).collect();
        page(core, call, numbers, |index| shown(core, world, index, fields.as_deref())).map(Answer::Json)
    })
}

/// The account mode that `filtering` wants: `[{"field":"account_mode","operator":"EQUAL","value":"SANDBOX"}]`.
fn mode(call: &Call) -> Result<Option<String>, Refusal> {
    let Some(text) = call.query("filtering") else { return Ok(None) };
    let filters = parameter::list(&json!({ "filtering": text }), "filtering")?.unwrap_or_default();
    let is = |filter: &Value, name: &str, value: &str| filter.get(name).and_then(Value::as_str) == Some(value);
    let filter = filters.iter().find(|filter| is(filter, "field", "account_mode") && is(filter, "operator", "EQUAL"));
    Ok(filter.and_then(|filter| parameter::text(filter, "value")))
}

fn account_mode(number: &Number) -> &'static str {
    if number.config.allowed_recipients.is_some() { "SANDBOX" } else { "LIVE" }
}

/// The fields that were asked for, or the usual ones.
fn shown(core: &Core, world: &World, index: usize, fields: Option<&[Field]>) -> Result<Value, Refusal> {
    let number = world.numbers.get(index).ok_or_else(|| Refusal::unknown_object(""))?;
    let mut whole = about(core, number);
    if let (Some(whole), Value::Object(more)) = (whole.as_object_mut(), standing(core, world, index, number)) {
        whole.extend(more);
    }
    choose(whole, fields, &USUAL, KIND)
}

/// Who the number is.
fn about(core: &Core, number: &Number) -> Value {
    let (config, record) = (&number.config, &number.record);
    json!({
        "id": config.phone_number_id,
        "display_phone_number": config.display_phone_number,
        "verified_name": config.verified_name,
        "code_verification_status": record.registration.code_verification_status(),
        "name_status": "APPROVED",
        "new_display_name": record.display_name.wanted(),
        "new_name_status": record.display_name.status(),
        "certificate": null,
        "new_certificate": null,
        "username": record.username.as_ref().map(|username| username.name.as_str()),
        "platform_type": if config.registered { "CLOUD_API" } else { "NOT_APPLICABLE" },
        "account_mode": account_mode(number),
        "is_official_business_account": record.badge == Badge::Approved,
        "official_business_account": { "oba_status": record.badge },
        "is_on_biz_app": record.business_app.is_some(),
        "country_code": null,
        "country_dial_code": null,
        "is_pin_enabled": record.registration.has_pin(),
        "is_preverified_number": false,
        "last_onboarded_time": null,
        "eligibility_for_api_business_global_search": null,
        "host_platform": "CLOUD_API",
        "search_visibility": "VISIBLE",
        "conversational_automation": record.settings.automation(&config.phone_number_id),
        "messaging_product": "whatsapp",
        "country_dial_code": number.country_code(),
        "whatsapp_business_account": { "id": core.config.waba_id, "name": core.config.waba_name },
        "data_localization_region": record.registration.region(),
    })
}

/// How the number stands.
fn standing(core: &Core, world: &World, index: usize, number: &Number) -> Value {
    let standing = world.standing(index);
    json!({
        "status": standing.status,
        "quality_rating": standing.quality,
        "quality_score": { "score": standing.quality },
        "throughput": { "level": standing.throughput },
        "whatsapp_business_manager_messaging_limit": standing.messaging_limit,
        "messaging_limit_tier": standing.messaging_limit,
        "webhook_configuration": webhooks(core, index),
        "health_status": health(core, standing.can_send, &number.config.phone_number_id),
    })
}

fn webhooks(core: &Core, index: usize) -> Value {
    let subscription = core.subscription.read().unwrap_or_else(PoisonError::into_inner);
    let addresses = [
        ("phone_number", subscription.numbers.get(&index).map(|chosen| chosen.callback_uri.clone())),
        ("whatsapp_business_account", subscription.waba.as_ref().map(|chosen| chosen.callback_uri.clone())),
        ("application", subscription.app.clone()),
    ];
    addresses.into_iter().filter_map(|(name, address)| Some((name.to_owned(), Value::from(address?)))).collect()
}

fn health(core: &Core, can_send: &str, phone_number_id: &str) -> Value {
    json!({
        "can_send_message": can_send,
        "entities": [
            { "entity_type": "PHONE_NUMBER", "id": phone_number_id, "can_send_message": can_send },
            { "entity_type": "WABA", "id": core.config.waba_id, "can_send_message": "AVAILABLE" },
            { "entity_type": "BUSINESS", "id": core.config.business_id, "can_send_message": "AVAILABLE" },
            { "entity_type": "APP", "id": core.config.app_id, "can_send_message": "AVAILABLE" },
        ],
    })
}
