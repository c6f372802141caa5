//! A contact is a person, not a phone number: an internal id and every identifier we know the person by.

pub mod attribute;
pub mod bulk;
pub mod identity;
pub mod merge;
pub mod phone;
pub mod time_zone;

use crate::consent::Consents;
use crate::id::ContactId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub use attribute::{Attribute, AttributeKind};
pub use identity::{Identifier, IdentifierKind};
pub use merge::{Merge, MergeCause};
pub use time_zone::TimeZone;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    /// What the person calls themselves on WhatsApp, until somebody here writes a better name.
    pub name: String,
    /// BCP 47, as the flow or the agent set it; `None` means the workspace's default.
    pub language: Option<String>,
    /// By its name in the tz database, as somebody wrote it down; see [`Contact::time_zone`].
    pub time_zone: Option<String>,
    pub identifiers: BTreeSet<Identifier>,
    /// Custom fields, typed by their JSON value.
    pub fields: BTreeMap<String, Value>,
    pub labels: BTreeSet<String>,
    /// Others who use the same phone: the children a parent books for, a couple with one WhatsApp.
    pub profiles: Vec<Profile>,
    pub consents: Consents,
    /// Blocked by us: nothing is sent, what arrives is kept.
    pub blocked: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Somebody behind the phone of a contact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    /// Who they are to the contact, or what else has to be known.
    pub note: String,
}

impl Contact {
    /// Somebody of whom nothing is known yet.
    pub fn new(id: ContactId, name: impl Into<String>, now: Timestamp) -> Self {
        Self {
            id,
            name: name.into(),
            language: None,
            time_zone: None,
            identifiers: BTreeSet::new(),
            fields: BTreeMap::new(),
            labels: BTreeSet::new(),
            profiles: Vec::new(),
            consents: Consents::default(),
            blocked: false,
            created_at: now,
            updated_at: now,
        }
    }

    /// As somebody wrote it down, else as the phone number lets guess.
    pub fn time_zone(&self) -> Option<TimeZone> {
        if let Some(name) = &self.time_zone {
            return Some(TimeZone { name: name.clone(), guessed: false });
        }
        let phone = self.identifier(IdentifierKind::Phone)?;
        let phone = phone::E164::from_digits(phone.trim_start_matches('+'))?;
        time_zone::guess(&phone).map(|name| TimeZone { name: name.to_owned(), guessed: true })
    }

    pub fn identifier(&self, kind: IdentifierKind) -> Option<&str> {
        self.identifiers.iter().find(|identifier| identifier.kind == kind).map(|identifier| identifier.value.as_str())
    }

    /// Takes over everything known of a record that turned out to be the same person; what is here already wins.
    pub fn absorb(&mut self, other: Self) {
        if self.name.is_empty() {
            self.name = other.name;
        }
        self.language = self.language.take().or(other.language);
        self.time_zone = self.time_zone.take().or(other.time_zone);
        for profile in other.profiles {
            if !self.profiles.contains(&profile) {
                self.profiles.push(profile);
            }
        }
        self.identifiers.extend(other.identifiers);
        self.labels.extend(other.labels);
        for (name, value) in other.fields {
            self.fields.entry(name).or_insert(value);
        }
        self.consents.merge(other.consents);
        self.blocked |= other.blocked;
        self.created_at = self.created_at.min(other.created_at);
        self.updated_at = self.updated_at.max(other.updated_at);
    }
}
