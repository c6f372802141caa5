//! The people: who they are, how a business may see them, and what they are like.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use rand::rngs::SmallRng;
use serde::{Deserialize, Serialize};

use super::identity::Before;
use super::ids;
use super::turn::MessageKey;
use crate::clock::Millis;
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
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// Whether the business learns that something was read.
    pub read_receipts: bool,
    /// They want no marketing messages.
    pub marketing_stopped: bool,
    /// When marketing templates came, in the last 24 hours.
    pub marketing_received: Vec<Millis>,
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
    /// Numbers that somebody had and gave up: nobody is on WhatsApp there.
    abandoned: BTreeSet<String>,
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
            read_receipts: true,
            marketing_stopped: false,
            marketing_received: Vec::new(),
            held: new.profile == Profile::Still,
            mind: Mind::default(),
            waiting: Vec::new(),
        });
        id
    }

    /// Gives somebody another telephone number, and what follows from it; what they were known by before. A number
    /// that somebody else has is not given.
    pub(crate) fn move_house(&mut self, id: CustomerId, phone: Option<String>, rng: &mut SmallRng) -> Option<Before> {
        let country = self.get(id)?.country.clone();
        let phone = match phone {
            Some(phone) if phone.is_empty() || self.by_phone.contains_key(&phone) => return None,
            Some(phone) => phone,
            None => self.free_phone(&country, rng),
        };
        let user_id = ids::user_id(rng, &country);
        self.by_phone.insert(phone.clone(), id);
        self.by_user_id.insert(user_id.clone(), id);
        let person = self.get_mut(id)?;
        let before = Before {
            phone: std::mem::replace(&mut person.phone, phone),
            user_id: std::mem::replace(&mut person.user_id, user_id),
        };
        self.by_phone.remove(&before.phone);
        self.abandoned.insert(before.phone.clone());
        self.by_user_id.remove(&before.user_id);
        Some(before)
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

    pub(crate) fn abandoned(&self) -> &BTreeSet<String> {
        &self.abandoned
    }

    /// Puts others in the place of all.
    pub(crate) fn replace(&mut self, all: Vec<Customer>, abandoned: BTreeSet<String>) {
        self.by_phone = all.iter().map(|customer| (customer.phone.clone(), customer.id)).collect();
        self.by_user_id = all.iter().map(|customer| (customer.user_id.clone(), customer.id)).collect();
        self.all = all;
        self.abandoned = abandoned;
    }

    pub(crate) fn is_abandoned(&self, digits: &str) -> bool {
        self.abandoned.contains(digits)
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
