//! The bytes of a webhook.

use std::fmt::Write;

use bytes::Bytes;
use serde_json::Value;

use crate::world::Update;

/// Puts updates of one account into a body. The values are JSON already, so they are only joined.
pub(crate) fn body(waba_id: &str, updates: &[Update], escape_unicode: bool) -> Bytes {
    let values: usize = updates.iter().map(|update| update.value.len() + 48).sum();
    let mut text = String::with_capacity(values + 128);
    text.push_str(r#"{"object":"whatsapp_business_account","entry":[{"id":"#);
    push_string(&mut text, waba_id);
    if let (true, Some(first)) = (updates.iter().any(|update| update.number.is_none()), updates.first()) {
        // Writing to a string cannot fail.
        let _ = write!(text, r#","time":{}"#, first.at / 1_000);
    }
    text.push_str(r#","changes":["#);
    for (place, update) in updates.iter().enumerate() {
        text.push_str(if place == 0 { r#"{"value":"# } else { r#",{"value":"# });
        text.push_str(&update.value);
        text.push_str(r#","field":"#);
        push_string(&mut text, &update.field);
        text.push('}');
    }
    text.push_str("]}]}");
    if escape_unicode && !text.is_ascii() { escaped(&text).into() } else { text.into() }
}

fn push_string(text: &mut String, word: &str) {
    text.push_str(&Value::from(word).to_string());
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
    use serde_json::json;

    use super::*;

    #[test]
    fn a_body_holds_its_updates_in_order() {
        let update = |value: &Value, number| Update {
            field: "messages".into(),
            value: value.to_string(),
            number,
            line: 0,
            at: 1_790_000_000_000,
        };
        let read = |body: Bytes| serde_json::from_slice::<Value>(&body).unwrap();
        let two = body("1\"2", &[update(&json!({"a": 1}), Some(0)), update(&json!({"b": "ñ"}), Some(0))], true);
        let change = |value: Value| json!({"value": value, "field": "messages"});
        let entry = json!({"id": "1\"2", "changes": [change(json!({"a": 1})), change(json!({"b": "ñ"}))]});
        assert_eq!(read(two), json!({"object": "whatsapp_business_account", "entry": [entry]}));
        let account = read(body("1", &[update(&json!({}), None)], true));
        assert_eq!(account["entry"][0]["time"], 1_790_000_000);
    }

    #[test]
    fn escaped_json_means_the_same() {
        let text = json!({ "body": "¿Mañana? 🎉" }).to_string();
        assert!(escaped(&text).is_ascii());
        assert_eq!(serde_json::from_str::<Value>(&escaped(&text)).unwrap(), json!({ "body": "¿Mañana? 🎉" }));
    }
}
