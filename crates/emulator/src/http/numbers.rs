//! `GET /{waba_id}/phone_numbers`, and one number as JSON.

use serde_json::{Map, Value, json};

use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::Number;

pub(super) fn list(core: &Core, call: &Call, waba: &str) -> Outcome {
    if waba != core.config.waba_id {
        return Err(Refusal::unknown_object(waba));
    }
    let fields = call.fields();
    let data: Vec<Value> = core.look(|world| {
        (0..).zip(&world.numbers).map(|(index, number)| shown(core, index, number, fields.as_deref())).collect()
    });
    Ok(Answer::Json(json!({ "data": data, "paging": { "cursors": { "before": "MAZDZD", "after": "MjQZD" } } })))
}

const DEFAULT_FIELDS: [&str; 6] = [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "id",
    "webhook_configuration",
];

/// The fields that were asked for, or the usual ones.
pub(super) fn shown(core: &Core, index: usize, number: &Number, fields: Option<&[String]>) -> Value {
    let config = &number.config;
    let status = if config.registered { "CONNECTED" } else { "PENDING" };
    let high = core.config.limits.messages_per_second >= 1_000;
    let level = if high { "HIGH" } else { "STANDARD" };
    let all = json!({
        "id": config.phone_number_id,
        "display_phone_number": config.display_phone_number,
        "verified_name": config.verified_name,
        "quality_rating": "GREEN",
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "status": status,
        "platform_type": "CLOUD_API",
        "account_mode": "LIVE",
        "is_official_business_account": false,
        "is_on_biz_app": false,
        "throughput": { "level": level },
        "whatsapp_business_manager_messaging_limit": "TIER_UNLIMITED",
        "webhook_configuration": webhooks(core, index),
        "health_status": health(core, config.registered, &config.phone_number_id),
    });
    let Value::Object(all) = all else { return all };
    let asked = |key: &str| match fields {
        Some(fields) => key == "id" || fields.iter().any(|field| field == key),
        None => DEFAULT_FIELDS.contains(&key),
    };
    Value::Object(all.into_iter().filter(|(key, _)| asked(key)).collect::<Map<_, _>>())
}

fn webhooks(core: &Core, index: usize) -> Value {
    let subscription = core.subscription.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    let addresses = [
        ("phone_number", subscription.numbers.get(&index).map(|chosen| chosen.callback_uri.clone())),
        ("whatsapp_business_account", subscription.waba.as_ref().map(|chosen| chosen.callback_uri.clone())),
        ("application", subscription.app.clone()),
    ];
    addresses.into_iter().filter_map(|(name, address)| Some((name.to_owned(), Value::from(address?)))).collect()
}

fn health(core: &Core, registered: bool, phone_number_id: &str) -> Value {
    let can = if registered { "AVAILABLE" } else { "BLOCKED" };
    json!({
        "can_send_message": can,
        "entities": [
            { "entity_type": "PHONE_NUMBER", "id": phone_number_id, "can_send_message": can },
            { "entity_type": "WABA", "id": core.config.waba_id, "can_send_message": "AVAILABLE" },
            { "entity_type": "BUSINESS", "id": core.config.business_id, "can_send_message": "AVAILABLE" },
            { "entity_type": "APP", "id": core.config.app_id, "can_send_message": "AVAILABLE" },
        ],
    })
}
