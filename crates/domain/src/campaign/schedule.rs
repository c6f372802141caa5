//! When a message may go: by the plan, by the clock of whoever gets it, and by how many go before it.

use super::lot::Lot;
use super::plan::{Every, RECIPIENT_CLOCK, Schedule, Start, Window};
use crate::flow::scope::time_zone;
use crate::time::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::time::Duration;

const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);
/// The first hour of a day anywhere is so long before that of UTC.
const EASTERNMOST: Duration = Duration::from_hours(14);

/// When the ledger is to be written; `None` for at once.
pub fn planning_begins(schedule: &Schedule, now: Timestamp) -> Option<Timestamp> {
    let at = match &schedule.start {
        Start::Now => return None,
        Start::At { at } => *at,
        Start::Local { date, time } => instant(date.to_datetime(*time), &TimeZone::UTC)?.minus(EASTERNMOST),
    };
    (at > now).then_some(at)
}

/// The schedule of the run after one that began then; `None` after the last. The repetition goes on with it.
pub fn next_run(schedule: &Schedule, began: Timestamp) -> Option<Schedule> {
    let repeat = schedule.repeat.as_ref()?;
    let span = match repeat.every {
        Every::Day => 1.day(),
        Every::Week => 1.week(),
        Every::Month => 1.month(),
    };
    let (date, start) = match &schedule.start {
        Start::Local { date, time } => {
            let date = date.checked_add(span).ok()?;
            (date, Start::Local { date, time: *time })
        }
        Start::Now | Start::At { .. } => {
            let next = local(began, &TimeZone::UTC)?.checked_add(span).ok()?;
            (next.date(), Start::At { at: instant(next, &TimeZone::UTC)? })
        }
    };
    (date <= repeat.until).then(|| Schedule { start, ..schedule.clone() })
}

/// What decides when one contact's message may go.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    pub schedule: &'a Schedule,
    /// When the campaign begins.
    pub begins: Timestamp,
    pub lot: Lot,
    /// The contact's time zone, if it is known.
    pub zone: Option<&'a str>,
    /// How many of the same campaign may go before.
    pub before: u64,
}

impl Turn<'_> {
    /// The first moment at which it may go.
    pub fn due_at(&self) -> Timestamp {
        let schedule = self.schedule;
        let zone = self.zone();
        let begins = match &schedule.start {
            Start::Local { date, time } => {
                instant(date.to_datetime(*time), &zone).map_or(self.begins, |local| local.max(self.begins))
            }
            Start::Now | Start::At { .. } => self.begins,
        };
        let minutes = u32::try_from(self.lot.wave_minutes(&schedule.waves)).unwrap_or(u32::MAX);
        let days = schedule.daily_cap.map_or(0, |cap| self.before / u64::from(cap.max(1)));
        let due_at = begins.plus(MINUTE * minutes).plus(DAY * u32::try_from(days).unwrap_or(u32::MAX));
        self.permitted(due_at)
    }

    /// That moment, or the first after it that is not quiet.
    pub fn permitted(&self, at: Timestamp) -> Timestamp {
        match &self.schedule.window {
            Some(window) => next_open(window, at, &window_zone(window, self.zone)),
            None => at,
        }
    }

    fn zone(&self) -> TimeZone {
        self.zone.and_then(time_zone).unwrap_or(TimeZone::UTC)
    }
}

/// Whether somebody in this zone may be written to now.
pub fn is_open(window: &Window, at: Timestamp, zone: Option<&str>) -> bool {
    local(at, &window_zone(window, zone)).is_some_and(|local| contains(window, local))
}

/// That moment, or the first after it at which the window is open.
pub fn open_from(window: &Window, at: Timestamp, zone: Option<&str>) -> Timestamp {
    next_open(window, at, &window_zone(window, zone))
}

fn window_zone(window: &Window, of_recipient: Option<&str>) -> TimeZone {
    let name = if window.clock == RECIPIENT_CLOCK { of_recipient } else { Some(window.clock.as_str()) };
    name.and_then(time_zone).unwrap_or(TimeZone::UTC)
}

