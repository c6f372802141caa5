//! Ordinals: "el segundo", "21st", "5ª", and those that count from the end or from here: "the last but one".

use super::reader::{Found, Reader, sweep};
use super::select::from_start;
use super::token::Class;
use super::value::{Anchor, Value};
use super::{Kind, Language};

/// Phrases of one meaning, longest first within a language.
type Relative = (&'static str, Anchor, i64);

const ENGLISH: &[Relative] = &[
    ("the one before the last one", Anchor::End, -1),
    ("the one before the last", Anchor::End, -1),
    ("one before the last one", Anchor::End, -1),
    ("one before the last", Anchor::End, -1),
    ("the last but one", Anchor::End, -1),
    ("last but one", Anchor::End, -1),
    ("the next to last", Anchor::End, -1),
    ("next to last", Anchor::End, -1),
    ("the second to last", Anchor::End, -1),
    ("second to last", Anchor::End, -1),
    ("penultimate", Anchor::End, -1),
    ("antepenultimate", Anchor::End, -2),
    ("last one", Anchor::End, 0),
    ("last", Anchor::End, 0),
    ("next one", Anchor::Current, 1),
    ("next", Anchor::Current, 1),
    ("following one", Anchor::Current, 1),
    ("following", Anchor::Current, 1),
    ("previous one", Anchor::Current, -1),
    ("previous", Anchor::Current, -1),
    ("current one", Anchor::Current, 0),
    ("current", Anchor::Current, 0),
];

const SPANISH: &[Relative] = &[
    ("anterior al ultimo", Anchor::End, -1),
    ("antes del ultimo", Anchor::End, -1),
    ("antes de la ultima", Anchor::End, -1),
    ("anteultimo", Anchor::End, -1),
    ("anteultima", Anchor::End, -1),
    ("penultimo", Anchor::End, -1),
    ("penultima", Anchor::End, -1),
    ("penultimos", Anchor::End, -1),
    ("penultimas", Anchor::End, -1),
    ("antepenultimo", Anchor::End, -2),
    ("antepenultima", Anchor::End, -2),
    ("ultimo", Anchor::End, 0),
    ("ultima", Anchor::End, 0),
    ("ultimos", Anchor::End, 0),
    ("ultimas", Anchor::End, 0),
    ("siguiente", Anchor::Current, 1),
    ("siguientes", Anchor::Current, 1),
    ("proximo", Anchor::Current, 1),
    ("proxima", Anchor::Current, 1),
    ("proximos", Anchor::Current, 1),
    ("proximas", Anchor::Current, 1),
    ("anterior", Anchor::Current, -1),
    ("anteriores", Anchor::Current, -1),
    ("previo", Anchor::Current, -1),
    ("previa", Anchor::Current, -1),
    ("actual", Anchor::Current, 0),
    ("actuales", Anchor::Current, 0),
];

const PORTUGUESE: &[Relative] = &[
    ("ultimo mas um", Anchor::End, -1),
    ("ultima mas uma", Anchor::End, -1),
    ("anterior ao ultimo", Anchor::End, -1),
    ("antes do ultimo", Anchor::End, -1),
    ("antes da ultima", Anchor::End, -1),
    ("penultimo", Anchor::End, -1),
    ("penultima", Anchor::End, -1),
    ("antepenultimo", Anchor::End, -2),
    ("antepenultima", Anchor::End, -2),
    ("ultimo", Anchor::End, 0),
    ("ultima", Anchor::End, 0),
    ("ultimos", Anchor::End, 0),
    ("ultimas", Anchor::End, 0),
    ("seguinte", Anchor::Current, 1),
    ("seguintes", Anchor::Current, 1),
    ("proximo", Anchor::Current, 1),
    ("proxima", Anchor::Current, 1),
    ("proximos", Anchor::Current, 1),
    ("proximas", Anchor::Current, 1),
    ("anterior", Anchor::Current, -1),
    ("anteriores", Anchor::Current, -1),
    ("previo", Anchor::Current, -1),
    ("previa", Anchor::Current, -1),
    ("atual", Anchor::Current, 0),
    ("atuais", Anchor::Current, 0),
];

pub(super) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    sweep(reader.text.len(), found, |at| {
        let (to, value) = relative(reader, at).or_else(|| spelt(reader, at)).or_else(|| digits(reader, at))?;
        Some(Found::new(Kind::Ordinal, at, to, value))
    });
}

fn relative(reader: &Reader<'_>, at: usize) -> Option<(usize, Value)> {
    if !reader.text.is(at, Class::Word) {
        return None;
    }
    let table = match reader.language {
        Language::Spanish => SPANISH,
        Language::Portuguese => PORTUGUESE,
        Language::English => ENGLISH,
    };
    let matches = table.iter().filter_map(|(phrase, from, offset)| Some((reader.words(at, phrase)?, *from, *offset)));
    let (end, from, offset) = matches.max_by_key(|(end, ..)| *end)?;
    let counted = reader.language == Language::English && end == at + 2 && reader.text.word(at + 1) == "one";
    let end = if counted && reader.text.word(at) == "last" { at + 1 } else { end };
    Some((end, Value::Ordinal { offset, from }))
}

/// "a trillionth" is a fraction, not an ordinal.
fn spelt(reader: &Reader<'_>, at: usize) -> Option<(usize, Value)> {
    let (end, value) = reader.numbers.ordinal(at)?;
    let article = at.checked_sub(1).is_some_and(|before| matches!(reader.text.word(before), "a" | "an"));
    (!(article && reader.language == Language::English && value >= 100.0)).then(|| (end, from_start(value)))
}

fn digits(reader: &Reader<'_>, at: usize) -> Option<(usize, Value)> {
    reader.text.digits(at).filter(|_| reader.begins(at))?;
    let value: f64 = reader.text.word(at).parse().ok().filter(|value| *value < 1e15)?;
    let end = reader.numbers.digit_ordinal(at)?;
    Some((end, from_start(value)))
}
