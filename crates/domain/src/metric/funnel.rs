//! The way of a campaign: from planned to converted, and the identity that holds at every moment.

use super::measure::Measure::{
    self, Accepted, Cancelled, Clicked, Converted, Delivered, Planned, Read, Rejected, Replied, Skipped, Uncertain,
    Waiting,
};
use super::{Counts, interval};
use serde::Serialize;

/// The bars, from the widest. A later one may be wider where a step has other sources (a link that was passed on);
/// no bar is bent to look right.
pub const FUNNEL: &[Measure] = &[Planned, Accepted, Delivered, Read, Replied, Clicked, Converted];

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    pub measure: Measure,
    pub count: u64,
    /// Of the planned; none of nothing.
    pub of_planned: Option<f64>,
}

pub fn funnel(counts: &Counts) -> Vec<Step> {
    let planned = counts.of(Planned);
    let step = |measure: &Measure| {
        let count = counts.of(*measure);
        let of_planned = (planned > 0).then(|| interval::share(count, planned));
        Step { measure: *measure, count, of_planned }
    };
    FUNNEL.iter().map(step).collect()
}

/// planned = skipped + accepted + rejected + uncertain + waiting + cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Identity {
    pub planned: u64,
    pub skipped: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub uncertain: u64,
    pub waiting: u64,
    pub cancelled: u64,
}

impl Identity {
    pub fn of(counts: &Counts) -> Self {
        Self {
            planned: counts.of(Planned),
            skipped: counts.of(Skipped),
            accepted: counts.of(Accepted),
            rejected: counts.of(Rejected),
            uncertain: counts.of(Uncertain),
            waiting: counts.of(Waiting),
            cancelled: counts.of(Cancelled),
        }
    }

    pub const fn parts(&self) -> u64 {
        self.skipped + self.accepted + self.rejected + self.uncertain + self.waiting + self.cancelled
    }

    pub const fn adds_up(&self) -> bool {
        self.planned == self.parts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_lost_somebody_says_so() {
        let whole = [(Planned, 10), (Skipped, 2), (Accepted, 5), (Rejected, 1), (Uncertain, 1), (Waiting, 1)];
        for (lost, adds_up) in [(0, true), (1, false)] {
            let counts: Counts = whole.into_iter().chain([(Planned, lost)]).collect();
            assert_eq!(Identity::of(&counts).adds_up(), adds_up, "{lost}");
        }
    }

    #[test]
    fn bars_are_shares_of_the_planned() {
        let counts = Counts::from_iter([(Planned, 8), (Accepted, 6), (Delivered, 4)]);
        let bars: Vec<_> = funnel(&counts).iter().map(|step| (step.count, step.of_planned)).take(4).collect();
        assert_eq!(bars, [(8, Some(1.0)), (6, Some(0.75)), (4, Some(0.5)), (0, Some(0.0))]);
        assert!(funnel(&Counts::default()).iter().all(|step| step.of_planned.is_none()));
    }
}
