//! The body of `POST /{phone_number_id}/messages`, and what of it can be checked without knowing the world.

use serde_json::{Value, json};
use whatsapp::limits;
use whatsapp::message::{Envelope, Interactive, MarkRead, Message};

use crate::refusal::Refusal;

/// What a body asks for.
#[derive(Debug)]
pub(crate) enum Request {
    Send(Box<Envelope>),
    MarkRead(MarkRead),
}

impl Request {
    /// Reads a body, and checks of it what needs no knowledge of the world. What is null is not there.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Refusal> {
        let body = if body.is_empty() { b"{}".as_slice() } else { body };
        if body.windows(4).any(|four| four == b"null")
            && let Ok(mut value) = serde_json::from_slice::<Value>(body)
        {
            drop_nulls(&mut value);
            return Self::read_stripped(value.to_string().as_bytes());
        }
        Self::read_stripped(body)
    }

    fn read_stripped(body: &[u8]) -> Result<Self, Refusal> {
        match serde_json::from_slice::<Envelope>(body) {
            Ok(envelope) if is_folded(&envelope.message) => Self::read_unfolded(body),
            Ok(envelope) => {
                check_envelope(&envelope)?;
                Ok(Self::Send(Box::new(envelope)))
            }
            Err(error) => Self::read_other(body, &error),
        }
    }

    /// What forms write as text is read as the JSON it holds.
    fn read_unfolded(body: &[u8]) -> Result<Self, Refusal> {
        let mut raw = serde_json::from_slice::<Value>(body).unwrap_or_default();
        if unfold(&mut raw) {
            return Self::read(raw.to_string().as_bytes());
        }
        Err(Refusal::new(131_009, "The parameter interactive is not an object."))
    }

    fn read_other(body: &[u8], error: &serde_json::Error) -> Result<Self, Refusal> {
        let Ok(mut raw) = serde_json::from_slice::<Value>(body) else {
            return Err(Refusal::new(100, format!("The request body is not valid JSON: {error}")));
        };
        if unfold(&mut raw) {
            return Self::read(raw.to_string().as_bytes());
        }
        if raw.is_object() && raw.get("messaging_product").is_none() {
            return Err(Refusal::new(100, "The parameter messaging_product is required."));
        }
        if raw.get("status").is_some() {
            let details = |error: &serde_json::Error| match missing_field(error) {
                Some(field) => format!("The parameter {field} is required."),
                None => "Param message_id is not valid.".to_owned(),
            };
            let mark = serde_json::from_value(raw).map_err(|error| Refusal::new(100, details(&error)))?;
            return Ok(Self::MarkRead(mark));
        }
        Err(wrong(&raw, error))
    }
}

/// Which parameter cannot be read; the reader's own words would say nothing to whoever wrote the body.
fn wrong(raw: &Value, error: &serde_json::Error) -> Refusal {
    let Some(fields) = raw.as_object() else { return Refusal::new(100, "The request body is not an object.") };
    let kind = fields.get("type").cloned().unwrap_or_else(|| "text".into());
    let is_wrong =
        |name: &str, value: &Value| serde_json::from_value::<Envelope>(json!({ "type": kind, name: value })).is_err();
    let parameter = fields.iter().find(|(name, value)| is_wrong(name, value)).map_or("type", |(name, _)| name);
    match missing_field(error).as_deref() {
        Some("type") => Refusal::new(131_008, "The parameter type is required."),
        Some(field) => Refusal::new(131_008, format!("The parameter {parameter}['{field}'] is required.")),
        None => Refusal::new(100, format!("Param {parameter} is not valid.")),
    }
}

/// The field that a reader found missing.
fn missing_field(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    Some(text.strip_prefix("missing field `")?.split('`').next()?.to_owned())
}

/// Whether the content of a message came as text.
fn is_folded(message: &Message) -> bool {
    let Message::Interactive(content) = message else { return false };
    matches!(&**content, Interactive::Other(raw) if raw.is_string())
}

/// Objects and lists may come as text that holds their JSON, as forms have them. Tells whether any did.
fn unfold(body: &mut Value) -> bool {
    let mut found = false;
    let fields = body.as_object_mut().into_iter().flatten();
    for (_, field) in fields.filter(|(name, _)| *name != "biz_opaque_callback_data") {
        let Some(text) = field.as_str().filter(|text| text.trim_start().starts_with(['{', '['])) else { continue };
        if let Ok(held) = serde_json::from_str::<Value>(text) {
            *field = held;
            found = true;
        }
    }
    found
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

/// Parameters beside the message that this emulator knows of, though it does nothing with them. Beside a text there may
/// be `preview_url` too: that is where Meta's older pages had it, and much software still does.
const OTHER_PARAMETERS: [&str; 2] = ["paid_messaging_account_id", "status"];

fn check_envelope(envelope: &Envelope) -> Result<(), Refusal> {
    if envelope.messaging_product != "whatsapp" {
        return Err(Refusal::new(100, "The parameter messaging_product is required."));
    }
    let is_text = matches!(envelope.message, Message::Text(_));
    let known = |key: &String| OTHER_PARAMETERS.contains(&key.as_str()) || (is_text && key == "preview_url");
    if let Some((key, _)) = envelope.extra.iter().find(|(key, value)| !known(key) && !value.is_null()) {
        return Err(Refusal::new(100, format!("Unexpected key \"{key}\" on param \"root\".")));
    }
    if envelope.to.is_none() && envelope.recipient.is_none() {
        return Err(Refusal::new(131_008, "The parameter to is required."));
    }
    if let Message::Unknown { kind, raw } = &envelope.message {
        if raw.is_null() && is_kind(kind) {
            return Err(Refusal::new(131_008, format!("Parameter '{kind}' is mandatory for type '{kind}'")));
        }
        return Err(Refusal::new(131_051, format!("Message type '{kind}' is not supported.")));
    }
    if let Message::Interactive(content) = &envelope.message {
        check_interactive_kind(content)?;
    }
    limits::check_envelope(envelope).map_err(|error| Refusal::new(error.api_code(), error.to_string()))
}

fn check_interactive_kind(content: &Interactive) -> Result<(), Refusal> {
    let Interactive::Other(raw) = content else { return Ok(()) };
    match raw.get("type").and_then(Value::as_str) {
        None => Err(Refusal::new(131_008, "The parameter interactive['type'] is required.")),
        Some(kind) => Err(Refusal::new(131_009, format!("The value '{kind}' of interactive['type'] is not valid."))),
    }
}

fn is_kind(kind: &str) -> bool {
    const KINDS: [&str; 12] = [
        "text",
        "image",
        "video",
        "audio",
        "document",
        "sticker",
        "location",
        "contacts",
        "reaction",
        "interactive",
        "pin",
        "template",
    ];
    KINDS.contains(&kind)
}
