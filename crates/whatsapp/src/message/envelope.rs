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
    /// Deliver only if the customer's identity key still has this hash; else it fails with code 137000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_identity_key_hash: Option<String>,
    /// Who pays; for numbers that have several messaging accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messaging_account_id: Option<String>,
    /// What kind of template Meta shall make of this free-form message: Direct Send.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<DirectSend>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_send_config: Option<DirectSendConfig>,
    /// Marketing Messages API: what happens when it cannot carry the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_policy: Option<ProductPolicy>,
    /// Marketing Messages API: whether reads and taps may be used to improve delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_activity_sharing: Option<bool>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// The category under which a free-form message is sent outside the customer's window (Direct Send, a beta of
    /// Meta's). Texts, buttons and links can be sent so.
    DirectSend {
        Utility = "utility",
        /// Only for businesses that Meta let in.
        Authentication = "authentication",
        /// An ordinary message inside the window.
        Service = "service",
    }
}

/// More about a Direct Send.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DirectSendConfig {
    /// The name of the template that Meta makes; else one it finds itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// What happens to a marketing message that the Marketing Messages API cannot carry.
    ProductPolicy {
        CloudApiFallback = "CLOUD_API_FALLBACK",
        Strict = "STRICT",
    }
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
            recipient_identity_key_hash: None,
            messaging_account_id: None,
            category: None,
            direct_send_config: None,
            product_policy: None,
            message_activity_sharing: None,
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

    /// The same, delivered only if the customer's identity key still has this hash.
    #[must_use]
    pub fn if_identity_is(self, hash: impl Into<String>) -> Self {
        Self { recipient_identity_key_hash: Some(hash.into()), ..self }
    }

    /// The same, paid for by one of the messaging accounts of the number.
    #[must_use]
    pub fn paid_by(self, messaging_account_id: impl Into<String>) -> Self {
        Self { messaging_account_id: Some(messaging_account_id.into()), ..self }
    }

    /// The same outside the customer's window, without a template of one's own.
    ///
    /// ```
    /// use whatsapp::limits::check_envelope;
    /// use whatsapp::message::{DirectSend, Envelope, Message, Recipient};
    ///
    /// let to = Recipient::Phone("16505551234".into());
    /// let news = Envelope::to(to, Message::text("Your order is delivered.")).directly(DirectSend::Utility);
    /// assert_eq!(check_envelope(&news), Ok(()));
    /// assert_eq!(serde_json::to_value(&news).unwrap()["category"], "utility");
    /// ```
    #[must_use]
    pub fn directly(self, category: DirectSend) -> Self {
        Self { category: Some(category), ..self }
    }

    /// The same for `POST /{phone_number_id}/marketing_messages`, which takes marketing templates only.
    #[must_use]
    pub fn as_marketing(self, policy: ProductPolicy, activity_sharing: bool) -> Self {
        Self { product_policy: Some(policy), message_activity_sharing: Some(activity_sharing), ..self }
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
        let (mut identity, mut account) = (None::<Word>, None::<Word>);
        let (mut category, mut direct_send_config) = (None, None);
        let (mut product_policy, mut activity_sharing) = (None, None);
        while let Some(Str(key)) = map.next_key::<Str<'de>>()? {
            match &*key {
                "messaging_product" => product = map.next_value()?,
                "recipient_type" => recipient_type = map.next_value()?,
                "to" => to = map.next_value()?,
                "recipient" => recipient = map.next_value()?,
                "context" => context = map.next_value()?,
                "biz_opaque_callback_data" => callback_data = map.next_value()?,
                "recipient_identity_key_hash" => identity = map.next_value()?,
                // The second is the first spelling, understood until the end of 2026.
                "messaging_account_id" | "paid_messaging_account_id" => account = account.or(map.next_value()?),
                "category" => category = map.next_value()?,
                "direct_send_config" => direct_send_config = map.next_value()?,
                "product_policy" => product_policy = map.next_value()?,
                "message_activity_sharing" => activity_sharing = map.next_value()?,
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
            recipient_identity_key_hash: identity.map(|word| word.0),
            messaging_account_id: account.map(|word| word.0),
            category,
            direct_send_config,
            product_policy,
            message_activity_sharing: activity_sharing,
            extra,
        })
    }
}
