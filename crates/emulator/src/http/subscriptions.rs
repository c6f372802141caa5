//! `GET`, `POST` and `DELETE /{app_id}/subscriptions`: the address of the app.

use serde_json::{Value, json};

use super::subscribed_apps::{read, verify, write};
use super::{Answer, Call, Outcome, fields};
use crate::engine::Core;
use crate::refusal::Refusal;

const OBJECT: &str = "whatsapp_business_account";

pub(super) fn get(core: &Core) -> Answer {
    let subscription = read(core);
    let fields: Vec<Value> =
        subscription.fields.iter().map(|name| json!({ "name": name, "version": "v26.0" })).collect();
    let of_app = subscription
        .app
        .iter()
        .map(|address| json!({ "object": OBJECT, "callback_url": address, "active": true, "fields": fields }));
    Answer::Json(json!({ "data": of_app.collect::<Vec<_>>() }))
}

pub(super) async fn post(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let text = |name: &str| parameters.get(name).and_then(Value::as_str);
    check_object(text("object"))?;
    let address = text("callback_url").ok_or_else(|| Refusal::missing("callback_url"))?;
    verify(core, address, text("verify_token").unwrap_or_default()).await?;
    let mut subscription = write(core);
    subscription.app = Some(address.to_owned());
    match parameters.get("fields") {
        Some(Value::String(list)) => subscription.choose(fields::words(list)),
        Some(Value::Array(list)) => {
            subscription.choose(list.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        }
        _ => {}
    }
    core.readdressed.notify_waiters();
    Ok(Answer::success())
}

/// Without fields the whole subscription goes; with fields, only those.
pub(super) fn delete(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let text = |name: &str| parameters.get(name).and_then(Value::as_str);
    if let Some(object) = text("object") {
        check_object(Some(object))?;
    }
    let mut subscription = write(core);
    match text("fields") {
        Some(list) => {
            let gone = fields::words(list);
            let kept = subscription.fields.iter().filter(|field| !gone.contains(field)).cloned().collect();
            subscription.choose(kept);
        }
        None => subscription.app = None,
    }
    Ok(Answer::success())
}

fn check_object(object: Option<&str>) -> Result<(), Refusal> {
    match object {
        Some(OBJECT) => Ok(()),
        Some(_) => Err(Refusal::of_graph(format!("Param object must be {OBJECT}."))),
        None => Err(Refusal::missing("object")),
    }
}
