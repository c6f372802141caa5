//! Goals: what a workspace wants to reach in a week, a month or a quarter, and how far it is.
//!
//! - here is what people write, and what is wrong with it;
//! - [`period`]: from when until when it counts;
//! - [`standing`]: value, what would be expected by now, where it leads, and the verdict.
//!
//! Nothing is measured here. Rates of campaigns are those of [`crate::metric`], by the same definitions.

pub mod period;
pub mod standing;

use crate::metric::Definition;
use crate::segment::Fault;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use period::{Period, Span};
pub use standing::{Measured, Standing, Verdict};

/// More than anybody counts to.
const MOST: f64 = 1e12;

/// `{ measure: { kind: share, event: order_paid, of: cart_left }, target: 0.1, direction: at_least, period: month }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    pub measure: Measure,
    /// A number of events, or a share between 0 and 1.
    pub target: f64,
    #[serde(default)]
    pub direction: Direction,
    #[serde(default)]
    pub period: Period,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// How often something happened.
    Events { event: String },
    /// Of the people with one event, those whom another befell afterwards, in the same period.
    Share { event: String, of: String },
    /// A rate of all campaigns and series that were launched in the period.
    Rate { rate: String },
}

words! {
    #[derive(Default)]
    Direction {
        /// The more the better.
        #[default]
        AtLeast = "at_least",
        /// A limit.
        AtMost = "at_most",
    }
}

impl Measure {
    /// Whether it is a part of a whole, and not a number.
    pub fn is_share(&self) -> bool {
        !matches!(self, Self::Events { .. })
    }

    /// The events it speaks of.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        let (one, other) = match self {
            Self::Events { event } => (Some(event), None),
            Self::Share { event, of } => (Some(event), Some(of)),
            Self::Rate { .. } => (None, None),
        };
        one.into_iter().chain(other).map(String::as_str)
    }
}

impl Goal {
    pub fn read(value: Value) -> Result<Self, Fault> {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let place = error.path().to_string();
            Fault::new(if place == "." { "" } else { &place }, error.into_inner().to_string())
        })
    }

    /// Whether a value is as good as was wanted.
    pub fn is_met_by(&self, value: f64) -> bool {
        match self.direction {
            Direction::AtLeast => value >= self.target,
            Direction::AtMost => value <= self.target,
        }
    }

    /// What is wrong with it; nothing when it can be measured.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let names = match &self.measure {
            Measure::Events { event } => vec![("measure.event", event)],
            Measure::Share { event, of } => vec![("measure.event", event), ("measure.of", of)],
            Measure::Rate { rate } => {
                if Definition::named(rate).is_none() {
                    faults.push(Fault::new("measure.rate", "there is no such rate"));
                }
                Vec::new()
            }
        };
        for (place, _) in names.into_iter().filter(|(_, name)| name.trim().is_empty()) {
            faults.push(Fault::new(place, "which event"));
        }
        match self.measure.is_share() {
            true if !(self.target > 0.0 && self.target <= 1.0) => {
                faults.push(Fault::new("target", "a share above 0, at most 1"));
            }
            false if !(self.target > 0.0 && self.target <= MOST) => {
                faults.push(Fault::new("target", "a number above 0"));
            }
            _ => {}
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_goal_comes_back_as_it_was_written() {
        for measure in [
            json!({"kind": "events", "event": "order_paid"}),
            json!({"kind": "share", "event": "order_paid", "of": "cart_left"}),
            json!({"kind": "rate", "rate": "opt_out_rate"}),
        ] {
            let written = json!({"measure": measure, "target": 0.5, "direction": "at_most", "period": "quarter"});
            let goal = Goal::read(written.clone()).unwrap();
            assert_eq!((serde_json::to_value(&goal).unwrap(), goal.faults()), (written, vec![]));
        }
    }

    #[test]
    fn faults_name_their_places() {
        let share = json!({"kind": "share", "event": "a", "of": " "});
        for (written, place) in [
            (json!({"measure": {"kind": "events", "event": ""}, "target": 5}), "measure.event"),
            (json!({"measure": share, "target": 0.1}), "measure.of"),
            (json!({"measure": {"kind": "rate", "rate": "luck_rate"}, "target": 0.1}), "measure.rate"),
            (json!({"measure": {"kind": "rate", "rate": "read_rate"}, "target": 60}), "target"),
            (json!({"measure": {"kind": "events", "event": "a"}, "target": 0}), "target"),
        ] {
            let faults = Goal::read(written.clone()).unwrap().faults();
            assert_eq!(faults.iter().map(|fault| fault.place.as_str()).collect::<Vec<_>>(), [place], "{written}");
        }
        for (written, place) in [
            (json!({"measure": {"kind": "moon"}, "target": 1}), "measure"),
            (json!({"measure": {"kind": "events", "event": "a"}, "target": 1, "period": "day"}), "period"),
        ] {
            let fault = Goal::read(written.clone()).unwrap_err();
            assert!(fault.place.starts_with(place), "{written}: {fault:?}");
        }
    }
}
