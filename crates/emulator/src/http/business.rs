//! `/{business_id}`: the portfolio and its accounts.

use serde_json::json;

use super::account::account;
use super::fields::choose;
use super::object::unknown_edge;
use super::page::page;
use super::{Answer, Call, Outcome};
use crate::engine::Core;

const KIND: &str = "Business";

pub(super) fn route(core: &Core, call: &Call, edge: &[&str]) -> Outcome {
    let fields = call.fields()?;
    match (call.method.as_str(), edge) {
        ("GET", []) => {
            let limit = core.look(|world| world.standing(0).messaging_limit);
            let whole = json!({
                "id": core.config.business_id,
                "name": core.config.waba_name,
                "verification_status": "verified",
                "whatsapp_business_manager_messaging_limit": limit,
                "primary_page": null,
                "timezone_id": 1,
                "two_factor_type": "none",
                "vertical": "OTHER",
                "created_time": "2024-01-01T00:00:00+0000",
                "owned_whatsapp_business_accounts": { "data": [{ "id": core.config.waba_id, "name": core.config.waba_name }] },
                "client_whatsapp_business_accounts": { "data": [] },
            });
            choose(whole, fields.as_deref(), &["name"], KIND).map(Answer::Json)
        }
        ("GET", ["owned_whatsapp_business_accounts"]) => {
            page(core, call, vec![(1, ())], |()| account(core, call, fields.as_deref())).map(Answer::Json)
        }
        ("GET", ["client_whatsapp_business_accounts"]) => Ok(Answer::Json(json!({ "data": [] }))),
        _ => Err(unknown_edge(call, KIND)),
    }
}
