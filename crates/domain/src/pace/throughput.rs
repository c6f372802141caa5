//! As many messages a second as Meta grants a number, and never one more.
//!
//! What Meta counts is when requests arrive, which is some time after they left and before their answers came. So each
//! departure holds a place until a second after its answer: whatever takes the place then arrives more than a second
//! after what held it before. An answer may be long in coming, and to wait for it would cost as much of the throughput
//! as the line is long: after [`MARGIN`] the place is free all the same. A line whose delay varies by more than that is
//! bridged by Meta's own tolerance, if by anything; a line that does not is exact.

use super::{Bucket, Micros, NotBefore, Rate, micros, round_up};
use crate::time::Timestamp;
use std::collections::VecDeque;

const SECOND: Micros = 1_000_000;
/// What a place may be held beyond its second while its answer is awaited: this much of the throughput, and no more, is
/// given for safety.
const MARGIN: Micros = 4_000;

/// A departure whose answer is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

#[derive(Clone, Debug)]
pub struct Throughput {
    per_second: usize,
    bucket: Bucket,
    /// When each of the last departures' places is free, in the order of departure.
    places: VecDeque<Micros>,
    /// The number of the first of them.
    first: u64,
}

impl Throughput {
    pub fn new(messages_per_second: u32) -> Self {
        Self {
            per_second: places(messages_per_second),
            bucket: Bucket::new(Rate::of_number(messages_per_second)),
            places: VecDeque::new(),
            first: 0,
        }
    }

    /// When Meta grants more or less; the departures of the last second still count.
    pub fn set(&mut self, messages_per_second: u32) {
        self.per_second = places(messages_per_second);
        self.bucket.set_rate(Rate::of_number(messages_per_second));
    }

    /// How many of `most` may go now; when none may, when the next one may.
    pub fn allowance(&mut self, now: Timestamp, most: u32) -> Result<u32, NotBefore> {
        self.free(micros(now));
        let room = self.per_second.saturating_sub(self.places.len());
        if room == 0 {
            let last = self.places.len().saturating_sub(self.per_second);
            let frees = self.places.get(last).copied().unwrap_or_default();
            return Err(NotBefore(round_up(frees)));
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
        self.hold(micros(now).saturating_add(SECOND + MARGIN))
    }

    /// Its answer came, or will not come.
    pub fn answered(&mut self, ticket: Ticket, now: Timestamp) {
        let place = ticket.0.checked_sub(self.first).and_then(|place| usize::try_from(place).ok());
        if let Some(free_at) = place.and_then(|place| self.places.get_mut(place)) {
            *free_at = (*free_at).min(micros(now).saturating_add(SECOND));
        }
    }

    /// Meta counts what a number receives as well, and it comes whether there is room or not.
    pub fn received(&mut self, now: Timestamp, count: usize) {
        for _ in 0..count.min(self.per_second) {
            self.hold(micros(now).saturating_add(SECOND));
        }
    }

    fn hold(&mut self, free_at: Micros) -> Ticket {
        self.places.push_back(free_at);
        Ticket(self.first + self.places.len() as u64 - 1)
    }

    fn free(&mut self, now: Micros) {
        while self.places.front().is_some_and(|free_at| *free_at <= now) {
            self.places.pop_front();
            self.first += 1;
        }
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
                // The very first ones need not wait.
                let due = i64::try_from(seconds - 1).unwrap() * 1_000;
                let slack = i64::try_from(seconds).unwrap() * 10 + 1_000;
                assert!(last <= due + slack, "{per_second}/s over {delay} ms took {last} ms");
            }
        }
    }

    #[test]
    fn what_is_received_takes_its_place() {
        let mut throughput = Throughput::new(10);
        throughput.received(at(0), 9);
        assert_eq!(throughput.allowance(at(0), 5), Ok(1));
        throughput.depart(at(0));
        assert_eq!(throughput.allowance(at(900), 5), Err(NotBefore(at(1_000))));
        throughput.received(at(900), 1_000_000);
        assert_eq!(throughput.allowance(at(1_899), 5), Err(NotBefore(at(1_900))));
        assert!(throughput.allowance(at(1_900), 5).is_ok());
    }

    #[test]
    fn less_is_granted_at_once_and_more_too() {
        let mut throughput = Throughput::new(100);
        for _ in 0..40 {
            throughput.depart(at(0));
        }
        throughput.set(20);
        assert_eq!(throughput.allowance(at(500), 1), Err(NotBefore(at(1_004))));
        throughput.set(1_000);
        assert!(throughput.allowance(at(600), 1).is_ok());
    }

    proptest! {
        #[test]
        fn no_second_holds_more_on_either_end(
            per_second in prop::sample::select(vec![1_u32, 3, 20, 80, 200]),
            steady in 0_i64..200, jitter in prop::collection::vec(0_i64..3, 1..7),
        ) {
            let delays: Vec<i64> = jitter.iter().map(|jitter| steady + jitter).collect();
            let moments = journey(per_second, per_second as usize * 4, &delays);
            let departures = moments.iter().map(|(departure, _)| *departure).collect();
            let arrivals = moments.iter().map(|(_, arrival)| *arrival).collect();
            prop_assert!(most_in_a_second(departures) <= per_second as usize);
            prop_assert!(most_in_a_second(arrivals) <= per_second as usize);
        }
    }
}
