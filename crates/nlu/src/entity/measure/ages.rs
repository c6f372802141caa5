//! Ages: "ten years old", "tengo 35 años", "8 meses de idade".

use super::{Amount, amount};
use crate::entity::reader::{Found, Reader, sweep};
use crate::entity::value::{Dimension, Value};
use crate::entity::{Kind, Language};

/// What precedes an age and nothing else.
const HAVING: &[&str] = &[
    "tengo", "tiene", "tenia", "cumpli", "cumple", "cumplio", "edad", "tenho", "tem", "tinha", "fiz", "faz", "idade",
    "aged",
];

pub(in crate::entity) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    sweep(reader.text.len(), found, |at| {
        let (end, value, unit) =
            if reader.language == Language::English { english(reader, at)? } else { counted(reader, at)? };
        let before = at.checked_sub(1).map_or("", |before| reader.text.word(before));
        let after = reader.text.word(end) == "de" && matches!(reader.text.word(end + 1), "edad" | "idade");
        let value = Value::Quantity { amount: Some(value), unit: unit.to_owned(), dimension: Dimension::Age };
        let sure = after || HAVING.contains(&before);
        Some(Found { sure, ..Found::new(Kind::Age, at, end, value) })
    });
}

fn unit(reader: &Reader<'_>, at: usize) -> Option<&'static str> {
    Some(match (reader.language, reader.text.word(at)) {
        (Language::Spanish, "ano" | "anos" | "anito" | "anitos" | "añitos") => "Año",
        (Language::Spanish, "mes" | "meses") => "Mes",
        (Language::Spanish | Language::Portuguese, "semana" | "semanas") => "Semana",
        (Language::Spanish, "dia" | "dias") => "Día",
        (Language::Portuguese, "ano" | "anos" | "aninhos") => "Ano",
        (Language::Portuguese, "mes" | "meses") => "Mês",
        (Language::Portuguese, "dia" | "dias") => "Dia",
        (Language::English, "year" | "years" | "yr" | "yrs") => "Year",
        (Language::English, "month" | "months") => "Month",
        (Language::English, "week" | "weeks") => "Week",
        (Language::English, "day" | "days") => "Day",
        _ => return None,
    })
}

fn counted(reader: &Reader<'_>, at: usize) -> Option<(usize, f64, &'static str)> {
    let Amount { end, value } = amount(reader, at)?;
    Some((end + 1, value, unit(reader, end)?))
}

fn english(reader: &Reader<'_>, at: usize) -> Option<(usize, f64, &'static str)> {
    if let Some(end) = reader.phrase(at, &["age of", "ages of", "age", "aged"]) {
        let reading = reader.numbers.at(end)?;
        let unit_follows = unit(reader, reading.end).is_some();
        return (!unit_follows).then_some((reading.end, reading.value, "Age"));
    }
    let Amount { end, value } = amount(reader, at)?;
    let end = if reader.text.word(end) == "-" { end + 1 } else { end };
    let unit = unit(reader, end)?;
    let end = reader.phrase(end + 1, &["old", "- old", "of age"])?;
    Some((end, value, unit))
}
