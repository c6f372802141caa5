//! The messages between one number and one customer, as they stand on the customer's phone.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use whatsapp::message::{Envelope, Message};

use super::CustomerId;
use super::bucket::Bucket;
use super::history::Moments;
use super::pricing::Price;
use crate::clock::Millis;

/// How long a customer's message keeps the window open.
pub(crate) const WINDOW: Millis = 24 * 3_600 * 1_000;

/// How far a message of the business has come. The order is the order of life, `Failed` apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    Accepted,
    Sent,
    Delivered,
    Read,
    /// A voice note was listened to.
    Played,
    Failed,
}

/// What is on the phone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Content {
    /// What the business sent; `shown` is how a template reads once filled in.
    ToCustomer { envelope: Arc<Envelope>, shown: Option<Value> },
    /// What the customer sent, `{"type": …, "<type>": …}`.
    FromCustomer(Value),
}

/// One message of a thread.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub id: Arc<str>,
    pub at: Millis,
    pub content: Content,
    pub context: Option<Arc<str>>,
    pub status: MessageStatus,
    /// Of a failed message.
    pub error: Option<u32>,
    /// Of a message of the business; known once it is sent.
    pub category: Category,
    pub price: Option<Price>,
    /// Whether the price was told a second time, with `delivered`.
    pub price_told: bool,
    /// When it is given up if it has not reached the phone; nobody tells.
    pub expires_at: Millis,
    /// The template it was made from.
    pub template: Option<u64>,
    /// The template that was made for it, of a message sent directly.
    pub direct_template: Option<u64>,
    /// Through the marketing messages API.
    pub lite: bool,
    /// The advertisement a customer came by with it.
    #[serde(default)]
    pub referral: Option<Box<Value>>,
    /// Whether it is no longer what it was.
    #[serde(default)]
    pub altered: Option<Alteration>,
    /// When it reached what.
    #[serde(default)]
    pub moments: Moments,
    /// Of a message in a group.
    #[serde(default)]
    pub group: Option<InGroup>,
    /// Which other participant of the group wrote it.
    #[serde(default)]
    pub author: Option<CustomerId>,
}

/// That a message belongs to a group. Of what the business sends there each participant has a copy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct InGroup {
    pub id: Arc<str>,
    /// Whether this is the copy whose `sent` and `failed` are told, for the whole group.
    pub speaks_for_all: bool,
}

/// What has become of a message since it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alteration {
    Edited,
    TakenBack,
}

/// What a message of the business counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Category {
    Service,
    Marketing,
    Utility,
    Authentication,
}

/// A thread.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Thread {
    entries: VecDeque<Entry>,
    /// How many entries have been forgotten.
    forgotten: u64,
    pub window_until: Millis,
    /// Until when an answer opens the free entry point, after the customer came by an advertisement.
    pub referred_until: Millis,
    pub free_entry_until: Millis,
    /// Until when the telephone number is visible although its owner has a user name.
    pub phone_shown_until: Millis,
    /// The customer wants nothing from this number.
    pub blocked_by_customer: bool,
    /// The business wants nothing from this customer.
    pub blocked_by_business: bool,
    /// By which click on an advertisement the customer came.
    #[serde(default)]
    pub clicked: Option<Box<str>>,
    pub pair: Bucket,
    /// The timestamp of the customer's last message.
    pub last_second: i64,
}

impl Category {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Marketing => "marketing",
            Self::Utility => "utility",
            Self::Authentication => "authentication",
        }
    }
}

impl Thread {
    pub(crate) fn window_is_open(&self, now: Millis) -> bool {
        now < self.window_until || now < self.free_entry_until
    }

    /// Adds a message and tells its place, and the message that was forgotten for it.
    pub(crate) fn push(&mut self, entry: Entry, keep: usize) -> (u64, Option<Entry>) {
        self.entries.push_back(entry);
        let forgotten = if self.entries.len() > keep.max(1) { self.entries.pop_front() } else { None };
        self.forgotten += u64::from(forgotten.is_some());
        (self.forgotten + self.entries.len() as u64 - 1, forgotten)
    }

    pub(crate) fn get(&self, place: u64) -> Option<&Entry> {
        self.entries.get(usize::try_from(place.checked_sub(self.forgotten)?).ok()?)
    }

