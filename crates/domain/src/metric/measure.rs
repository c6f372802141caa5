//! What is counted: recipients of one population (a campaign, a variant, a period), each once however often they do it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    Measure {
        /// People the plan named, each once.
        Planned = "planned",
        /// Not written to, for a reason that is kept; the hold-out is one.
        Skipped = "skipped",
        /// Left out on purpose to see what happens by itself; counted among the skipped too.
        HeldOut = "held_out",
        Waiting = "waiting",
        Cancelled = "cancelled",
        /// A request was made: accepted, rejected or uncertain.
        Attempted = "attempted",
        /// Meta took the message and gave it an id, whatever became of it.
        Accepted = "accepted",
        /// Meta refused the request.
        Rejected = "rejected",
        /// Nobody knows yet whether Meta took it.
        Uncertain = "uncertain",
        Sent = "sent",
        /// Taken by Meta, and then not brought to the phone.
        Failed = "failed",
        Delivered = "delivered",
        /// Read, or proven so by a reply or a click.
        Read = "read",
        /// Wrote back in time, before another campaign wrote to them.
        Replied = "replied",
        /// Pressed a quick reply.
        Pressed = "pressed",
        /// Opened their link; robots and previews do not count.
        Clicked = "clicked",
        /// Replied, pressed or clicked.
        Responded = "responded",
        /// Opted out or was blocked within seven days.
        OptedOut = "opted_out",
        /// Reached the goal, credited to this campaign and no other.
        Converted = "converted",
        /// Reached the goal after delivery, whoever else is credited.
        Influenced = "influenced",
    }
}

/// How many there are of each; what was never counted is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(BTreeMap<Measure, u64>);

impl Counts {
    pub fn of(&self, measure: Measure) -> u64 {
        self.0.get(&measure).copied().unwrap_or(0)
    }

    pub fn set(&mut self, measure: Measure, count: u64) {
        self.0.insert(measure, count);
    }

    pub fn add(&mut self, measure: Measure, count: u64) {
        let held = self.0.entry(measure).or_default();
        *held = held.saturating_add(count);
    }

    /// Populations that share nobody: variants of a campaign, or campaigns of which each has its own rows.
    pub fn include(&mut self, other: &Self) {
        other.iter().for_each(|(measure, count)| self.add(measure, count));
    }

    pub fn iter(&self) -> impl Iterator<Item = (Measure, u64)> + '_ {
        self.0.iter().map(|(measure, count)| (*measure, *count))
    }
}

impl FromIterator<(Measure, u64)> for Counts {
    fn from_iter<T: IntoIterator<Item = (Measure, u64)>>(counted: T) -> Self {
        let mut counts = Self::default();
        counted.into_iter().for_each(|(measure, count)| counts.add(measure, count));
        counts
    }
}
