//! Whether a reply answers a question, and what is remembered of it.

use super::trouble::Trouble;
use crate::contact::phone;
use crate::flow::answer::{date, email, number, time, yes_no};
use crate::flow::document::{AnswerKind, Ask, Choice};
use crate::flow::limits;
use crate::flow::trigger::Reply;
use crate::text::fold;
use jiff::civil::DateTime;
use regex::RegexBuilder;
use serde_json::{Value, json};

pub(super) use number::read_rating as rating;

/// The moment and place an answer is given in.
pub(super) struct Circumstances {
    pub(super) now: DateTime,
    /// Where a phone number without prefix belongs.
    pub(super) country: String,
}

/// The value to remember; `None` when the reply is no answer.
pub(super) fn understand(ask: &Ask, reply: &Reply, given: &Circumstances) -> Result<Option<Value>, Trouble> {
    let text: String = reply.text.as_deref().unwrap_or_default().chars().take(limits::REPLY_CHARACTERS).collect();
    let text = text.trim();
    match ask.kind {
        AnswerKind::Location => return Ok(place(reply)),
        AnswerKind::File => return Ok(file(ask, reply)),
        _ if text.is_empty() => return Ok(None),
        _ => {}
    }
    let today = given.now.date();
    Ok(match ask.kind {
        AnswerKind::Text => Some(text.into()),
        AnswerKind::Number => number::read(text).filter(|number| within(*number, ask)).map(number_value),
        AnswerKind::Email => email::read(text).map(Value::from),
        AnswerKind::Phone => phone::parse(text, &given.country).map(|phone| phone.as_str().into()),
        AnswerKind::Date => date::read(text, today).map(|date| date.to_string().into()),
        AnswerKind::Time => time::read(text).map(|time| time.strftime("%H:%M").to_string().into()),
        AnswerKind::DateTime => {
            time::read_with_date(text, today).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string().into())
        }
        AnswerKind::Rating => {
            let (lowest, highest) = ask.scale();
            rating(text, lowest, highest).map(Value::from)
        }
        AnswerKind::YesNo => yes_no::read(text).map(Value::from),
        // Titles were compared before; what is left is no choice.
        AnswerKind::Choice | AnswerKind::Location | AnswerKind::File => None,
        AnswerKind::Pattern => {
            let pattern = pattern(ask.pattern.as_deref().unwrap_or_default())?;
            pattern.is_match(text).then(|| text.into())
        }
        AnswerKind::Entity => named(ask, reply),
    })
}

fn named(ask: &Ask, reply: &Reply) -> Option<Value> {
    reply.understood.as_ref()?.entities.get(ask.entity.as_deref()?).cloned()
}

fn place(reply: &Reply) -> Option<Value> {
    reply.data.clone().filter(|data| reply.kind == "location" && data.get("latitude").is_some())
}

fn file(ask: &Ask, reply: &Reply) -> Option<Value> {
    let kind = serde_json::from_value(Value::from(reply.kind.as_str())).ok()?;
    let wanted = ask.files.is_empty() || ask.files.contains(&kind);
    let file = reply.data.as_ref().filter(|_| wanted)?;
    Some(json!({
        "kind": reply.kind,
        "id": file.get("id"),
        "mime_type": file.get("mime_type"),
        "filename": file.get("filename"),
        "caption": reply.text,
    }))
}

/// A pattern as it is used: the whole answer, in any case, in bounded memory and linear time.
pub(crate) fn pattern(source: &str) -> Result<regex::Regex, Trouble> {
    bounded(&format!("^(?:{source})$"))
}

/// The same somewhere in a message, as whole words.
pub(crate) fn pattern_within(source: &str) -> Result<regex::Regex, Trouble> {
    bounded(&format!(r"\b(?:{source})\b"))
}

fn bounded(source: &str) -> Result<regex::Regex, Trouble> {
    let mut builder = RegexBuilder::new(source);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_bounded_and_matches_the_whole_answer() {
        assert!(pattern(r"[A-Z]{2}\d{4}").unwrap().is_match("es1234"));
        assert!(!pattern(r"\d{4}").unwrap().is_match("12345"));
        assert_eq!(pattern("(").unwrap_err(), Trouble::Pattern);
        assert_eq!(pattern("(((a{100}){100}){100})").unwrap_err(), Trouble::Pattern);
        assert_eq!(pattern(&"(".repeat(2000)).unwrap_err(), Trouble::Pattern);
    }
}
