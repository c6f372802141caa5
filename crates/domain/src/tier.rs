//! Meta's messaging limit: how many people a business may write to first in any 24 hours, all its numbers together
//! (cloud API §7.2). Who wrote within a day stands in an open window and does not count; a template to anybody else does,
//! whatever it carries and whoever sends it.
//!
//! A person counts from when they were written to last, so writing to them again costs no room. The people are counted
//! by the minute, so that the count is a sum of a day's minutes however many there are.

use crate::id::{ContactId, NumberId};
use crate::policy::TierRoom;
use crate::time::Timestamp;
use crate::window;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How long Meta counts somebody.
pub const DAY: Duration = Duration::from_hours(24);
/// A request arrives at Meta after we counted it, and a window may close on its way.
pub const MARGIN: Duration = Duration::from_mins(1);
const MINUTE_MILLIS: i64 = 60_000;

/// What Meta grants, as far as it has told us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limit {
    /// Not told yet: nothing is held back, and who is written to is counted.
    #[default]
    Unknown,
    People(u32),
    Unlimited,
}

impl Limit {
    /// Meta's word: `TIER_250` to `TIER_UNLIMITED`, in other places a whole number with -1 for no end.
    pub fn from_meta(word: &str) -> Self {
        let word = word.trim().to_ascii_uppercase();
        let name = word.strip_prefix("TIER_").unwrap_or(&word);
        if matches!(name, "UNLIMITED" | "-1") {
            return Self::Unlimited;
        }
        let (digits, times) = match name.strip_suffix('K') {
            Some(thousands) => (thousands, 1_000),
            None => (name, 1),
        };
        let people = digits.parse::<u32>().ok().and_then(|digits| digits.checked_mul(times));
        people.map_or(Self::Unknown, Self::People)
    }

    /// Whether anybody has to be counted.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Unlimited)
    }
}

/// Where the business stands against the limit of one of its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub limit: Limit,
    /// People written to first within the day.
    pub used: u32,
}

impl Standing {
    /// How many more there may be now; `None` when nothing is held back.
    pub const fn room(self) -> Option<u32> {
        match self.limit {
            Limit::People(most) => Some(most.saturating_sub(self.used)),
            Limit::Unknown | Limit::Unlimited => None,
        }
    }

    /// In how many days so many more are written to, today included; `None` when nothing is held back, or it never ends.
    pub fn days_for(self, people: u64) -> Option<u64> {
        let (Limit::People(most), Some(room)) = (self.limit, self.room()) else { return None };
        let later = people.saturating_sub(u64::from(room));
        (most > 0).then(|| later.div_ceil(u64::from(most)) + u64::from(room > 0 || people == 0))
    }
}

/// The minute that somebody who is written to now is counted in.
pub const fn minute_of(now: Timestamp) -> i64 {
    now.as_millis().div_euclid(MINUTE_MILLIS)
}

/// The first minute whose people still count.
pub fn first_minute(now: Timestamp) -> i64 {
    minute_of(now.minus(DAY).minus(MARGIN))
}

/// When the people of a minute stop counting.
fn ends(minute: i64) -> Timestamp {
    Timestamp(minute.saturating_add(1).saturating_mul(MINUTE_MILLIS)).plus(DAY).plus(MARGIN)
}

/// When there is room for somebody, by the people of each minute; `None` when there is room, or never will be.
pub fn opens_at(limit: Limit, minutes: &BTreeMap<i64, u32>, now: Timestamp) -> Option<Timestamp> {
    let Limit::People(most) = limit else { return None };
    let counted = minutes.range(first_minute(now)..);
    let used: u64 = counted.clone().map(|(_, people)| u64::from(*people)).sum();
    let mut excess = (used + 1).saturating_sub(u64::from(most));
    if excess == 0 {
        return None;
    }
    for (minute, people) in counted {
        excess = excess.saturating_sub(u64::from(*people));
        if excess == 0 {
            return Some(ends(*minute));
        }
    }
    None
}

/// Whether a message that goes out now is one that counts.
pub fn counts(now: Timestamp, window_expires_at: Option<Timestamp>) -> bool {
    !window::is_open(now.plus(MARGIN), window_expires_at)
}

/// What a decision knows of the limits and of who is counted already, and whom it adds.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    limits: BTreeMap<NumberId, Limit>,
    used: u32,
    counted: BTreeSet<ContactId>,
    added: BTreeSet<ContactId>,
}

impl Reach {
    pub fn new(limits: impl IntoIterator<Item = (NumberId, Limit)>, used: u32) -> Self {
        Self { limits: limits.into_iter().collect(), used, ..Self::default() }
    }

    /// These people are counted already.
    pub fn know(&mut self, counted: impl IntoIterator<Item = ContactId>) {
        self.counted.extend(counted);
    }

    pub fn standing(&self, number: NumberId) -> Standing {
        Standing { limit: self.limits.get(&number).copied().unwrap_or_default(), used: self.used }
    }

    /// What the gate asks; `None` when nothing is held back.
    pub fn room_for(&self, number: NumberId, contact: ContactId) -> Option<TierRoom> {
        let remaining = self.standing(number).room()?;
        Some(TierRoom { remaining, already_counted: self.counted.contains(&contact) })
    }

    /// A message to this person is on its way, outside of a window.
    pub fn add(&mut self, number: NumberId, contact: ContactId) {
        if !self.standing(number).limit.counts() {
            return;
        }
        self.used = self.used.saturating_add(u32::from(self.counted.insert(contact)));
        self.added.insert(contact);
    }

    /// Whom to count from now on.
    pub fn added(&self) -> impl Iterator<Item = ContactId> {
        self.added.iter().copied()
    }
}

#[cfg(test)]
mod tests;
