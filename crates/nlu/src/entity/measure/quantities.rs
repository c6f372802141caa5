//! Quantities with a unit: "medio kilo", "3-inch", "190 km2", "50 km/h".

use super::unit_table::{UNITS, Unit};
use super::{Amount, amount, unit_places, whole};
use crate::entity::phrases::Phrases;
use crate::entity::reader::{Found, Reader, sweep};
use crate::entity::token::Class;
use crate::entity::value::{Dimension, Value};
use crate::entity::{Kind, Language};
use std::sync::LazyLock;

/// Words that are units only beside a number.
const ALSO_WORDS: &[&str] = &[
    "metro",
    "metros",
    "libra",
    "libras",
    "pound",
    "pounds",
    "stone",
    "stones",
    "degree",
    "degrees",
    "grado",
    "grados",
    "grau",
    "graus",
    "arroba",
    "arrobas",
    "barra",
    "pinta",
    "pintas",
    "tazas",
    "watts",
    "watt",
    "cuarto de galon",
    "dracma",
    "knot",
    "knots",
    "bytes",
    "yarda",
    "milla",
    "milha",
    "nudos",
    "foot",
    "inch",
    "yard",
    "yards",
    "kilos",
    "gigas",
    "megas",
    "grama",
    "joule",
    "pascal",
];

fn table(language: Language) -> &'static Phrases<usize> {
    static TABLES: LazyLock<[Phrases<usize>; 3]> = LazyLock::new(|| Language::ALL.map(build));
    let [spanish, portuguese, english] = &*TABLES;
    match language {
        Language::Spanish => spanish,
        Language::Portuguese => portuguese,
        Language::English => english,
    }
}

fn names(unit: &Unit, language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Spanish => unit.spanish,
        Language::Portuguese => unit.portuguese,
        Language::English => unit.english,
    }
}

fn build(language: Language) -> Phrases<usize> {
    let rows = UNITS.iter().enumerate().flat_map(|(row, unit)| {
        let words = names(unit, language).1.split('|').filter(|word| !word.is_empty());
        unit.signs.iter().copied().chain(words).map(move |word| (word, row))
    });
    Phrases::new(rows)
}

pub(in crate::entity) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let table = table(reader.language);
    sweep(reader.text.len(), found, |at| {
        let (end, amount, unit) = counted(reader, table, at).or_else(|| alone(reader, table, at))?;
        let unit = UNITS.get(unit)?;
        let value =
            Value::Quantity { amount, unit: names(unit, reader.language).0.to_owned(), dimension: unit.dimension };
        Some(Found::new(Kind::Quantity, at, end, value))
    });
}

fn counted(reader: &Reader<'_>, table: &Phrases<usize>, at: usize) -> Option<(usize, Option<f64>, usize)> {
    let Amount { end, value } = amount(reader, at)?;
    let (unit_end, unit) = unit_places(reader, end)
        .find_map(|place| unit(reader, table, place, end))
        .or_else(|| in_brackets(reader, table, end))?;
    let clock = reader.text.word(at.wrapping_sub(1)) == ":" && reader.text.glued(at);
    if clock || (UNITS.get(unit)?.dimension == Dimension::Angle && !is_about_angles(reader)) {
        return None;
    }
    let (end, value) = inches(reader, table, unit_end, value, unit);
    Some((end, Some(value), unit))
}

/// "12 ft 2 in" is said in feet.
fn inches(reader: &Reader<'_>, table: &Phrases<usize>, end: usize, value: f64, unit_row: usize) -> (usize, f64) {
    let name = |row: usize| UNITS.get(row).map_or("", |unit| unit.english.0);
    let rest = reader.numbers.at(end).and_then(|inches| {
        let (end, row) = unit(reader, table, inches.end, inches.end)?;
        (name(row) == "Inch" && name(unit_row) == "Foot").then_some((end, value + inches.value / 12.0))
    });
    rest.unwrap_or((end, value))
}

/// A unit's letters: one-letter ones are lower case, and "in" is a word of English unless nothing follows it.
fn unit(reader: &Reader<'_>, table: &Phrases<usize>, at: usize, after: usize) -> Option<(usize, usize)> {
    let text = reader.text;
    let (end, row) = table.all(text, at).find(|(end, _)| whole(reader, *end))?;
    let word = text.word(at);
    let single = end == at + 1;
    let capital = text.typed(at).chars().all(char::is_uppercase);
    let glued = text.glued(at) || at > after;
    let odd = single
        && match word {
            "l" => capital && text.word(end) == "-" && text.glued(end + 1),
            "m" | "t" | "g" | "j" | "w" => capital,
            "in" => !(glued || end >= text.len() || matches!(text.word(end), "." | "," | ")" | "x" | "by" | "more")),
            "a" | "@" => true,
            "pt" | "pa" | "mi" | "gs" | "hl" => !glued,
            "um" => reader.language == Language::Portuguese && !text.is(after.saturating_sub(1), Class::Digits),
            "'" | "\"" => text.glued(end) && text.is(end, Class::Word),
            _ => false,
        };
    let ends = !text.glued(end) || text.is(end, Class::Sign) && text.word(end) != "@";
    (!odd && (ends || !text.is(end - 1, Class::Word))).then_some((end, row))
}

/// "20 (kg)".
fn in_brackets(reader: &Reader<'_>, table: &Phrases<usize>, at: usize) -> Option<(usize, usize)> {
    let close = match reader.text.word(at) {
        "(" => ")",
        "[" => "]",
        "<" => ">",
        _ => return None,
    };
    let (end, row) = table.longest(reader.text, at + 1)?;
    (reader.text.word(end) == close).then_some((end + 1, row))
}

/// A unit nobody counts: a word that means nothing else.
fn alone(reader: &Reader<'_>, table: &Phrases<usize>, at: usize) -> Option<(usize, Option<f64>, usize)> {
    let text = reader.text;
    let (end, row) = table.longest(text, at).filter(|_| text.is(at, Class::Word) && !text.glued(at))?;
    let long = text.word(at).len() >= 5 || end > at + 1 || text.word(at) == "mcg";
    let clear = !ALSO_WORDS.contains(&text.word(at)) && UNITS.get(row)?.dimension != Dimension::Angle;
    let ends = reader.ends(end) && text.word(end) != "-";
    (long && clear && ends && text.is(end - 1, Class::Word)).then_some((end, None, row))
}

/// Degrees are an angle where something turns; they are a temperature everywhere else.
pub(super) fn is_about_angles(reader: &Reader<'_>) -> bool {
    const TURNS: &[&str] = &[
        "rotate",
        "rotates",
        "rotation",
        "turn",
        "turns",
        "angle",
        "angles",
        "girar",
        "gira",
        "gire",
        "rotar",
        "rota",
        "angulo",
        "angulos",
        "rodar",
        "virar",
        "vire",
        "gira",
        "inclinacion",
        "inclinacao",
        "tilt",
    ];
    (0..reader.text.len()).any(|at| TURNS.contains(&reader.text.word(at)))
}
