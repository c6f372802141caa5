//! Percentages: "10 %", "veinticinco por ciento", "percent of ten".

use super::reader::{Found, Reader, sweep};
use super::token::Class;
use super::value::Value;
use super::{Kind, Language};

const SIGNS: &[&str] =
    &["%", "por ciento", "por cien", "por cento", "porciento", "pct", "percent", "percents", "per cent"];
const NOUNS: &[&str] = &["percent", "percents", "percentage", "percentages"];

pub(super) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    sweep(reader.text.len(), found, |at| {
        let (to, value) = number_first(reader, at).or_else(|| noun_first(reader, at))?;
        Some(Found::new(Kind::Percent, at, to, Value::Percent { value }))
    });
}

fn number_first(reader: &Reader<'_>, at: usize) -> Option<(usize, Option<f64>)> {
    let reading = reader.numbers.at(at).filter(|_| reader.begins(at))?;
    let end = reader.phrase(reading.end, SIGNS)?;
    let inside_address =
        reader.text.glued(end) && !matches!(reader.text.word(end), "." | "," | ")" | "?" | "!" | ";" | ":");
    (!inside_address).then_some((end, Some(reading.value)))
}

/// "percent of twenty", and the noun alone.
fn noun_first(reader: &Reader<'_>, at: usize) -> Option<(usize, Option<f64>)> {
    if reader.language != Language::English || !reader.text.is(at, Class::Word) {
        return None;
    }
    let end = reader.phrase(at, NOUNS).filter(|_| reader.begins(at))?;
    let counted = reader.words(end, "of").and_then(|of| reader.numbers.at(of));
    Some(counted.map_or((end, None), |reading| (reading.end, Some(reading.value))))
}
