//! The field `messages`: what customers write and what became of what we wrote.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::ChangeValue;
use super::salvage::{Malformed, Salvage, take_list};
use super::{InboundMessage, Status};
use crate::error::ApiError;
use crate::{Extra, lenient};

/// Messages, statuses and errors of one number.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MessagesValue {
    #[serde(default)]
    pub messaging_product: String,
    pub metadata: Metadata,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactCard>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<InboundMessage>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Status>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub extra: Extra,
    /// Elements of the lists above that could not be read.
    #[serde(skip)]
    pub malformed: Vec<Malformed>,
}

/// Which of our numbers this is about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metadata {
    #[serde(default, deserialize_with = "lenient::word")]
    pub display_phone_number: String,
    #[serde(deserialize_with = "lenient::word")]
    pub phone_number_id: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Who the customer is, as far as Meta tells. People with a username may have no `wa_id`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactCard {
    #[serde(default, skip_serializing_if = "Profile::is_empty")]
    pub profile: Profile,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    /// The business-scoped user id.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub parent_user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub identity_key_hash: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the customer shows of themselves.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Profile {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The username without the `@` that some versions put in front.
    pub fn bare_username(&self) -> Option<&str> {
        self.username.as_deref().map(|username| username.trim_start_matches('@'))
    }
}

impl MessagesValue {
    /// The card of whoever sent a message, matched by user id or `wa_id`.
    pub fn sender_of(&self, message: &InboundMessage) -> Option<&ContactCard> {
        self.contacts.iter().find(|card| {
            let same = |theirs: &Option<String>, ours: &Option<String>| ours.is_some() && theirs == ours;
            same(&card.user_id, &message.from_user_id) || same(&card.wa_id, &message.from)
        })
    }
}

impl ChangeValue for MessagesValue {
    fn salvage(value: Value) -> Option<Self> {
        let Value::Object(mut object) = value else { return None };
        let mut malformed = Vec::new();
        let contacts = take_list(&mut object, "contacts", &mut malformed);
        let messages = take_list(&mut object, "messages", &mut malformed);
        let statuses = take_list(&mut object, "statuses", &mut malformed);
        let errors = take_list(&mut object, "errors", &mut malformed);
        let rest: Self = serde_json::from_value(Value::Object(object)).ok()?;
        Some(Self { contacts, messages, statuses, errors, malformed, ..rest })
    }
}

impl Salvage for ContactCard {
    const ESSENTIAL: &'static [&'static str] = &["wa_id", "user_id", "parent_user_id"];

    fn put_back(&mut self, rest: Extra) {
        self.extra.extend(rest);
    }
}

impl Salvage for ApiError {
    const ESSENTIAL: &'static [&'static str] = &["code"];

    fn put_back(&mut self, rest: Extra) {
        self.extra.extend(rest);
    }
}
