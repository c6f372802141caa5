//! What people type in chats, and what it names: tables of phrases, one file a language.
//!
//! A line is `kind | message | what it names`; what it names is `words = readings`, several parted by ` ; `, nothing
//! for a message that names nothing of that kind. The message is of Monday 23 November 2026, ten in the morning, in
//! Buenos Aires. `REWRITE=1` is not offered on purpose: a line is written by hand.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use jiff::Zoned;
use jiff::civil::DateTime;
use nlu::entity::{self, Anchor, Context, Entity, Kind, Kinds, Language, Modifier, Moment, Shape, Value};

fn kinds(name: &str) -> Kinds {
    let kind = match name {
        "all" => return Kinds::ALL,
        "moment" => Kind::Moment,
        "number" => Kind::Number,
        "ordinal" => Kind::Ordinal,
        "percent" => Kind::Percent,
        "range" => Kind::NumberRange,
        "money" => Kind::Money,
        "quantity" => Kind::Quantity,
        "age" => Kind::Age,
        "temperature" => Kind::Temperature,
        "phone" => Kind::Phone,
        "email" => Kind::Email,
        "url" => Kind::Url,
        "ip" => Kind::Ip,
        "answer" => Kind::YesNo,
        "id" => Kind::NationalId,
        "postal" => Kind::PostalCode,
        "order" => Kind::OrderNumber,
        other => panic!("{other} is no kind"),
    };
    kind.into()
}

fn point(shape: Shape, at: DateTime) -> String {
    match shape {
        Shape::Date | Shape::DateRange => at.date().to_string(),
        Shape::Time | Shape::TimeRange => at.strftime("%H:%M").to_string(),
        _ => at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

fn moment(moment: &Moment) -> String {
    let side = |side: Option<DateTime>| side.map(|at| point(moment.shape, at)).unwrap_or_default();
    let written = match moment.shape {
        Shape::Duration | Shape::Recurrence | Shape::TimeZone => moment.timex.clone(),
        Shape::Date | Shape::Time | Shape::DateTime => side(moment.start),
        _ => format!("{}..{}", side(moment.start), side(moment.end)),
    };
    match moment.modifier {
        Some(Modifier::Approximately) => format!("~{written}"),
        Some(Modifier::More) => format!(">{written}"),
        Some(Modifier::Less) => format!("<{written}"),
        _ => written,
    }
}

fn value(value: &Value) -> String {
    let amount = |amount: &Option<f64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    match value {
        Value::Number { value, .. } => value.to_string(),
        Value::Ordinal { offset, from: Anchor::Start } => offset.to_string(),
        Value::Ordinal { offset, from } => format!("{from:?}{offset:+}"),
        Value::Percent { value } => amount(value),
        Value::Money { amount: sum, currency, unit } => {
            format!("{} {}", amount(sum), currency.as_deref().unwrap_or(unit)).trim().to_owned()
        }
        Value::Quantity { amount: count, unit, .. } => format!("{} {unit}", amount(count)).trim().to_owned(),
        Value::NumberRange { from, from_included, to, to_included } => {
            let (open, close) = (if *from_included { '[' } else { '(' }, if *to_included { ']' } else { ')' });
            format!("{open}{}, {}{close}", amount(from), amount(to))
        }
        Value::Moment(one) => moment(one),
        Value::Phone { typed, e164 } => e164.clone().unwrap_or_else(|| typed.clone()),
        Value::YesNo { yes } => yes.to_string(),
        Value::Identifier { scheme, value } => format!("{scheme} {value}"),
        Value::Text { value } => value.clone(),
        Value::Custom { entity, value, .. } => format!("{entity} {value}"),
    }
}

fn written(entities: &[Entity]) -> String {
    let one = |entity: &Entity| {
        let values: Vec<String> = entity.values.iter().map(value).collect();
        format!("{} = {}", entity.text, values.join(" | "))
    };
    entities.iter().map(one).collect::<Vec<_>>().join(" ; ")
}

fn check(language: Language, country: &str, table: &str) {
    let now: Zoned = "2026-11-23T10:00:00[America/Argentina/Buenos_Aires]".parse().expect("an instant");
    let languages = [language];
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let mut cells = line.splitn(3, '|').map(str::trim);
        let (kind, message) = (cells.next().expect("a kind"), cells.next().expect("a message"));
        let expected = cells.next().unwrap_or_default();
        let context = Context { kinds: kinds(kind), country: Some(country), ..Context::new(&languages, &now) };
        let found = written(&entity::find(message, &context));
        if found != expected {
            wrong.push(format!("{kind} | {message} | {found}\n    not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} lines are read differently:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn spanish() {
    check(Language::Spanish, "AR", include_str!("entity_phrases/es.txt"));
}

#[test]
fn portuguese() {
    check(Language::Portuguese, "BR", include_str!("entity_phrases/pt.txt"));
}

#[test]
fn english() {
    check(Language::English, "US", include_str!("entity_phrases/en.txt"));
}
