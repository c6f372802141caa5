//! The messages that were accepted: what tests count, and what the answer to a request says.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};
use whatsapp::message::{Envelope, Message, RecipientType};

use super::CustomerId;
use crate::clock::Millis;

/// A message that was accepted, whether or not the answer arrived.
#[derive(Debug, Clone, Serialize)]
pub struct Accepted {
    /// Its place among all accepted messages, from 0.
    pub arrival: u64,
    pub at: Millis,
    pub phone_number_id: String,
    /// Whom it goes to; of a group the first participant.
    pub customer: CustomerId,
    #[serde(serialize_with = "shared")]
    pub wamid: Arc<str>,
    /// The request, as it was understood.
    #[serde(rename = "body", serialize_with = "shared")]
    pub envelope: Arc<Envelope>,
    /// Of a template: `accepted`, `held_for_quality_assessment` or `paused`.
    pub message_status: &'static str,
}

fn shared<T: Serialize + ?Sized, S: serde::Serializer>(value: &Arc<T>, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

impl Accepted {
    /// The words of a text message, or of the body of an interactive one.
    pub fn text(&self) -> Option<&str> {
        match &self.envelope.message {
            Message::Text(text) => Some(&text.body),
            Message::Interactive(interactive) => interactive.body(),
            _ => None,
        }
    }

    pub fn callback_data(&self) -> Option<&str> {
        self.envelope.biz_opaque_callback_data.as_deref()
    }

    /// The message it quotes.
    pub fn context(&self) -> Option<&str> {
        self.envelope.context.as_ref().map(|context| context.message_id.as_str())
    }

    /// To whom it was addressed, as the request said.
    pub fn to(&self) -> &str {
        self.envelope.to.as_deref().or(self.envelope.recipient.as_deref()).unwrap_or_default()
    }

    /// The answer to the request.
    pub(crate) fn answer(&self, wa_id: &str, user_id: &str) -> Value {
        let mut contact = json!({ "input": self.to() });
        let group = self.envelope.to.as_ref().filter(|_| self.envelope.recipient_type == Some(RecipientType::Group));
        if let Some(contact) = contact.as_object_mut() {
            if self.envelope.to.is_some() {
                contact.insert("wa_id".to_owned(), group.map_or(wa_id, String::as_str).into());
            }
            if group.is_none() && self.envelope.recipient.is_some() {
                contact.insert("user_id".to_owned(), user_id.into());
            }
        }
        let mut message = json!({ "id": *self.wamid });
        if let (Some(group), Some(message)) = (group, message.as_object_mut()) {
            message.insert("group_id".to_owned(), group.as_str().into());
        }
        if let (Message::Template(_), Some(message)) = (&self.envelope.message, message.as_object_mut()) {
            message.insert("message_status".to_owned(), self.message_status.into());
        }
        json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [message] })
    }
}
