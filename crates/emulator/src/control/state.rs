//! `GET /state`: the emulator at a glance.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::handle::Handle;

pub(super) async fn get(State(handle): State<Handle>) -> Json<Value> {
    let core = handle.core();
    let world = core.look(|world| {
        let numbers: Vec<&crate::NumberConfig> = world.numbers.iter().map(|number| &number.config).collect();
        json!({
            "numbers": numbers,
            "customers": world.customers.len(),
            "templates": world.templates.iter().count(),
            "files": world.media.len(),
            "accepted": world.accepted_count,
        })
    });
    let mut state = json!({
        "base_url": handle.base_url(),
        "seed": core.config.seed,
        "waba_id": core.config.waba_id,
        "app_id": core.config.app_id,
        "webhook_url": core.webhook_address(),
        "webhooks": handle.webhooks(),
        "time": handle.time(),
        "limits": core.config.limits,
        "faults": handle.faults(),
    });
    if let (Some(state), Value::Object(world)) = (state.as_object_mut(), world) {
        state.extend(world);
    }
    Json(state)
}
