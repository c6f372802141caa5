//! What a campaign is to do, as people write it. A plan that can be read may still be incomplete: see [`mod@super::check`].

use crate::id::{NumberId, SegmentId};
use crate::segment::Fault;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// From which numbers it goes; each sends at its own pace.
    pub numbers: Vec<NumberId>,
    pub audience: Audience,
    /// One message, or several to compare.
    pub variants: Vec<Variant>,
    pub schedule: Schedule,
    pub stop: Stop,
    /// People who get nothing, to compare with.
    pub hold_out_percent: f64,
    pub frequency_cap: Option<Cap>,
    pub goal: Option<Goal>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Audience {
    /// In any of these.
    pub include: Vec<SegmentId>,
    /// And in none of these.
    pub exclude: Vec<SegmentId>,
    /// Not those whom the business or another campaign wrote to in the last days.
    pub not_written_for_days: Option<u32>,
    /// Not those who are in the middle of a flow.
    pub not_in_flow: bool,
    /// Only those who wrote in the last days.
    pub seen_within_days: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub name: String,
    #[serde(default = "one")]
    pub weight: u32,
    /// By name and language, as Meta knows it.
    pub template: String,
    pub language: String,
    /// By blank: `body.1`, `body.name`, `header.1`, `header.media`, `button.0.1`.
    #[serde(default)]
    pub parameters: BTreeMap<String, Mapping>,
}

fn one() -> u32 {
    1
}

/// Where the value of a blank comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Mapping {
    pub source: Source,
    /// When the source gives nothing.
    pub default: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `name`, `first_name`, or `fields.x`.
    Attribute(String),
    Text(String),
    /// A text with `{{ … }}`, as in flows.
    Expression(String),
    /// An address whose visitors are counted: each recipient gets a code of their own.
    Link(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attribute: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expression: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default: Option<String>,
}

impl TryFrom<Written> for Mapping {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let source = match (written.attribute, written.text, written.expression, written.link) {
            (Some(name), None, None, None) => Source::Attribute(name),
            (None, Some(text), None, None) => Source::Text(text),
            (None, None, Some(expression), None) => Source::Expression(expression),
            (None, None, None, Some(address)) => Source::Link(address),
            _ => return Err("one of attribute, text, expression and link"),
        };
        Ok(Self { source, default: written.default })
    }
}

impl From<Mapping> for Written {
    fn from(mapping: Mapping) -> Self {
        let mut written = Self { attribute: None, text: None, expression: None, link: None, default: mapping.default };
        match mapping.source {
            Source::Attribute(name) => written.attribute = Some(name),
            Source::Text(text) => written.text = Some(text),
            Source::Expression(expression) => written.expression = Some(expression),
            Source::Link(address) => written.link = Some(address),
        }
        written
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schedule {
    pub start: Start,
    pub repeat: Option<Repeat>,
    pub window: Option<Window>,
    /// Slower than the numbers could.
    pub per_minute: Option<u32>,
    pub waves: Vec<Wave>,
    pub daily_cap: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Start {
    #[default]
    Now,
    At {
        at: Timestamp,
    },
    /// On this day at this time wherever the person is.
    Local {
        date: jiff::civil::Date,
        #[serde(with = "clock_time")]
        time: jiff::civil::Time,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    pub every: Every,
    pub until: jiff::civil::Date,
}

words! {
    Every {
        Day = "day",
        Week = "week",
        Month = "month",
    }
}

/// When messages may go; outside of it is quiet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    #[serde(with = "clock_time")]
    pub from: jiff::civil::Time,
    #[serde(with = "clock_time")]
    pub until: jiff::civil::Time,
    /// Monday is 1; every day when none is named.
    #[serde(default)]
    pub days: Vec<u8>,
    /// `recipient`, or a time zone by its name.
    #[serde(default = "of_recipient")]
    pub clock: String,
}

/// The clock of whoever gets the message.
pub const RECIPIENT_CLOCK: &str = "recipient";

fn of_recipient() -> String {
    RECIPIENT_CLOCK.to_owned()
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    pub percent: f64,
    /// Before the next one.
    #[serde(default)]
    pub wait_minutes: u32,
}

/// When the campaign pauses by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stop {
    pub failure_percent: Option<f64>,
    pub block_percent: Option<f64>,
    /// Of fewer messages nothing is concluded.
    pub minimum: u32,
    pub on_quality_drop: bool,
}

impl Default for Stop {
    fn default() -> Self {
        Self { failure_percent: None, block_percent: None, minimum: 100, on_quality_drop: true }
    }
}

/// At most so many messages of campaigns in so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    pub messages: u32,
    pub days: u32,
}

/// What counts as success, and for how long after a touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    pub event: String,
    #[serde(default = "five")]
    pub click_days: u32,
    #[serde(default = "five")]
    pub reply_days: u32,
    #[serde(default = "twelve")]
    pub read_hours: u32,
    #[serde(default = "three")]
    pub influence_days: u32,
}

