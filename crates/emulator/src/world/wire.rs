//! The parts that most webhooks share, as they are written.

use serde::{Serialize, Serializer};

use super::{Customer, Number};

/// The number a webhook is about.
#[derive(Debug, Serialize)]
pub(crate) struct Metadata<'a> {
    display_phone_number: &'a str,
    phone_number_id: &'a str,
}

/// The person it is about.
#[derive(Debug, Serialize)]
pub(crate) struct Contact<'a> {
    profile: Profile<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wa_id: Option<&'a str>,
    user_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_user_id: Option<String>,
}

#[derive(Debug, Serialize)]
struct Profile<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<&'a str>,
}

/// A moment in seconds, written as text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seconds(pub i64);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Number {
    pub(crate) fn metadata(&self) -> Metadata<'_> {
        Metadata { display_phone_number: &self.digits, phone_number_id: &self.config.phone_number_id }
    }
}

impl Customer {
    pub(crate) fn contact(&self, with_username: bool, with_phone: bool, parent: Option<String>) -> Contact<'_> {
        Contact {
            profile: Profile { name: &self.name, username: self.username.as_deref().filter(|_| with_username) },
            wa_id: with_phone.then_some(self.phone.as_str()),
            user_id: &self.user_id,
            parent_user_id: parent,
        }
    }
}
