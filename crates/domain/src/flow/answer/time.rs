//! Times of day. An hour from 1 to 7 that says no more is in the afternoon: nobody books a table for five in the morning.

use super::{date, number, words};
use jiff::civil::{Date, DateTime, Time};

const FILLERS: &[&str] = &[
    "a", "las", "la", "as", "at", "aas", "hora", "horas", "hs", "h", "sobre", "hacia", "de", "da", "del", "do", "en",
    "in", "the", "o", "clock", "punto", "por", "favor", "please", "para", "around", "tipo", "umas",
];
const MORNING: &[&str] = &["manana", "manha", "morning", "am", "a.m", "madrugada"];
const AFTERNOON: &[&str] = &["tarde", "afternoon", "evening", "noche", "noite", "night", "pm", "p.m"];
const NAMED: &[(&str, i8)] = &[
    ("mediodia", 12),
    ("meio-dia", 12),
    ("noon", 12),
    ("midday", 12),
    ("medianoche", 0),
    ("meia-noite", 0),
    ("midnight", 0),
];

pub fn read(text: &str) -> Option<Time> {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    read_words(&words)
}

/// A day and a time in one text: `mañana a las 5`, `31/3 17:05`, `sexta às 15h30`.
pub fn read_with_date(text: &str, today: Date) -> Option<DateTime> {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let splits = || (1..words.len()).filter_map(|at| words.split_at_checked(at));
    let day_first = splits().find_map(|(day, time)| Some((date::read_words(day, today)?, read_words(time)?)));
    let time_first = || splits().find_map(|(time, day)| Some((date::read_words(day, today)?, read_words(time)?)));
    let (day, time) = day_first.or_else(time_first).or_else(|| {
        let (day, time) = words.first()?.split_once('t')?;
        Some((day.parse().ok()?, read_words(&[time])?))
    })?;
    Some(day.to_datetime(time))
}

fn read_words(words: &[&str]) -> Option<Time> {
    if words.is_empty() || words.len() > 8 {
        return None;
    }
    if let [word] = words
        && let Some((_, hour)) = NAMED.iter().find(|(name, _)| name == word)
    {
        return Time::new(*hour, 0, 0, 0).ok();
    }
    let is =
        |names: &[&str]| words.iter().any(|word| names.contains(word) || names.iter().any(|name| ends_in(word, name)));
    let (morning, afternoon) = (is(MORNING), is(AFTERNOON));
    let meaning = |word: &&&str| !FILLERS.contains(*word) && !MORNING.contains(*word) && !AFTERNOON.contains(*word);
    let rest: Vec<&str> = words.iter().filter(meaning).map(|word| without_half(word)).collect();
    let (hour, minute, exact) = in_digits(&rest).or_else(|| in_words(&rest))?;
    let hour = match (morning, afternoon) {
        (true, false) if hour == 12 => 0,
        (false, true) if (1..12).contains(&hour) => hour + 12,
        (false, false) if !exact && (1..8).contains(&hour) => hour + 12,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// `5pm`.
fn ends_in(word: &str, half: &str) -> bool {
    half.len() == 2
        && word.strip_suffix(half).is_some_and(|number| number.ends_with(|last: char| last.is_ascii_digit()))
}

fn without_half(word: &str) -> &str {
    let bare = word.strip_suffix("am").or_else(|| word.strip_suffix("pm"));
    bare.filter(|bare| bare.ends_with(|last: char| last.is_ascii_digit())).unwrap_or(word)
}

/// (hour, minute, whether it can only be meant in this half of the day)
type Read = (i8, i8, bool);

/// `17:05`, `17.05`, `17h05`, `17h`, `1705` is none. With a leading zero an hour is what it says.
fn in_digits(words: &[&str]) -> Option<Read> {
    let [word] = words else { return None };
    let (hour, minute) = match word.split_once([':', 'h', '.']) {
        Some((hour, "")) => (hour, "0"),
        Some((hour, minute)) => (hour, minute.trim_end_matches(['h', 's', 'm', 'i', 'n'])),
        None => (*word, "0"),
    };
    let is_short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_short(hour) || !is_short(minute) {
        return None;
    }
    let exact = hour.starts_with('0');
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    Some((if hour == 24 { 0 } else { hour }, minute, exact))
}

/// `cinco y media`, `5 y cuarto`, `sete e meia`, `seis menos cuarto`, `half past five`, `quarter to six`.
fn in_words(words: &[&str]) -> Option<Read> {
    let (words, part) = match words {
        ["half", "past", hour @ ..] | [hour @ .., "y" | "e", "media" | "meia"] => (hour, 30),
        ["quarter", "past", hour @ ..] | [hour @ .., "y", "cuarto"] => (hour, 15),
        ["quarter", "to", hour @ ..] | [hour @ .., "menos", "cuarto"] => (hour, -15),
        [hour, "y" | "e", minutes @ ..] | [hour, minutes @ ..] if !minutes.is_empty() => {
            let minutes = small(&minutes.join(" "), 59)?;
            return Some((small(hour, 23)?, minutes, false));
        }
        hour => (hour, 0),
    };
    let hour = small(&words.join(" "), 23)?;
    Some(if part < 0 { ((hour + 23) % 24, 60 + part, false) } else { (hour, part, false) })
}

fn small(text: &str, most: i8) -> Option<i8> {
    let number =
        number::read_alone(text).filter(|number| number.fract() == 0.0 && (0.0..=f64::from(most)).contains(number))?;
    #[expect(clippy::cast_possible_truncation, reason = "whole and small")]
    let number = number as i8;
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_say_them() {
        for (text, expected) in [
            ("17:05", Some("17:05")),
            ("17.05", Some("17:05")),
            ("17h", Some("17:00")),
            ("às 15h30", Some("15:30")),
            ("a las 5", Some("17:00")),
            ("5", Some("17:00")),
            ("05:00", Some("05:00")),
            ("10", Some("10:00")),
            ("9 de la noche", Some("21:00")),
            ("9 de la mañana", Some("09:00")),
            ("5 pm", Some("17:00")),
            ("5:30pm", Some("17:30")),
            ("5am", Some("05:00")),
            ("cinco y media", Some("17:30")),
            ("cinco y media de la tarde", Some("17:30")),
            ("las seis menos cuarto", Some("17:45")),
            ("sete e meia da noite", Some("19:30")),
            ("half past five", Some("17:30")),
            ("ten", Some("10:00")),
            ("mediodía", Some("12:00")),
            ("noon", Some("12:00")),
            ("12 am", Some("00:00")),
            ("25:00", None),
            ("1705", None),
            ("temprano", None),
            ("", None),
        ] {
            let read = read(text).map(|time| format!("{:02}:{:02}", time.hour(), time.minute()));
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_day_and_a_time_stand_in_one_text() {
        let today: Date = "2026-03-10".parse().unwrap();
        for (text, expected) in [
            ("mañana a las 5", Some("2026-03-11 17:00")),
            ("mañana a las 9 de la mañana", Some("2026-03-11 09:00")),
            ("31/3 17:05", Some("2026-03-31 17:05")),
            ("sexta às 15h30", Some("2026-03-13 15:30")),
            ("el viernes 13 de marzo a las 10", Some("2026-03-13 10:00")),
            ("tomorrow at 3 pm", Some("2026-03-11 15:00")),
            ("a las 5 el lunes", Some("2026-03-16 17:00")),
            ("2026-03-31 18:00", Some("2026-03-31 18:00")),
            ("2026-03-31T18:00", Some("2026-03-31 18:00")),
            ("mañana", None),
            ("a las 5", None),
        ] {
            let read = read_with_date(text, today).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}
