//! `GET`, `POST` and `DELETE /{waba_id}/subscribed_apps`, and addresses that override the app's.

use std::sync::{PoisonError, RwLockReadGuard, RwLockWriteGuard};

use rand::Rng;
use serde_json::{Value, json};

use super::{Answer, Call, Outcome};
use crate::delivery::{Override, Subscription, handshake};
use crate::engine::Core;
use crate::refusal::Refusal;

const LONGEST_ADDRESS: usize = 200;

pub(super) fn get(core: &Core) -> Answer {
    let subscription = read(core);
    if !subscription.subscribed {
        return Answer::Json(json!({ "data": [] }));
    }
    let (id, name) = (&core.config.app_id, &core.config.waba_name);
    let link = format!("https://www.facebook.com/games/?app_id={id}");
    let mut app = json!({ "whatsapp_business_api_data": { "id": id, "link": link, "name": name } });
    if let (Some(chosen), Some(app)) = (&subscription.waba, app.as_object_mut()) {
        app.insert("override_callback_uri".to_owned(), chosen.callback_uri.as_str().into());
    }
    Answer::Json(json!({ "data": [app] }))
}

pub(super) async fn post(core: &Core, call: &Call) -> Outcome {
    let chosen = change_override(core, &call.parameters()?).await?;
    let mut subscription = write(core);
    subscription.subscribed = true;
    subscription.waba = chosen;
    core.readdressed.notify_waiters();
    Ok(Answer::success())
}

pub(super) fn delete(core: &Core) -> Answer {
    let mut subscription = write(core);
    subscription.subscribed = false;
    subscription.waba = None;
    Answer::success()
}

/// The address that is asked for, once it has given the challenge back; nothing when the old one shall go.
pub(super) async fn change_override(core: &Core, parameters: &Value) -> Result<Option<Override>, Refusal> {
    let text = |name: &str| parameters.get(name).and_then(Value::as_str).unwrap_or_default();
    let address = text("override_callback_uri");
    if address.is_empty() {
        return Ok(None);
    }
    if address.len() > LONGEST_ADDRESS {
        return Err(Refusal::of_graph("Param override_callback_uri may have 200 characters."));
    }
    verify(core, address, text("verify_token")).await?;
    Ok(Some(Override { callback_uri: address.to_owned() }))
}

pub(super) async fn verify(core: &Core, address: &str, verify_token: &str) -> Result<(), Refusal> {
    let challenge = core.roll(|rng| rng.random_range(100_000_000..2_000_000_000));
    handshake(&core.client, address, verify_token, challenge).await.map_err(|reason| {
        let details = format!("Callback verification failed: {reason}");
        Refusal::new(100, details).with_subcode(2_200)
    })
}

pub(super) fn read(core: &Core) -> RwLockReadGuard<'_, Subscription> {
    core.subscription.read().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn write(core: &Core) -> RwLockWriteGuard<'_, Subscription> {
    core.subscription.write().unwrap_or_else(PoisonError::into_inner)
}
