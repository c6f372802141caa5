//! Whether a reply answers a question, and what is remembered of it.

use super::trouble::Trouble;
use crate::contact::phone;
use crate::flow::document::{AnswerKind, Ask, Choice};
use crate::flow::limits;
use crate::text::fold;
use regex::RegexBuilder;
use serde_json::Value;

/// The value to remember; `None` when the text is no answer. `country` is where a phone number without prefix belongs.
pub(super) fn understand(ask: &Ask, text: &str, country: &str) -> Result<Option<Value>, Trouble> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    Ok(match ask.kind {
        AnswerKind::Text => Some(text.into()),
        AnswerKind::Number => number(text).filter(|number| within(*number, ask)).map(number_value),
        AnswerKind::Email => is_email(text).then(|| text.to_lowercase().into()),
        AnswerKind::Phone => phone::parse(text, country).map(|phone| phone.as_str().into()),
        AnswerKind::Date => date(text).map(|date| date.to_string().into()),
        // Titles were compared before; what is left is no choice.
        AnswerKind::Choice => None,
        AnswerKind::Pattern => {
            let pattern = pattern(ask.pattern.as_deref().unwrap_or_default())?;
            pattern.is_match(text).then(|| text.into())
        }
    })
}

/// A pattern as it is used: the whole answer, in any case, in bounded memory and linear time.
pub(crate) fn pattern(source: &str) -> Result<regex::Regex, Trouble> {
    let whole = format!("^(?:{source})$");
    let mut builder = RegexBuilder::new(&whole);
    builder
        .case_insensitive(true)
        .size_limit(limits::PATTERN_BYTES)
        .dfa_size_limit(limits::PATTERN_BYTES)
        .nest_limit(40);
    builder.build().map_err(|_| Trouble::Pattern)
}

/// The choice whose title the customer typed, or whose number in the order shown.
pub(super) fn typed_choice<'a>(
    mut choices: impl Iterator<Item = &'a Choice>,
    text: &str,
    title: impl Fn(&Choice) -> Option<String>,
) -> Option<&'a Choice> {
    let typed = fold(text);
    if typed.is_empty() {
        return None;
    }
    let wanted: Option<usize> = typed.parse().ok();
    let mut by_number = None;
    let by_title = choices.by_ref().enumerate().find(|(index, choice)| {
        if wanted == Some(index + 1) {
            by_number = Some(*choice);
        }
        title(choice).is_some_and(|title| fold(&title) == typed)
    });
    by_title.map(|(_, choice)| choice).or(by_number)
}

/// Reads `1234.5`, `1.234,5`, `1,234.5`, `€ 12`, `-3`. Of two different signs the last is the decimal one; a lone one
/// before exactly three digits groups thousands, unless a zero stands before it.
fn number(text: &str) -> Option<f64> {
    let text = text.trim_matches(|character: char| character.is_whitespace() || "€$%".contains(character));
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    if text.len() > 30 || !text.chars().all(|character| character.is_ascii_digit() || ".,-+".contains(character)) {
        return None;
    }
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, character)| ".,".contains(*character)).collect();
    let decimal = match signs.as_slice() {
        [] => None,
        [(position, _)] => {
            (text.len() - position != 4 || text.trim_start_matches(['-', '+']).starts_with('0')).then_some(*position)
        }
        [.., (_, before), (position, last)] => (before != last).then_some(*position),
    };
    let plain = |(position, character): (usize, char)| match character {
        '.' | ',' if decimal == Some(position) => Some('.'),
        '.' | ',' => None,
        other => Some(other),
    };
    let plain: String = text.char_indices().filter_map(plain).collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

fn within(number: f64, ask: &Ask) -> bool {
    ask.minimum.is_none_or(|minimum| number >= minimum) && ask.maximum.is_none_or(|maximum| number <= maximum)
}

/// Whole numbers stay whole, so that they read as `3` and not as `3.0`.
fn number_value(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "only for whole numbers that an i64 holds exactly")]
    let whole = number as i64;
    let is_whole = number.fract() == 0.0 && number.abs() < 9e15;
    if is_whole { whole.into() } else { number.into() }
}

fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let plain =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "<>()[],;:\"@".contains(c));
    let labels = || host.split('.');
    text.len() <= 254 && plain(local) && plain(host) && labels().count() > 1 && labels().all(|label| !label.is_empty())
}

/// `2026-03-31`, `31/3/2026`, `31.3.26`, `31-3-2026`: the day before the month, as Spanish and Portuguese write it.
fn date(text: &str) -> Option<jiff::civil::Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year: i16 = match (year.len(), year.parse::<i16>().ok()?) {
        (4, year) => year,
        (2, short) => 2000 + short,
        _ => return None,
    };
    jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12", Some(12.0)),
            ("-3", Some(-3.0)),
            ("3,5", Some(3.5)),
            ("3.5", Some(3.5)),
            ("1.234", Some(1234.0)),
            ("1,234", Some(1234.0)),
            ("0,125", Some(0.125)),
            ("1.234,5", Some(1234.5)),
            ("1,234.5", Some(1234.5)),
            ("1.234.567", Some(1_234_567.0)),
            ("€ 12,50", Some(12.5)),
            ("1 000", Some(1000.0)),
            ("", None),
            (".", None),
            ("-", None),
            ("1e9", None),
            ("inf", None),
            ("doce", None),
            ("12 euros", None),
        ] {
            assert_eq!(number(text), expected, "{text:?}");
        }
    }

    #[test]
    fn dates_are_read_day_first() {
        for (text, expected) in [
            ("2026-03-31", Some("2026-03-31")),
            ("31/3/2026", Some("2026-03-31")),
            ("31.03.26", Some("2026-03-31")),
            ("1 2 2026", Some("2026-02-01")),
            ("31/2/2026", None),
            ("3/2026", None),
            ("mañana", None),
            ("99999/1/1", None),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn addresses_are_checked_without_being_clever() {
        for (text, expected) in [
            ("ana@example.com", true),
            ("ana.b+c@mail.example.co", true),
            ("ana@example", false),
            ("ana@@example.com", false),
            ("ana example@example.com", false),
            ("@example.com", false),
            ("ana@.com", false),
        ] {
            assert_eq!(is_email(text), expected, "{text}");
        }
    }

    #[test]
    fn a_pattern_is_bounded_and_matches_the_whole_answer() {
        assert!(pattern(r"[A-Z]{2}\d{4}").unwrap().is_match("es1234"));
        assert!(!pattern(r"\d{4}").unwrap().is_match("12345"));
        assert_eq!(pattern("(").unwrap_err(), Trouble::Pattern);
        assert_eq!(pattern("(((a{100}){100}){100})").unwrap_err(), Trouble::Pattern);
        assert_eq!(pattern(&"(".repeat(2000)).unwrap_err(), Trouble::Pattern);
    }
}
