//! Temperatures: "36,6ºC", "98.6 degrees f", "24 grados".

use super::quantities::is_about_angles;
use super::{Amount, amount, whole};
use crate::entity::phrases::Phrases;
use crate::entity::reader::{Found, Reader, sweep};
use crate::entity::token::Class;
use crate::entity::value::{Dimension, Value};
use crate::entity::{Kind, Language};
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq)]
enum Scale {
    Celsius,
    Fahrenheit,
    Kelvin,
    Degree,
}

fn table() -> &'static Phrases<Scale> {
    static TABLE: LazyLock<Phrases<Scale>> = LazyLock::new(build);
    &TABLE
}

fn build() -> Phrases<Scale> {
    let degrees = ["degree", "degrees", "deg", "degs", "grado", "grados", "grau", "graus", "°", "º", "o"];
    let scales: [(&[&str], Scale); 3] = [
        (&["c", "celsius", "celcius", "centigrade", "centigrades", "centigrado", "centigrados"], Scale::Celsius),
        (&["f", "fahrenheit", "farenheit", "fahrenheits"], Scale::Fahrenheit),
        (&["k", "kelvin", "kelvins"], Scale::Kelvin),
    ];
    let mut rows: Vec<(String, Scale)> = Vec::new();
    for (names, scale) in scales {
        for name in names {
            rows.extend(degrees.iter().map(|degree| (format!("{degree} {name}"), scale)));
            rows.extend(degrees.iter().map(|degree| (format!("{degree} . {name}"), scale)));
            if name.len() > 1 {
                rows.push(((*name).to_owned(), scale));
            }
        }
    }
    rows.extend(degrees.iter().filter(|degree| degree.len() > 1).map(|degree| ((*degree).to_owned(), Scale::Degree)));
    Phrases::new(rows)
}

fn name(scale: Scale, language: Language) -> &'static str {
    match (language, scale) {
        (Language::English, Scale::Celsius) => "C",
        (Language::English, Scale::Fahrenheit) => "F",
        (Language::English, Scale::Kelvin) => "K",
        (Language::English, Scale::Degree) => "Degree",
        (Language::Spanish, Scale::Celsius) => "Grado Celsius",
        (Language::Spanish, Scale::Fahrenheit) => "Grado Fahrenheit",
        (Language::Spanish, Scale::Degree) => "Grado",
        (Language::Portuguese, Scale::Celsius) => "Grau Celsius",
        (Language::Portuguese, Scale::Fahrenheit) => "Grau Fahrenheit",
        (Language::Portuguese, Scale::Degree) => "Grau",
        (_, Scale::Kelvin) => "Kelvin",
    }
}

pub(in crate::entity) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let mut angles = None;
    sweep(reader.text.len(), found, |at| {
        let (end, amount, scale) = counted(reader, at).or_else(|| alone(reader, at))?;
        if scale == Scale::Degree && *angles.get_or_insert_with(|| is_about_angles(reader)) {
            return None;
        }
        let unit = name(scale, reader.language).to_owned();
        let value = Value::Quantity { amount, unit, dimension: Dimension::Temperature };
        Some(Found::new(Kind::Temperature, at, end, value))
    });
}

fn counted(reader: &Reader<'_>, at: usize) -> Option<(usize, Option<f64>, Scale)> {
    let Amount { end, value } = amount(reader, at)?;
    if let Some((end, scale)) = table().all(reader.text, end).find(|(end, _)| whole(reader, *end)) {
        return Some((end, Some(value), scale));
    }
    kelvin(reader, at)
}

/// "200 K", which as a number would be two hundred thousand.
fn kelvin(reader: &Reader<'_>, at: usize) -> Option<(usize, Option<f64>, Scale)> {
    let spaced = reader.text.spaced(at + 1) && reader.text.typed(at + 1) == "K" && reader.ends(at + 2);
    let value = reader.text.digits(at).filter(|_| spaced && reader.language != Language::English)?.parse().ok()?;
    Some((at + 2, Some(value), Scale::Kelvin))
}

/// "to celsius": a scale without a number, unless the word is only "degrees".
fn alone(reader: &Reader<'_>, at: usize) -> Option<(usize, Option<f64>, Scale)> {
    let text = reader.text;
    let (end, scale) = table().longest(text, at).filter(|_| text.is(at, Class::Word) && !text.glued(at))?;
    let named = scale != Scale::Degree && text.word(end - 1).len() > 1 && reader.ends(end);
    named.then_some((end, None, scale))
}
