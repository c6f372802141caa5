//! A customer's message as a flow hears it.

use crate::flow::trigger::Reply;
use crate::time::Timestamp;
use serde_json::{Map, Value, json};
use whatsapp::webhook::{self, Content, InboundMessage};

pub(super) fn reply(message: &InboundMessage) -> Reply {
    let content = &message.content;
    Reply {
        kind: content.kind().to_owned(),
        text: content.text_for_matching().map(str::to_owned),
        payload: content.reply_id().map(str::to_owned),
        data: data(content),
        referral: message.referral.as_ref().and_then(|referral| serde_json::to_value(referral).ok()),
        wamid: Some(message.id.clone()),
        sent_at: Some(Timestamp::from_seconds(message.timestamp)),
        understood: None,
    }
}

/// What a message carries besides words.
fn data(content: &Content) -> Option<Value> {
    match content {
        Content::Location(place) => Some(json!({
            "latitude": place.latitude,
            "longitude": place.longitude,
            "name": place.name,
            "address": place.address,
        })),
        Content::Interactive(webhook::Reply::FlowReply(form)) => form.response().filter(Value::is_object),
        Content::Order(order) => serde_json::to_value(order).ok(),
        Content::Contacts(contacts) => serde_json::to_value(contacts).ok(),
        _ => {
            let file = serde_json::to_value(content.media()?).ok()?;
            let mut file: Map<String, Value> = file.as_object().cloned()?;
            // Lives five minutes and is nobody's business.
            file.remove("url");
            Some(file.into())
        }
    }
}
