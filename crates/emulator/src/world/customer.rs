//! The people: who they are, how a business may see them, and what they are like.

use std::collections::HashMap;
use std::fmt;

use rand::rngs::SmallRng;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::ids;
use super::turn::MessageKey;
use crate::customers::{Mind, Profile};

/// A customer of this emulator.
///
/// In JSON it is text, as all ids are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CustomerId(pub u32);

impl Serialize for CustomerId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CustomerId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The language a customer writes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    Spanish,
    Portuguese,
    English,
}

/// A person, as one makes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCustomer {
    pub name: String,
    /// Digits with the country code; made up when absent.
    pub phone: Option<String>,
    /// Two letters, such as `ES`.
    pub country: String,
    pub language: Language,
    pub profile: Profile,
    /// With a username the phone number is hidden from the business.
    pub username: Option<String>,
}

/// A person.
#[derive(Debug)]
pub(crate) struct Customer {
    pub id: CustomerId,
    pub name: String,
    /// Digits with the country code. Everybody has one, not everybody shows it.
    pub phone: String,
    pub country: String,
    pub user_id: String,
    pub username: Option<String>,
    pub language: Language,
    pub profile: Profile,
    pub online: bool,
    /// Whether there is a WhatsApp at this number at all.
    pub on_whatsapp: bool,
    /// Somebody holds this phone: its customer does nothing by themselves.
    pub held: bool,
    pub mind: Mind,
    /// What has been sent and waits for the phone to come online.
    pub waiting: Vec<MessageKey>,
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Customers {
    all: Vec<Customer>,
    by_phone: HashMap<String, CustomerId>,
    by_user_id: HashMap<String, CustomerId>,
}

impl NewCustomer {
    /// Somebody in Spain who does nothing by themselves.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            phone: None,
            country: "ES".to_owned(),
            language: Language::Spanish,
            profile: Profile::Still,
            username: None,
        }
    }

    #[must_use]
    pub fn with_phone(mut self, phone: &str) -> Self {
        self.phone = Some(ids::digits(phone));
        self
    }

    #[must_use]
    pub fn with_profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    #[must_use]
    pub fn with_username(mut self, username: &str) -> Self {
        self.username = Some(username.to_owned());
        self
    }
}

impl Customer {
    pub(crate) fn shows_phone(&self) -> bool {
        self.username.is_none()
    }

    /// The `contacts[]` item that goes with messages and statuses.
    pub(crate) fn contact_block(&self, with_username: bool, with_phone: bool) -> Value {
        let mut profile = json!({ "name": self.name });
        if let (true, Some(username), Some(profile)) = (with_username, &self.username, profile.as_object_mut()) {
            profile.insert("username".to_owned(), username.as_str().into());
        }
        let mut block = json!({ "profile": profile });
        if let Some(object) = block.as_object_mut() {
            if with_phone {
                object.insert("wa_id".to_owned(), self.phone.as_str().into());
            }
            object.insert("user_id".to_owned(), self.user_id.as_str().into());
        }
        block
    }
}

impl Customers {
    pub(crate) fn add(&mut self, new: NewCustomer, rng: &mut SmallRng) -> CustomerId {
        let id = CustomerId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let phone = match new.phone {
            Some(phone) => phone,
            None => self.free_phone(&new.country, rng),
        };
        let user_id = ids::user_id(rng, &new.country);
        self.by_phone.insert(phone.clone(), id);
        self.by_user_id.insert(user_id.clone(), id);
        self.all.push(Customer {
            id,
            name: new.name,
            phone,
            country: new.country,
            user_id,
            username: new.username,
            language: new.language,
            profile: new.profile,
            online: true,
            on_whatsapp: true,
            held: new.profile == Profile::Still,
            mind: Mind::default(),
            waiting: Vec::new(),
        });
        id
    }

    fn free_phone(&self, country: &str, rng: &mut SmallRng) -> String {
        loop {
            let phone = crate::customers::phone_in(country, rng);
            if !self.by_phone.contains_key(&phone) {
                return phone;
            }
        }
    }

    pub(crate) fn get(&self, id: CustomerId) -> Option<&Customer> {
        self.all.get(id.0 as usize)
    }

    pub(crate) fn get_mut(&mut self, id: CustomerId) -> Option<&mut Customer> {
        self.all.get_mut(id.0 as usize)
    }

    pub(crate) fn by_phone(&self, digits: &str) -> Option<CustomerId> {
        self.by_phone.get(digits).copied()
    }

    pub(crate) fn by_user_id(&self, user_id: &str) -> Option<CustomerId> {
        self.by_user_id.get(user_id).copied()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Customer> {
        self.all.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}
