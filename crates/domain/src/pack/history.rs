//! What a demo remembers of its people, so that a pack's segments have members and its goals have figures.

use crate::time::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// `history.yaml`.
pub type History = Vec<Past>;

/// The same of several customers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// From the first to the last of them; the first customer is 1.
    pub customers: (usize, usize),
    /// What they did.
    #[serde(default)]
    pub event: Option<String>,
    #[serde(default)]
    pub days_ago: u32,
    #[serde(default)]
    pub properties: Map<String, Value>,
    /// In minor units.
    #[serde(default)]
    pub value: Option<i64>,
    #[serde(default)]
    pub currency: Option<String>,
    /// Days that are known of them, in so many days from now.
    #[serde(default)]
    dates: BTreeMap<String, i64>,
    /// What else is known of them.
    #[serde(default)]
    fields: Map<String, Value>,
}

impl Past {
    /// Whether it is true of the customer in this place; the first is 1.
    pub fn is_of(&self, customer: usize) -> bool {
        (self.customers.0..=self.customers.1).contains(&customer)
    }

    /// What is known of them, days as they are from now.
    pub fn fields(&self, now: Timestamp) -> impl Iterator<Item = (String, Value)> {
        let dates = self.dates.iter().map(move |(name, days)| (name.clone(), Value::from(day_in(*days, now))));
        let fields = self.fields.iter().map(|(name, value)| (name.clone(), value.clone()));
        fields.chain(dates)
    }
}

fn day_in(days: i64, now: Timestamp) -> String {
    let now = jiff::Timestamp::from_millisecond(now.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let today = now.to_zoned(TimeZone::UTC).date();
    today.checked_add(days.days()).unwrap_or(today).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn days_are_told_from_now_on() {
        let past: Past =
            serde_json::from_value(json!({"customers": [2, 3], "dates": {"due": 9}, "fields": {"room": 5}})).unwrap();
        assert_eq!([1, 2, 3, 4].map(|customer| past.is_of(customer)), [false, true, true, false]);
        let now = Timestamp("2026-11-23T12:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond());
        let known: Vec<_> = past.fields(now).collect();
        assert_eq!(known, [("room".to_owned(), json!(5)), ("due".to_owned(), json!("2026-12-02"))]);
    }
}
