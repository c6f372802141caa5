//! Our values in the words of the marked files.

use crate::case::Expected;
use jiff::civil::DateTime;
use nlu::entity::{Anchor, Dimension, Entity, Kind, Language, Modifier, Moment, NumberForm, Shape, Value};
use serde_json::{Map, Value as Json, json};

type Fields = Map<String, Json>;

/// The file's name for the type of an entity.
pub fn type_name(entity: &Entity, _language: Language) -> String {
    let name = match (entity.kind, entity.values.first()) {
        (Kind::Number, _) => "number",
        (Kind::Ordinal, Some(Value::Ordinal { from: Anchor::Start, .. })) => "ordinal",
        (Kind::Ordinal, _) => "ordinal.relative",
        (Kind::Percent, _) => "percentage",
        (Kind::NumberRange, _) => "numberrange",
        (Kind::Money, _) => "currency",
        (Kind::Quantity, _) => "dimension",
        (Kind::Age, _) => "age",
        (Kind::Temperature, _) => "temperature",
        (Kind::Moment, Some(Value::Moment(moment))) => return format!("datetimeV2.{}", shape(moment)),
        (Kind::Phone, _) => "phonenumber",
        (Kind::Email, _) => "email",
        (Kind::Url, _) => "url",
        (Kind::Ip, _) => "ip",
        (Kind::Mention, _) => "mention",
        (Kind::Hashtag, _) => "hashtag",
        (Kind::YesNo, _) => "boolean",
        _ => "",
    };
    name.to_owned()
}

/// A stretch of which one side is open is a range.
fn shape(moment: &Moment) -> &'static str {
    match moment.shape {
        Shape::Date => "date",
        Shape::Time => "time",
        Shape::DateTime => "datetime",
        Shape::DateRange => "daterange",
        Shape::TimeRange => "timerange",
        Shape::DateTimeRange => "datetimerange",
        Shape::Duration => "duration",
        Shape::Recurrence => "set",
        Shape::TimeZone => "timezone",
    }
}

/// Whether every value the file expects is among ours. How sure the reader is ("score") and the way a value was
/// come by ("sourceEntity", "list") are the files' own affair.
pub fn agrees(expected: &Expected, found: &Entity, language: Language) -> bool {
    let Some(expected) = &expected.resolution else { return true };
    let ours = fields(found, language);
    let Some(values) = expected.get("values").and_then(Json::as_array) else {
        return ours.first().is_some_and(|ours| covers(expected, ours));
    };
    let matched = |ours: &Fields| values.iter().any(|value| value.as_object().is_some_and(|value| covers(value, ours)));
    let met = |value: &Json| ours.iter().any(|ours| value.as_object().is_some_and(|value| covers(value, ours)));
    values.len() == ours.len() && values.iter().all(met) && ours.iter().all(matched)
}

fn covers(expected: &Fields, ours: &Fields) -> bool {
    let apart = ["score", "sourceEntity", "list", "timezoneText"];
    expected.iter().filter(|(key, _)| !apart.contains(&key.as_str())).all(|(key, value)| match ours.get(key) {
        None => value.is_null(),
        Some(Json::Null) => value.is_null() || value == "null",
        Some(mine) => mine == value || same_number(mine, value),
    })
}

/// Numbers written with more or fewer digits.
fn same_number(mine: &Json, value: &Json) -> bool {
    let read = |one: &Json| one.as_str().and_then(|one| one.replace(',', ".").parse::<f64>().ok());
    read(mine).zip(read(value)).is_some_and(|(mine, value)| (mine - value).abs() <= value.abs() * 1e-12)
}

pub fn write(entity: &Entity, language: Language) -> String {
    serde_json::to_string(&fields(entity, language)).unwrap_or_default()
}

fn fields(entity: &Entity, language: Language) -> Vec<Fields> {
    let field = |value: &Value| match fields_of(value, entity, language) {
        Json::Object(fields) => fields,
        _ => Fields::new(),
    };
    entity.values.iter().map(field).collect()
}

fn fields_of(value: &Value, entity: &Entity, language: Language) -> Json {
    let write = |amount: &Option<f64>| amount.map(|amount| number(amount, language));
    match value {
        Value::Number { value, form } => json!({"value": number(*value, language), "subtype": match form {
            NumberForm::Integer => "integer",
            NumberForm::Decimal => "decimal",
            NumberForm::Fraction => "fraction",
            NumberForm::Power => "power",
        }}),
        Value::Ordinal { offset, from } => {
            let (name, written) = match from {
                Anchor::Start => ("start", offset.to_string()),
                Anchor::Current => ("current", format!("current{offset:+}")),
                Anchor::End => ("end", format!("end{offset:+}")),
            };
            json!({"offset": offset.to_string(), "relativeTo": name, "value": written})
        }
        Value::Percent { value } => json!({"value": write(value).map(|value| value + "%")}),
        Value::Money { amount, currency, unit } => {
            json!({"value": write(amount), "unit": unit, "isoCurrency": currency})
        }
        Value::Quantity { amount, unit, dimension } if entity.kind == Kind::Quantity => {
            json!({"value": write(amount), "unit": unit, "subtype": subtype(*dimension, unit)})
        }
        Value::Quantity { amount, unit, .. } => json!({"value": write(amount), "unit": unit}),
        Value::NumberRange { from, from_included, to, to_included } => {
            let write = |side: &Option<f64>| side.map(|side| number(side, Language::English)).unwrap_or_default();
            let (open, close) = (if *from_included { '[' } else { '(' }, if *to_included { ']' } else { ')' });
            json!({"value": format!("{open}{},{}{close}", write(from), write(to))})
        }
        Value::Moment(moment) => moment_fields(moment),
        Value::Phone { typed, .. } => json!({"value": typed}),
        Value::YesNo { yes } => json!({"value": yes}),
        Value::Identifier { scheme, value } => json!({"value": value, "type": scheme}),
        Value::Text { value } | Value::Custom { value, .. } => json!({"value": value}),
    }
}

