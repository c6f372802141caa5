//! What is posted: our own webhooks, those collected from Meta's pages when they are here, and some made up to hurt.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub struct Payload {
    pub name: String,
    pub body: Vec<u8>,
    /// How it has to end; `None` when either end is right.
    pub end: Option<&'static str>,
}

/// A number in our own webhooks that is not set up.
const STRANGER: &str = "310000000000099";

pub fn all() -> Vec<Payload> {
    let own = own();
    let collected = collected();
    let made_up = made_up();
    println!("{} of our own, {} collected, {} made up", own.len(), collected.len(), made_up.len());
    own.into_iter().chain(collected).chain(made_up).collect()
}

/// `tests/golden/webhooks`: those that are to be parked say so in their name.
pub fn own() -> Vec<Payload> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/webhooks");
    let files = read(&folder);
    assert!(files.len() >= 25, "{} files in {}", files.len(), folder.display());
    let with_end = |(name, body): (String, Vec<u8>)| {
        let end = if name.starts_with("parked_") { "parked" } else { "processed" };
        Payload { name, body, end: Some(end) }
    };
    files.into_iter().map(with_end).collect()
}

/// Found through `RECADO_PAYLOADS`, or beside the checkout.
fn collected() -> Vec<Payload> {
    #[expect(clippy::disallowed_methods, reason = "a test that reads files outside the repository must be told where")]
    let named = std::env::var_os("RECADO_PAYLOADS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/payloads");
    let files = read(&named.unwrap_or(beside).join("webhooks"));
    files.into_iter().map(|(name, body)| Payload { name, body, end: None }).collect()
}

/// (name, bytes), by name; nothing when there is no such folder.
fn read(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("a file").path())
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("it can be read"))
        })
        .collect();
    files.sort();
    files
}

fn made_up() -> Vec<Payload> {
    let payload = |name: &str, body: String, end| Payload { name: name.to_owned(), body: body.into_bytes(), end };
    vec![
        payload("a megabyte of text", text_message(60, &"ñ a".repeat(350_000)), Some("processed")),
        payload(
            "a thousand emoji",
            text_message(61, &"👩\u{200d}👩\u{200d}👧\u{200d}👦".repeat(1_000)),
            Some("processed"),
        ),
        payload("deeply nested", nested(100_000), Some("parked")),
        payload("deeply nested in an unknown field", unknown_field(&nested(100)), Some("parked")),
        payload("a great many elements", many(2_000), Some("processed")),
        payload("no entries", r#"{"object":"whatsapp_business_account","entry":[]}"#.to_owned(), Some("processed")),
        payload("an empty object", "{}".to_owned(), Some("parked")),
        payload("null", "null".to_owned(), Some("parked")),
        payload("numbers out of range", out_of_range(), None),
    ]
}

fn message(n: usize, text: &str) -> Value {
    serde_json::json!({
        "from": format!("346004200{n:02}"), "id": format!("wamid.made.up.{n}.{}", text.len()),
        "timestamp": "1790000600", "type": "text", "text": { "body": text },
    })
}

fn with_messages(messages: &[Value]) -> String {
    let metadata = serde_json::json!({ "display_phone_number": "34910000101", "phone_number_id": "310000000000001" });
    let value = serde_json::json!({ "messaging_product": "whatsapp", "metadata": metadata, "messages": messages });
    let change = serde_json::json!({ "field": "messages", "value": value });
    let entry = serde_json::json!({ "id": "410000000000001", "changes": [change] });
    serde_json::json!({ "object": "whatsapp_business_account", "entry": [entry] }).to_string()
}

fn text_message(n: usize, text: &str) -> String {
    with_messages(&[message(n, text)])
}

fn many(count: usize) -> String {
    let messages: Vec<Value> = (0..count).map(|n| message(70 + n % 10, &"x".repeat(n + 1))).collect();
    with_messages(&messages)
}

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

fn unknown_field(value: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"depths","value":{value}}}]}}]}}"#
    )
}

fn out_of_range() -> String {
    let text = text_message(62, "¿cuándo?");
    text.replace("\"1790000600\"", "\"99999999999999999999\"")
}

/// Every number that is spoken of, but the one that is meant to be unknown.
pub fn numbers(payloads: &[Payload]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for payload in payloads {
        if let Ok(body) = serde_json::from_slice::<Value>(&payload.body) {
            collect(&body, &mut found);
        }
    }
    found.remove(STRANGER);
    found.into_iter().collect()
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("phone_number_id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// How many different bodies there are.
pub fn distinct(payloads: &[Payload]) -> i64 {
    let bodies: BTreeSet<&[u8]> = payloads.iter().map(|payload| payload.body.as_slice()).collect();
    i64::try_from(bodies.len()).expect("few bodies")
}
