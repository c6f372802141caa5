//! Request bodies collected from Meta's pages and public test suites, kept outside this repository: each example is
//! accepted, or refused with the code that is right for it.
//!
//! They are found through `RECADO_PAYLOADS`, or beside the checkout; without them the test says so and passes.

use std::path::{Path, PathBuf};

use emulator::NewCustomer;
use serde_json::{Value, json};

use crate::support::{Business, NUMBER, WABA, code};

/// The examples that are no complete or no right requests, and what they are told: placeholders in the place of values,
/// parts of requests, a group that is not there, forms of templates that the documented rules refuse.
const REFUSED: &[(&str, i64)] = &[
    ("register__metadocs2025_3", 100),
    // A placeholder: nothing says what kind of interactive message it is.
    ("send__interactive_none__metadocs2025", 131_008),
    ("send__template_body_btn_quick_reply__openapi", 100),
    ("send__text_group__metadocs2025", 131_041),
    ("template_create___body__kapsojs", 100),
    ("template_create___body__kapsojs_2", 100),
    ("template_create___body__kapsoskills", 100),
    ("template_create___carousel__kapsojs", 100),
    // As a library is called, not as it calls: otpType.
    ("template_create__authentication_body_footer_btns_otp__kapsojs", 100),
    ("template_create__marketing___metadocs2026", 100),
    ("template_create__marketing_body_limited_time_offer__kapsojs", 100),
    ("template_create__marketing_header_text_body_footer_btns_quick_reply_url__kapsojs", 100),
    ("template_create__marketing_utility_header_body_footer_call_permission_request__metadocs2025", 100),
    ("template_create__template_category_body_btns_url__metadocs2025", 100),
    ("template_create__type_string_example_marketing___openapi", 100),
    ("template_create__utility_body__kapsojs", 100),
    ("template_create__utility_header_text_body_footer_btns_url__kapsoskills", 100),
];

fn examples() -> Vec<(String, Value)> {
    #[expect(clippy::disallowed_methods, reason = "a test that reads files outside the repository must be told where")]
    let named = std::env::var_os("RECADO_PAYLOADS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/payloads");
    let Ok(entries) = std::fs::read_dir(named.unwrap_or(beside).join("requests")) else {
        println!("no corpus of requests here");
        return Vec::new();
    };
    let mut files: Vec<(String, Value)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap())
        })
        .filter(|(name, _)| !name.starts_with("schema__"))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// The end point an example is for.
fn path(name: &str, body: &Value) -> Option<String> {
    let kind = name.split("__").next().unwrap();
    match kind {
        "send" | "mark_read" | "mark_read_typing" => Some(format!("{NUMBER}/messages")),
        "template_create" if body.get("languages").is_some() => Some(format!("{WABA}/upsert_message_templates")),
        "template_create" => Some(format!("{WABA}/message_templates")),
        "register" => Some(format!("{NUMBER}/register")),
        "block_users" => {
            let is_request = body.pointer("/block_users/0/user").is_some();
            is_request.then(|| format!("{NUMBER}/block_users"))
        }
        _ => None,
    }
}

/// The template that a message fills in, as one would have created it.
fn template_for(message: &Value) -> Value {
    let named = |part: &Value| part["parameters"].as_array().cloned().unwrap_or_default();
    let blank = |(place, parameter): (usize, &Value)| match parameter["parameter_name"].as_str() {
        Some(name) => format!("algo {{{{{name}}}}}"),
        None => format!("algo {{{{{}}}}}", place + 1),
    };
    let words = |part: &Value| named(part).iter().enumerate().map(blank).collect::<Vec<_>>().join(" y además también ");
    let template = &message["template"];
    let (mut components, mut buttons, mut has_body, mut by_name) = (Vec::new(), Vec::new(), false, false);
    for part in template["components"].as_array().into_iter().flatten() {
        by_name |= named(part).iter().any(|parameter| parameter.get("parameter_name").is_some());
        match part["type"].as_str().unwrap_or_default().to_lowercase().as_str() {
            "header" => components.push(match named(part).first().and_then(|first| first["type"].as_str()) {
                None | Some("text") => json!({"type": "HEADER", "format": "TEXT", "text": format!("Hola {}", words(part)),
                    "example": {"header_text": ["x"], "header_text_named_params": [{"param_name": "x", "example": "x"}]}}),
                Some(kind) => json!({"type": "HEADER", "format": kind.to_uppercase(), "example": {"header_handle": ["4::x"]}}),
            }),
            "body" => {
                has_body = true;
                components.push(json!({"type": "BODY", "text": format!("Esto es para contar {} y nada más por hoy.", words(part)),
                    "example": {"body_text": [["x"]], "body_text_named_params": [{"param_name": "x", "example": "x"}]}}));
            }
            "button" => {
                let place = part["index"].as_u64().or(part["index"].as_str().and_then(|i| i.parse().ok())).unwrap_or(0);
                let kind = part["sub_type"].as_str().unwrap_or_default().to_uppercase();
                buttons.push((place, match kind.as_str() {
                    "URL" => json!({"type": "URL", "text": "Ver", "url": "https://shop.example/{{1}}", "example": ["x"]}),
                    "COPY_CODE" => json!({"type": "COPY_CODE", "example": "x"}),
                    kind => json!({"type": kind, "text": "Vale"}),
                }));
            }
            "limited_time_offer" => components.push(json!({"type": "LIMITED_TIME_OFFER",
                "limited_time_offer": {"text": "Oferta", "has_expiration": true}})),
            "carousel" => components.push(json!({"type": "CAROUSEL", "cards": cards(part)})),
            _ => {}
        }
    }
    if !has_body {
        components.push(json!({"type": "BODY", "text": "Esto es todo por hoy."}));
    }
    buttons.sort_by_key(|(place, _)| *place);
    let mut row: Vec<Value> = Vec::new();
    for (place, button) in buttons {
        while (row.len() as u64) < place {
            row.push(json!({"type": button["type"], "text": "Otro", "url": "https://shop.example/", "example": "x"}));
        }
        row.push(button);
    }
    if !row.is_empty() {
        components.push(json!({"type": "BUTTONS", "buttons": row}));
    }
    json!({"name": template["name"], "language": template["language"]["code"], "category": "MARKETING",
        "parameter_format": if by_name { "NAMED" } else { "POSITIONAL" }, "components": components})
}

