//! From when until when a goal counts: weeks, months and quarters, by the calendar of UTC.

use crate::time::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span as Step, ToSpan};

words! {
    #[derive(Default)]
    Period {
        /// From Monday.
        Week = "week",
        #[default]
        Month = "month",
        Quarter = "quarter",
    }
}

/// `until` is the first moment after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Timestamp,
    pub until: Timestamp,
}

impl Span {
    /// How much of it has passed, between 0 and 1.
    pub fn elapsed(&self, now: Timestamp) -> f64 {
        let (whole, passed) = (self.until.since(self.from), now.since(self.from));
        if whole.is_zero() { 1.0 } else { (passed.as_secs_f64() / whole.as_secs_f64()).clamp(0.0, 1.0) }
    }
}

impl Period {
    /// The one that a moment lies in.
    pub fn around(self, at: Timestamp) -> Span {
        let today = day_of(at);
        let first = match self {
            Self::Week => {
                let since_monday = i64::from(today.weekday().to_monday_zero_offset());
                today.checked_sub(since_monday.days()).unwrap_or(today)
            }
            Self::Month => today.first_of_month(),
            Self::Quarter => {
                let months_into = i64::from((today.month() - 1) % 3);
                today.first_of_month().checked_sub(months_into.months()).unwrap_or(today)
            }
        };
        let next = first.checked_add(self.length()).unwrap_or(first);
        Span { from: start_of(first), until: start_of(next) }
    }

    /// The one before it.
    pub fn before(self, span: Span) -> Span {
        self.around(Timestamp(span.from.as_millis() - 1))
    }

    fn length(self) -> Step {
        match self {
            Self::Week => 7.days(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
        }
    }
}

fn day_of(at: Timestamp) -> Date {
    let moment = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::UTC).date()
}

fn start_of(day: Date) -> Timestamp {
    Timestamp(day.to_zoned(TimeZone::UTC).map_or(0, |start| start.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn periods_begin_and_end_by_the_calendar() {
        for (period, moment, from, until) in [
            (Period::Week, "2026-11-23T00:00:00Z", "2026-11-23", "2026-11-30"),
            (Period::Week, "2026-11-29T23:59:59Z", "2026-11-23", "2026-11-30"),
            (Period::Month, "2028-02-29T12:00:00Z", "2028-02-01", "2028-03-01"),
            (Period::Quarter, "2026-11-23T00:00:00Z", "2026-10-01", "2027-01-01"),
            (Period::Quarter, "2026-03-31T00:00:00Z", "2026-01-01", "2026-04-01"),
        ] {
            let day = |text: &str| at(&format!("{text}T00:00:00Z"));
            assert_eq!(period.around(at(moment)), Span { from: day(from), until: day(until) }, "{period} {moment}");
        }
        let quarter = Period::Quarter.around(at("2026-01-01T00:00:00Z"));
        assert_eq!(Period::Quarter.before(quarter).from, at("2025-10-01T00:00:00Z"));
    }

    #[test]
    fn what_has_passed_is_a_share_of_the_whole() {
        let week = Period::Week.around(at("2026-11-23T00:00:00Z"));
        for (moment, share) in [
            ("2026-11-23T00:00:00Z", 0.0),
            ("2026-11-26T12:00:00Z", 0.5),
            ("2026-12-24T00:00:00Z", 1.0),
            ("2026-01-01T00:00:00Z", 0.0),
        ] {
            assert!((week.elapsed(at(moment)) - share).abs() < 1e-9, "{moment}");
        }
    }
}
