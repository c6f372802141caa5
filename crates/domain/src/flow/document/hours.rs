//! When the business is open: for each day of the week one or more spans, and the days it is closed all the same.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day without hours is closed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BusinessHours {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monday: Option<Hours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuesday: Option<Hours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wednesday: Option<Hours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thursday: Option<Hours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub friday: Option<Hours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saturday: Option<Hours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sunday: Option<Hours>,
    /// Holidays, such as `2026-12-25`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed_on: Vec<jiff::civil::Date>,
}

impl BusinessHours {
    pub fn is_open(&self, at: jiff::civil::DateTime) -> bool {
        if self.closed_on.contains(&at.date()) {
            return false;
        }
        let minute = u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
        let today = self.of(at.weekday()).is_some_and(|hours| hours.contain(minute));
        // A span over midnight belongs to the day it began on.
        let yesterday = at.date().yesterday().ok().filter(|date| !self.closed_on.contains(date));
        let late = yesterday.and_then(|date| self.of(date.weekday()));
        today || late.is_some_and(|hours| hours.contain(minute + DAY))
    }

    pub fn is_empty(&self) -> bool {
        use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday].into_iter().all(|day| self.of(day).is_none())
    }

    fn of(&self, day: jiff::civil::Weekday) -> Option<&Hours> {
        use jiff::civil::Weekday;
        match day {
            Weekday::Monday => self.monday.as_ref(),
            Weekday::Tuesday => self.tuesday.as_ref(),
            Weekday::Wednesday => self.wednesday.as_ref(),
            Weekday::Thursday => self.thursday.as_ref(),
            Weekday::Friday => self.friday.as_ref(),
            Weekday::Saturday => self.saturday.as_ref(),
            Weekday::Sunday => self.sunday.as_ref(),
        }
    }
}

/// `09:00-14:00, 16:00-20:00`, as minutes of the day; the end lies beyond 24 hours when it is after midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours(Vec<(u16, u16)>);

const DAY: u16 = 24 * 60;

impl Hours {
    fn contain(&self, minute: u16) -> bool {
        self.0.iter().any(|(from, until)| (*from..*until).contains(&minute))
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a span of hours; write it like 09:00-14:00, 16:00-20:00")]
pub struct HoursError(String);

impl FromStr for Hours {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let wrong = || HoursError(text.chars().take(60).collect());
        let spans = text.split(',').map(|span| {
            let (from, until) = span.split_once('-').ok_or_else(wrong)?;
            let (from, until) = (minute(from).ok_or_else(wrong)?, minute(until).ok_or_else(wrong)?);
            let until = if until <= from { until + DAY } else { until };
            if from < DAY { Ok((from, until)) } else { Err(wrong()) }
        });
        spans.collect::<Result<_, _>>().map(Self)
    }
}

/// Of `09:00`, `9:00` or `24:00`.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour * 60 + minute;
    (hour <= 24 && minute < 60 && total <= DAY).then_some(total)
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (from, until)) in self.0.iter().enumerate() {
            let until = if *until > DAY { until - DAY } else { *until };
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Hours {
    type Error = HoursError;

    fn try_from(text: String) -> Result<Self, HoursError> {
        text.parse()
    }
}

impl From<Hours> for String {
    fn from(hours: Hours) -> Self {
        hours.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_and_written() {
        for (text, written) in [
            ("9:00-14:00,16:00-20:30", "09:00-14:00, 16:00-20:30"),
            ("22:00-02:00", "22:00-02:00"),
            ("0:00-24:00", "00:00-24:00"),
        ] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), written);
        }
        for text in ["", "9-14", "25:00-26:00", "09:60-10:00", "24:00-25:00"] {
            assert!(text.parse::<Hours>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_shop_is_open_in_its_hours_and_past_midnight() {
        let hours = BusinessHours {
            monday: Some("09:00-14:00, 16:00-20:00".parse().unwrap()),
            friday: Some("22:00-02:00".parse().unwrap()),
            closed_on: vec!["2026-03-16".parse().unwrap()],
            ..BusinessHours::default()
        };
        for (at, open) in [
            ("2026-03-09T09:00", true),
            ("2026-03-09T14:00", false),
            ("2026-03-09T19:59", true),
            ("2026-03-10T10:00", false),
            ("2026-03-13T23:00", true),
            ("2026-03-14T01:59", true),
            ("2026-03-14T02:00", false),
            ("2026-03-16T10:00", false),
        ] {
            assert_eq!(hours.is_open(at.parse().unwrap()), open, "{at}");
        }
    }
}
