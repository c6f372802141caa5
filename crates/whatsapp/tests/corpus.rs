//! Payloads collected from Meta's pages and public test suites, kept outside this repository.
//!
//! They are found through `RECADO_PAYLOADS`, or beside the checkout; without them the tests say so and pass.

#![expect(clippy::unwrap_used, reason = "a test may fail")]
#![expect(clippy::print_stdout, reason = "how much was checked is part of the result")]

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use whatsapp::error::ErrorBody;
use whatsapp::limits::check_envelope;
use whatsapp::message::{Component, Envelope, Interactive, MarkRead, Message};
use whatsapp::template::{NewTemplate, lint};
use whatsapp::webhook::{Change, Notification};

fn corpus(folder: &str) -> Vec<(String, Vec<u8>)> {
    #[expect(clippy::disallowed_methods, reason = "a test that reads files outside the repository must be told where")]
    let named = std::env::var_os("RECADO_PAYLOADS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/payloads");
    let Ok(entries) = std::fs::read_dir(named.unwrap_or(beside).join(folder)) else {
        println!("no corpus of {folder} here");
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_webhook_is_read() {
    let (mut files, mut changes, mut placeholders) = (0, 0, 0);
    for (name, body) in corpus("webhooks") {
        let notification = Notification::parse(&body).unwrap_or_else(|why| panic!("{name}: {why}"));
        files += 1;
        for (_, change) in notification.changes() {
            changes += 1;
            let reasons = complaints(change);
            if name.starts_with("schema__") {
                placeholders += usize::from(!reasons.is_empty());
            } else {
                assert!(reasons.is_empty(), "{name}: {reasons:?}");
            }
        }
        if !name.starts_with("schema__") {
            let written = serde_json::to_vec(&notification).unwrap();
            assert_eq!(Notification::parse(&written).unwrap(), notification, "{name}");
        }
    }
    println!("{files} webhooks, {changes} changes, {placeholders} with placeholders in the place of numbers");
}

/// What could not be read of a change.
fn complaints(change: &Change) -> Vec<String> {
    match change {
        Change::Unknown { field, .. } => vec![format!("unknown field {field}")],
        Change::Malformed { field, reason, .. } => vec![format!("{field}: {reason}")],
        Change::Messages(value) => value.malformed.iter().map(|bad| format!("{}: {}", bad.list, bad.reason)).collect(),
        _ => Vec::new(),
    }
}

/// Requests of the corpus that are not as Meta takes them, and what is wrong with each.
const REFUSED: &[(&str, &str)] = &[
    ("send__template_body_btn_quick_reply__openapi.json", "a yes where a text belongs"),
    ("error_response__pg_generated_error_code__metadocs2025.json", "a placeholder for a number"),
    ("error_response__pg_generated_error_code__metadocs2025_2.json", "a placeholder for a number"),
    ("template_create__marketing___metadocs2026.json", "objects where lists belong"),
    ("template_create__type_string_example_marketing___openapi.json", "a schema, not an example"),
];

#[test]
fn every_request_survives_being_read_and_written() {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for (name, body) in corpus("requests") {
        let given: Value = serde_json::from_slice(&body).unwrap_or_else(|why| panic!("{name}: {why}"));
        let kind = name.trim_start_matches("schema__");
        let (kind, written) = if kind.starts_with("send__") {
            ("send", again::<Envelope>(&given))
        } else if kind.starts_with("mark_read") {
            ("mark read", again::<MarkRead>(&given))
        } else if kind.starts_with("error_response") {
            ("error", again::<ErrorBody>(&given))
        } else if kind.starts_with("template_create")
            && given.get("category").is_some()
            && given.get("language").is_some_and(Value::is_string)
        {
            ("template", again::<NewTemplate>(&given))
        } else {
            continue;
        };
        match written {
            Ok(written) if name.starts_with("schema__") && normal(written.clone()) != normal(given.clone()) => {
                *counts.entry("with placeholders").or_default() += 1;
            }
            Ok(written) => assert_eq!(normal(written), normal(given), "{name}"),
            Err(_) if name.starts_with("schema__") => *counts.entry("with placeholders").or_default() += 1,
            Err(why) => assert!(REFUSED.iter().any(|(known, _)| *known == name), "{name}: {why}"),
        }
        *counts.entry(kind).or_default() += 1;
    }
    println!("{counts:?}");
}

#[test]
fn every_example_of_a_message_is_typed_and_within_the_limits() {
    let (mut files, mut raw) = (0, Vec::new());
    for (name, body) in corpus("requests").into_iter().filter(|(name, _)| name.starts_with("send__")) {
        let Ok(envelope) = serde_json::from_slice::<Envelope>(&body) else { continue };
        files += 1;
        let untyped = match &envelope.message {
            Message::Unknown { .. } => true,
            Message::Interactive(content) => matches!(**content, Interactive::Other(_)),
            Message::Template(template) => template.components.iter().any(|part| matches!(part, Component::Other(_))),
            _ => false,
        };
        raw.extend(untyped.then(|| name.clone()));
        assert_eq!(check_envelope(&envelope), Ok(()), "{name}");
    }
    println!("{files} examples of messages are within the limits; kept raw: {raw:?}");
}

/// Examples of templates in which something is found, and in which field: some have placeholders, some the spelling of
/// a library instead of Meta's, one a time to live for another category, two blanks where none may stand.
const FOUND: &[(&str, &str)] = &[
    ("template_create__authentication_body_footer_btns_otp__kapsojs.json", "components[2].buttons[0].otp_type"),
    ("template_create__marketing_body_btns_flow__metadocs2025.json", "components[1].buttons[0].flow_name"),
    ("template_create__marketing_body_footer__metadocs2025.json", "message_send_ttl_seconds"),
    ("template_create__marketing_body_limited_time_offer__kapsojs.json", "components[0].text"),
    ("template_create__marketing_body_limited_time_offer__kapsojs.json", "components[0].text[words]"),
    ("template_create__marketing_body_limited_time_offer__kapsojs.json", "components[0].example.body_text"),
    ("template_create__marketing_body_limited_time_offer__kapsojs.json", "components[1].limited_time_offer"),
    ("template_create__marketing_header_text_body_footer_btns_quick_reply_url__kapsojs.json", "components[0].text"),
    (
        "template_create__marketing_header_text_body_footer_btns_quick_reply_url__kapsojs.json",
        "components[0].example.header_text",
    ),
    ("template_create__marketing_header_text_body_footer_btns_quick_reply_url__kapsojs.json", "components[1].text"),
    ("template_create__marketing_header_text_body_footer_btns_quick_reply_url__kapsojs.json", "components[1].text"),
    (
        "template_create__marketing_header_text_body_footer_btns_quick_reply_url__kapsojs.json",
        "components[1].example.body_text",
    ),
    ("template_create__marketing_utility_header_body_footer_call_permission_request__metadocs2025.json", "category"),
    (
        "template_create__marketing_utility_header_body_footer_call_permission_request__metadocs2025.json",
        "components[0].example.header_text",
    ),
    ("template_create__template_category_body_btns_url__metadocs2025.json", "name"),
    ("template_create__template_category_body_btns_url__metadocs2025.json", "language"),
    ("template_create__template_category_body_btns_url__metadocs2025.json", "category"),
    ("template_create__utility_body__kapsojs.json", "components[0].text[words]"),
    ("template_create__utility_body__kapsojs.json", "components[0].text"),
    ("template_create__utility_body__kapsojs.json", "components[0].example.body_text"),
    ("template_create__utility_header_text_body_footer_btns_url__kapsoskills.json", "components[1].text"),
    ("template_create__utility_header_text_body_footer_btns_url__kapsoskills.json", "components[1].text[words]"),
];

#[test]
fn the_lint_finds_nothing_in_examples_of_templates() {
    let mut files = 0;
    for (name, body) in corpus("requests").into_iter().filter(|(name, _)| name.starts_with("template_create__")) {
        let Ok(template) = serde_json::from_slice::<NewTemplate>(&body) else { continue };
        files += 1;
        let found: Vec<String> = lint(&template).into_iter().map(|finding| finding.problem.field).collect();
        let known: Vec<&str> = FOUND.iter().filter(|(known, _)| *known == name).map(|(_, field)| *field).collect();
        assert_eq!(found, known, "{name}");
    }
    println!("{files} examples of templates were linted, with {} findings, all known", FOUND.len());
}

fn again<T: DeserializeOwned + Serialize>(given: &Value) -> serde_json::Result<Value> {
    serde_json::from_value::<T>(given.clone()).and_then(serde_json::to_value)
}

/// The same request in one spelling: Meta takes numbers and numeric strings, and words in any case.
fn normal(value: Value) -> Value {
    match value {
        Value::Object(mut object) => {
            if object.contains_key("messaging_product") && !object.contains_key("type") && object.contains_key("text") {
                object.insert("type".to_owned(), "text".into());
            }
            object.retain(|_, value| !value.is_null());
            object
                .into_iter()
                .map(|(key, value)| {
                    let value = match (key.as_str(), value) {
                        (
                            "type" | "sub_type" | "format" | "category" | "parameter_format" | "otp_type",
                            Value::String(word),
                        ) => word.to_ascii_lowercase().into(),
                        ("index" | "latitude" | "longitude" | "message_send_ttl_seconds", value) => {
                            value.to_string().trim_matches('"').trim_end_matches(".0").to_owned().into()
                        }
                        (_, value) => normal(value),
                    };
                    (key, value)
                })
                .collect()
        }
        Value::Array(list) => list.into_iter().map(normal).collect(),
        other => other,
    }
}