fn five() -> u32 {
    5
}

fn twelve() -> u32 {
    12
}

fn three() -> u32 {
    3
}

impl Plan {
    pub fn read(value: Value) -> Result<Self, Fault> {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let place = error.path().to_string();
            Fault::new(if place == "." { "" } else { &place }, error.into_inner().to_string())
        })
    }
}

/// `09:00`.
pub(crate) mod clock_time {
    use jiff::civil::Time;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
    pub(crate) fn serialize<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{:02}:{:02}", time.hour(), time.minute()))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || D::Error::custom(format!("{text} is no time of day, such as 09:00"));
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        let (hour, minute) = hour.parse().ok().zip(minute.parse().ok()).ok_or_else(wrong)?;
        Time::new(hour, minute, 0, 0).map_err(|_| wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_plan_comes_back_as_it_was_written() {
        let written = json!({
            "numbers": ["01920000-0000-7000-8000-000000000001"],
            "audience": {"include": ["01920000-0000-7000-8000-000000000002"], "exclude": [],
                "not_written_for_days": 3, "not_in_flow": true, "seen_within_days": null},
            "variants": [{"name": "A", "weight": 2, "template": "promo", "language": "es",
                "parameters": {"body.1": {"attribute": "first_name", "default": "cliente"}, "button.0.1": {"text": "x"}}}],
            "schedule": {"start": {"kind": "local", "date": "2026-11-30", "time": "10:00"}, "repeat": null,
                "window": {"from": "09:00", "until": "20:30", "days": [1, 2], "clock": "recipient"},
                "per_minute": 60, "waves": [{"percent": 10.0, "wait_minutes": 60}], "daily_cap": null},
            "stop": {"failure_percent": 5.0, "block_percent": null, "minimum": 50, "on_quality_drop": false},
            "hold_out_percent": 5.0, "frequency_cap": {"messages": 2, "days": 7},
            "goal": {"event": "order_paid", "click_days": 5, "reply_days": 5, "read_hours": 12, "influence_days": 3},
        });
        let plan = Plan::read(written.clone()).unwrap();
        assert_eq!(serde_json::to_value(&plan).unwrap(), written);
    }

    #[test]
    fn what_cannot_be_read_names_its_place() {
        for (written, place) in [
            (json!({"audiense": {}}), "audiense"),
            (
                json!({"variants": [{"name": "A", "template": "t", "language": "es", "parameters": {"body.1": {}}}]}),
                "variants[0].parameters.body.1",
            ),
            (json!({"schedule": {"window": {"from": "25:00", "until": "20:00"}}}), "schedule.window.from"),
            (json!({"schedule": {"start": {"kind": "never"}}}), "schedule.start.kind"),
        ] {
            assert_eq!(Plan::read(written.clone()).unwrap_err().place, place, "{written}");
        }
        assert_eq!(Plan::read(json!({})).unwrap(), Plan::default());
    }
}