fn local(at: Timestamp, zone: &TimeZone) -> Option<DateTime> {
    Some(jiff::Timestamp::from_millisecond(at.as_millis()).ok()?.to_zoned(zone.clone()).datetime())
}

/// A time of day that a change of clocks leaves out is taken after it.
fn instant(local: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    Some(Timestamp(local.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()))
}

/// A window that ends before it begins goes over midnight, and belongs to the day it began on.
fn contains(window: &Window, local: DateTime) -> bool {
    let (date, time) = (local.date(), local.time());
    if window.from < window.until {
        return is_day(window, date) && (window.from..window.until).contains(&time);
    }
    time >= window.from && is_day(window, date)
        || time < window.until && date.yesterday().is_ok_and(|yesterday| is_day(window, yesterday))
}

fn is_day(window: &Window, date: Date) -> bool {
    let day = date.weekday().to_monday_one_offset();
    window.days.is_empty() || window.days.iter().any(|named| i16::from(*named) == i16::from(day))
}

fn next_open(window: &Window, at: Timestamp, zone: &TimeZone) -> Timestamp {
    let Some(here) = local(at, zone) else { return at };
    if contains(window, here) {
        return at;
    }
    let mut date = here.date();
    // A week and a day hold every day that can be named.
    for _ in 0..9 {
        if is_day(window, date)
            && let Some(opens) = instant(date.to_datetime(window.from), zone).filter(|opens| *opens >= at)
        {
            return opens;
        }
        let Ok(tomorrow) = date.tomorrow() else { return at };
        date = tomorrow;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::plan::{Plan, Wave};
    use crate::id::{CampaignId, ContactId, IdSource};
    use jiff::civil::Time;
    use proptest::prelude::*;
    use serde_json::json;

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn schedule(written: &serde_json::Value) -> Schedule {
        Plan::read(json!({ "schedule": written })).unwrap().schedule
    }

    fn lot() -> Lot {
        let mut ids = IdSource::new(1);
        Lot::of(CampaignId::new(&mut ids, Timestamp(1)), ContactId::new(&mut ids, Timestamp(1)))
    }

    fn due(written: &serde_json::Value, begins: &str, zone: Option<&str>, before: u64) -> String {
        let schedule = schedule(written);
        let turn = Turn { schedule: &schedule, begins: at(begins), lot: lot(), zone, before };
        turn.due_at().to_string()
    }

    #[test]
    fn when_a_message_may_go() {
        let day = json!({"window": {"from": "09:00", "until": "20:00"}});
        let office =
            json!({"window": {"from": "09:00", "until": "18:00", "days": [1, 2, 3, 4, 5], "clock": "America/Lima"}});
        let night = json!({"window": {"from": "22:00", "until": "06:00", "days": [5]}});
        let local = json!({"start": {"kind": "local", "date": "2026-11-30", "time": "10:00"}});
        for (written, begins, zone, before, expected) in [
            (json!({}), "2026-11-23T12:00:00Z", None, 0, "2026-11-23 12:00:00 UTC"),
            (day.clone(), "2026-11-23T12:00:00Z", Some("America/Lima"), 0, "2026-11-23 14:00:00 UTC"),
            (day.clone(), "2026-11-23T12:00:00Z", Some("Europe/Madrid"), 0, "2026-11-23 12:00:00 UTC"),
            (day, "2026-11-23T20:00:00Z", Some("Europe/Madrid"), 0, "2026-11-24 08:00:00 UTC"),
            (office, "2026-11-27T23:30:00Z", Some("Asia/Tokyo"), 0, "2026-11-30 14:00:00 UTC"),
            (night.clone(), "2026-11-28T03:00:00Z", None, 0, "2026-11-28 03:00:00 UTC"),
            (night, "2026-11-28T07:00:00Z", None, 0, "2026-12-04 22:00:00 UTC"),
            (local.clone(), "2026-11-29T10:00:00Z", Some("America/Lima"), 0, "2026-11-30 15:00:00 UTC"),
            (local, "2026-11-29T10:00:00Z", Some("Asia/Tokyo"), 0, "2026-11-30 01:00:00 UTC"),
            (json!({"daily_cap": 100}), "2026-11-23T12:00:00Z", None, 250, "2026-11-25 12:00:00 UTC"),
        ] {
            assert_eq!(due(&written, begins, zone, before), expected, "{written} {zone:?}");
        }
    }

    #[test]
    fn a_campaign_repeats_until_its_last_day() {
        for (every, until, start, began, expected) in [
            ("day", "2026-11-24", json!({"kind": "now"}), "2026-11-23T12:00:00Z", Some(json!("2026-11-24T12:00:00Z"))),
            ("day", "2026-11-23", json!({"kind": "now"}), "2026-11-23T12:00:00Z", None),
            ("week", "2027-01-01", json!({"kind": "now"}), "2026-11-23T12:00:00Z", Some(json!("2026-11-30T12:00:00Z"))),
            (
                "month",
                "2027-05-01",
                json!({"kind": "now"}),
                "2027-01-31T12:00:00Z",
                Some(json!("2027-02-28T12:00:00Z")),
            ),
            (
                "week",
                "2026-12-07",
                json!({"kind": "local", "date": "2026-11-30", "time": "10:00"}),
                "2026-11-29T20:00:00Z",
                Some(json!({"kind": "local", "date": "2026-12-07", "time": "10:00"})),
            ),
        ] {
            let schedule = schedule(&json!({"start": start, "repeat": {"every": every, "until": until}}));
            let next = next_run(&schedule, at(began)).map(|next| next.start);
            let expected = expected.map(|expected| match expected.as_str() {
                Some(moment) => Start::At { at: at(moment) },
                None => serde_json::from_value(expected).unwrap(),
            });
            assert_eq!(next, expected, "{every} until {until}");
        }
        assert_eq!(next_run(&schedule(&json!({})), at("2026-11-23T12:00:00Z")), None);
    }

    #[test]
    fn waves_wait_for_each_other() {
        let mut schedule = schedule(&json!({}));
        schedule.waves = vec![Wave { percent: 0.000_001, wait_minutes: 90 }];
        let turn = Turn { schedule: &schedule, begins: at("2026-11-23T12:00:00Z"), lot: lot(), zone: None, before: 0 };
        assert_eq!(turn.due_at().to_string(), "2026-11-23 13:30:00 UTC");
    }

    #[test]
    fn planning_begins_before_the_first_of_the_day_anywhere() {
        let now = at("2026-11-23T12:00:00Z");
        let begins = |written: serde_json::Value| planning_begins(&schedule(&written), now).map(|at| at.to_string());
        assert_eq!(begins(json!({})), None);
        assert_eq!(
            begins(json!({"start": {"kind": "local", "date": "2026-11-30", "time": "10:00"}})).unwrap(),
            "2026-11-29 20:00:00 UTC"
        );
        let past = json!({"start": {"kind": "at", "at": now.as_millis() - 1}});
        assert_eq!(begins(past), None);
    }

    proptest! {
        #[test]
        fn what_is_permitted_is_open_and_not_before(
            millis in 1_790_000_000_000_i64..1_830_000_000_000,
            from in 0_i8..24, until in 0_i8..24, days in prop::collection::vec(1_u8..8, 0..3),
            zone in prop::sample::select(vec!["America/Lima", "Europe/Madrid", "America/Sao_Paulo", "Asia/Kathmandu"]),
        ) {
            prop_assume!(from != until);
            let hour = |hour| Time::new(hour, 0, 0, 0).unwrap();
            let window = Window { from: hour(from), until: hour(until), days, clock: RECIPIENT_CLOCK.to_owned() };
            let opens = open_from(&window, Timestamp(millis), Some(zone));
            prop_assert!(opens >= Timestamp(millis));
            prop_assert!(is_open(&window, opens, Some(zone)), "{opens}");
        }
    }
}
