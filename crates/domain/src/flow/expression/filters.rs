//! What the language can do besides minijinja's own filters.

use crate::flow::document::base_language;
use minijinja::Environment;
use minijinja::value::Value;
use std::fmt::Write;

pub(super) fn add_to(environment: &mut Environment<'_>) {
    environment.add_filter("urlencode", |value: &Value| percent_encoded(&plain(value), SAFE));
    environment.add_filter("fold", |value: &Value| crate::text::fold(&plain(value)));
    environment.add_filter("day", |value: &Value, language: &Value| day(&plain(value), &plain(language)));
    environment
        .add_filter("digits", |value: &Value| plain(value).chars().filter(char::is_ascii_digit).collect::<String>());
}

fn plain(value: &Value) -> String {
    if value.is_none() { String::new() } else { value.to_string() }
}

const MONTHS: [(&str, [&str; 12]); 3] = [
    (
        "es",
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
    (
        "pt",
        [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    ),
    (
        "en",
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
];

/// `2026-03-12` as people say it in a language: `12 de marzo`, `12 March`. What is no date, or another language, stays.
fn day(date: &str, language: &str) -> String {
    let parsed = date.get(..10).and_then(|date| date.parse::<jiff::civil::Date>().ok());
    let months = MONTHS.iter().find(|(name, _)| *name == base_language(language));
    let Some((date, (name, months))) = parsed.zip(months) else { return date.to_owned() };
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| months.get(index)).copied().unwrap_or_default();
    match *name {
        "en" => format!("{} {month}", date.day()),
        _ => format!("{} de {month}", date.day()),
    }
}

/// What is safe anywhere in a URL, also as one segment of its path.
pub(in crate::flow) const SAFE: &str = "-._~";

/// Letters, digits and what is kept stay as they are.
pub(in crate::flow) fn percent_encoded(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
