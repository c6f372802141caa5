//! Days: in digits, by name, and counted from today. The day stands before the month, unless the month is a word.

use super::{number, words};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

const DAYS: &[(&str, i64)] = &[
    ("hoy", 0),
    ("hoje", 0),
    ("today", 0),
    ("manana", 1),
    ("amanha", 1),
    ("tomorrow", 1),
    ("ayer", -1),
    ("ontem", -1),
    ("yesterday", -1),
    ("antier", -2),
    ("anteayer", -2),
    ("anteontem", -2),
];
const WEEKDAYS: &[(&str, Weekday)] = &[
    ("lunes", Weekday::Monday),
    ("segunda", Weekday::Monday),
    ("monday", Weekday::Monday),
    ("martes", Weekday::Tuesday),
    ("terca", Weekday::Tuesday),
    ("tuesday", Weekday::Tuesday),
    ("miercoles", Weekday::Wednesday),
    ("quarta", Weekday::Wednesday),
    ("wednesday", Weekday::Wednesday),
    ("jueves", Weekday::Thursday),
    ("quinta", Weekday::Thursday),
    ("thursday", Weekday::Thursday),
    ("viernes", Weekday::Friday),
    ("sexta", Weekday::Friday),
    ("friday", Weekday::Friday),
    ("sabado", Weekday::Saturday),
    ("saturday", Weekday::Saturday),
    ("domingo", Weekday::Sunday),
    ("sunday", Weekday::Sunday),
];
const MONTHS: &[(&str, i8)] = &[
    ("enero", 1),
    ("janeiro", 1),
    ("january", 1),
    ("ene", 1),
    ("jan", 1),
    ("febrero", 2),
    ("fevereiro", 2),
    ("february", 2),
    ("feb", 2),
    ("fev", 2),
    ("marzo", 3),
    ("marco", 3),
    ("march", 3),
    ("mar", 3),
    ("abril", 4),
    ("april", 4),
    ("abr", 4),
    ("apr", 4),
    ("mayo", 5),
    ("maio", 5),
    ("may", 5),
    ("mai", 5),
    ("junio", 6),
    ("junho", 6),
    ("june", 6),
    ("jun", 6),
    ("julio", 7),
    ("julho", 7),
    ("july", 7),
    ("jul", 7),
    ("agosto", 8),
    ("august", 8),
    ("ago", 8),
    ("aug", 8),
    ("septiembre", 9),
    ("setiembre", 9),
    ("setembro", 9),
    ("september", 9),
    ("sep", 9),
    ("set", 9),
    ("octubre", 10),
    ("outubro", 10),
    ("october", 10),
    ("oct", 10),
    ("out", 10),
    ("noviembre", 11),
    ("novembro", 11),
    ("november", 11),
    ("nov", 11),
    ("diciembre", 12),
    ("dezembro", 12),
    ("december", 12),
    ("dic", 12),
    ("dez", 12),
    ("dec", 12),
];
/// Words that say nothing by themselves.
const FILLERS: &[&str] = &[
    "el", "la", "dia", "de", "del", "o", "a", "no", "na", "do", "this", "este", "esta", "on", "the", "of", "para",
    "for", "proximo", "proxima", "next", "que", "viene", "vem", "feira", "em", "en", "por", "favor", "please",
    "dentro", "in", "daqui", "th", "st", "nd", "rd", "dias", "days", "day", "semana", "semanas", "week", "weeks",
    "pasado", "depois", "after",
];

/// The day that is meant, seen from `today`.
pub fn read(text: &str, today: Date) -> Option<Date> {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    read_words(&words, today)
}

pub(super) fn read_words(words: &[&str], today: Date) -> Option<Date> {
    if words.is_empty() || words.len() > 8 {
        return None;
    }
    let joined = words.join(" ");
    if let Some(date) = in_digits(&joined, today) {
        return Some(date);
    }
    if matches!(
        joined.trim_start_matches("el "),
        "pasado manana" | "depois de amanha" | "day after tomorrow" | "the day after tomorrow"
    ) {
        return today.checked_add(2.days()).ok();
    }
    by_name(words, today).or_else(|| counted(words, today))
}

/// `2026-03-31`, `31/3/2026`, `31.3.26`, `31-3`, `31 3 2026`. Without a year the next such day.
fn in_digits(text: &str, today: Date) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    if !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    match parts.as_slice() {
        [first, month, last] => {
            let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
            Date::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        [day, month] if !text.contains('.') && !text.contains(' ') => {
            next(day.parse().ok()?, month.parse().ok()?, today)
        }
        _ => None,
    }
}

fn year_of(text: &str) -> Option<i16> {
    match (text.len(), text.parse::<i16>().ok()?) {
        (4, year) => Some(year),
        (2, short) => Some(2000 + short),
        _ => None,
    }
}

/// This year's, or next year's when it has passed.
fn next(day: i8, month: i8, today: Date) -> Option<Date> {
    let this_year = Date::new(today.year(), month, day).ok();
    let next_year = || Date::new(today.year() + 1, month, day).ok();
    this_year.filter(|date| *date >= today).or_else(next_year)
}

