//! `/{waba_id}`: the account, and what it owns.

use serde_json::{Value, json};

use super::fields::{Field, choose};
use super::object::unknown_edge;
use super::template_analytics::Kind;
use super::{
    Answer, Call, Outcome, analytics, flows, library, numbers, samples, signups, subscribed_apps, template_analytics,
    template_groups, templates,
};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::parameter;

const KIND: &str = "WhatsAppBusinessAccount";
/// Fields that can be asked for, and of which there is nothing to tell unless they are figures.
const NOTHING_TO_TELL: [&str; 11] = [
    "purchase_order_number",
    "primary_funding_id",
    "creation_time",
    "auth_international_rate_eligibility",
    "analytics",
    "conversation_analytics",
    "pricing_analytics",
    "template_analytics",
    "template_group_analytics",
    "linked_commerce_account",
    "subscribed_apps",
];
const USUAL: [&str; 4] = ["name", "timezone_id", "currency", "message_template_namespace"];

pub(super) async fn route(core: &Core, call: &Call, edge: &[&str]) -> Outcome {
    match (call.method.as_str(), edge) {
        ("GET", []) => get(core, call),
        ("POST", []) => post(core, call),
        ("GET", ["phone_numbers"]) => numbers::list(core, call),
        ("POST", ["phone_numbers"]) => add_number(core, call),
        ("GET", ["message_templates"]) => templates::list(core, call),
        ("POST", ["message_templates"]) => templates::create(core, call),
        ("DELETE", ["message_templates"]) => templates::delete(core, call),
        ("POST", ["message_templates", "archive"]) => templates::archive(core, call, true),
        ("POST", ["message_templates", "unarchive"]) => templates::archive(core, call, false),
        ("POST", ["upsert_message_templates"]) => templates::upsert(core, call),
        ("GET", ["message_template_previews"]) => library::previews(call),
        ("POST", ["migrate_message_templates"]) => templates::migrate(core, call),
        ("GET", ["template_analytics"]) => template_analytics::get(core, call, Kind::Templates),
        ("GET", ["template_group_analytics"]) => template_analytics::get(core, call, Kind::Groups),
        ("GET", ["template_groups"]) => template_groups::list(core, call),
        ("POST", ["template_groups"]) => template_groups::create(core, call),
        ("POST", ["message_samples"]) => samples::post(call),
        ("GET", ["signups"]) => signups::list(core, call),
        ("POST", ["signups"]) => signups::create(core, call),
        ("GET", ["subscribed_apps"]) => Ok(subscribed_apps::get(core)),
        ("POST", ["subscribed_apps"]) => subscribed_apps::post(core, call).await,
        ("DELETE", ["subscribed_apps"]) => Ok(subscribed_apps::delete(core)),
        ("GET", ["flows"]) => flows::list(core, call),
        ("POST", ["flows"]) => flows::create(core, call).await,
        ("POST", ["migrate_flows"]) => flows::migrate(core, call),
        _ => Err(unknown_edge(call, KIND)),
    }
}

fn get(core: &Core, call: &Call) -> Outcome {
    let fields = call.fields()?;
    account(core, call, fields.as_deref()).map(Answer::Json)
}

/// The account, with the figures and the lists that were asked for.
pub(super) fn account(core: &Core, call: &Call, fields: Option<&[Field]>) -> Result<Value, Refusal> {
    let mut whole = whole(core);
    let mut plain = fields.map(<[Field]>::to_vec);
    for field in plain.iter_mut().flatten() {
        let part = match list_of(&field.name) {
            Some(list) => list(core, &call.for_list(&core.config.waba_id, field))?.into_json(),
            None if analytics::is_one(&field.name) => Some(analytics::of_account(core, field)?),
            None => None,
        };
        if let (Some(whole), Some(part)) = (whole.as_object_mut(), part) {
            whole.insert(field.name.clone(), part);
            // It comes as it is: its dots and braces have been heeded.
            field.fields = Vec::new();
        }
    }
    choose(whole, plain.as_deref(), &USUAL, KIND)
}

