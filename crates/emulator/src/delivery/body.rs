//! The bytes of a webhook.

use std::fmt::Write;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::world::Update;

/// Puts updates of one account into a body.
pub(crate) fn body(waba_id: &str, updates: &[Update], escape_unicode: bool) -> Bytes {
    let about_account = updates.iter().any(|update| update.number.is_none());
    let changes: Vec<Value> =
        updates.iter().map(|update| json!({ "value": update.value, "field": update.field })).collect();
    let mut entry = json!({ "id": waba_id, "changes": changes });
    if let (true, Some(entry), Some(first)) = (about_account, entry.as_object_mut(), updates.first()) {
        entry.insert("time".to_owned(), (first.at / 1_000).into());
    }
    let text = json!({ "object": "whatsapp_business_account", "entry": [entry] }).to_string();
    if escape_unicode && !text.is_ascii() { escaped(&text).into() } else { text.into() }
}

/// The same JSON with every letter outside ASCII written `\uXXXX`.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    for letter in json.chars() {
        if letter.is_ascii() {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_json_means_the_same() {
        let text = json!({ "body": "¿Mañana? 🎉" }).to_string();
        assert!(escaped(&text).is_ascii());
        assert_eq!(serde_json::from_str::<Value>(&escaped(&text)).unwrap(), json!({ "body": "¿Mañana? 🎉" }));
    }
}
