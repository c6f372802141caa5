//! How fast to send: pure token buckets, one for a number and one for each (number, person) pair.
//!
//! A bucket is a single instant (the generic cell rate algorithm): when it would be full again. Nothing ticks.
//! To take from two buckets, ask [`Bucket::not_before`] of both and take only when neither refuses.
//!
//! A number's own limit is kept by [`Throughput`]: the bucket spreads the departures, and a place for each of the last
//! second's keeps that no second holds more than Meta allows, at Meta's end of the line.

mod throughput;

pub use throughput::{Throughput, Ticket};

use crate::time::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;

/// So many at once, then one at each interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    interval_micros: i64,
    burst: u32,
}

/// The bucket is empty until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not before {0:?}")]
pub struct NotBefore(pub Timestamp);

impl Rate {
    /// A number's throughput, spread over the second; the burst makes up for moments in which nobody looked.
    fn of_number(messages_per_second: u32) -> Self {
        let per_second = messages_per_second.max(1);
        Self { interval_micros: i64::from(1_000_000_u32.div_ceil(per_second)), burst: (per_second / 20).max(1) }
    }

    /// As many a minute as somebody wants.
    pub fn per_minute(messages: u32) -> Self {
        let messages = messages.max(1);
        Self { interval_micros: i64::from(60_000_000_u32.div_ceil(messages)), burst: (messages / 60).max(1) }
    }

    /// One message in 6 s to one person, after a burst of 45 (cloud API pair rate).
    pub const fn of_pair() -> Self {
        Self { interval_micros: 6_000_000, burst: 45 }
    }

    /// When a bucket that is full at `full_at` will be full again after giving `count` more now.
    fn take(self, full_at: Micros, now: Micros, count: u32) -> Result<Micros, NotBefore> {
        let refilled = full_at.max(now).saturating_add(self.interval_micros.saturating_mul(i64::from(count)));
        // More than a burst can never be there at once: a full bucket gives it and goes into debt, as Meta's does.
        let depth = self.interval_micros.saturating_mul(i64::from(self.burst.max(count)));
        let earliest = refilled.saturating_sub(depth);
        if earliest <= now { Ok(refilled) } else { Err(NotBefore(round_up(earliest))) }
    }
}

/// Microseconds since the epoch: at 80 a second the interval is no whole number of milliseconds.
type Micros = i64;

const fn micros(at: Timestamp) -> Micros {
    at.as_millis().saturating_mul(1_000)
}

const fn round_up(at: Micros) -> Timestamp {
    let millis = at.div_euclid(1_000);
    Timestamp(if at.rem_euclid(1_000) == 0 { millis } else { millis + 1 })
}

#[derive(Clone, Debug)]
pub struct Bucket {
    rate: Rate,
    full_at: Micros,
}

impl Bucket {
    /// A full bucket.
    pub const fn new(rate: Rate) -> Self {
        Self { rate, full_at: i64::MIN }
    }

    pub fn try_take(&mut self, now: Timestamp, count: u32) -> Result<(), NotBefore> {
        self.full_at = self.rate.take(self.full_at, micros(now), count)?;
        Ok(())
    }

    /// What [`Self::try_take`] would answer, without taking.
    pub fn not_before(&self, now: Timestamp, count: u32) -> Option<NotBefore> {
        self.rate.take(self.full_at, micros(now), count).err()
    }

    /// When the number's throughput changes; what is owed stays owed.
    pub fn set_rate(&mut self, rate: Rate) {
        self.rate = rate;
    }
}

/// Buckets of one rate by key, bounded: full ones are forgotten, since a full bucket and an unknown one are the same.
#[derive(Clone, Debug)]
pub struct Pace<K> {
    rate: Rate,
    capacity: usize,
    full_at: HashMap<K, Micros>,
    /// No bucket fills up before then, so looking for one to forget would be in vain.
    next_full_at: Micros,
}

impl<K: Eq + Hash> Pace<K> {
    pub fn new(rate: Rate, capacity: usize) -> Self {
        Self { rate, capacity: capacity.max(1), full_at: HashMap::new(), next_full_at: i64::MIN }
    }

    /// Refuses also when `capacity` other keys are still filling up: at the bound it slows down and never forgets a debt.
    pub fn try_take(&mut self, key: K, now: Timestamp, count: u32) -> Result<(), NotBefore> {
        self.make_room(&key, now)?;
        let known = self.full_at.get(&key).copied().unwrap_or(i64::MIN);
        let refilled = self.rate.take(known, micros(now), count)?;
        self.full_at.insert(key, refilled);
        Ok(())
    }

    /// What [`Self::try_take`] would answer, without taking.
    pub fn not_before(&mut self, key: &K, now: Timestamp, count: u32) -> Option<NotBefore> {
        if let Err(refusal) = self.make_room(key, now) {
            return Some(refusal);
        }
        let known = self.full_at.get(key).copied().unwrap_or(i64::MIN);
        self.rate.take(known, micros(now), count).err()
    }

    /// Forgets the buckets that are full by now.
    pub fn forget_full(&mut self, now: Timestamp) {
        let now = micros(now);
        self.full_at.retain(|_, full_at| *full_at > now);
        self.next_full_at = self.full_at.values().copied().min().unwrap_or(i64::MIN);
    }

    pub fn len(&self) -> usize {
        self.full_at.len()
    }

    pub fn is_empty(&self) -> bool {
        self.full_at.is_empty()
    }

