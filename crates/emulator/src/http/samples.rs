//! `POST /{waba_id}/message_samples`: the category that a message sent directly would have.

use serde_json::{Value, json};
use whatsapp::message::{Envelope, Message};

use super::{Answer, Call, Outcome};
use crate::refusal::Refusal;
use crate::world::{Request, category_of_sample};

pub(super) fn post(call: &Call) -> Outcome {
    let Value::Object(mut sample) = call.parameters()? else { return Err(Refusal::missing("type")) };
    if !sample.contains_key("type") {
        return Err(Refusal::missing("type"));
    }
    // A sample is a message to nobody: it is read as one to somebody.
    sample.insert("messaging_product".to_owned(), "whatsapp".into());
    sample.insert("to".to_owned(), "+10000000000".into());
    let envelope = match Request::read(Value::Object(sample).to_string().as_bytes())? {
        Request::Send(envelope) => *envelope,
        Request::MarkRead(_) => return Err(Refusal::missing("type")),
    };
    let text = words(&envelope).ok_or_else(|| {
        Refusal::new(100, "Samples are texts, and interactive messages with reply buttons or a link.")
    })?;
    Ok(Answer::Json(json!({ "success": true, "category": category_of_sample(&text) })))
}

/// All that a message says, of kinds that can be sent directly.
fn words(envelope: &Envelope) -> Option<String> {
    let direct = match &envelope.message {
        Message::Text(_) => true,
        Message::Interactive(interactive) => matches!(interactive.kind(), "button" | "cta_url"),
        _ => false,
    };
    direct.then(|| serde_json::to_string(&envelope.message).unwrap_or_default())
}
