//! Whose date is near: a condition that finds them among everybody, and the days that one person's attribute stands for.

use super::moment::{self, Origin};
use super::plan::{Series, Trigger};
use crate::contact::Contact;
use crate::segment::condition::Attribute;
use crate::segment::value::ValueTest;
use crate::segment::{Condition, Moment};
use crate::time::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long before the first step somebody is enrolled.
pub const NEAR: Duration = Duration::from_hours(48);

/// Days around today on which a step may be due: too late is a day, near are two, and a time zone adds one either way.
const BACK: i32 = 2;
const AHEAD: i32 = 3;

/// The contacts that the dates of a series may concern now; `None` for a series that begins by events.
pub fn condition(series: &Series, now: Timestamp) -> Option<Condition> {
    let Trigger::Date { attribute, yearly } = &series.trigger else { return None };
    let days = days(series, now)?;
    let tests = if *yearly {
        let texts: BTreeSet<String> = days.iter().flat_map(|day| of_the_year(*day)).collect();
        texts.into_iter().map(|text| test(attribute, ValueTest::Contains(text))).collect()
    } else {
        spans(&days).into_iter().filter_map(|(from, before)| between(attribute, from, before)).collect()
    };
    Some(Condition::Any(tests))
}

fn between(attribute: &str, from: Date, before: Date) -> Option<Condition> {
    let day = |day: Date| Moment::parse(&day.to_string());
    let tests = [ValueTest::Since(day(from)?), ValueTest::Before(day(before)?)];
    Some(Condition::All(tests.map(|it| test(attribute, it)).into()))
}

fn test(attribute: &str, test: ValueTest) -> Condition {
    Condition::Attribute(Attribute { name: attribute.to_owned(), test })
}

/// As it stands in a date: `-05-17`; those born on the 29th of February have the 28th in other years.
fn of_the_year(day: Date) -> Vec<String> {
    let text = |day: Date| day.strftime("-%m-%d").to_string();
    let is_last = day.month() == 2 && day.day() == 28 && !day.in_leap_year();
    std::iter::once(text(day)).chain(is_last.then(|| "-02-29".to_owned())).collect()
}

/// The days of the attribute for which some step is due around now.
fn days(series: &Series, now: Timestamp) -> Option<BTreeSet<Date>> {
    let today = day_of(now)?;
    let mut days = BTreeSet::new();
    for step in &series.steps {
        let offset = step.days.saturating_add(step.hours.div_euclid(24));
        for around in -BACK..=AHEAD {
            days.extend(today.checked_add(around.saturating_sub(offset).days()).ok());
        }
    }
    Some(days)
}

/// Days in a row as the first and the one after the last.
fn spans(days: &BTreeSet<Date>) -> Vec<(Date, Date)> {
    let mut spans: Vec<(Date, Date)> = Vec::new();
    for day in days {
        let Ok(next) = day.tomorrow() else { continue };
        match spans.last_mut() {
            Some((_, before)) if before == day => *before = next,
            _ => spans.push((*day, next)),
        }
    }
    spans
}

fn day_of(at: Timestamp) -> Option<Date> {
    let instant = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?;
    Some(instant.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// What a contact's attribute stands for now: itself, or its day in the years around.
pub fn origins(series: &Series, contact: &Contact, now: Timestamp) -> Vec<Origin> {
    let Trigger::Date { attribute, yearly } = &series.trigger else { return Vec::new() };
    let Some(told) = contact.fields.get(attribute).and_then(moment::origin) else { return Vec::new() };
    if !yearly {
        return vec![told];
    }
    let born = match told {
        Origin::Day(day) => Some(day),
        Origin::Moment(at) => day_of(at),
    };
    let Some((born, this_year)) = born.zip(day_of(now).map(Date::year)) else { return Vec::new() };
    let years = [this_year.checked_sub(1), Some(this_year), this_year.checked_add(1)];
    years.into_iter().flatten().filter_map(|year| moment::anniversary(born, year)).map(Origin::Day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Contact;
    use crate::id::{ContactId, IdSource};
    use crate::segment::{Library, Person, matches};
    use crate::series::enrolment::begin;
    use serde_json::{Value, json};

    fn series(yearly: bool, steps: &[(i32, i32)]) -> Series {
        let message = json!({"name": "A", "template": "t", "language": "es"});
        let steps: Vec<Value> =
            steps.iter().map(|(days, hours)| json!({"days": days, "hours": hours, "message": message})).collect();
        Series::read(json!({"trigger": {"kind": "date", "attribute": "day", "yearly": yearly}, "steps": steps}))
            .unwrap()
    }

    fn contact(day: &str) -> Contact {
        let mut contact = Contact::new(ContactId::new(&mut IdSource::new(1), Timestamp(1)), "Ana", Timestamp(1));
        contact.fields.insert("day".to_owned(), json!(day));
        contact
    }

    fn now(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    /// Everybody who could begin is found by the condition, whichever zone they are in.
    #[test]
    fn whoever_has_a_step_near_is_found() {
        let mut begun = 0;
        for (yearly, steps) in [
            (true, vec![(0, 0)]),
            (true, vec![(-7, 0), (0, 0), (1, 12)]),
            (false, vec![(-3, 0), (0, -2)]),
            (false, vec![(30, 0)]),
        ] {
            let series = series(yearly, &steps);
            for today in
                ["2026-05-17T12:00:00Z", "2027-03-01T00:30:00Z", "2026-12-31T23:30:00Z", "2028-02-28T08:00:00Z"]
            {
                let now = now(today);
                let condition = condition(&series, now).unwrap();
                let first = day_of(now).unwrap().checked_sub(40.days()).unwrap();
                for later in 0..80 {
                    let day = first.checked_add(later.days()).unwrap();
                    let day = if yearly { moment::anniversary(day, 2000).unwrap_or(day) } else { day };
                    let contact = contact(&day.to_string());
                    for zone in ["Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago"] {
                        let near = origins(&series, &contact, now).into_iter().any(|origin| {
                            begin(&series, origin, Some(zone), now).is_some_and(|it| it.due_at <= now.plus(NEAR))
                        });
                        let person = Person::new(contact.clone(), []);
                        let is_found = matches(&condition, &person, &Library::new([]), now);
                        assert!(!near || is_found, "{steps:?} {today} {day} {zone}");
                        begun += usize::from(near);
                    }
                }
            }
        }
        assert!(begun > 100, "{begun} began");
    }

    #[test]
    fn a_birthday_comes_every_year() {
        let series = series(true, &[(0, 0)]);
        let days = |born: &str, today: &str| -> Vec<String> {
            origins(&series, &contact(born), now(today)).iter().map(ToString::to_string).collect()
        };
        assert_eq!(days("1990-05-17", "2026-05-17T12:00:00Z"), ["2025-05-17", "2026-05-17", "2027-05-17"]);
        assert_eq!(days("2000-02-29", "2027-02-28T12:00:00Z")[1], "2027-02-28");
        assert!(days("soon", "2027-02-28T12:00:00Z").is_empty());
        assert!(
            origins(&self::series(false, &[(0, 0)]), &contact("2026-05-17"), now("2026-05-17T12:00:00Z")).len() == 1
        );
    }
}