    fn make_room(&mut self, key: &K, now: Timestamp) -> Result<(), NotBefore> {
        if self.full_at.len() < self.capacity || self.full_at.contains_key(key) {
            return Ok(());
        }
        if self.next_full_at <= micros(now) {
            self.forget_full(now);
        }
        if self.full_at.len() < self.capacity { Ok(()) } else { Err(NotBefore(round_up(self.next_full_at))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START: Timestamp = Timestamp(1_800_000_000_000);

    fn at(millis: i64) -> Timestamp {
        Timestamp(START.0 + millis)
    }

    /// Takes one by one as early as allowed, `total` times; the moments of taking in milliseconds since the start.
    fn moments(rate: Rate, total: usize) -> Vec<i64> {
        let (mut bucket, mut now) = (Bucket::new(rate), START);
        let mut taken = Vec::new();
        while taken.len() < total {
            match bucket.try_take(now, 1) {
                Ok(()) => taken.push(now.0 - START.0),
                Err(NotBefore(later)) => {
                    assert!(later > now, "a refusal must point to the future");
                    now = later;
                }
            }
        }
        taken
    }

    fn most_in(span: i64, moments: &[i64]) -> usize {
        moments
            .iter()
            .map(|from| moments.iter().filter(|at| (*from..from + span).contains(*at)).count())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn a_pair_gets_45_at_once_and_then_one_each_six_seconds() {
        let moments = moments(Rate::of_pair(), 48);
        assert!(moments[..45].iter().all(|moment| *moment == 0));
        assert_eq!(moments[45..], [6_000, 12_000, 18_000]);
    }

    #[test]
    fn asking_takes_nothing_and_refusals_cost_nothing() {
        let mut bucket = Bucket::new(Rate::of_pair());
        for _ in 0..100 {
            assert_eq!(bucket.not_before(START, 45), None);
        }
        bucket.try_take(START, 45).unwrap();
        for _ in 0..100 {
            assert_eq!(bucket.try_take(START, 1), Err(NotBefore(at(6_000))));
        }
        assert_eq!(bucket.try_take(at(6_000), 1), Ok(()));
    }

    #[test]
    fn more_than_a_burst_is_given_once_and_paid_back() {
        let mut bucket = Bucket::new(Rate::of_pair());
        assert_eq!(bucket.try_take(START, 50), Ok(()));
        assert_eq!(bucket.try_take(START, 1), Err(NotBefore(at(36_000))));
    }

    #[test]
    fn pairs_are_independent_and_forgotten_when_full() {
        let mut pace = Pace::new(Rate::of_pair(), 10);
        pace.try_take("ana", START, 45).unwrap();
        assert!(pace.try_take("ana", START, 1).is_err());
        assert!(pace.try_take("bea", START, 45).is_ok());
        pace.forget_full(at(269_999));
        assert_eq!(pace.len(), 2);
        pace.forget_full(at(270_000));
        assert!(pace.is_empty());
    }

    #[test]
    fn at_the_bound_new_pairs_wait_and_known_ones_go_on() {
        let mut pace = Pace::new(Rate::of_pair(), 2);
        pace.try_take(1, START, 2).unwrap();
        pace.try_take(2, START, 1).unwrap();
        assert_eq!(pace.try_take(3, START, 1), Err(NotBefore(at(6_000))));
        assert_eq!(pace.not_before(&3, at(5_999), 1), Some(NotBefore(at(6_000))));
        assert_eq!(pace.try_take(1, START, 1), Ok(()));
        assert_eq!(pace.try_take(3, at(6_000), 1), Ok(()));
        assert_eq!(pace.len(), 2);
    }

    proptest! {
        #[test]
        fn no_window_holds_more_than_the_burst_and_the_rate(
            per_second in 1_u32..200,
            steps in prop::collection::vec((0_i64..40, 1_u32..4), 1..300),
            span in 1_i64..3_000,
        ) {
            let rate = Rate::of_number(per_second);
            let (mut bucket, mut now, mut taken) = (Bucket::new(rate), 0, Vec::new());
            for (pause, count) in steps {
                now += pause;
                if count <= rate.burst && bucket.try_take(at(now), count).is_ok() {
                    taken.extend(std::iter::repeat_n(now, count as usize));
                }
            }
            let allowed = i64::from(rate.burst) - 1 + (span * 1_000 + rate.interval_micros - 1) / rate.interval_micros;
            prop_assert!(i64::try_from(most_in(span, &taken)).unwrap() <= allowed);
        }

        #[test]
        fn a_refusal_names_the_first_moment_that_works(taken in 1_u32..60, count in 1_u32..45) {
            let mut bucket = Bucket::new(Rate::of_pair());
            bucket.try_take(START, taken).unwrap();
            if let Some(NotBefore(later)) = bucket.not_before(START, count) {
                prop_assert_eq!(bucket.not_before(later, count), None);
                prop_assert!(bucket.not_before(Timestamp(later.0 - 1), count).is_some());
            }
        }

        #[test]
        fn the_map_never_grows_over_its_bound(keys in prop::collection::vec((0_u32..50, 0_i64..10_000), 1..200)) {
            let mut pace = Pace::new(Rate::of_pair(), 8);
            let mut now = 0;
            for (key, pause) in keys {
                now += pause;
                let _ = pace.try_take(key, at(now), 1);
                prop_assert!(pace.len() <= 8);
            }
        }
    }
}
