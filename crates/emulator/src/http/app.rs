//! `/{app_id}`: the app, its uploads, and the address of its webhooks.

use serde_json::json;

use super::fields::choose;
use super::object::unknown_edge;
use super::{Answer, Call, Outcome, subscriptions, uploads};
use crate::engine::Core;

pub(super) async fn route(core: &Core, call: &Call, edge: &[&str]) -> Outcome {
    match (call.method.as_str(), edge) {
        ("GET", []) => {
            let fields = call.fields()?;
            let whole = json!({
                "id": core.config.app_id,
                "name": core.config.waba_name,
                "category": "Business and Pages",
                "link": format!("https://www.facebook.com/games/?app_id={}", core.config.app_id),
                "namespace": null,
            });
            choose(whole, fields.as_deref(), &["name", "category", "link"], "Application").map(Answer::Json)
        }
        ("POST", ["uploads"]) => uploads::open(core, call),
        ("GET", ["subscriptions"]) => Ok(subscriptions::get(core)),
        ("POST", ["subscriptions"]) => subscriptions::post(core, call).await,
        ("DELETE", ["subscriptions"]) => subscriptions::delete(core, call),
        _ => Err(unknown_edge(call, "Application")),
    }
}
