//! When a step is due: so long after what began the series, by the person's clock.

use super::plan::Step;
use crate::flow::scope::time_zone;
use crate::time::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use serde_json::Value;

/// What began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Moment(Timestamp),
    /// A day, wherever the person is.
    Day(Date),
}

/// As it is kept; [`origin`] reads it.
impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Moment(at) => jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or_default().fmt(f),
        }
    }
}

/// When nothing else is said.
const MORNING: Time = Time::constant(10, 0, 0, 0);

/// `None` when it lies beyond every calendar.
pub fn due_at(step: &Step, origin: Origin, zone: Option<&str>) -> Option<Timestamp> {
    let zone = zone.and_then(time_zone).unwrap_or(TimeZone::UTC);
    let days = step.days.days();
    let hours = SignedDuration::from_hours(i64::from(step.hours));
    match (origin, step.time) {
        (Origin::Moment(at), None) => {
            let local = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?.to_zoned(zone);
            Some(stamp(&local.checked_add(days).ok()?.checked_add(hours).ok()?))
        }
        (Origin::Moment(at), Some(time)) => {
            let local = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?.to_zoned(zone.clone());
            let date = local.checked_add(days).ok()?.checked_add(hours).ok()?.date();
            let due = stamp(&date.to_datetime(time).to_zoned(zone.clone()).ok()?);
            // What began it this evening has its morning tomorrow.
            if due < at && step.days >= 0 && step.hours >= 0 {
                return Some(stamp(&date.tomorrow().ok()?.to_datetime(time).to_zoned(zone).ok()?));
            }
            Some(due)
        }
        (Origin::Day(day), time) => {
            let begins = day.checked_add(days).ok()?.to_datetime(time.unwrap_or(MORNING));
            Some(stamp(&begins.to_zoned(zone).ok()?.checked_add(hours).ok()?))
        }
    }
}

fn stamp(zoned: &jiff::Zoned) -> Timestamp {
    Timestamp(zoned.timestamp().as_millisecond())
}

/// The value of an attribute as what a series begins by: a date, or a moment.
pub fn origin(value: &Value) -> Option<Origin> {
    let text = value.as_str()?;
    if let Ok(day) = text.parse::<Date>()
        && text.len() == "2027-01-31".len()
    {
        return Some(Origin::Day(day));
    }
    let moment: jiff::Timestamp = text.parse().ok()?;
    Some(Origin::Moment(Timestamp(moment.as_millisecond())))
}

/// Before every id that is made from this moment on, as text.
pub fn first_id(at: Timestamp) -> String {
    let millis = u64::try_from(at.as_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid().to_string()
}

/// That day in another year; the 29th of February is the 28th where there is none.
pub fn anniversary(day: Date, year: i16) -> Option<Date> {
    Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, day.month(), 28)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::plan::Plan;
    use serde_json::json;

    fn step(days: i32, hours: i32, time: Option<&str>) -> Step {
        let plan = Plan::read(json!({"variants": [{"name": "A", "template": "t", "language": "es"}]})).unwrap();
        let message = plan.variants.into_iter().next().unwrap();
        Step { days, hours, time: time.map(|time| time.parse().unwrap()), message }
    }

    fn moment(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn when_a_step_is_due() {
        let mexico = Some("America/Mexico_City");
        let york = Some("America/New_York");
        for (began, days, hours, time, zone, due) in [
            // Hours after an event, wherever the person is.
            ("2026-03-01T18:00:00Z", 0, 1, None, mexico, "2026-03-01T19:00:00Z"),
            // Three days later at the same time of day, also over the change of clocks.
            ("2026-03-06T15:00:00Z", 3, 0, None, york, "2026-03-09T14:00:00Z"),
            // In the morning of the next day.
            ("2026-03-02T02:00:00Z", 1, 0, Some("09:30"), mexico, "2026-03-02T15:30:00Z"),
            // This morning is over already.
            ("2026-03-01T18:00:00Z", 0, 0, Some("09:30"), mexico, "2026-03-02T15:30:00Z"),
            // Before an appointment.
            ("2026-03-10T16:00:00Z", -1, 0, None, mexico, "2026-03-09T16:00:00Z"),
            ("2026-03-10T16:00:00Z", 0, -2, None, mexico, "2026-03-10T14:00:00Z"),
            ("2026-03-10T16:00:00Z", -3, 0, Some("08:00"), mexico, "2026-03-07T14:00:00Z"),
            // A day has no time of its own.
            ("2026-05-17", 0, 0, None, mexico, "2026-05-17T16:00:00Z"),
            ("2026-05-17", -3, 0, Some("08:15"), mexico, "2026-05-14T14:15:00Z"),
            ("2026-05-17", 0, 0, None, None, "2026-05-17T10:00:00Z"),
            ("2026-05-17", 0, 0, None, Some("Mars/Base"), "2026-05-17T10:00:00Z"),
        ] {
            let began = origin(&Value::from(began)).unwrap();
            assert_eq!(
                due_at(&step(days, hours, time), began, zone),
                Some(moment(due)),
                "{began:?} {days} {hours} {time:?}"
            );
        }
    }

    #[test]
    fn what_a_series_can_begin_by() {
        for (value, is) in [
            (json!("2026-05-17"), true),
            (json!("2026-05-17T10:00:00Z"), true),
            (json!("17/05/2026"), false),
            (json!("2026-02-30"), false),
            (json!(20_260_517), false),
            (json!(null), false),
        ] {
            let read = origin(&value);
            assert_eq!(read.is_some(), is, "{value}");
            assert_eq!(read.and_then(|read| origin(&Value::from(read.to_string()))), read, "{value}");
        }
    }

    #[test]
    fn ids_made_from_a_moment_on_come_after_its_first() {
        use crate::id::{EventId, IdSource};
        let at = Timestamp(1_790_000_000_000);
        let mut ids = IdSource::new(3);
        let before = EventId::new(&mut ids, Timestamp(at.0 - 1)).to_string();
        let then = EventId::new(&mut ids, at).to_string();
        assert!(before < first_id(at) && first_id(at) < then);
    }

    #[test]
    fn a_birthday_in_other_years() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        for (born, year, expected) in
            [("1990-05-17", 2026, "2026-05-17"), ("2000-02-29", 2027, "2027-02-28"), ("2000-02-29", 2028, "2028-02-29")]
        {
            assert_eq!(anniversary(day(born), year), Some(day(expected)), "{born} in {year}");
        }
    }
}
