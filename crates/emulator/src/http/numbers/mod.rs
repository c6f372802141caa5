//! `/{phone_number_id}` and everything beneath it.

mod blocked;
mod calls;
mod edit;
mod life;
mod payments;
mod qr_codes;
mod settings;
mod show;

pub(super) use show::list;

use super::object::unknown_edge;
use super::{Call, Outcome, groups, history, media, messages};
use crate::engine::Core;
use crate::faults::RequestPlan;
use crate::world::Way;

const KIND: &str = "WhatsAppBusinessPhoneNumber";

pub(super) async fn route(core: &Core, call: &Call, number: usize, edge: &[&str], plan: RequestPlan) -> Outcome {
    match (call.method.as_str(), edge) {
        ("POST", ["messages"]) => messages::post(core, call, number, Way::Messages, plan.error),
        ("POST", ["marketing_messages"]) => messages::post(core, call, number, Way::MarketingMessages, plan.error),
        ("POST", ["media"]) => media::upload(core, call, number).await,
        ("GET", []) => show::get(core, call, number),
        ("POST", []) => edit::post(core, call, number).await,
        ("POST", ["request_code" | "verify_code" | "register" | "deregister"]) => life::post(core, call, number, edge),
        ("GET", ["whatsapp_business_profile"]) => settings::profile(core, call, number),
        ("POST", ["whatsapp_business_profile"]) => settings::change_profile(core, call, number),
        ("GET", ["settings"]) => settings::get(core, call, number),
        ("POST", ["settings"]) => settings::change(core, call, number),
        ("GET", ["conversational_automation"]) => settings::automation(core, number),
        ("POST", ["conversational_automation"]) => settings::change_automation(core, call, number),
        ("GET", ["whatsapp_commerce_settings"]) => settings::commerce(core, call, number),
        ("POST", ["whatsapp_commerce_settings"]) => settings::change_commerce(core, call, number),
        ("GET", ["whatsapp_business_encryption"]) => settings::public_key(core, number),
        ("POST", ["whatsapp_business_encryption"]) => settings::change_public_key(core, call, number),
        ("GET", ["official_business_account"]) => settings::badge(core, call, number),
        ("POST", ["official_business_account"]) => Ok(settings::ask_for_badge(core, number)),
        ("GET" | "POST" | "DELETE", ["username"]) => settings::username(core, call, number),
        ("GET", ["username_suggestions"]) => Ok(settings::username_suggestions(core, number)),
        ("GET", ["block_users"]) => blocked::list(core, call, number),
        ("POST", ["block_users"]) => blocked::change(core, call, number, true),
        ("DELETE", ["block_users"]) => blocked::change(core, call, number, false),
        ("GET", ["message_qrdls"]) => qr_codes::list(core, call, number),
        ("POST", ["message_qrdls"]) => qr_codes::save(core, call, number, None),
        ("POST", ["message_qrdls", code]) => qr_codes::save(core, call, number, Some(code)),
        ("GET", ["message_qrdls", code]) => qr_codes::get(core, call, number, code),
        ("DELETE", ["message_qrdls", code]) => qr_codes::delete(core, number, code),
        ("GET", ["groups"]) => groups::list(core, call, number),
        ("POST", ["groups"]) => groups::create(core, call, number),
        ("POST", ["calls"]) => calls::post(core, call, number),
        ("GET", ["payments", configuration, reference]) => payments::get(core, number, configuration, reference),
        ("POST", ["smb_app_data"]) => settings::share_app_data(core, call, number),
        ("GET", ["message_history"]) => history::list(core, call, number),
        ("GET", ["call_permissions"]) => calls::permissions(core, call, number),
        _ => Err(unknown_edge(call, KIND)),
    }
}
