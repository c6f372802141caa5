//! `GET` and `POST /{app_id}/subscriptions`: the address of the app.

use serde_json::{Value, json};

use super::subscribed_apps::{read, verify, write};
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

pub(super) fn get(core: &Core, app: &str) -> Outcome {
    check_app(core, app)?;
    let subscription = read(core);
    let fields: Vec<Value> =
        subscription.fields.iter().map(|name| json!({ "name": name, "version": "v26.0" })).collect();
    let of_app = subscription.app.iter().map(|address| {
        json!({ "object": "whatsapp_business_account", "callback_url": address, "active": true, "fields": fields })
    });
    Ok(Answer::Json(json!({ "data": of_app.collect::<Vec<_>>() })))
}

pub(super) async fn post(core: &Core, call: &Call, app: &str) -> Outcome {
    check_app(core, app)?;
    let parameters = call.parameters()?;
    let text = |name: &str| parameters.get(name).and_then(Value::as_str);
    if text("object") != Some("whatsapp_business_account") {
        return Err(Refusal::new(100, "Param object must be whatsapp_business_account."));
    }
    let address = text("callback_url").ok_or_else(|| Refusal::new(100, "The parameter callback_url is required."))?;
    verify(core, address, text("verify_token").unwrap_or_default()).await?;
    let mut subscription = write(core);
    subscription.app = Some(address.to_owned());
    if let Some(fields) = text("fields") {
        subscription.fields = fields.split(',').map(|field| field.trim().to_owned()).collect();
    }
    core.readdressed.notify_waiters();
    Ok(Answer::success())
}

fn check_app(core: &Core, app: &str) -> Result<(), Refusal> {
    if app == core.config.app_id { Ok(()) } else { Err(Refusal::unknown_object(app)) }
}