/// The files take a gallon for a weight in English, and only there.
fn subtype(dimension: Dimension, unit: &str) -> &'static str {
    match dimension {
        Dimension::Volume if unit == "Gallon" => "Weight",
        Dimension::Length => "Length",
        Dimension::Area => "Area",
        Dimension::Volume => "Volume",
        Dimension::Weight => "Weight",
        Dimension::Speed => "Speed",
        Dimension::Information => "Information",
        Dimension::Angle => "Angle",
        Dimension::Power => "Power",
        Dimension::Energy => "Energy",
        Dimension::Pressure => "Pressure",
        Dimension::Age | Dimension::Temperature | Dimension::Count => "",
    }
}

fn moment_fields(moment: &Moment) -> Json {
    let mut fields = Fields::new();
    let mut put = |key: &str, value: String| fields.insert(key.to_owned(), Json::String(value));
    let date = |at: &DateTime| at.date().to_string();
    let time = |at: &DateTime| at.time().strftime("%H:%M:%S").to_string();
    let both = |at: &DateTime| format!("{} {}", date(at), time(at));
    let write = |at: &DateTime| match moment.shape {
        Shape::Date | Shape::DateRange => date(at),
        Shape::Time | Shape::TimeRange => time(at),
        _ => both(at),
    };
    let approximate = matches!(moment.modifier, Some(Modifier::Approximately))
        && matches!(moment.shape, Shape::Date | Shape::Time | Shape::DateTime);
    put("type", if approximate { format!("{}range", shape(moment)) } else { shape(moment).to_owned() });
    if moment.shape != Shape::TimeZone {
        put("timex", moment.timex.clone());
    }
    match moment.shape {
        Shape::Date | Shape::Time | Shape::DateTime => {
            put("value", moment.start.as_ref().map_or_else(|| "not resolved".to_owned(), write));
        }
        Shape::Duration => {
            let seconds = moment.seconds.map(|seconds| number(seconds, Language::English));
            put("value", seconds.unwrap_or_else(|| "not resolved".to_owned()));
        }
        Shape::Recurrence => {
            put("value", "not resolved".to_owned());
        }
        Shape::TimeZone => {}
        Shape::DateRange | Shape::TimeRange | Shape::DateTimeRange => {
            if let Some(start) = &moment.start {
                put("start", write(start));
            }
            if let Some(end) = &moment.end {
                put("end", write(end));
            }
            if moment.start.is_none() && moment.end.is_none() {
                put("value", "not resolved".to_owned());
            }
        }
    }
    if let Some(modifier) = moment.modifier {
        let within = moment.within.map(|within| format!("-{}", modifier_name(within))).unwrap_or_default();
        put("Mod", format!("{}{within}", modifier_name(modifier)));
    }
    if let Some(minutes) = moment.utc_offset_minutes {
        let zone = format!("UTC{:+03}:{:02}", minutes / 60, minutes.abs() % 60);
        put(if moment.shape == Shape::TimeZone { "value" } else { "timezone" }, zone);
        put("utcOffsetMins", minutes.to_string());
    }
    Json::Object(fields)
}

fn modifier_name(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Before => "before",
        Modifier::After => "after",
        Modifier::Since => "since",
        Modifier::Until => "until",
        Modifier::Approximately => "approx",
        Modifier::BeforeApproximately => "before-approx",
        Modifier::AfterApproximately => "after-approx",
        Modifier::SinceApproximately => "since-approx",
        Modifier::UntilApproximately => "until-approx",
        Modifier::Early => "start",
        Modifier::Middle => "mid",
        Modifier::Late => "end",
        Modifier::More => "more",
        Modifier::Less => "less",
        Modifier::Elsewhere => "ref_undef",
    }
}

/// Fifteen significant digits, with an exponent from 1E15 up and below 1E-4, and the decimal sign of the language.
fn number(value: f64, language: Language) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    let written = if (-4..15).contains(&exponent) {
        let decimals = usize::try_from(14 - exponent).unwrap_or_default();
        let plain = format!("{value:.decimals$}");
        if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.').to_owned() } else { plain }
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{mantissa}E{sign}{:02}", exponent.abs())
    };
    if language == Language::English { written } else { written.replace('.', ",") }
}
