//! `GET /{phone_number_id}/whatsapp_business_profile`

use serde_json::json;

use super::{Answer, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

pub(super) fn get(core: &Core, phone_number_id: &str) -> Outcome {
    core.look(|world| world.number(phone_number_id)).ok_or_else(|| Refusal::unknown_object(phone_number_id))?;
    let profile = json!({ "about": core.config.waba_name, "vertical": "OTHER", "messaging_product": "whatsapp" });
    Ok(Answer::Json(json!({ "data": [profile] })))
}
