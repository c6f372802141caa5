//! Numbers, their settings, and what customers see of them.

use serde_json::json;
use whatsapp::client::{
    Automation, BusinessProfile, CodeMethod, Command, IdentitySettings, NewNumber, NumberSettings,
    OfficialAccountRequest, QrImage, Registration, StorageSettings, Vertical,
};
use whatsapp::endpoint;
use whatsapp::message::Recipient;

use crate::support::Sent::{Json, Nothing};
use crate::support::{Case, call, case, list};

const READ: &str = "GET /v26.0/7?fields=id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,status,throughput,whatsapp_business_manager_messaging_limit";
const LISTED: &str = "GET /v26.0/102/phone_numbers?fields=id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,status,throughput,whatsapp_business_manager_messaging_limit";

fn users() -> Vec<Recipient> {
    vec![Recipient::Phone("34600111222".into()), Recipient::UserId("ES.1".into())]
}

pub fn cases() -> Vec<Case> {
    [
        registration_cases(),
        callback_cases(),
        settings_cases(),
        profile_cases(),
        storefront_cases(),
        qr_code_cases(),
        blocking_cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn registration_cases() -> Vec<Case> {
    let success = json!({"success": true});
    let number = json!({
        "id": "7", "display_phone_number": "+34 911 222 333", "verified_name": "Tienda Luna", "quality_rating": "GREEN",
        "status": "CONNECTED", "throughput": {"level": "STANDARD"}, "is_pin_enabled": true,
        "health_status": {"can_send_message": "LIMITED", "entities": [
            {"entity_type": "WABA", "id": "102", "can_send_message": "BLOCKED",
             "errors": [{"error_code": 141_006, "error_description": "d", "possible_solution": "s"}]},
        ]},
    });
    vec![
        case(&endpoint::GET_NUMBER, READ, Nothing, number.clone(), call!(c, t => c.phone_number("7", &t))),
        case(
            &endpoint::LIST_NUMBERS,
            LISTED,
            Nothing,
            json!({"data": [number]}),
            list!(c, t => c.phone_numbers("102", &t)),
        )
        .giving_data(),
        case(
            &endpoint::ADD_NUMBER,
            "POST /v26.0/102/phone_numbers",
            Json(json!({"cc": "34", "phone_number": "911222333", "verified_name": "Tienda Luna"})),
            json!({"id": "7"}),
            call!(c, t, number = NewNumber { cc: "34".into(), phone_number: "911222333".into(), verified_name: "Tienda Luna".into() } => c.add_number("102", &t, &number)),
        ),
        case(
            &endpoint::REQUEST_CODE,
            "POST /v26.0/7/request_code",
            Json(json!({"code_method": "VOICE", "language": "es"})),
            success.clone(),
            call!(c, t => c.request_code("7", &t, CodeMethod::Voice, "es")),
        ),
        case(
            &endpoint::VERIFY_CODE,
            "POST /v26.0/7/verify_code",
            Json(json!({"code": "123456"})),
            success.clone(),
            call!(c, t => c.verify_code("7", &t, "123456")),
        ),
        case(
            &endpoint::REGISTER_NUMBER,
            "POST /v26.0/7/register",
            Json(json!({"messaging_product": "whatsapp", "pin": "123456", "data_localization_region": "BR"})),
            success.clone(),
            call!(c, t, registration = Registration {
                    pin: "123456".into(),
                    data_localization_region: Some("BR".into()),
                    backup: None,
                } => c.register("7", &t, &registration)),
        ),
        case(
            &endpoint::DEREGISTER_NUMBER,
            "POST /v26.0/7/deregister",
            Nothing,
            success.clone(),
            call!(c, t => c.deregister("7", &t)),
        ),
    ]
}

fn callback_cases() -> Vec<Case> {
    let success = json!({"success": true});
    vec![
        case(
            &endpoint::UPDATE_NUMBER,
            "POST /v26.0/7",
            Json(json!({"pin": "654321"})),
            success.clone(),
            call!(c, t => c.set_pin("7", &t, "654321")),
        ),
        case(
            &endpoint::UPDATE_NUMBER,
            "POST /v26.0/7?new_display_name=Luna & Sol",
            Nothing,
            success.clone(),
            call!(c, t => c.set_display_name("7", &t, "Luna & Sol")),
        ),
        case(
            &endpoint::UPDATE_NUMBER,
            "POST /v26.0/7",
            Json(
                json!({"webhook_configuration": {"override_callback_uri": "https://a.example/w", "verify_token": "V"}}),
            ),
            success.clone(),
            call!(c, t => c.set_callback("7", &t, "https://a.example/w", "V")),
        ),
        case(
            &endpoint::GET_NUMBER,
            "GET /v26.0/7?fields=webhook_configuration",
            Nothing,
            json!({"id": "7", "webhook_configuration": {"application": "https://a.example/w"}}),
            call!(c, t => c.callback("7", &t)),
        )
        .giving(json!({"application": "https://a.example/w"})),
    ]
}

fn settings_cases() -> Vec<Case> {
    let success = json!({"success": true});
    let settings = json!({
        "storage_configuration": {"status": "NO_STORAGE_ENABLED", "retention_minutes": 60},
        "user_identity_change": {"enable_identity_key_check": true},
    });
    vec![
        case(
            &endpoint::GET_SETTINGS,
            "GET /v26.0/7/settings",
            Nothing,
            settings.clone(),
            call!(c, t => c.settings("7", &t)),
        ),
        case(
            &endpoint::UPDATE_SETTINGS,
            "POST /v26.0/7/settings",
            Json(settings),
            success.clone(),
            call!(c, t, settings = NumberSettings {
                    storage_configuration: Some(StorageSettings {
                        status: Some("NO_STORAGE_ENABLED".into()),
                        retention_minutes: Some(60),
                        ..StorageSettings::default()
                    }),
                    user_identity_change: Some(IdentitySettings {
                        enable_identity_key_check: Some(true),
                        ..IdentitySettings::default()
                    }),
                    ..NumberSettings::default()
                } => c.update_settings("7", &t, &settings)),
        ),
        case(
            &endpoint::GET_OFFICIAL_ACCOUNT,
            "GET /v26.0/7/official_business_account",
            Nothing,
            json!({"oba_status": "NOT_STARTED", "id": "7"}),
            call!(c, t => c.official_account("7", &t)),
        ),
        case(
            &endpoint::REQUEST_OFFICIAL_ACCOUNT,
            "POST /v26.0/7/official_business_account",
            Json(json!({"primary_language": "es"})),
            success,
            call!(c, t, request = OfficialAccountRequest { primary_language: Some("es".into()), ..OfficialAccountRequest::default() } => c.request_official_account("7", &t, &request)),
        ),
    ]
}

fn profile_cases() -> Vec<Case> {
    let success = json!({"success": true});
    let profile = json!({"about": "Zapatos", "vertical": "RETAIL", "websites": ["https://luna.example/"]});
    vec![
        case(
            &endpoint::GET_PROFILE,
            "GET /v26.0/7/whatsapp_business_profile?fields=about,address,description,email,profile_picture_url,websites,vertical",
            Nothing,
            json!({"data": [profile]}),
            call!(c, t => c.business_profile("7", &t)),
        )
        .giving(profile),
        case(
            &endpoint::UPDATE_PROFILE,
            "POST /v26.0/7/whatsapp_business_profile",
            Json(json!({"messaging_product": "whatsapp", "about": "Zapatos", "vertical": "RETAIL"})),
            success.clone(),
            call!(c, t, profile = BusinessProfile {
                    about: Some("Zapatos".into()),
                    vertical: Some(Vertical::Retail),
                    ..BusinessProfile::default()
                } => c.update_business_profile("7", &t, &profile)),
        ),
        case(
            &endpoint::GET_USERNAME,
            "GET /v26.0/7/username",
            Nothing,
            json!({"username": "tiendaluna", "status": "approved"}),
            call!(c, t => c.username("7", &t)),
        ),
        case(
            &endpoint::SET_USERNAME,
            "POST /v26.0/7/username",
            Json(json!({"username": "tiendaluna"})),
            json!({"status": "reserved"}),
            call!(c, t => c.set_username("7", &t, "tiendaluna")),
        ),
        case(
            &endpoint::DELETE_USERNAME,
            "DELETE /v26.0/7/username",
            Nothing,
            success.clone(),
            call!(c, t => c.delete_username("7", &t)),
        ),
        case(
            &endpoint::SUGGEST_USERNAMES,
            "GET /v26.0/7/username_suggestions",
            Nothing,
            json!({"data": [{"username_suggestions": ["luna1", "luna2"]}]}),
            call!(c, t => c.suggest_usernames("7", &t)),
        )
        .giving(json!(["luna1", "luna2"])),
    ]
}

fn storefront_cases() -> Vec<Case> {
    let success = json!({"success": true});
    vec![
        case(
            &endpoint::SET_AUTOMATION,
            "POST /v26.0/7/conversational_automation",
            Json(
                json!({"prompts": ["¿Dónde está mi pedido?"], "commands": [{"command_name": "pedido", "command_description": "Su pedido"}]}),
            ),
            success.clone(),
            call!(c, t, command = Command { command_name: "pedido".into(), command_description: "Su pedido".into() }, automation = Automation {
                    prompts: Some(vec!["¿Dónde está mi pedido?".into()]),
                    commands: Some(vec![command]),
                    ..Automation::default()
                } => c.set_automation("7", &t, &automation)),
        ),
        case(
            &endpoint::GET_NUMBER,
            "GET /v26.0/7?fields=conversational_automation",
            Nothing,
            json!({"conversational_automation": {"prompts": ["Hola"]}, "id": "7"}),
            call!(c, t => c.automation("7", &t)),
        )
        .giving(json!({"prompts": ["Hola"]})),
        case(
            &endpoint::GET_COMMERCE,
            "GET /v26.0/7/whatsapp_commerce_settings",
            Nothing,
            json!({"data": [{"is_cart_enabled": true, "is_catalog_visible": false, "id": "7"}]}),
            call!(c, t => c.commerce_settings("7", &t)),
        )
        .giving(json!({"is_cart_enabled": true, "is_catalog_visible": false, "id": "7"})),
        case(
            &endpoint::UPDATE_COMMERCE,
            "POST /v26.0/7/whatsapp_commerce_settings?is_catalog_visible=true",
            Nothing,
            success.clone(),
            call!(c, t => c.update_commerce_settings("7", &t, None, Some(true))),
        ),
    ]
}

fn qr_code_cases() -> Vec<Case> {
    let success = json!({"success": true});
    let qr = json!({"code": "Q", "prefilled_message": "Hola", "deep_link_url": "https://wa.me/message/Q"});
    let qr_code_list = json!({"data": [qr]});
    vec![
        case(
            &endpoint::LIST_QR_CODES,
            "GET /v26.0/7/message_qrdls",
            Nothing,
            qr_code_list.clone(),
            list!(c, t => c.qr_codes("7", &t)),
        )
        .giving_data(),
        case(
            &endpoint::GET_QR_CODE,
            "GET /v26.0/7/message_qrdls/Q",
            Nothing,
            qr_code_list,
            call!(c, t => c.qr_code("7", &t, "Q")),
        )
        .giving(qr.clone()),
        case(
            &endpoint::SAVE_QR_CODE,
            "POST /v26.0/7/message_qrdls",
            Json(json!({"prefilled_message": "Hola", "generate_qr_image": "PNG"})),
            json!({"code": "Q", "prefilled_message": "Hola", "deep_link_url": "d", "qr_image_url": "i"}),
            call!(c, t => c.create_qr_code("7", &t, "Hola", Some(QrImage::Png))),
        ),
        case(
            &endpoint::SAVE_QR_CODE,
            "POST /v26.0/7/message_qrdls",
            Json(json!({"code": "Q", "prefilled_message": "Adiós"})),
            qr,
            call!(c, t => c.update_qr_code("7", &t, "Q", "Adiós")),
        ),
        case(
            &endpoint::DELETE_QR_CODE,
            "DELETE /v26.0/7/message_qrdls/Q",
            Nothing,
            success,
            call!(c, t => c.delete_qr_code("7", &t, "Q")),
        ),
    ]
}

fn blocking_cases() -> Vec<Case> {
    let blocking = json!({
        "messaging_product": "whatsapp", "block_users": [{"user": "+34600111222"}, {"user_id": "ES.1"}],
    });
    vec![
        case(
            &endpoint::BLOCK_USERS,
            "POST /v26.0/7/block_users",
            Json(blocking.clone()),
            json!({"messaging_product": "whatsapp", "block_users": {"added_users": [{"input": "+34600111222", "wa_id": "34600111222"}]}}),
            call!(c, t => c.block_users("7", &t, &users())),
        )
        .giving(json!({"added_users": [{"input": "+34600111222", "wa_id": "34600111222"}]})),
        case(
            &endpoint::UNBLOCK_USERS,
            "DELETE /v26.0/7/block_users",
            Json(blocking),
            json!({"block_users": {"removed_users": {"0": {"input": "ES.1", "user_id": "ES.1"}}}}),
            call!(c, t => c.unblock_users("7", &t, &users())),
        )
        .giving(json!({"removed_users": [{"input": "ES.1", "user_id": "ES.1"}]})),
        case(
            &endpoint::LIST_BLOCKED,
            "GET /v26.0/7/block_users?limit=50",
            Nothing,
            json!({"data": [{"wa_id": "34600111222", "messaging_product": "whatsapp"}]}),
            list!(c, t => c.blocked_users("7", &t).limit(50)),
        )
        .giving_data(),
    ]
}
