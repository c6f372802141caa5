//! Rates: one count over another, shown with both, and kept back where there are too few to say anything.

use super::measure::Measure::{
    self, Accepted, Attempted, Clicked, Converted, Delivered, Failed, Influenced, OptedOut, Planned, Pressed, Read,
    Replied, Responded, Skipped,
};
use super::{Counts, interval};
use serde::Serialize;
use std::time::Duration;

/// What a figure is made of. The texts that explain it to people are the UI's, found by `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    pub id: &'static str,
    pub numerator: Measure,
    pub denominator: Measure,
    /// Below this many the rate is not shown; the counts always are.
    pub minimum: u64,
    /// How long after delivery it may still happen.
    pub within: Option<Duration>,
    /// More than this is an alarm, in thousandths.
    pub alarm_per_mille: Option<u64>,
}

/// What happened to all is known of a single one; what people do is a tendency, and a few do not show it.
const OF_ALL: u64 = 1;
const OF_PEOPLE: u64 = 20;

pub const REPLY_WITHIN: Duration = Duration::from_hours(72);
pub const OPT_OUT_WITHIN: Duration = Duration::from_hours(7 * 24);

pub const READ_RATE: Definition = rate("read_rate", Read, Delivered, OF_PEOPLE);

pub const DEFINITIONS: &[Definition] = &[
    rate("skipped_rate", Skipped, Planned, OF_ALL),
    rate("reach", Delivered, Planned, OF_ALL),
    rate("acceptance", Accepted, Attempted, OF_ALL),
    rate("delivery_rate", Delivered, Accepted, OF_ALL),
    rate("failure_rate", Failed, Accepted, OF_ALL),
    READ_RATE,
    rate("reply_rate", Replied, Delivered, OF_PEOPLE).within(REPLY_WITHIN),
    rate("button_rate", Pressed, Delivered, OF_PEOPLE),
    rate("click_rate", Clicked, Delivered, OF_PEOPLE),
    rate("click_to_read_rate", Clicked, Read, OF_PEOPLE),
    rate("response_rate", Responded, Delivered, OF_PEOPLE),
    rate("opt_out_rate", OptedOut, Delivered, OF_PEOPLE).within(OPT_OUT_WITHIN).alarm_over(20),
    rate("conversion_rate", Converted, Delivered, OF_PEOPLE),
    rate("influenced_rate", Influenced, Delivered, OF_PEOPLE),
];

const fn rate(id: &'static str, numerator: Measure, denominator: Measure, minimum: u64) -> Definition {
    Definition { id, numerator, denominator, minimum, within: None, alarm_per_mille: None }
}

impl Definition {
    const fn within(self, span: Duration) -> Self {
        Self { within: Some(span), ..self }
    }

    const fn alarm_over(self, per_mille: u64) -> Self {
        Self { alarm_per_mille: Some(per_mille), ..self }
    }

    pub fn named(id: &str) -> Option<&'static Self> {
        DEFINITIONS.iter().find(|definition| definition.id == id)
    }

    pub fn of(&self, counts: &Counts) -> Rate {
        Rate::new(counts.of(self.numerator), counts.of(self.denominator), self.minimum)
    }

    /// Whether the rate is worse than it may be. Too few say nothing.
    pub fn alarms(&self, counts: &Counts) -> bool {
        let rate = self.of(counts);
        let over = |limit: u64| rate.numerator.saturating_mul(1000) > rate.denominator.saturating_mul(limit);
        rate.value.is_some() && self.alarm_per_mille.is_some_and(over)
    }
}

/// A share with what it is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// Between 0 and 1; none when there are too few.
    pub value: Option<f64>,
    pub numerator: u64,
    pub denominator: u64,
}

impl Rate {
    pub fn new(numerator: u64, denominator: u64, minimum: u64) -> Self {
        let enough = denominator >= minimum.max(1);
        Self { value: enough.then(|| interval::share(numerator, denominator)), numerator, denominator }
    }

    /// Of what people did; kept back like every rate of that kind.
    pub fn of_people(numerator: u64, denominator: u64) -> Self {
        Self::new(numerator, denominator, OF_PEOPLE)
    }
}

/// All of them, in the order of [`DEFINITIONS`].
pub fn rates(counts: &Counts) -> Vec<(&'static str, Rate)> {
    DEFINITIONS.iter().map(|definition| (definition.id, definition.of(counts))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_few_people_show_counts_and_no_rate() {
        for (delivered, read, shown) in [(0, 0, None), (19, 19, None), (20, 5, Some(0.25))] {
            let counts = Counts::from_iter([(Delivered, delivered), (Read, read)]);
            let rate = Definition::named("read_rate").unwrap().of(&counts);
            assert_eq!((rate.value, rate.numerator, rate.denominator), (shown, read, delivered));
        }
        let one = Counts::from_iter([(Accepted, 1), (Delivered, 1)]);
        assert_eq!(Definition::named("delivery_rate").unwrap().of(&one).value, Some(1.0));
    }

    #[test]
    fn more_than_two_in_a_hundred_who_leave_are_an_alarm() {
        let definition = Definition::named("opt_out_rate").unwrap();
        for (left, of, alarm) in [(20, 1000, false), (21, 1000, true), (5, 10, false)] {
            let counts = Counts::from_iter([(OptedOut, left), (Delivered, of)]);
            assert_eq!(definition.alarms(&counts), alarm, "{left} of {of}");
        }
    }

    #[test]
    fn every_definition_has_an_id_of_its_own() {
        let mut ids: Vec<&str> = DEFINITIONS.iter().map(|definition| definition.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), DEFINITIONS.len());
    }
}
