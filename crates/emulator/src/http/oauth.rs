//! `GET /oauth/access_token` and `GET /debug_token`.

use serde_json::{Value, json};

use super::fields::choose;
use super::token::{BUSINESS, Caller, MANAGEMENT, MESSAGING, caller};
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

/// Whose the access tokens are.
const SYSTEM_USER: &str = "500000000000005";

/// `GET /me`, by which software likes to try a token.
pub(super) fn me(call: &Call) -> Outcome {
    let fields = call.fields()?;
    let whole = json!({ "id": SYSTEM_USER, "name": "Emulated system user" });
    choose(whole, fields.as_deref(), &["name"], "SystemUser").map(Answer::Json)
}

/// The app's own token, or one for a code of Embedded Signup or for an older token.
pub(super) fn access_token(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let text = |name: &str| match parameters.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let config = &core.config;
    if text("client_id") != config.app_id {
        return Err(Refusal::new(101, "Error validating application. Invalid application ID."));
    }
    if text("client_secret") != config.app_secret {
        return Err(Refusal::new(1, "Error validating client secret."));
    }
    let token = match text("grant_type").as_str() {
        "client_credentials" => format!("{}|{}", config.app_id, config.app_secret),
        "fb_exchange_token" if text("fb_exchange_token") == config.access_token => config.access_token.clone(),
        "" | "authorization_code" if !text("code").is_empty() => config.access_token.clone(),
        "" | "authorization_code" => return Err(Refusal::missing("code")),
        _ => return Err(Refusal::new(100, "This grant cannot be exchanged for a token.")),
    };
    Ok(Answer::Json(json!({ "access_token": token, "token_type": "bearer" })))
}

pub(super) fn debug_token(core: &Core, call: &Call) -> Outcome {
    let token = call.query("input_token").ok_or_else(|| Refusal::missing("input_token"))?;
    let config = &core.config;
    let every = [BUSINESS, MANAGEMENT, MESSAGING].map(str::to_owned).to_vec();
    let (kind, scopes, targets) = match caller(config, token) {
        Some(Caller::Owner) => ("SYSTEM_USER", every, None),
        Some(Caller::App) => ("APP", Vec::new(), None),
        Some(Caller::Other(other)) if other.expired => return Ok(invalid(core, 463, "Session has expired")),
        Some(Caller::Other(other)) => ("SYSTEM_USER", other.permissions.clone(), Some(other.phone_number_ids.clone())),
        None => return Ok(invalid(core, 467, "The access token could not be decrypted")),
    };
    let granular = scopes.iter().map(|scope| match &targets {
        Some(targets) if scope == MESSAGING => json!({ "scope": scope, "target_ids": targets }),
        _ => json!({ "scope": scope }),
    });
    Ok(Answer::Json(json!({ "data": {
        "app_id": config.app_id,
        "type": kind,
        "application": config.waba_name,
        "data_access_expires_at": 0,
        "expires_at": 0,
        "is_valid": true,
        "issued_at": 1_790_380_800,
        "granular_scopes": granular.collect::<Vec<Value>>(),
        "scopes": scopes,
        "user_id": SYSTEM_USER,
    } })))
}

fn invalid(core: &Core, subcode: u32, message: &str) -> Answer {
    Answer::Json(json!({ "data": {
        "app_id": core.config.app_id,
        "is_valid": false,
        "error": { "code": 190, "message": message, "subcode": subcode },
        "scopes": [],
    } }))
}
