//! One person's way through a series.

use super::moment::{self, Origin};
use super::plan::Series;
use crate::time::Timestamp;
use std::time::Duration;

words! {
    /// Why a person's way ended.
    Ending {
        /// Every step was taken.
        Done = "done",
        /// The stop condition held.
        Stopped = "stopped",
        /// The series was switched off, or the contact is gone.
        Withdrawn = "withdrawn",
    }
}

/// Where one person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enrolment {
    pub origin: Origin,
    /// The step that comes next, from zero.
    pub next: u32,
    pub due_at: Timestamp,
}

/// What to do about an enrolment whose step is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Send this step's message, then wait or end.
    Send { step: u32, then: Then },
    /// Nothing to send now.
    Go(Then),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    Wait(Enrolment),
    End(Ending),
}

/// A message that is later than this is not sent any more: nobody wants to be congratulated days after.
pub const TOO_LATE: Duration = Duration::from_hours(24);

/// Somebody begins; the first step that is not too late is next. `None` when all of them are.
pub fn begin(series: &Series, origin: Origin, zone: Option<&str>, now: Timestamp) -> Option<Enrolment> {
    match after(series, origin, 0, zone, now) {
        Then::Wait(enrolment) => Some(enrolment),
        Then::End(_) => None,
    }
}

/// What happens at `now`, when the stop condition holds or not. Before its time, nothing.
pub fn advance(series: &Series, it: Enrolment, zone: Option<&str>, stop: bool, now: Timestamp) -> Move {
    if now < it.due_at {
        return Move::Go(Then::Wait(it));
    }
    if stop {
        return Move::Go(Then::End(Ending::Stopped));
    }
    let then = after(series, it.origin, it.next.saturating_add(1), zone, now);
    if now.since(it.due_at) > TOO_LATE {
        return Move::Go(then);
    }
    Move::Send { step: it.next, then }
}

/// The first step from `next` on that can still be sent in time.
fn after(series: &Series, origin: Origin, next: u32, zone: Option<&str>, now: Timestamp) -> Then {
    for (place, step) in (0_u32..).zip(&series.steps).skip(next as usize) {
        if let Some(due_at) = moment::due_at(step, origin, zone)
            && now.since(due_at) <= TOO_LATE
        {
            return Then::Wait(Enrolment { origin, next: place, due_at });
        }
    }
    Then::End(Ending::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const HOUR: i64 = 3_600_000;
    const BEGAN: Timestamp = Timestamp(1_772_000_000_000);

    fn series(hours: &[i32]) -> Series {
        let steps: Vec<_> = hours
            .iter()
            .map(|hours| json!({"hours": hours, "message": {"name": "A", "template": "t", "language": "es"}}))
            .collect();
        Series::read(json!({"trigger": {"kind": "event", "event": "cart_abandoned"}, "steps": steps})).unwrap()
    }

    fn after_hours(hours: i64) -> Timestamp {
        Timestamp(BEGAN.0 + hours * HOUR)
    }

    fn at(next: u32, hours: i64) -> Enrolment {
        Enrolment { origin: Origin::Moment(BEGAN), next, due_at: after_hours(hours) }
    }

    #[test]
    fn a_person_goes_step_by_step() {
        let series = series(&[1, 24, 72]);
        let advance = |it, stop, hours| advance(&series, it, None, stop, after_hours(hours));
        assert_eq!(begin(&series, Origin::Moment(BEGAN), None, BEGAN), Some(at(0, 1)));
        for (it, stop, hours, expected) in [
            (at(0, 1), false, 0, Move::Go(Then::Wait(at(0, 1)))),
            (at(0, 1), true, 0, Move::Go(Then::Wait(at(0, 1)))),
            (at(0, 1), false, 1, Move::Send { step: 0, then: Then::Wait(at(1, 24)) }),
            (at(1, 24), true, 24, Move::Go(Then::End(Ending::Stopped))),
            (at(1, 24), false, 25, Move::Send { step: 1, then: Then::Wait(at(2, 72)) }),
            (at(2, 72), false, 72, Move::Send { step: 2, then: Then::End(Ending::Done) }),
            // The server was away for a day and more.
            (at(0, 1), false, 30, Move::Go(Then::Wait(at(1, 24)))),
            (at(2, 72), false, 97, Move::Go(Then::End(Ending::Done))),
        ] {
            assert_eq!(advance(it, stop, hours), expected, "step {} after {hours} h", it.next);
        }
    }

    #[test]
    fn whoever_comes_late_begins_with_what_is_still_in_time() {
        let series = series(&[-72, -24, 0]);
        for (hours, first) in [(-80, Some(0)), (-60, Some(0)), (-40, Some(1)), (20, Some(2)), (25, None)] {
            let begun = begin(&series, Origin::Moment(BEGAN), None, after_hours(hours));
            assert_eq!(begun.map(|it| it.next), first, "{hours} h after");
        }
    }

    proptest! {
        /// Whenever it is looked at, each step is sent at most once, in order, never early and never too late.
        #[test]
        fn each_step_at_most_once_in_order_and_in_time(
            hours in prop::collection::vec(0_i32..200, 1..6),
            looks in prop::collection::vec(0_i64..60, 1..40),
        ) {
            let mut hours = hours;
            hours.sort_unstable();
            let series = series(&hours);
            let mut here = begin(&series, Origin::Moment(BEGAN), None, BEGAN);
            let (mut now, mut sent) = (0, Vec::new());
            for pause in looks {
                now += pause;
                let Some(it) = here else { break };
                let then = match advance(&series, it, None, false, after_hours(now)) {
                    Move::Send { step, then } => {
                        let due = i64::from(hours[step as usize]);
                        prop_assert!(due <= now && now - due <= 24);
                        sent.push(step);
                        then
                    }
                    Move::Go(then) => then,
                };
                here = match then { Then::Wait(it) => Some(it), Then::End(_) => None };
            }
            prop_assert!(sent.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
