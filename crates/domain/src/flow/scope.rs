//! What a flow can read: the contact, the settings, the clock and the window.

use crate::contact::{Contact, IdentifierKind};
use crate::flow::book::FlowBook;
use crate::flow::document::Flow;
use crate::intent::Understander;
use crate::intent::entity::Entities;
use crate::time::Timestamp;
use crate::window;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use minijinja::value::{Enumerator, Object, Serde, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// The world as one step of a flow sees it.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    pub contact: &'a Contact,
    /// The workspace's settings for flows, read as `settings.NAME`.
    pub settings: &'a serde_json::Map<String, serde_json::Value>,
    /// The flows that can be called, and that may answer in between.
    pub flows: &'a FlowBook,
    pub window_expires_at: Option<Timestamp>,
    /// The segments the contact is in, of those that flows name; by folded name.
    pub segments: &'a BTreeSet<String>,
    /// What was learnt of the things that customers name.
    pub understander: Option<&'a Understander>,
    pub now: Timestamp,
}

/// The names every expression knows without any node having set them.
pub const ROOTS: [&str; 8] = ["contact", "settings", "now", "window", "message", "http", "event", "referral"];
/// The names below each of them; those of `settings` are the workspace's own.
pub const CONTACT_NAMES: [&str; 5] = ["name", "language", "phone", "fields", "labels"];
pub const NOW_NAMES: [&str; 8] = ["date", "time", "year", "month", "day", "hour", "minute", "weekday"];
pub const WINDOW_NAMES: [&str; 2] = ["open", "minutes_left"];
pub const MESSAGE_NAMES: [&str; 7] = ["kind", "text", "payload", "data", "id", "intent", "entities"];
pub const EVENT_NAMES: [&str; 2] = ["name", "properties"];
pub const HTTP_NAMES: [&str; 4] = ["status", "ok", "error", "body"];

impl Scope<'_> {
    pub fn window_is_open(&self) -> bool {
        window::is_open(self.now, self.window_expires_at)
    }

    /// What messages are read for: what every business knows, and what this one taught.
    pub(crate) fn entities(&self) -> &Entities {
        static UNTAUGHT: LazyLock<Entities> = LazyLock::new(Entities::default);
        self.understander.map_or(&UNTAUGHT, Understander::entities)
    }

    pub(crate) fn window_value(&self) -> Value {
        let left = self.window_expires_at.map_or(0, |expiry| expiry.since(self.now).as_secs());
        Value::from_pairs([("open", Value::from(self.window_is_open())), ("minutes_left", Value::from(left / 60))])
    }

    /// What the clock on the wall shows where the business is.
    pub(crate) fn local_time(&self, flow: &Flow) -> DateTime {
        let instant = jiff::Timestamp::from_millisecond(self.now.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        instant.to_zoned(zone_of(flow)).datetime()
    }

    pub(crate) fn now_value(&self, flow: &Flow) -> Value {
        let local = self.local_time(flow);
        Value::from_pairs([
            ("date", Value::from(local.date().to_string())),
            ("time", Value::from(format!("{:02}:{:02}", local.hour(), local.minute()))),
            ("year", Value::from(local.year())),
            ("month", Value::from(local.month())),
            ("day", Value::from(local.day())),
            ("hour", Value::from(local.hour())),
            ("minute", Value::from(local.minute())),
            // Monday is 1.
            ("weekday", Value::from(local.weekday().to_monday_one_offset())),
        ])
    }
}

pub(crate) fn zone_of(flow: &Flow) -> TimeZone {
    flow.time_zone.as_deref().and_then(time_zone).unwrap_or(TimeZone::UTC)
}

/// From the tables built into the program, so that it does not depend on the machine it runs on.
pub(crate) fn time_zone(name: &str) -> Option<TimeZone> {
    static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    ZONES.get(name).ok()
}

pub(crate) fn contact_value(contact: &Contact, language: &str) -> Value {
    let phone = contact.identifier(IdentifierKind::Phone);
    Value::from_pairs([
        ("name", Value::from(contact.name.as_str())),
        ("language", Value::from(contact.language.as_deref().unwrap_or(language))),
        ("phone", phone.map_or(Value::from(()), Value::from)),
        ("fields", Value::from_object(Fields(contact.fields.clone()))),
        ("labels", contact.labels.iter().map(String::as_str).collect()),
    ])
}

/// A contact's custom fields. One that nobody filled in is empty, not an error: that is the nature of a form.
#[derive(Debug)]
struct Fields(BTreeMap<String, serde_json::Value>);

impl Object for Fields {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let value = key.as_str().and_then(|name| self.0.get(name));
        Some(value.map_or(Value::from(()), |value| Value::from(Serde(value))))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.keys().map(|name| Value::from(name.as_str())).collect())
    }
}
