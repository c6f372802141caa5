//! A table: in each row an intent and a sentence, in either order, parted by commas, semicolons or tabs.

use super::{Example, Found};
use crate::text::fold;
use std::collections::BTreeSet;

const INTENT_HEADINGS: [&str; 8] =
    ["intent", "label", "category", "intencion", "intencao", "etiqueta", "categoria", "class"];
const TEXT_HEADINGS: [&str; 10] =
    ["text", "example", "utterance", "sentence", "texto", "ejemplo", "exemplo", "frase", "mensaje", "mensagem"];

/// False when this is no such table.
pub(super) fn read(content: &str, found: &mut Found) -> bool {
    let Some(rows) = [b'\t', b';', b','].into_iter().find_map(|sign| rows(content, sign)) else { return false };
    let heading = |row: &(String, String), headings: (&[&str], &[&str])| {
        headings.0.contains(&fold(&row.0).as_str()) && headings.1.contains(&fold(&row.1).as_str())
    };
    let first = rows.first();
    let says = |order| first.is_some_and(|row| heading(row, order));
    let (intent_first, has_heading) = if says((&INTENT_HEADINGS, &TEXT_HEADINGS)) {
        (true, true)
    } else if says((&TEXT_HEADINGS, &INTENT_HEADINGS)) {
        (false, true)
    } else {
        (fewer_first(&rows), false)
    };
    for (one, other) in rows.iter().skip(usize::from(has_heading)) {
        let (intent, text) = if intent_first { (one, other) } else { (other, one) };
        found.add(intent, Example::plain(text.trim()));
    }
    true
}

/// Every row in two parts, or it is not parted by this sign.
fn rows(content: &str, sign: u8) -> Option<Vec<(String, String)>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(content.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        match (record.get(0), record.get(1), record.get(2)) {
            (Some(one), Some(other), None | Some("")) => rows.push((one.to_owned(), other.to_owned())),
            _ => return None,
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// Intents come again and again, sentences do not.
fn fewer_first(rows: &[(String, String)]) -> bool {
    let ones: BTreeSet<&str> = rows.iter().map(|row| row.0.as_str()).collect();
    let others: BTreeSet<&str> = rows.iter().map(|row| row.1.as_str()).collect();
    ones.len() <= others.len()
}
