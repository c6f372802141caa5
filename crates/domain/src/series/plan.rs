//! What a series is to do, as people write it.

use crate::campaign::plan::{Cap, Goal, Stop, Variant, Window};
use crate::campaign::{Plan, plan};
use crate::id::NumberId;
use crate::segment::behaviour::{Behaviour, Property};
use crate::segment::condition::Attribute;
use crate::segment::value::ValueTest;
use crate::segment::{Condition, Fault};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `{ trigger: { kind: event, event: cart_abandoned }, steps: [{ hours: 1, message: { … } }], stop_when: { did: … } }`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Series {
    pub numbers: Vec<NumberId>,
    pub trigger: Trigger,
    pub steps: Vec<Step>,
    /// Asked of the person before each step; when it holds, nothing more is sent.
    pub stop_when: Option<Condition>,
    /// When messages may go; a step that is due outside of it waits.
    pub window: Option<Window>,
    pub frequency_cap: Option<Cap>,
    pub stop: Stop,
    pub goal: Option<Goal>,
}

/// What begins it for a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    Event {
        event: String,
        /// Every one of them holds of the event.
        #[serde(rename = "where", default, skip_serializing_if = "Vec::is_empty")]
        properties: Vec<Property>,
        /// Whoever has been in it may begin anew so many days later; never when missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again_after_days: Option<u32>,
    },
    /// An attribute of the contact that is a date or a moment.
    Date {
        attribute: String,
        /// Every year anew, as birthdays.
        #[serde(default)]
        yearly: bool,
    },
}

impl Default for Trigger {
    fn default() -> Self {
        Self::Event { event: String::new(), properties: Vec::new(), again_after_days: None }
    }
}

impl Trigger {
    /// Those who have had such an event, or have such a date: to try messages on, whenever their turn is.
    pub fn people(&self) -> Condition {
        match self {
            Self::Event { event, .. } => Condition::Did(Behaviour::once(event)),
            Self::Date { attribute, .. } => {
                Condition::Attribute(Attribute { name: attribute.clone(), test: ValueTest::Known(true) })
            }
        }
    }
}

/// One message, so long after the trigger (before it, when negative: three days before an appointment is `days: -3`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    #[serde(default)]
    pub days: i32,
    #[serde(default)]
    pub hours: i32,
    /// On that day at this time of the person's clock; a day without a time of its own needs one.
    #[serde(default, with = "optional_time", skip_serializing_if = "Option::is_none")]
    pub time: Option<jiff::civil::Time>,
    pub message: Variant,
}

impl Series {
    pub fn read(value: Value) -> Result<Self, Fault> {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let place = error.path().to_string();
            Fault::new(if place == "." { "" } else { &place }, error.into_inner().to_string())
        })
    }

    /// The plan of the campaign that its messages are rows of: a variant for each step.
    pub fn campaign(&self) -> Plan {
        Plan {
            numbers: self.numbers.clone(),
            variants: self.steps.iter().map(|step| step.message.clone()).collect(),
            schedule: plan::Schedule { window: self.window.clone(), ..plan::Schedule::default() },
            stop: self.stop.clone(),
            frequency_cap: self.frequency_cap,
            goal: self.goal.clone(),
            ..Plan::default()
        }
    }
}

/// `10:00`, or nothing.
mod optional_time {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Written(#[serde(with = "crate::campaign::plan::clock_time")] Time);

    #[expect(clippy::ref_option, reason = "serde hands a reference over")]
    pub(super) fn serialize<S: Serializer>(time: &Option<Time>, serializer: S) -> Result<S::Ok, S::Error> {
        time.map(Written).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
        Ok(Option::<Written>::deserialize(deserializer)?.map(|written| written.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_series_comes_back_as_it_was_written() {
        for trigger in [
            json!({"kind": "event", "event": "cart_abandoned", "where": [{"property": "total", "over": 100}],
                "again_after_days": 30}),
            json!({"kind": "date", "attribute": "birthday", "yearly": true}),
        ] {
            let written = json!({
                "numbers": ["01920000-0000-7000-8000-000000000001"],
                "trigger": trigger,
                "steps": [{"days": -3, "hours": 0, "time": "10:00", "message":
                    {"name": "A", "weight": 1, "template": "hello", "language": "es", "parameters": {}}}],
                "stop_when": {"did": {"event": "order_paid", "in_last_days": 2}},
                "window": {"from": "09:00", "until": "20:00", "days": [], "clock": "recipient"},
                "frequency_cap": {"messages": 2, "days": 7},
                "stop": {"failure_percent": 5.0, "block_percent": null, "minimum": 50, "on_quality_drop": false},
                "goal": null,
            });
            let series = Series::read(written.clone()).unwrap();
            assert_eq!(serde_json::to_value(&series).unwrap(), written);
            assert_eq!(series.campaign().variants[0].template, "hello");
        }
    }

    #[test]
    fn what_cannot_be_read_names_its_place() {
        for (written, place) in [
            (json!({"triger": {}}), "triger"),
            (json!({"trigger": {"kind": "moon"}}), "trigger.kind"),
            (json!({"stop_when": {"did": {"event": "x", "at_least": 1, "exactly": 2}}}), "stop_when.did"),
        ] {
            assert_eq!(Series::read(written.clone()).unwrap_err().place, place, "{written}");
        }
    }
}
