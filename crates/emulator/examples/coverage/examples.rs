//! What each end-point is called with: the example of its documentation, its ids those of things that are there.

use serde_json::{Value, json};

/// How a call is made beside its path.
#[derive(Default)]
pub struct Example {
    pub query: &'static str,
    pub body: Body,
    /// Things that are not those the others are tried on, by the name of the parameter.
    pub on: &'static [(&'static str, &'static str)],
}

#[derive(Default)]
pub enum Body {
    #[default]
    None,
    Json(Value),
    Bytes(&'static [u8]),
    /// Its file, that file's name and type, and the other fields.
    Form(&'static [u8], &'static str, &'static str, &'static [(&'static str, &'static str)]),
}

pub const FLOW: &str = r#"{"version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true, "success": true, "data": {},
 "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextHeading", "text": "Hello"},
 {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}"#;

const KEY: &str = "-----BEGIN PUBLIC KEY-----\n\
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt/ywJuAQfIo5kkfnR725\n\
N8eqlvojYPAzme8AyYc4xfqpUoaQxHzFH8nc/L+JbTL7YlFo3hTmlhoct9yMC3m4\n\
dGBJIouLu0mlVCeE3RwYqwUXxBAb81RsmyoNoSakvqunLNtcPqBRw6C87V7kNufB\n\
7lfjjvnK1AcCyTjw9xUBCfrwgG3VJTzOH7zYWebWyIWQqZTKnzQFIPzkVDeNZr51\n\
B/CmEdNf/HArHKPoJC4yqInGGPWXjnmlYqswTxU8XpTCB7knpc89bCruxIn8BMeu\n\
0p29SDH+VkjqDBu+2lG9UbH0MahCsyRa/45RP+72edSXEOtz8o7PgXx5jNF3UbmB\n\
vQIDAQAB\n\
-----END PUBLIC KEY-----\n";

const FRESH: &[(&str, &str)] = &[("phone_number_id", "fresh_number_id")];

/// A body for a number, which names the product.
fn of_number(mut body: Value) -> Body {
    if let Some(body) = body.as_object_mut() {
        body.insert("messaging_product".to_owned(), "whatsapp".into());
    }
    Body::Json(body)
}

fn template(name: &str) -> Value {
    json!({"type": "template", "to": "+34600111222", "template": {"name": name, "language": {"code": "es"}}})
}

/// By the name of the end-point. `{thing}` stands for the id of one, in the query and in texts of the body.
pub fn of(endpoint: &str) -> Example {
    let (query, on) = match endpoint {
        "BEGIN_UPLOAD" => ("file_name=a.png&file_length=9&file_type=image/png", &[][..]),
        "COMPARE_TEMPLATES" => ("template_ids=[{other_template_id}]&start=1790208000&end=1790812800", &[][..]),
        "DELETE_TEMPLATES" => ("name=gone", &[][..]),
        "PREVIEW_TEMPLATES" => ("category=AUTHENTICATION&languages=en_US,es&button_types=OTP", &[][..]),
        "GET_MESSAGE_HISTORY" => ("message_id={message_id}&fields=events", &[][..]),
        "UPDATE_ACCOUNT" => ("is_enabled_for_insights=true", &[][..]),
        "UPDATE_COMMERCE" => ("is_cart_enabled=true&is_catalog_visible=true", &[][..]),
        "TEMPLATE_ANALYTICS" => {
            ("template_ids=[{template_id}]&start=1788220800&end=1790812800&granularity=DAILY", &[][..])
        }
        "TEMPLATE_GROUP_ANALYTICS" => {
            ("template_group_ids=[{template_group_id}]&start=1788220800&end=1790812800&granularity=DAILY", &[][..])
        }
        "DEBUG_TOKEN" => ("input_token=EAAemulated", &[][..]),
        "ACCESS_TOKEN" => {
            ("client_id={app_id}&client_secret=emulated-app-secret&grant_type=client_credentials", &[][..])
        }
        "GET_CALL_PERMISSION" => ("user_wa_id=34600111222", &[][..]),
        "REQUEST_CODE" | "VERIFY_CODE" | "REGISTER_NUMBER" | "DEREGISTER_NUMBER" => ("", FRESH),
        "UNPAUSE_TEMPLATE" => ("", &[("template_id", "paused_template_id")][..]),
        "UPDATE_FLOW" | "DELETE_FLOW" => ("", &[("flow_id", "draft_flow_id")][..]),
        _ => ("", &[][..]),
    };
    let body =
        messages(endpoint).or_else(|| numbers(endpoint)).or_else(|| account(endpoint)).or_else(|| rest(endpoint));
    Example { query, on, body: body.unwrap_or_default() }
}

fn messages(endpoint: &str) -> Option<Body> {
    Some(match endpoint {
        "SEND_MESSAGE" => {
            of_number(json!({"to": "+34600111222", "type": "text", "text": {"preview_url": true, "body": "Hola"}}))
        }
        "SEND_MARKETING" => of_number(template("news")),
        "SUBMIT_MESSAGE_SAMPLE" => Body::Json(json!({"type": "text", "text": {"body": "Your order is on its way."}})),
        "UPLOAD_MEDIA" => Body::Form(b"hola", "hola.txt", "text/plain", &[("messaging_product", "whatsapp")]),
        "CONTINUE_UPLOAD" => Body::Bytes(b"123456789"),
        _ => return None,
    })
}

