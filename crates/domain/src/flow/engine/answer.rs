//! Whether a reply answers a question, and what is remembered of it.

use super::trouble::Trouble;
use crate::flow::answer::{rating, yes_no};
use crate::flow::document::{AnswerKind, Ask, Choice};
use crate::flow::limits;
use crate::flow::trigger::Reply;
use crate::intent::entity::{Entities, Given, Named, likeliest_first};
use crate::text::fold;
use regex::RegexBuilder;
use serde_json::{Value, json};

/// A value, and the words that stand for it.
type Candidate = (Value, String);

/// What could be remembered, the likeliest first; nothing when the reply is no answer.
pub(super) fn understand(
    ask: &Ask,
    reply: &Reply,
    entities: &Entities,
    given: &Given,
) -> Result<Vec<Candidate>, Trouble> {
    let text: String = reply.text.as_deref().unwrap_or_default().chars().take(limits::REPLY_CHARACTERS).collect();
    let text = text.trim();
    let value = match ask.kind {
        AnswerKind::Location => place(reply),
        AnswerKind::File => file(ask, reply),
        _ if text.is_empty() => None,
        AnswerKind::Text => Some(text.into()),
        AnswerKind::Rating => {
            let (lowest, highest) = ask.scale();
            rating::read(text, lowest, highest).map(Value::from)
        }
        AnswerKind::YesNo => yes_no::read(text).map(Value::from),
        // Titles were compared before; what is left is no choice.
        AnswerKind::Choice => None,
        AnswerKind::Pattern => {
            let pattern = pattern(ask.pattern.as_deref().unwrap_or_default())?;
            pattern.is_match(text).then(|| text.into())
        }
        AnswerKind::Entity => {
            return Ok(candidates(&entities.asked_for(ask.entity.as_deref().unwrap_or_default(), text, given)));
        }
        AnswerKind::Number
        | AnswerKind::Email
        | AnswerKind::Phone
        | AnswerKind::Date
        | AnswerKind::Time
        | AnswerKind::DateTime => return Ok(of_kind(ask, text, given)),
    };
    Ok(value.map(|value| (value, text.to_owned())).into_iter().collect())
}

/// A built-in kind that is asked for by the type of the question: one thing is named, and its likeliest reading counts.
fn of_kind(ask: &Ask, text: &str, given: &Given) -> Vec<Candidate> {
    let Some(kind) = ask.built_in() else { return Vec::new() };
    let named = Entities::default().asked_for(kind.as_str(), text, given);
    let [one] = named.as_slice() else { return Vec::new() };
    let mut values = one.values.clone();
    likeliest_first(&mut values, given.now.datetime());
    values.into_iter().map(|value| (value, one.text.clone())).collect()
}

/// Every reading of everything that was named, none twice.
pub(super) fn candidates(named: &[Named]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for one in named {
        for value in &one.values {
            if !candidates.iter().any(|(known, _)| known == value) {
                candidates.push((value.clone(), one.text.clone()));
            }
        }
    }
    candidates
}

/// Whether a number is neither too small nor too great.
pub(super) fn is_in_range(ask: &Ask, value: &Value) -> bool {
    let Some(number) = value.as_f64().filter(|_| ask.is_number()) else { return true };
    ask.minimum.is_none_or(|minimum| number >= minimum) && ask.maximum.is_none_or(|maximum| number <= maximum)
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
    let mut builder = RegexBuilder::new(&format!("^(?:{source})$"));
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

#[cfg(test)]
mod tests;
