//! The whole body: a message, to whom, in answer to what.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::Message;
use crate::Extra;
use crate::lenient::{Str, Word};
use crate::tagged::Gathered;

/// To whom a message goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A telephone number in international form, or a `wa_id`; a missing `+` is put in front, because Meta would
    /// otherwise take the number for a domestic one.
    Phone(String),
    /// A business-scoped user id, for people whose number is not shown.
    UserId(String),
    /// A group of this number.
    Group(String),
}

/// Whether `to` is a person or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientType {
    Individual,
    Group,
}

/// The message this one answers, shown as a quotation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Context {
    pub message_id: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The body of `POST /{phone_number_id}/messages`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Envelope {
    /// Always `whatsapp`; empty when a request left it out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub messaging_product: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_type: Option<RecipientType>,
    /// A telephone number or a group id. Wins when `recipient` is there as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// A business-scoped user id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    #[serde(flatten)]
    pub message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Comes back in every status of this message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biz_opaque_callback_data: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Envelope {
    /// A message to somebody.
    pub fn to(recipient: Recipient, message: Message) -> Self {
        let mut envelope = Self {
            messaging_product: "whatsapp".to_owned(),
            recipient_type: Some(RecipientType::Individual),
            to: None,
            recipient: None,
            message,
            context: None,
            biz_opaque_callback_data: None,
            extra: Extra::new(),
        };
        match recipient {
            Recipient::Phone(phone) if phone.starts_with('+') => envelope.to = Some(phone),
            Recipient::Phone(phone) => envelope.to = Some(format!("+{phone}")),
            Recipient::UserId(id) => envelope.recipient = Some(id),
            Recipient::Group(id) => {
                envelope.to = Some(id);
                envelope.recipient_type = Some(RecipientType::Group);
            }
        }
        envelope
    }

    /// The same, quoting an earlier message of the conversation.
    #[must_use]
    pub fn in_reply_to(mut self, message_id: impl Into<String>) -> Self {
        self.context = Some(Context { message_id: message_id.into(), extra: Extra::new() });
        self
    }

    /// The same, with a mark of ours that every status of this message will carry.
    #[must_use]
    pub fn with_callback_data(mut self, data: impl Into<String>) -> Self {
        self.biz_opaque_callback_data = Some(data.into());
        self
    }

    /// To whom it goes, as Meta would decide.
    pub fn addressee(&self) -> Option<Recipient> {
        match (&self.to, &self.recipient) {
            (Some(group), _) if self.recipient_type == Some(RecipientType::Group) => {
                Some(Recipient::Group(group.clone()))
            }
            (Some(phone), _) => Some(Recipient::Phone(phone.clone())),
            (None, Some(id)) => Some(Recipient::UserId(id.clone())),
            (None, None) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EnvelopeVisitor)
    }
}

struct EnvelopeVisitor;

impl<'de> Visitor<'de> for EnvelopeVisitor {
    type Value = Envelope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope, A::Error> {
        let mut gathered = Gathered::<Message>::new();
        let (mut product, mut recipient_type, mut context) = (String::new(), None, None);
        let (mut to, mut recipient, mut callback_data) = (None::<Word>, None::<Word>, None::<Word>);
        while let Some(Str(key)) = map.next_key::<Str<'de>>()? {
            match &*key {
                "messaging_product" => product = map.next_value()?,
                "recipient_type" => recipient_type = map.next_value()?,
                "to" => to = map.next_value()?,
                "recipient" => recipient = map.next_value()?,
                "context" => context = map.next_value()?,
                "biz_opaque_callback_data" => callback_data = map.next_value()?,
                _ => gathered.take(key, &mut map)?,
            }
        }
        let (message, extra) = gathered.finish();
        if matches!(&message, Message::Unknown { kind, raw } if kind == "unknown" && raw.is_null()) {
            return Err(A::Error::missing_field("type"));
        }
        Ok(Envelope {
            messaging_product: product,
            recipient_type,
            to: to.map(|word| word.0),
            recipient: recipient.map(|word| word.0),
            message,
            context,
            biz_opaque_callback_data: callback_data.map(|word| word.0),
            extra,
        })
    }
}
