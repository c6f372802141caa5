//! The bytes of a webhook.

use std::fmt::Write;

use bytes::Bytes;
use serde_json::Value;

use crate::config::Config;
use crate::world::Update;

/// Puts updates of one account, or of one portfolio, into a body. The values are JSON already, so they are only joined.
pub(crate) fn body(config: &Config, updates: &[Update]) -> Bytes {
    let of_portfolio = updates.first().is_some_and(is_of_portfolio);
    let owner_id = if of_portfolio { &config.business_id } else { &config.waba_id };
    let values: usize = updates.iter().map(|update| update.value.len() + 48).sum();
    let mut text = String::with_capacity(values + 128);
    text.push_str(r#"{"object":"whatsapp_business_account","entry":[{"id":"#);
    push_string(&mut text, owner_id);
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
    if config.delivery.escape_unicode && !text.is_ascii() { escaped(&text).into() } else { text.into() }
}

/// Whether two updates may stand in one body: they go to one address, or to none, only if they are of one field.
pub(crate) fn travel_together(one: &Update, other: &Update) -> bool {
    one.number == other.number && one.field == other.field
}

/// Whether an update is about the whole business rather than about one of its accounts.
fn is_of_portfolio(update: &Update) -> bool {
    update.field == "partner_solutions"
}

/// Nearly every word is an id or a name, which has nothing to escape.
fn push_string(text: &mut String, word: &str) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        text.push('"');
        text.push_str(word);
        text.push('"');
    } else {
        text.push_str(&Value::from(word).to_string());
    }
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
        let config = Config { waba_id: "1\"2".to_owned(), ..Config::for_tests() };
        let update = |value: &Value, number| Update {
            id: 0,
            field: "messages".into(),
            value: value.to_string(),
            number,
            line: 0,
            at: 1_790_000_000_000,
        };
        let read = |body: Bytes| serde_json::from_slice::<Value>(&body).unwrap();
        let two = body(&config, &[update(&json!({"a": 1}), Some(0)), update(&json!({"b": "ñ"}), Some(0))]);
        let change = |value: Value| json!({"value": value, "field": "messages"});
        let entry = json!({"id": "1\"2", "changes": [change(json!({"a": 1})), change(json!({"b": "ñ"}))]});
        assert_eq!(read(two), json!({"object": "whatsapp_business_account", "entry": [entry]}));
        let account = read(body(&config, &[update(&json!({}), None)]));
        assert_eq!(account["entry"][0]["time"], 1_790_000_000);
    }

    #[test]
    fn escaped_json_means_the_same() {
        let text = json!({ "body": "¿Mañana? 🎉" }).to_string();
        assert!(escaped(&text).is_ascii());
        assert_eq!(serde_json::from_str::<Value>(&escaped(&text)).unwrap(), json!({ "body": "¿Mañana? 🎉" }));
    }
}
