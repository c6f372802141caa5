//! As many messages a second as Meta grants a number, and never one more.
//!
//! What Meta counts is when requests arrive, which is some time after they left and before their answers came. A
//! departure holds a place until its answer is there: it arrived before that by what an answer takes on its way back,
//! and whatever takes the place next arrives later than it leaves. The two ways together take as long as the quickest
//! request of late. So the place is free a second after the answer, less that: nothing is lost on a steady line however
//! long, and what is held up holds its place.

use super::{Bucket, Micros, NotBefore, Rate, micros, round_up};
use crate::time::Timestamp;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const SECOND: Micros = 1_000_000;
/// Moments are known to the millisecond: an answer may have come as much later than it says, and taken as much less.
const MARGIN: Micros = 2_000;
/// When to look again if every place waits for its answer.
const LOOK: Micros = 5_000;

/// A departure whose answer is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    departed: Micros,
}

#[derive(Clone, Debug)]
pub struct Throughput {
    per_second: usize,
    bucket: Bucket,
    /// Departures without an answer.
    awaited: usize,
    /// When the places of the others are free, the first on top.
    held: BinaryHeap<Reverse<Micros>>,
    quickest: Quickest,
}

impl Throughput {
    pub fn new(messages_per_second: u32) -> Self {
        Self {
            per_second: places(messages_per_second),
            bucket: Bucket::new(Rate::of_number(messages_per_second)),
            awaited: 0,
            held: BinaryHeap::new(),
            quickest: Quickest::default(),
        }
    }

    /// When Meta grants more or less; the departures of the last second still count.
    pub fn set(&mut self, messages_per_second: u32) {
        self.per_second = places(messages_per_second);
        self.bucket.set_rate(Rate::of_number(messages_per_second));
    }

    /// How many of `most` may go now; when none may, when to ask again.
    pub fn allowance(&mut self, now: Timestamp, most: u32) -> Result<u32, NotBefore> {
        self.free(micros(now));
        let room = self.per_second.saturating_sub(self.awaited + self.held.len());
        if room == 0 {
            let next = self.held.peek().map_or(micros(now).saturating_add(LOOK), |Reverse(free_at)| *free_at);
            return Err(NotBefore(round_up(next)));
        }
        let mut allowed = most.min(u32::try_from(room).unwrap_or(u32::MAX));
        while allowed > 1 && self.bucket.not_before(now, allowed).is_some() {
            allowed /= 2;
        }
        match self.bucket.not_before(now, allowed) {
            None => Ok(allowed),
            Some(not_before) => Err(not_before),
        }
    }

    /// One leaves, which was allowed.
    pub fn depart(&mut self, now: Timestamp) -> Ticket {
        // The allowance was asked for; taking one by one keeps the bucket exact.
        let _ = self.bucket.try_take(now, 1);
        self.awaited += 1;
        Ticket { departed: micros(now) }
    }

    /// Its answer came then, or will not come.
    pub fn answered(&mut self, ticket: Ticket, at: Timestamp) {
        let at = micros(at);
        self.awaited = self.awaited.saturating_sub(1);
        self.quickest.note(at, at.saturating_sub(ticket.departed).max(0));
        self.hold(at.saturating_add(SECOND + MARGIN).saturating_sub(self.quickest.known(at)));
    }

    /// Whoever waited for its answer is gone.
    pub fn lost(&mut self, now: Timestamp) {
        self.awaited = self.awaited.saturating_sub(1);
        self.hold(micros(now).saturating_add(SECOND));
    }

    /// Meta counts what a number receives as well, and it comes whether there is room or not.
    pub fn received(&mut self, now: Timestamp, count: usize) {
        for _ in 0..count.min(self.per_second) {
            self.hold(micros(now).saturating_add(SECOND));
        }
    }

    fn hold(&mut self, free_at: Micros) {
        self.held.push(Reverse(free_at));
    }

    fn free(&mut self, now: Micros) {
        while self.held.peek().is_some_and(|Reverse(free_at)| *free_at <= now) {
            self.held.pop();
        }
    }
}

/// How long the quickest request of the last minute took, there and back.
#[derive(Clone, Debug, Default)]
struct Quickest {
    /// The least of this window and of the one before.
    present: Option<Micros>,
    before: Option<Micros>,
    turned_at: Micros,
    begun_at: Micros,
}

impl Quickest {
    const WINDOW: Micros = 30 * SECOND;
    /// The first requests open their connections: before that nothing is known of the line.
    const SETTLES: Micros = 2 * SECOND;

    fn note(&mut self, now: Micros, took: Micros) {
        let age = now.saturating_sub(self.turned_at);
        if age >= 2 * Self::WINDOW {
            *self = Self { turned_at: now, begun_at: now, ..Self::default() };
        } else if age >= Self::WINDOW {
            (self.before, self.present, self.turned_at) = (self.present, None, now);
        }
        self.present = Some(self.present.map_or(took, |least| least.min(took)));
    }

