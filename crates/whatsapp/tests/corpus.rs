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
use whatsapp::message::{Envelope, MarkRead};
use whatsapp::template::NewTemplate;
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
            Ok(written) => assert_eq!(normal(written), normal(given), "{name}"),
            Err(_) if name.starts_with("schema__") => *counts.entry("with placeholders").or_default() += 1,
            Err(why) => assert!(REFUSED.iter().any(|(known, _)| *known == name), "{name}: {why}"),
        }
        *counts.entry(kind).or_default() += 1;
    }
    println!("{counts:?}");
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
                        ("type" | "sub_type" | "format" | "category" | "parameter_format", Value::String(word)) => {
                            word.to_ascii_lowercase().into()
                        }
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
