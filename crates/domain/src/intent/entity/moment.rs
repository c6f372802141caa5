//! Days and hours as flows remember them: `2026-03-31`, `17:05`, `2026-03-31 17:05`, and stretches from one to the other.

use super::BuiltIn;
use super::built_in::number;
use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};
use nlu::entity::{Entity, Kind, Modifier, Moment, Shape, Value as Reading};
use serde_json::{Value, json};

const DAY: &str = "%Y-%m-%d";
const HOUR: &str = "%H:%M";
const BOTH: &str = "%Y-%m-%d %H:%M";

/// The readings under each name they have: a day with its hour is also a day, and also an hour.
pub(super) fn all_of(text: &str, found: &Entity, today: Date) -> Vec<(BuiltIn, Vec<Value>)> {
    let moments = readings(text, found, today);
    let Some(shape) = moments.first().map(|moment| moment.shape) else { return Vec::new() };
    let points = |form| distinct(moments.iter().filter_map(|moment| Some(written(moment.start?, form))));
    let stretches = |form| distinct(moments.iter().filter_map(|moment| stretch(moment, form)));
    match shape {
        Shape::Date => vec![(BuiltIn::Date, points(DAY))],
        Shape::Time => vec![(BuiltIn::Time, points(HOUR))],
        Shape::DateTime => {
            vec![(BuiltIn::DateTime, points(BOTH)), (BuiltIn::Date, points(DAY)), (BuiltIn::Time, points(HOUR))]
        }
        Shape::DateRange => vec![(BuiltIn::DateRange, stretches(DAY))],
        Shape::TimeRange => vec![(BuiltIn::TimeRange, stretches(HOUR))],
        Shape::DateTimeRange => {
            let is_within_a_day = |moment: &Moment| {
                moment.start.zip(moment.end).is_some_and(|(start, end)| end.duration_since(start).as_hours() < 24)
            };
            let mut all = vec![(BuiltIn::DateTimeRange, stretches(BOTH))];
            if moments.iter().all(is_within_a_day) {
                all.extend([(BuiltIn::Date, points(DAY)), (BuiltIn::TimeRange, stretches(HOUR))]);
            }
            all
        }
        Shape::Duration => {
            vec![(BuiltIn::Duration, distinct(moments.iter().filter_map(|it| it.seconds.map(number))))]
        }
        Shape::Recurrence | Shape::TimeZone => Vec::new(),
    }
}

/// The readings that can be remembered. A weekday that is today means the one that comes: for today people say "today".
/// An hour with a leading zero is what it says.
fn readings(text: &str, found: &Entity, today: Date) -> Vec<Moment> {
    let is_exact = |modifier: Option<Modifier>| matches!(modifier, None | Some(Modifier::Approximately));
    let moments = found.values.iter().filter_map(|value| match value {
        Reading::Moment(moment) if is_exact(moment.modifier) => Some(moment.clone()),
        _ => None,
    });
    let early_only = says_zero_hour(found, text);
    let in_half = |moment: &Moment| !early_only || moment.start.is_none_or(|at| at.hour() < 12);
    moments.filter(in_half).map(|moment| coming_weekday(moment, today)).collect()
}

fn coming_weekday(mut moment: Moment, today: Date) -> Moment {
    let is_today = moment.timex.starts_with("XXXX-WXX-") && moment.start.is_some_and(|at| at.date() == today);
    if is_today {
        let later = |at: DateTime| at.checked_add(1.week()).unwrap_or(at);
        moment.start = moment.start.map(later);
        moment.end = moment.end.map(later);
    }
    moment
}

/// "A las 05:00", "05h"; not the fifth of a month, "05/03".
fn says_zero_hour(found: &Entity, text: &str) -> bool {
    let words = text.get(found.span.clone()).unwrap_or(&found.text).split_whitespace();
    let is_hour = |word: &str| {
        let mut letters = word.chars();
        letters.next() == Some('0') && letters.next().is_some_and(|second| second.is_ascii_digit())
    };
    words.into_iter().any(|word| is_hour(word) && !word.contains(['/', '-', '.']))
}

fn written(at: DateTime, form: &str) -> Value {
    at.strftime(form).to_string().into()
}

fn stretch(moment: &Moment, form: &str) -> Option<Value> {
    let side = |at: Option<DateTime>| at.map(|at| written(at, form));
    let (from, to) = (side(moment.start), side(moment.end));
    (from.is_some() || to.is_some()).then(|| json!({"from": from, "to": to}))
}

fn distinct(values: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut distinct = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}

/// The day that answers "which day?" with a stretch: "dentro de 3 días" ends on it, "la semana que viene" is today's
/// weekday in it.
pub(super) fn day_of_stretch(found: &Entity, today: Date) -> Option<(String, Vec<Value>)> {
    let Some(Reading::Moment(moment)) = found.values.first().filter(|_| found.kind == Kind::Moment) else {
        return None;
    };
    let (start, end) = (moment.start?.date(), moment.end?.date());
    let in_a_week = today.checked_add(Span::new().weeks(1)).ok()?;
    let day = match moment.shape {
        Shape::DateRange if start == today && moment.timex.contains(",P") => end,
        Shape::DateRange if moment.timex.contains("-W") && (start..end).contains(&in_a_week) => in_a_week,
        _ => return None,
    };
    Some((found.text.clone(), vec![day.to_string().into()]))
}

/// Asked for the hour, people answer "5".
pub(super) fn bare_hour(text: &str, found: &[Entity]) -> Option<(String, Vec<Value>)> {
    let [one] = found else { return None };
    let Some(Reading::Number { value, .. }) = one.values.first() else { return None };
    let alone = text.split_whitespace().count() <= 2 && value.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be an hour of a day")]
    let hour = (alone && (0.0..=24.0).contains(value)).then_some(*value as i64)? % 24;
    let is_open = (1..=12).contains(&hour) && !one.text.starts_with('0');
    let hours = if is_open { vec![hour, (hour + 12) % 24] } else { vec![hour] };
    Some((one.text.clone(), hours.into_iter().map(|hour| format!("{hour:02}:00").into()).collect()))
}

/// `1 2 2026` is `1/2/2026`.
pub(super) fn date_with_spaces(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_number = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.len() == 3 && parts.iter().all(is_number)).then(|| parts.join("/"))
}

/// `17.05` is `17:05`.
pub(super) fn time_with_dot(text: &str) -> Option<String> {
    let (hour, minute) = text.trim().split_once('.')?;
    let is_digits =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_digits(hour, 2) && is_digits(minute, 2) && minute.len() == 2).then(|| format!("{hour}:{minute}"))
}

/// The readings in the order people mean them when they look ahead: what has not passed first, and an hour from 1 to 7
/// that says no more in the afternoon.
pub(crate) fn likeliest_first(values: &mut [Value], now: DateTime) {
    let (today, this_minute) = (now.date().to_string(), now.strftime(BOTH).to_string());
    let unlikely = |value: &Value| {
        let Some(text) = value.as_str() else { return (false, false) };
        let hour = text.get(text.len().saturating_sub(5)..).and_then(|time| time.get(..2));
        let is_time = text.ends_with(|last: char| last.is_ascii_digit()) && text.contains(':');
        let hour = hour.filter(|_| is_time).and_then(|hour| hour.parse::<u8>().ok());
        let is_past = match text.len() {
            10 => text < today.as_str(),
            16 => text < this_minute.as_str(),
            _ => false,
        };
        (is_past, hour.is_some_and(|hour| hour < 8))
    };
    values.sort_by_key(unlikely);
}
