//! What people did: events of a name, how often, when, and with which properties.

use super::age::{Moment, Range};
use super::condition::{one, with};
use super::value::ValueTest;
use crate::outside::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `{ event: order_paid, at_least: 2, in_last_days: 90, where: [{ property: total, over: 100 }] }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Behaviour {
    pub event: String,
    pub times: Times,
    pub period: Period,
    /// Every one of them holds of each event that counts.
    pub properties: Vec<Property>,
    pub amount: Option<Amount>,
}

/// How often it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    AtLeast(u32),
    AtMost(u32),
    Exactly(u32),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    Ever,
    InLastDays(u32),
    Between { since: Option<Moment>, before: Option<Moment> },
}

/// A property of the event, and one test of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub struct Property {
    pub name: String,
    pub test: ValueTest,
}

/// What the event was worth, in minor units of the currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// ISO 4217; another currency is not compared.
    pub currency: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i64>,
}

impl Behaviour {
    /// At least one event of this name, at any time.
    pub fn once(event: impl Into<String>) -> Self {
        let (times, period) = (Times::AtLeast(1), Period::Ever);
        Self { event: event.into(), times, period, properties: Vec::new(), amount: None }
    }
}

impl Times {
    pub const fn holds(self, count: u64) -> bool {
        match self {
            Self::AtLeast(times) => count >= times as u64,
            Self::AtMost(times) => count <= times as u64,
            Self::Exactly(times) => count == times as u64,
        }
    }
}

impl Period {
    pub fn range(&self, now: Timestamp) -> Range {
        match self {
            Self::Ever => Range::default(),
            Self::InLastDays(days) => Range::last_days(*days, now),
            Self::Between { since, before } => {
                Range { from: since.as_ref().map(Moment::at), before: before.as_ref().map(Moment::at) }
            }
        }
    }
}

impl Amount {
    pub fn holds(&self, money: Option<&Money>) -> bool {
        money.is_some_and(|money| {
            money.currency == self.currency
                && self.at_least.is_none_or(|least| money.value >= least)
                && self.at_most.is_none_or(|most| money.value <= most)
        })
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    event: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exactly: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_last_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Moment>,
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    properties: Vec<Property>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Amount>,
}

impl TryFrom<Written> for Behaviour {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { event, at_least, at_most, exactly, in_last_days, since, before, properties, amount } = written;
        let times = match (at_least, at_most, exactly) {
            (None, None, None) => Times::AtLeast(1),
            (Some(times), None, None) => Times::AtLeast(times),
            (None, Some(times), None) => Times::AtMost(times),
            (None, None, Some(times)) => Times::Exactly(times),
            _ => return Err("at most one of `at_least`, `at_most` and `exactly`"),
        };
        let period = match (in_last_days, since, before) {
            (None, None, None) => Period::Ever,
            (Some(days), None, None) => Period::InLastDays(days),
            (None, since, before) => Period::Between { since, before },
            _ => return Err("either `in_last_days`, or `since` and `before`"),
        };
        Ok(Self { event, times, period, properties, amount })
    }
}

impl From<Behaviour> for Written {
    fn from(behaviour: Behaviour) -> Self {
        let Behaviour { event, times, period, properties, amount } = behaviour;
        let mut written = Self { event, properties, amount, ..Self::default() };
        match times {
            Times::AtLeast(1) => {}
            Times::AtLeast(times) => written.at_least = Some(times),
            Times::AtMost(times) => written.at_most = Some(times),
            Times::Exactly(times) => written.exactly = Some(times),
        }
        match period {
            Period::Ever => {}
            Period::InLastDays(days) => written.in_last_days = Some(days),
            Period::Between { since, before } => (written.since, written.before) = (since, before),
        }
        written
    }
}

impl TryFrom<Map<String, Value>> for Property {
    type Error = String;

    fn try_from(mut written: Map<String, Value>) -> Result<Self, String> {
        let name = written.remove("property").and_then(|name| name.as_str().map(str::to_owned));
        let name = name.ok_or("a property condition needs its `property`")?;
        Ok(Self { name, test: one(written)? })
    }
}

impl From<Property> for Map<String, Value> {
    fn from(property: Property) -> Self {
        with("property", property.name, &property.test)
    }
}