    /// Zero while nothing is known.
    fn known(&self, now: Micros) -> Micros {
        if now.saturating_sub(self.begun_at) < Self::SETTLES {
            return 0;
        }
        self.present.into_iter().chain(self.before).min().unwrap_or_default()
    }
}

fn places(messages_per_second: u32) -> usize {
    usize::try_from(messages_per_second.max(1)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START: i64 = 1_800_000_000_000;

    fn at(millis: i64) -> Timestamp {
        Timestamp(START + millis)
    }

    /// (departure, arrival) of `total` messages sent as early as allowed over a line with these delays, one way each.
    fn journey(per_second: u32, total: usize, delays: &[i64]) -> Vec<(i64, i64)> {
        let mut throughput = Throughput::new(per_second);
        let (mut now, mut sent, mut awaited) = (0, Vec::new(), Vec::<(i64, Ticket)>::new());
        while sent.len() < total {
            awaited.retain(|(answer, ticket)| {
                if *answer <= now {
                    throughput.answered(*ticket, at(*answer));
                }
                *answer > now
            });
            match throughput.allowance(at(now), u32::MAX) {
                Ok(allowed) => {
                    for _ in 0..allowed {
                        let delay = delays[sent.len() % delays.len()];
                        awaited.push((now + 2 * delay, throughput.depart(at(now))));
                        sent.push((now, now + delay));
                    }
                }
                Err(NotBefore(later)) => {
                    assert!(later > at(now), "a refusal must point to the future");
                    now = (later.0 - START).min(now + 1);
                }
            }
        }
        sent
    }

    fn most_in_a_second(mut moments: Vec<i64>) -> usize {
        moments.sort_unstable();
        let from = |start: usize| moments[start..].iter().take_while(|at| **at < moments[start] + 1_000).count();
        (0..moments.len()).map(from).max().unwrap_or(0)
    }

    #[test]
    fn the_throughput_is_used_to_within_one_in_a_hundred() {
        for per_second in [1, 2, 7, 20, 80, 250, 1_000] {
            for delay in [0, 1, 2, 40, 150] {
                let seconds = 8;
                let total = per_second as usize * seconds;
                let (last, _) = *journey(per_second, total, &[delay]).last().unwrap();
                // The very first ones need not wait; until the line is known, each answer is waited for.
                let due = i64::try_from(seconds - 1).unwrap() * 1_000;
                let slack = i64::try_from(seconds).unwrap() * 10 + 1_000 + 2 * 2 * delay;
                assert!(last <= due + slack, "{per_second}/s over {delay} ms took {last} ms");
            }
        }
    }

    #[test]
    fn what_is_received_takes_its_place() {
        let mut throughput = Throughput::new(10);
        throughput.received(at(0), 9);
        assert_eq!(throughput.allowance(at(0), 5), Ok(1));
        let ticket = throughput.depart(at(0));
        throughput.answered(ticket, at(10));
        assert_eq!(throughput.allowance(at(900), 5), Err(NotBefore(at(1_000))));
        throughput.received(at(900), 1_000_000);
        assert_eq!(throughput.allowance(at(1_899), 5), Err(NotBefore(at(1_900))));
        assert!(throughput.allowance(at(1_900), 5).is_ok());
    }

    #[test]
    fn less_is_granted_at_once_and_more_too() {
        let mut throughput = Throughput::new(100);
        for _ in 0..40 {
            let ticket = throughput.depart(at(0));
            throughput.answered(ticket, at(30));
        }
        throughput.set(20);
        assert_eq!(throughput.allowance(at(500), 1), Err(NotBefore(at(1_032))));
        throughput.set(1_000);
        assert!(throughput.allowance(at(600), 1).is_ok());
    }

    #[test]
    fn what_is_held_up_holds_its_place() {
        let mut throughput = Throughput::new(1);
        let ticket = throughput.depart(at(0));
        assert_eq!(throughput.allowance(at(5_000), 1), Err(NotBefore(at(5_005))));
        throughput.answered(ticket, at(6_000));
        assert!(throughput.allowance(at(6_999), 1).is_err());
        assert_eq!(throughput.allowance(at(7_002), 1), Ok(1));
        throughput.depart(at(7_002));
        throughput.lost(at(7_100));
        assert_eq!(throughput.allowance(at(8_100), 1), Ok(1));
    }

    proptest! {
        #[test]
        fn no_second_holds_more_on_either_end(
            per_second in prop::sample::select(vec![1_u32, 3, 20, 80, 200]),
            steady in 0_i64..200, jitter in prop::collection::vec(0_i64..300, 1..7),
        ) {
            // Whoever sends little learns late how quick the line can be.
            let spread = if per_second < 20 { 3 } else { 300 };
            let delays: Vec<i64> = jitter.iter().map(|jitter| steady + jitter % spread).collect();
            let moments = journey(per_second, per_second as usize * 4, &delays);
            let departures = moments.iter().map(|(departure, _)| *departure).collect();
            let arrivals = moments.iter().map(|(_, arrival)| *arrival).collect();
            prop_assert!(most_in_a_second(departures) <= per_second as usize);
            prop_assert!(most_in_a_second(arrivals) <= per_second as usize);
        }
    }
}