fn numbers(endpoint: &str) -> Option<Body> {
    let somebody = json!({"block_users": [{"user": "+34600111222"}]});
    Some(match endpoint {
        "ADD_NUMBER" => Body::Json(json!({"cc": "34", "phone_number": "911222999", "verified_name": "La tienda"})),
        "UPDATE_NUMBER" => Body::Json(json!({"pin": "123456"})),
        "REQUEST_CODE" => Body::Json(json!({"code_method": "SMS", "language": "es"})),
        "VERIFY_CODE" => Body::Json(json!({"code": "222888"})),
        "REGISTER_NUMBER" => of_number(json!({"pin": "123456"})),
        "UPDATE_SETTINGS" => Body::Json(json!({"user_identity_change": {"enable_identity_key_check": true}})),
        "UPDATE_PROFILE" => of_number(json!({"about": "Pan recién hecho", "vertical": "RESTAURANT"})),
        "SET_USERNAME" => Body::Json(json!({"username": "la.tienda"})),
        "SET_AUTOMATION" => Body::Json(
            json!({"prompts": ["¿Horario?"], "commands": [{"command_name": "menu", "command_description": "El menú"}]}),
        ),
        "SAVE_QR_CODE" => Body::Json(json!({"prefilled_message": "Hola", "generate_qr_image": "SVG"})),
        "BLOCK_USERS" | "UNBLOCK_USERS" => of_number(somebody),
        "SET_ENCRYPTION_KEY" => Body::Json(json!({"business_public_key": KEY})),
        "CALL_ACTION" => of_number(
            json!({"call_id": "{call_id}", "action": "pre_accept", "session": {"sdp_type": "answer", "sdp": "v=0"}}),
        ),
        _ => return None,
    })
}

fn account(endpoint: &str) -> Option<Body> {
    let text = json!([{"type": "BODY", "text": "Tu pedido {{1}} ya está listo para recoger.", "example": {"body_text": [["A-1"]]}}]);
    let password = json!([{"type": "BODY", "add_security_recommendation": true},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]);
    let signup = json!({"signup_message": "Offers", "confirmation_message": "Welcome",
        "privacy_policy_url": "https://example.com/privacy", "policy": {"tos": "https://example.com/tos", "accepted": true}});
    Some(match endpoint {
        "CREATE_TEMPLATE" => {
            Body::Json(json!({"name": "order", "language": "es", "category": "UTILITY", "components": text}))
        }
        "EDIT_TEMPLATE" => Body::Json(json!({"components": text})),
        "UPSERT_TEMPLATES" => Body::Json(
            json!({"name": "code", "languages": ["es", "en_US"], "category": "AUTHENTICATION", "components": password}),
        ),
        "MIGRATE_TEMPLATES" => Body::Json(json!({"source_waba_id": "{account_id}", "page_number": 0})),
        "ARCHIVE_TEMPLATES" | "UNARCHIVE_TEMPLATES" => Body::Json(json!({"hsm_ids": ["{other_template_id}"]})),
        "CREATE_SIGNUP" => Body::Json(signup),
        "UPDATE_SIGNUP" => Body::Json(json!({"status": "DISABLED"})),
        "SUBSCRIBE_TO_FIELDS" => {
            Body::Json(json!({"object": "whatsapp_business_account", "callback_url": "{callback_url}",
            "verify_token": "emulated-verify-token", "fields": "messages,account_update", "include_values": true}))
        }
        "DELETE_APP_SUBSCRIPTION" => Body::Json(json!({"object": "whatsapp_business_account"})),
        _ => return None,
    })
}

fn rest(endpoint: &str) -> Option<Body> {
    Some(match endpoint {
        "CREATE_FLOW" => Body::Json(json!({"name": "another", "categories": ["OTHER"], "flow_json": FLOW})),
        "MIGRATE_FLOWS" => Body::Json(json!({"source_waba_id": "{account_id}"})),
        "UPDATE_FLOW" => Body::Json(json!({"name": "renamed"})),
        "UPLOAD_FLOW_JSON" => Body::Form(
            FLOW.as_bytes(),
            "flow.json",
            "application/json",
            &[("name", "flow.json"), ("asset_type", "FLOW_JSON")],
        ),
        "CREATE_GROUP" => of_number(json!({"subject": "Luna", "join_approval_mode": "auto_approve"})),
        "UPDATE_GROUP" => of_number(json!({"subject": "Sol"})),
        "REMOVE_PARTICIPANTS" => of_number(json!({"participants": [{"user": "34600111222"}]})),
        "APPROVE_JOIN_REQUESTS" => of_number(json!({"join_requests": ["{first_request}"]})),
        "REJECT_JOIN_REQUESTS" => of_number(json!({"join_requests": ["{second_request}"]})),
        _ => return None,
    })
}
