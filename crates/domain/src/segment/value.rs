//! Tests of a value that is JSON: a contact's custom field, an event's property.

use super::age::{Moment, today};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use std::cmp::Ordering;

/// Each test is of one kind of value, and false of every other kind and of what is missing; `is_not` is the opposite of
/// `is`. Texts are compared without the case of A to Z. A date is a text that begins like 2026-03-31.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueTest {
    Is(Scalar),
    IsNot(Scalar),
    IsOneOf(Vec<Scalar>),
    Contains(String),
    StartsWith(String),
    Over(Number),
    Under(Number),
    AtLeast(Number),
    AtMost(Number),
    /// A date at or after this one.
    Since(Moment),
    /// A date before this one.
    Before(Moment),
    /// A date among today and so many days before it.
    InLastDays(u32),
    /// A date among today and so many days after it.
    InNextDays(u32),
    /// Whether there is anything: not null, not an empty text.
    Known(bool),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    Boolean(bool),
    Number(Number),
    Text(String),
}

/// A double; whole ones are written without a point.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Number(pub f64);

/// Dates as texts, from the first to before the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateRange {
    pub from: Option<String>,
    pub before: Option<String>,
}

/// What a date begins like, as `LIKE` writes it.
pub const DATE_PATTERN: &str = "____-__-__%";

impl ValueTest {
    /// The dates it holds of, when it is a test of dates.
    pub fn dates(&self, now: Timestamp) -> Option<DateRange> {
        let (from, before) = match self {
            Self::Since(moment) => (Some(moment.as_str().to_owned()), None),
            Self::Before(moment) => (None, Some(moment.as_str().to_owned())),
            Self::InLastDays(days) => (Some(today(now, -i64::from(*days))), Some(today(now, 1))),
            Self::InNextDays(days) => (Some(today(now, 0)), Some(today(now, i64::from(*days) + 1))),
            _ => return None,
        };
        Some(DateRange { from, before })
    }

    pub fn holds(&self, value: Option<&Value>, now: Timestamp) -> bool {
        let value = value.unwrap_or(&Value::Null);
        let number = |compare: fn(&f64, &f64) -> bool, limit: Number| {
            value.as_f64().is_some_and(|number| compare(&number, &limit.0))
        };
        let text = || value.as_str().map(str::to_ascii_lowercase);
        match self {
            Self::Is(wanted) => wanted.is(value),
            Self::IsNot(unwanted) => !unwanted.is(value),
            Self::IsOneOf(wanted) => wanted.iter().any(|wanted| wanted.is(value)),
            Self::Contains(part) => text().is_some_and(|text| text.contains(&part.to_ascii_lowercase())),
            Self::StartsWith(part) => text().is_some_and(|text| text.starts_with(&part.to_ascii_lowercase())),
            Self::Over(limit) => number(f64::gt, *limit),
            Self::Under(limit) => number(f64::lt, *limit),
            Self::AtLeast(limit) => number(f64::ge, *limit),
            Self::AtMost(limit) => number(f64::le, *limit),
            Self::Since(_) | Self::Before(_) | Self::InLastDays(_) | Self::InNextDays(_) => {
                value.as_str().zip(self.dates(now)).is_some_and(|(text, range)| range.holds(text))
            }
            Self::Known(known) => is_known(value) == *known,
        }
    }
}

impl Scalar {
    fn is(&self, value: &Value) -> bool {
        match self {
            Self::Boolean(wanted) => value.as_bool() == Some(*wanted),
            Self::Number(Number(wanted)) => {
                value.as_f64().is_some_and(|number| number.partial_cmp(wanted) == Some(Ordering::Equal))
            }
            Self::Text(wanted) => value.as_str().is_some_and(|text| text.eq_ignore_ascii_case(wanted)),
        }
    }
}

impl DateRange {
    fn holds(&self, text: &str) -> bool {
        is_date(text)
            && self.from.as_deref().is_none_or(|from| text >= from)
            && self.before.as_deref().is_none_or(|before| text < before)
    }
}

/// As [`DATE_PATTERN`] says.
fn is_date(text: &str) -> bool {
    let mut signs = text.chars();
    let mut at = |place: usize| signs.nth(place);
    at(4) == Some('-') && at(2) == Some('-') && at(1).is_some()
}

fn is_known(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim_matches(' ').is_empty(),
        _ => true,
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Doubles hold every whole number below this one.
        const WHOLE: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < WHOLE {
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
            return serializer.serialize_i64(self.0 as i64);
        }
        serializer.serialize_f64(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Monday 2026-03-30, noon.
    const NOW: Timestamp = Timestamp(1_774_872_000_000);

    #[test]
    fn what_holds_of_what() {
        for (test, value, holds) in [
            (json!({"is": "Lima"}), json!("lima"), true),
            (json!({"is": "Lima"}), json!("Lima "), false),
            (json!({"is": "CÓRDOBA"}), json!("cÓrdoba"), true),
            (json!({"is": "5"}), json!(5), false),
            (json!({"is": 5}), json!("5"), false),
            (json!({"is": 5}), json!(5.0), true),
            (json!({"is": true}), json!(1), false),
            (json!({"is": true}), json!(true), true),
            (json!({"is_not": "Lima"}), json!(null), true),
            (json!({"is_not": "Lima"}), json!(7), true),
            (json!({"is_one_of": ["Lima", 5]}), json!(5), true),
            (json!({"is_one_of": []}), json!(5), false),
            (json!({"contains": "IM"}), json!("Lima"), true),
            (json!({"contains": "im"}), json!(["Lima"]), false),
            (json!({"starts_with": "li"}), json!("Lima"), true),
            (json!({"over": 5}), json!(5), false),
            (json!({"at_least": 5}), json!(5), true),
            (json!({"under": 5}), json!(4.99), true),
            (json!({"at_most": 5}), json!("4"), false),
            (json!({"since": "2026-03-01"}), json!("2026-03-01"), true),
            (json!({"since": "2026-03-01"}), json!("2026-03-01T00:00:00Z"), true),
            (json!({"since": "2026-03-01"}), json!("zebra"), false),
            (json!({"before": "2026-03-01"}), json!("2026-02-28T23:59:59Z"), true),
            (json!({"before": "2026-03-01"}), json!("2026-03-01"), false),
            (json!({"in_last_days": 2}), json!("2026-03-28"), true),
            (json!({"in_last_days": 2}), json!("2026-03-27"), false),
            (json!({"in_last_days": 2}), json!("2026-03-30T23:00:00Z"), true),
            (json!({"in_last_days": 2}), json!("2026-03-31"), false),
            (json!({"in_next_days": 1}), json!("2026-03-31"), true),
            (json!({"in_next_days": 1}), json!("2026-04-01"), false),
            (json!({"known": true}), json!("  "), false),
            (json!({"known": true}), json!(false), true),
            (json!({"known": false}), json!(null), true),
        ] {
            let read: ValueTest = serde_json::from_value(test.clone()).unwrap();
            assert_eq!(read.holds(Some(&value), NOW), holds, "{test} of {value}");
            assert_eq!(serde_json::to_value(&read).unwrap(), test, "written as it was read");
        }
        let missing: ValueTest = serde_json::from_value(json!({"known": false})).unwrap();
        assert!(missing.holds(None, NOW));
    }
}