fn cards(carousel: &Value) -> Vec<Value> {
    let cards = carousel["cards"].as_array().into_iter().flatten();
    cards
        .map(|card| template_for(&json!({"template": card}))["components"].clone())
        .map(|c| json!({"components": c}))
        .collect()
}

/// Puts files and messages that are there in the place of those that are not.
fn with_ours(value: &mut Value, files: &dyn Fn(&str) -> String, message: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| with_ours(item, files, message)),
        Value::Object(object) => {
            for (key, item) in object.iter_mut() {
                let is_file = matches!(key.as_str(), "image" | "video" | "audio" | "document" | "sticker");
                if is_file && item.get("id").is_some() {
                    item["id"] = files(key).into();
                }
                if key == "message_id" {
                    *item = message.into();
                }
                with_ours(item, files, message);
            }
        }
        _ => {}
    }
}

async fn upload(business: &Business, mime_type: &str) -> String {
    let part = reqwest::multipart::Part::bytes(vec![7; 64]).mime_str(mime_type).unwrap();
    let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp").part("file", part);
    let request = business.client.post(business.url(&format!("{NUMBER}/media"))).bearer_auth("EAAemulated");
    let answer: Value = request.multipart(form).send().await.unwrap().json().await.unwrap();
    answer["id"].as_str().unwrap().to_owned()
}

/// A business that has what the example supposes it has, and what it is told when that cannot be had.
async fn stage(name: &str, body: &mut Value) -> (Business, Option<i64>) {
    let business = Business::with(|config| {
        config.webhook_url = None;
        for number in &mut config.numbers {
            number.registered = !name.starts_with("register");
        }
    })
    .await;
    let kinds = [
        ("image", "image/jpeg"),
        ("video", "video/mp4"),
        ("audio", "audio/ogg"),
        ("document", "application/pdf"),
        ("sticker", "image/webp"),
    ];
    let mut files = Vec::new();
    for (kind, mime_type) in kinds {
        files.push((kind, upload(&business, mime_type).await));
    }
    let is_placeholder = body["to"].as_str().is_some_and(|to| to.contains(char::is_alphabetic));
    if is_placeholder && body["recipient_type"] != "group" {
        body["to"] = "+34600111222".into();
    }
    let somebody =
        body["to"].as_str().or(body.pointer("/block_users/0/user").and_then(Value::as_str)).unwrap_or("+34600111222");
    let digits: String = somebody.chars().filter(char::is_ascii_digit).collect();
    let phone = if digits.is_empty() { "34600111222".to_owned() } else { digits };
    let customer = business.handle().add_customer(NewCustomer::named("Ana").with_phone(&phone));
    let said = business.handle().customer_says(customer, "hola");
    let template = template_for(body);
    // Some examples name what no template can be called, and are told that there is none.
    let cannot_be = template["name"].is_string() && business.handle().add_template(&template).is_err();
    let file = |kind: &str| files.iter().find(|(known, _)| *known == kind).unwrap().1.clone();
    with_ours(body, &file, &said);
    (business, cannot_be.then_some(132_001))
}

#[tokio::test]
async fn every_example_is_accepted_or_rightly_refused() {
    let (mut accepted, mut refused, mut wrong) = (0, 0, Vec::new());
    for (name, mut body) in examples() {
        let Some(path) = path(&name, &body) else { continue };
        let (business, cannot_be) = stage(&name, &mut body).await;
        let (status, answer) = business.post(&path, body).await;
        let listed = REFUSED.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
        let expected = listed.or(cannot_be);
        match (status, expected) {
            (200, None) => accepted += 1,
            (_, Some(expected)) if code(&answer) == expected => refused += 1,
            _ => wrong.push(format!("{name}: {status} {answer}")),
        }
    }
    println!("{accepted} example requests are accepted, {refused} are refused as they should be");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
