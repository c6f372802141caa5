//! The bodies: the reference's payloads where they are there, the fixtures of `whatsapp`, and some that are hostile.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub struct Body {
    pub name: String,
    pub bytes: Vec<u8>,
    pub from_reference: bool,
}

pub fn every_body() -> Vec<Body> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut bodies = read(&root.join("../whatsapp/tests/fixtures/webhooks"), false);
    assert!(bodies.len() > 25, "our own fixtures are there");
    bodies.extend(read(&root.join("../../../shared/reference/payloads/webhooks"), true));
    bodies.extend(hostile());
    bodies
}

/// JSON files of a folder; a folder that is not there has none. A file that holds a list of changes or a bare change
/// is put into an envelope by whoever posts it; ours and the reference's are whole bodies.
fn read(folder: &Path, from_reference: bool) -> Vec<Body> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let body = |file: PathBuf| Body {
        name: file.file_name().expect("a name").to_string_lossy().into_owned(),
        bytes: std::fs::read(&file).expect("a file"),
        from_reference,
    };
    files.into_iter().map(body).collect()
}

/// The numbers these bodies speak of, so that they are set up and the bodies are acted upon.
pub fn phone_number_ids(bodies: &[Body]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for body in bodies {
        if let Ok(value) = serde_json::from_slice::<Value>(&body.bytes) {
            collect(&value, &mut found);
        }
    }
    found.into_iter().collect()
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(id)) = object.get("phone_number_id") {
                found.insert(id.clone());
            }
            object.values().for_each(|value| collect(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// Hostile messages that have a good one beside them in the same body.
pub const HOSTILE_MESSAGES: usize = 9;
const HOSTILE_NUMBER: &str = "990000000000001";

fn hostile() -> Vec<Body> {
    let texts = [
        ("nul", json!("a\u{0}b")),
        ("a megabyte", json!("x".repeat(1024 * 1024))),
        ("direction marks and joiners", json!("\u{202e}\u{200d}\u{feff}👩‍👩‍👧‍👦")),
        (
            "markup",
            json!("{{ 7 * 7 }} {% for i in range(999999) %}<script>alert(1)</script>'; DROP TABLE messages; --"),
        ),
        ("not a text", json!({"deep": [1, 2, 3]})),
        ("nothing", Value::Null),
    ];
    let mut bodies: Vec<Body> =
        texts.into_iter().map(|(name, text)| body(name, message(name, &text).to_string())).collect();
    let lone = message("lone surrogate", &json!("SURROGATE")).to_string().replace("SURROGATE", "\\ud83d alone");
    let twice = message("twice", &json!("hola"))
        .to_string()
        .replace("\"type\":\"text\"", "\"type\":\"text\",\"type\":\"image\"");
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    bodies.push(body("lone surrogate", lone));
    bodies.push(body("duplicate keys", twice));
    bodies.push(body("deep nesting", message("deep", &json!("DEEP")).to_string().replace("\"DEEP\"", &deep)));
    for (name, text) in [
        ("an empty object", "{}"),
        ("a number", "7"),
        ("a list", "[]"),
        ("no changes", r#"{"object":"whatsapp_business_account","entry":[{"id":"1"}]}"#),
        ("another object", r#"{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{}}]}]}"#),
        (
            "a field of tomorrow",
            r#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"telepathy","value":{"thought":"hola"}}]}]}"#,
        ),
    ] {
        bodies.push(body(name, text.to_owned()));
    }
    bodies
}

fn body(name: &str, text: String) -> Body {
    Body { name: format!("hostile: {name}"), bytes: text.into_bytes(), from_reference: false }
}

fn message(id: &str, text: &Value) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550001111", "phone_number_id": HOSTILE_NUMBER},
        "contacts": [{"profile": {"name": "Mallory"}, "wa_id": "34600666666"}],
        "messages": [
            {"from": "34600666666", "id": format!("wamid.hostile.{id}"), "timestamp": "1790000000", "type": "text", "text": {"body": text}},
            {"from": "34600666667", "id": format!("wamid.beside.{id}"), "timestamp": "1790000000", "type": "text", "text": {"body": "beside it"}},
        ],
    }}]}]})
}
