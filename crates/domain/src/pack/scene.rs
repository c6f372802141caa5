//! A pack come alive: the world its tests describe, moved to today, for a demo to play.

use super::{Pack, PackError};
use crate::flow::test::document::Stub;
use crate::flow::test::{Given, common_ground};
use crate::time::Timestamp;
use serde_json::{Map, Value};

const WEEK: i64 = 7;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What surrounds the flows of a pack.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// What its flows read as `settings.NAME`.
    pub settings: Map<String, Value>,
    /// What the business's other systems answer; the first that fits does.
    pub answers: Vec<Stub>,
    /// What customers begin with.
    pub openings: Vec<String>,
}

impl Scene {
    /// Days are moved by whole weeks, so that what lay ahead in a test lies ahead now, on the same day of the week.
    pub fn of(pack: &Pack, now: Timestamp) -> Result<Self, PackError> {
        let mut scene = Self::default();
        for part in &pack.parts {
            scene.openings.extend(part.playbook.starts_with.iter().cloned());
            let Some(file) = part.test_file()? else { continue };
            let Given { at, settings, http, .. } = common_ground(&file);
            let days = at.map_or(0, |then| weeks_between(then.0, now) * WEEK);
            scene.settings.extend(settings.into_iter().map(|(name, value)| (name, moved(value, days))));
            scene.answers.extend(http.into_iter().map(|stub| moved_stub(stub, days)));
        }
        Ok(scene)
    }

    /// Has the systems be asked elsewhere: `new_address` of `https://agenda.example`. Other links stay as they are.
    pub fn redirect(&mut self, new_address: impl Fn(&str) -> String) {
        for value in self.settings.values_mut() {
            let Value::String(text) = value else { continue };
            let is_asked = text.starts_with("https://") && self.answers.iter().any(|stub| stub.url.starts_with(&*text));
            if is_asked {
                *text = new_address(text);
            }
        }
    }
}

/// Rounded up; none for a moment that is still to come.
fn weeks_between(then: Timestamp, now: Timestamp) -> i64 {
    let days = now.as_millis().saturating_sub(then.as_millis()).max(0) / DAY_MS;
    (days + WEEK - 1) / WEEK
}

fn moved_stub(stub: Stub, days: i64) -> Stub {
    Stub {
        url: moved_text(&stub.url, days),
        with: stub.with.map(|with| moved(with, days)),
        body: moved(stub.body, days),
        ..stub
    }
}

/// With every day in its texts so much later.
fn moved(value: Value, days: i64) -> Value {
    match value {
        Value::String(text) => Value::String(moved_text(&text, days)),
        Value::Array(items) => items.into_iter().map(|item| moved(item, days)).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, moved(value, days))).collect(),
        other => other,
    }
}

fn moved_text(text: &str, days: i64) -> String {
    const LENGTH: usize = "2026-03-31".len();
    let later = |day: &str| {
        let day: jiff::civil::Date = day.parse().ok()?;
        day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
    };
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let day = rest.get(..LENGTH).and_then(later);
        match day {
            Some(day) => moved.push_str(&day.to_string()),
            None => moved.push(character),
        }
        let passed = if day.is_some() { LENGTH } else { character.len_utf8() };
        rest = rest.get(passed..).unwrap_or_default();
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn days_are_moved_wherever_they_stand() {
        for (text, expected) in [
            ("2026-03-31", "2026-04-14"),
            ("el 2026-03-31 09:00, año 2026", "el 2026-04-14 09:00, año 2026"),
            ("https://a.example/slots?day=2026-02-20*", "https://a.example/slots?day=2026-03-06*"),
            ("2026-13-31", "2026-13-31"),
            ("1234567890 €", "1234567890 €"),
        ] {
            assert_eq!(moved_text(text, 14), expected);
        }
        let body = json!({"n": 2, "slots": [{"day": "2026-01-01"}]});
        assert_eq!(moved(body, 7), json!({"n": 2, "slots": [{"day": "2026-01-08"}]}));
    }

    #[test]
    fn what_lay_ahead_lies_ahead_on_the_same_day_of_the_week() {
        let day = |days: i64| Timestamp(days * DAY_MS);
        for (now, weeks) in [(0, 0), (1, 1), (7, 1), (8, 2), (-30, 0)] {
            assert_eq!(weeks_between(day(0), day(now)), weeks, "{now}");
        }
    }

    #[test]
    fn only_systems_that_are_asked_are_asked_elsewhere() {
        let stub: Stub = serde_json::from_value(json!({"url": "https://agenda.example/slots/*"})).unwrap();
        let settings = json!({"agenda": "https://agenda.example", "map": "https://maps.example", "city": "Madrid"});
        let Value::Object(settings) = settings else { panic!("an object") };
        let mut scene = Scene { settings, answers: vec![stub], openings: Vec::new() };
        scene.redirect(|address| address.replace("https://", "http://127.0.0.1:1/"));
        assert_eq!(scene.settings["agenda"], "http://127.0.0.1:1/agenda.example");
        assert_eq!(
            (&scene.settings["map"], &scene.settings["city"]),
            (&json!("https://maps.example"), &json!("Madrid"))
        );
    }
}
