//! Arithmetic on the calendar that no grammar should have to know.

use super::lexicon::{Holiday, Unit};
use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan as _};

pub(super) fn days(date: Date, count: i64) -> Date {
    date.saturating_add(count.clamp(-4_000_000, 4_000_000).days())
}

pub(super) fn months(date: Date, count: i64) -> Date {
    date.saturating_add(count.clamp(-100_000, 100_000).months())
}

/// Monday of the date's week.
pub(super) fn monday(date: Date) -> Date {
    days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// The weekday (Monday is one) of the week so many weeks from the date's own.
pub(super) fn weekday(date: Date, weekday: i8, weeks: i64) -> Date {
    days(monday(date), weeks * 7 + i64::from(weekday) - 1)
}

/// The nearest such weekday before the date, and from it on.
pub(super) fn weekday_around(date: Date, wanted: i8) -> (Date, Date) {
    let this = weekday(date, wanted, 0);
    let future = if this < date { days(this, 7) } else { this };
    (days(future, -7), future)
}

pub(super) fn week_timex(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

pub(super) fn first_of_month(date: Date) -> Date {
    date.first_of_month()
}

pub(super) fn new(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The nth weekday of a month, or the last with -1; hundreds are added days after the nth ("the day after the
/// fourth Thursday").
pub(super) fn nth_weekday(year: i16, month: i8, wanted: i8, nth: i8) -> Option<Date> {
    let first = new(year, month, 1)?;
    if nth < 0 {
        let last = first.last_of_month();
        let (before, from) = weekday_around(last, wanted);
        return Some(if from == last { from } else { before });
    }
    let (nth, extra) = if nth > 100 { (4, i64::from(nth) - 103) } else { (nth, 0) };
    let (_, from) = weekday_around(first, wanted);
    Some(days(from, i64::from(nth - 1) * 7 + extra)).filter(|found| found.month() == month || extra > 0)
}

pub(super) fn holiday(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => new(year, month, day),
        Holiday::Nth(month, weekday, nth) => nth_weekday(year, month, weekday, nth),
        Holiday::Easter(offset) => Some(days(easter(year)?, i64::from(offset))),
    }
}

/// Easter Sunday by the paschal full moon of the Gregorian calendar (Lichtenberg's form of Gauss's rule).
fn easter(year: i16) -> Option<Date> {
    let full = i32::from(year);
    let century = full / 100;
    let moon_shift = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let sun_shift = 2 - (3 * century + 3) / 4;
    let moon_year = full % 19;
    let seed = (19 * moon_year + moon_shift) % 30;
    let correction = (seed + moon_year / 11) / 29;
    let border = 21 + seed - correction;
    let first_sunday = 7 - (full + full / 4 + sun_shift) % 7;
    let distance = 7 - (border - first_sunday) % 7;
    new(year, 3, 1).map(|march| days(march, i64::from(border + distance - 1)))
}

/// The moment so many units from `at`.
pub(super) fn shift(at: DateTime, count: f64, unit: Unit) -> DateTime {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what the calendar holds")]
    let whole = count.clamp(-1e6, 1e6) as i64;
    let span: Span = match unit {
        Unit::Second => whole.seconds(),
        Unit::Minute => whole.minutes(),
        Unit::Hour => {
            #[expect(clippy::cast_possible_truncation, reason = "clamped to what the calendar holds")]
            let seconds = (count.clamp(-1e6, 1e6) * 3600.0).round() as i64;
            seconds.seconds()
        }
        Unit::Day | Unit::Night | Unit::Weekend => whole.days(),
        Unit::BusinessDay => return business_days(at, whole),
        Unit::Week => whole.weeks(),
        Unit::Fortnight => (whole * 2).weeks(),
        Unit::Month if count.fract() != 0.0 => (whole * 30 + 15).days(),
        Unit::Month => whole.months(),
        Unit::Quarter => (whole * 3).months(),
        Unit::Semester => (whole * 6).months(),
        Unit::Year if count.fract() != 0.0 => {
            #[expect(clippy::cast_possible_truncation, reason = "clamped to what the calendar holds")]
            let months = (count.clamp(-10_000.0, 10_000.0) * 12.0).round() as i64;
            months.months()
        }
        Unit::Year => whole.clamp(-15_000, 15_000).years(),
        Unit::Decade => (whole * 10).clamp(-15_000, 15_000).years(),
        Unit::Century => (whole * 100).clamp(-15_000, 15_000).years(),
    };
    at.saturating_add(span)
}

fn business_days(mut at: DateTime, count: i64) -> DateTime {
    let step = count.signum();
    let mut left = count.abs().min(5_000);
    while left > 0 {
        at = at.saturating_add(step.days());
        if at.date().weekday().to_monday_one_offset() < 6 {
            left -= 1;
        }
    }
    at
}

/// The timex of a length: "P3D", "PT2.5H".
pub(super) fn length(count: f64, unit: Unit) -> String {
    let written = |factor: f64| format!("{}", (count * factor * 1e6).round() / 1e6);
    match unit {
        Unit::Second => format!("PT{}S", written(1.0)),
        Unit::Minute => format!("PT{}M", written(1.0)),
        Unit::Hour => format!("PT{}H", written(1.0)),
        Unit::Day | Unit::Night => format!("P{}D", written(1.0)),
        Unit::BusinessDay => format!("P{}BD", written(1.0)),
        Unit::Week => format!("P{}W", written(1.0)),
        Unit::Fortnight => format!("P{}W", written(2.0)),
        Unit::Weekend => format!("P{}WE", written(1.0)),
        Unit::Month => format!("P{}M", written(1.0)),
        Unit::Quarter => format!("P{}M", written(3.0)),
        Unit::Semester => format!("P{}M", written(6.0)),
        Unit::Year => format!("P{}Y", written(1.0)),
        Unit::Decade => format!("P{}Y", written(10.0)),
        Unit::Century => format!("P{}Y", written(100.0)),
    }
}

/// A month counts thirty days and a year 365.
pub(super) fn seconds(count: f64, unit: Unit) -> f64 {
    let day = 86_400.0;
    let each = match unit {
        Unit::Second => 1.0,
        Unit::Minute => 60.0,
        Unit::Hour => 3_600.0,
        Unit::Day | Unit::Night | Unit::BusinessDay => day,
        Unit::Week => 7.0 * day,
        Unit::Fortnight => 14.0 * day,
        Unit::Weekend => 2.0 * day,
        Unit::Month => 30.0 * day,
        Unit::Quarter => 90.0 * day,
        Unit::Semester => 180.0 * day,
        Unit::Year => 365.0 * day,
        Unit::Decade => 3_650.0 * day,
        Unit::Century => 36_500.0 * day,
    };
    count * each
}
