//! The messages that were accepted: what tests count, and what the answer to a request says.

use std::sync::Arc;

use serde::Serialize;
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
    pub(crate) fn answer<'a>(&'a self, wa_id: &'a str, user_id: &'a str) -> Acceptance<'a> {
        let group = self.envelope.to.as_deref().filter(|_| self.envelope.recipient_type == Some(RecipientType::Group));
        let is_template = matches!(self.envelope.message, Message::Template(_));
        Acceptance {
            messaging_product: "whatsapp",
            contacts: [Addressee {
                input: self.to(),
                wa_id: self.envelope.to.is_some().then_some(group.unwrap_or(wa_id)),
                user_id: (group.is_none() && self.envelope.recipient.is_some()).then_some(user_id),
            }],
            messages: [Receipt {
                id: &self.wamid,
                group_id: group,
                message_status: is_template.then_some(self.message_status),
            }],
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Acceptance<'a> {
    messaging_product: &'static str,
    contacts: [Addressee<'a>; 1],
    messages: [Receipt<'a>; 1],
}

/// To whom it goes: as the request wrote it, and as we know them.
#[derive(Debug, Serialize)]
struct Addressee<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    wa_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Receipt<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_status: Option<&'static str>,
}