fn find<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// `mañana`, `el viernes`, `15 de marzo`, `March 15th`, `el 15`.
fn by_name(words: &[&str], today: Date) -> Option<Date> {
    let (mut days, mut weekday, mut month, mut numbers) = (None, None, None, Vec::new());
    for word in words {
        let bare = word.trim_end_matches("-feira").trim_end_matches([',', '.']);
        let ordinal = ["th", "st", "nd", "rd"].iter().find_map(|end| bare.strip_suffix(end)?.parse::<i16>().ok());
        if let Some(offset) = find(DAYS, bare) {
            days = Some(offset);
        } else if let Some(found) = find(WEEKDAYS, bare) {
            weekday = Some(found);
        } else if let Some(found) = find(MONTHS, bare) {
            month = Some(found);
        } else if let Some(number) = ordinal.or_else(|| bare.parse::<i16>().ok()) {
            numbers.push(number);
        } else if matches!(bare, "pasado" | "dentro" | "daqui" | "in" | "semana" | "week") || !FILLERS.contains(&bare) {
            return None;
        }
    }
    match (days, weekday, month, numbers.as_slice()) {
        (Some(days), None, None, []) => today.checked_add(days.days()).ok(),
        // "El viernes" on a Friday is the one that comes.
        (None, Some(weekday), None, []) => today.nth_weekday(1, weekday).ok(),
        (None, _, Some(month), [day]) => next(i8::try_from(*day).ok()?, month, today),
        (None, _, Some(month), [day, year]) => Date::new(*year, month, i8::try_from(*day).ok()?).ok(),
        (None, _, None, [day]) if words.iter().any(|word| matches!(*word, "dia" | "el" | "the" | "o")) => {
            of_month(i8::try_from(*day).ok()?, today)
        }
        _ => None,
    }
}

/// The next day of that number, this month or later.
fn of_month(day: i8, today: Date) -> Option<Date> {
    let mut month = today.first_of_month();
    for _ in 0..12 {
        if let Some(date) = Date::new(month.year(), month.month(), day).ok().filter(|date| *date >= today) {
            return Some(date);
        }
        month = month.checked_add(1.month()).ok()?;
    }
    None
}

/// `dentro de 3 días`, `in two weeks`, `daqui a 10 dias`, `la semana que viene`.
fn counted(words: &[&str], today: Date) -> Option<Date> {
    let is = |names: &[&str]| words.iter().any(|word| names.contains(word));
    let ahead = is(&["dentro", "en", "in", "daqui"]);
    let unit = if is(&["dia", "dias", "day", "days"]) {
        1
    } else if is(&["semana", "semanas", "week", "weeks"]) {
        7
    } else {
        return None;
    };
    if !ahead {
        let next_week = unit == 7 && is(&["proxima", "next", "viene", "vem"]) && words.len() <= 4;
        return if next_week { today.checked_add(7.days()).ok() } else { None };
    }
    let rest: Vec<&str> = words.iter().filter(|word| !FILLERS.contains(word)).copied().collect();
    let number = number::read_alone(&rest.join(" "))
        .filter(|number| (1.0..=1_000.0).contains(number) && number.fract() == 0.0)?;
    #[expect(clippy::cast_possible_truncation, reason = "a whole number up to a thousand")]
    let number = number as i64;
    today.checked_add((number * unit).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_name_them() {
        // A Tuesday.
        let today: Date = "2026-03-10".parse().unwrap();
        for (text, expected) in [
            ("2026-03-31", Some("2026-03-31")),
            ("31/3/2026", Some("2026-03-31")),
            ("31.03.26", Some("2026-03-31")),
            ("1 2 2026", Some("2026-02-01")),
            ("31/3", Some("2026-03-31")),
            ("1/2", Some("2027-02-01")),
            ("hoy", Some("2026-03-10")),
            ("Mañana", Some("2026-03-11")),
            ("amanhã", Some("2026-03-11")),
            ("tomorrow please", Some("2026-03-11")),
            ("pasado mañana", Some("2026-03-12")),
            ("depois de amanhã", Some("2026-03-12")),
            ("el viernes", Some("2026-03-13")),
            ("martes", Some("2026-03-17")),
            ("sexta-feira", Some("2026-03-13")),
            ("next monday", Some("2026-03-16")),
            ("15 de marzo", Some("2026-03-15")),
            ("el 2 de febrero", Some("2027-02-02")),
            ("15 de março de 2027", Some("2027-03-15")),
            ("March 15th", Some("2026-03-15")),
            ("viernes 13 de marzo", Some("2026-03-13")),
            ("el 5", Some("2026-04-05")),
            ("dia 20", Some("2026-03-20")),
            ("dentro de 3 días", Some("2026-03-13")),
            ("in two weeks", Some("2026-03-24")),
            ("daqui a 10 dias", Some("2026-03-20")),
            ("la próxima semana", Some("2026-03-17")),
            ("31/2/2026", None),
            ("31/2", None),
            ("99999/1/1", None),
            ("3.5", None),
            ("12", None),
            ("cuando puedas", None),
        ] {
            assert_eq!(read(text, today).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
