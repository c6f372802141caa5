//! A contact is a person, not a phone number: an internal id and every identifier we know the person by.

pub mod identity;
pub mod phone;

use crate::consent::Consents;
use crate::id::ContactId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub use identity::{Identifier, IdentifierKind};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    /// What the person calls themselves on WhatsApp, until somebody here writes a better name.
    pub name: String,
    /// BCP 47, as the flow or the agent set it; `None` means the workspace's default.
    pub language: Option<String>,
    pub identifiers: BTreeSet<Identifier>,
    /// Custom fields, typed by their JSON value.
    pub fields: BTreeMap<String, Value>,
    pub labels: BTreeSet<String>,
    pub consents: Consents,
    /// Blocked by us: nothing is sent, what arrives is kept.
    pub blocked: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Contact {
    pub fn identifier(&self, kind: IdentifierKind) -> Option<&str> {
        self.identifiers.iter().find(|identifier| identifier.kind == kind).map(|identifier| identifier.value.as_str())
    }

    /// Takes over everything known of a record that turned out to be the same person; what is here already wins.
    pub fn absorb(&mut self, other: Self) {
        if self.name.is_empty() {
            self.name = other.name;
        }
        self.language = self.language.take().or(other.language);
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