    pub(crate) fn get_mut(&mut self, place: u64) -> Option<&mut Entry> {
        self.entries.get_mut(usize::try_from(place.checked_sub(self.forgotten)?).ok()?)
    }

    pub(crate) fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The messages and their places.
    pub(crate) fn places(&self) -> impl Iterator<Item = (u64, &Entry)> {
        (self.forgotten..).zip(&self.entries)
    }

    /// The newest message of the business, and its place.
    pub(crate) fn newest_of_business(&self) -> Option<(u64, &Entry)> {
        let newest = self.entries.iter().rposition(Entry::is_to_customer)?;
        Some((self.forgotten + newest as u64, self.entries.get(newest)?))
    }

    pub(crate) fn last(&self) -> Option<&Entry> {
        self.entries.back()
    }

    /// Marks the customer's messages up to a place as read by the business, in a group that one alone; tells which were
    /// not before.
    pub(crate) fn mark_read_by_business(&mut self, place: u64) -> Vec<Arc<str>> {
        let up_to = usize::try_from(place.saturating_sub(self.forgotten)).unwrap_or(usize::MAX).saturating_add(1);
        let mut newly_read = Vec::new();
        if let Some(entry) = self.get_mut(place).filter(|entry| entry.group.is_some()) {
            if entry.status != MessageStatus::Read {
                entry.status = MessageStatus::Read;
                newly_read.push(Arc::clone(&entry.id));
            }
            return newly_read;
        }
        for entry in self.entries.iter_mut().take(up_to).rev() {
            if entry.is_to_customer() || entry.group.is_some() {
                continue;
            }
            if entry.status == MessageStatus::Read {
                break;
            }
            entry.status = MessageStatus::Read;
            newly_read.push(Arc::clone(&entry.id));
        }
        newly_read
    }

    /// The places of messages of others that have come to the phone and are not read.
    pub(crate) fn unread(&self) -> Vec<u64> {
        let has_come = |entry: &Entry| entry.is_to_customer() || entry.author.is_some();
        let unread = |entry: &Entry| has_come(entry) && entry.status == MessageStatus::Delivered;
        (self.forgotten..).zip(&self.entries).filter(|(_, entry)| unread(entry)).map(|(place, _)| place).collect()
    }
}

impl Entry {
    /// A message of the customer.
    pub(crate) fn from_customer(id: Arc<str>, at: Millis, message: Value, context: Option<String>) -> Self {
        Self {
            id,
            at,
            content: Content::FromCustomer(message),
            context: context.map(Into::into),
            status: MessageStatus::Sent,
            error: None,
            category: Category::Service,
            price: None,
            price_told: false,
            expires_at: Millis::MAX,
            template: None,
            direct_template: None,
            lite: false,
            referral: None,
            altered: None,
            moments: Moments::default(),
            group: None,
            author: None,
        }
    }

    pub(crate) fn envelope(&self) -> Option<&Arc<Envelope>> {
        match &self.content {
            Content::ToCustomer { envelope, .. } => Some(envelope),
            Content::FromCustomer(_) => None,
        }
    }

    pub(crate) fn is_to_customer(&self) -> bool {
        matches!(self.content, Content::ToCustomer { .. })
    }

    pub(crate) fn is_reaction(&self) -> bool {
        match &self.content {
            Content::ToCustomer { envelope, .. } => matches!(envelope.message, Message::Reaction(_)),
            Content::FromCustomer(message) => message.get("type").is_some_and(|kind| kind == "reaction"),
        }
    }

    /// Whether it changes another message rather than says something: it is `sent` and no more, and costs nothing.
    pub(crate) fn is_gesture(&self) -> bool {
        let is_pin = self.envelope().is_some_and(|envelope| matches!(envelope.message, Message::Pin(_)));
        is_pin || self.is_reaction()
    }

    /// Whether it is a voice note of the business, which the customer plays.
    pub(crate) fn is_voice_note(&self) -> bool {
        let message = self.envelope().map(|envelope| &envelope.message);
        matches!(message, Some(Message::Audio(audio)) if audio.voice == Some(true))
    }

    /// Whether a message may move on to this status: never back, and to a failure only from the beginning.
    pub(crate) fn may_become(&self, status: MessageStatus) -> bool {
        match status {
            MessageStatus::Failed => self.status <= MessageStatus::Sent,
            _ => self.status < status,
        }
    }
}
