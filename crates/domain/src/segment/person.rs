//! What is known of one person when a segment is asked about them.

use super::campaign::Addressed;
use crate::contact::Contact;
use crate::conversation::Conversation;
use crate::id::SegmentId;
use crate::outside::Money;
use crate::time::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub contact: Contact,
    /// The latest of all their conversations, like the two below.
    pub window_expires_at: Option<Timestamp>,
    pub last_inbound_at: Option<Timestamp>,
    pub last_message_at: Option<Timestamp>,
    pub occurrences: Vec<Occurrence>,
    /// What campaigns sent them.
    pub addressed: Vec<Addressed>,
    /// The frozen segments they are a member of.
    pub snapshots: BTreeSet<SegmentId>,
}

/// An event about the person, as far as segments ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    pub name: String,
    pub at: Timestamp,
    pub amount: Option<Money>,
    pub properties: BTreeMap<String, Value>,
}

impl Person {
    pub fn new<'a>(contact: Contact, conversations: impl IntoIterator<Item = &'a Conversation>) -> Self {
        let mut person = Self {
            contact,
            window_expires_at: None,
            last_inbound_at: None,
            last_message_at: None,
            occurrences: Vec::new(),
            addressed: Vec::new(),
            snapshots: BTreeSet::new(),
        };
        for conversation in conversations {
            person.window_expires_at = person.window_expires_at.max(conversation.window_expires_at);
            person.last_inbound_at = person.last_inbound_at.max(conversation.last_inbound_at);
            person.last_message_at = person.last_message_at.max(conversation.last_message_at);
        }
        person
    }
}