/// The end point of a list that can be asked for as a field, too.
fn list_of(field: &str) -> Option<fn(&Core, &Call) -> Outcome> {
    match field {
        "phone_numbers" => Some(numbers::list),
        "message_templates" => Some(templates::list),
        "flows" => Some(flows::list),
        _ => None,
    }
}

fn whole(core: &Core) -> Value {
    let review = core.look(|world| world.assets.notices.review.as_str());
    let (standing, switches, can_send) = core.look(|world| {
        let switches = &world.assets.switches;
        let can_send = if world.account.locked { "BLOCKED" } else { "AVAILABLE" };
        let switches = (switches.insights, switches.auto_archival, switches.marketing_elsewhere);
        (world.standing(0), switches, can_send)
    });
    let (insights, auto_archival, marketing_elsewhere) = switches;
    let mut whole = json!({
        "id": core.config.waba_id,
        "name": core.config.waba_name,
        "currency": "EUR",
        "country": "ES",
        "timezone_id": "1",
        "message_template_namespace": "emulated_namespace",
        "account_review_status": review,
        "business_verification_status": "verified",
        "ownership_type": "SELF",
        "status": if can_send == "AVAILABLE" { "ACTIVE" } else { "DISABLED" },
        "primary_business_location": "ES",
        "marketing_messages_lite_api_status": "ONBOARDED",
        "marketing_messages_onboarding_status": "ONBOARDED",
        "is_enabled_for_insights": insights,
        "template_auto_archival_enabled": auto_archival,
        "disable_marketing_messages_on_cloud_api": marketing_elsewhere,
        "is_shared_with_partners": false,
        "whatsapp_business_manager_messaging_limit": standing.messaging_limit,
        "on_behalf_of_business_info": { "id": core.config.business_id, "name": core.config.waba_name, "type": "SELF", "status": "APPROVED" },
        "owner_business_info": { "id": core.config.business_id, "name": core.config.waba_name },
        "owner_business": { "id": core.config.business_id, "name": core.config.waba_name },
        "health_status": {
            "can_send_message": can_send,
            "entities": [
                { "entity_type": "WABA", "id": core.config.waba_id, "can_send_message": can_send },
                { "entity_type": "BUSINESS", "id": core.config.business_id, "can_send_message": "AVAILABLE" },
                { "entity_type": "APP", "id": core.config.app_id, "can_send_message": "AVAILABLE" },
            ],
        },
    });
    let nothing = NOTHING_TO_TELL.map(|field| (field.to_owned(), Value::Null));
    if let Some(whole) = whole.as_object_mut() {
        whole.extend(nothing);
    }
    whole
}

/// The switches of the account.
fn post(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let insights = parameter::flag(&parameters, "is_enabled_for_insights")?;
    let auto_archival = parameter::flag(&parameters, "template_auto_archival_enabled")?;
    let elsewhere = parameter::flag(&parameters, "disable_marketing_messages_on_cloud_api")?;
    if insights.is_none() && auto_archival.is_none() && elsewhere.is_none() {
        return Err(Refusal::missing("is_enabled_for_insights"));
    }
    core.turn(|world, _| {
        let switches = &mut world.assets.switches;
        if insights == Some(false) && switches.insights {
            return Err(Refusal::new(200_006, "Template analytics cannot be disabled once they are confirmed."));
        }
        switches.insights = insights.unwrap_or(switches.insights);
        switches.auto_archival = auto_archival.unwrap_or(switches.auto_archival);
        switches.marketing_elsewhere = elsewhere.unwrap_or(switches.marketing_elsewhere);
        Ok(())
    })?;
    Ok(Answer::Json(json!({ "id": core.config.waba_id, "success": true })))
}

fn add_number(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let id = core.turn(|world, turn| world.add_number(turn, &parameters))?;
    Ok(Answer::Json(json!({ "id": id })))
}
