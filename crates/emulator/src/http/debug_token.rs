//! `GET /debug_token`

use serde_json::json;

use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

pub(super) fn get(core: &Core, call: &Call) -> Outcome {
    let token = call.query("input_token").ok_or_else(|| Refusal::new(100, "The parameter input_token is required."))?;
    let config = &core.config;
    let other = config.other_tokens.iter().find(|other| other.value == token);
    let is_valid = token == config.access_token || other.is_some_and(|other| !other.expired);
    let scopes = ["business_management", "whatsapp_business_management", "whatsapp_business_messaging"];
    let granular: Vec<_> = scopes.iter().map(|scope| json!({ "scope": scope })).collect();
    Ok(Answer::Json(json!({ "data": {
        "app_id": config.app_id,
        "type": "SYSTEM_USER",
        "application": config.waba_name,
        "data_access_expires_at": 0,
        "expires_at": 0,
        "is_valid": is_valid,
        "issued_at": 1_790_380_800,
        "scopes": if is_valid { scopes.to_vec() } else { Vec::new() },
        "granular_scopes": if is_valid { granular } else { Vec::new() },
        "user_id": "500000000000005",
    } })))
}
