//! Custom attributes: what a workspace wants to know of people, each of one kind, so that it can be filtered and sorted.
//!
//! A value is kept in [`super::Contact::fields`] as JSON of its kind. Fields without a definition stay allowed (flows write
//! them) and are taken as they are.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

const LONGEST_NAME: usize = 63;
const LONGEST_TEXT: usize = 2_000;

words! {
    AttributeKind {
        Text = "text",
        Number = "number",
        Boolean = "boolean",
        /// "2027-01-31"
        Date = "date",
        /// "2027-01-31T15:00:00Z": the order of the texts is the order of time.
        DateTime = "date_time",
        Choice = "choice",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// `snake_case`; what flows, templates and segments call it.
    pub name: String,
    /// What people call it.
    pub title: String,
    pub kind: AttributeKind,
    /// What a [`AttributeKind::Choice`] may be; empty for the others.
    pub choices: Vec<String>,
}

/// Why something is no value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("must be text of at most {LONGEST_TEXT} characters")]
    NotText,
    #[error("must be a number, like 12.5")]
    NotNumber,
    #[error("must be true or false")]
    NotBoolean,
    #[error("must be a date, like 2027-01-31")]
    NotDate,
    #[error("must be a moment, like 2027-01-31T15:00:00Z")]
    NotDateTime,
    #[error("must be one of: {}", .0.join(", "))]
    NotChoice(Vec<String>),
}

/// Whether this can be the name of an attribute.
pub fn is_name(text: &str) -> bool {
    let rest = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.len() <= LONGEST_NAME && text.starts_with(|first: char| first.is_ascii_lowercase()) && text.bytes().all(rest)
}

impl Attribute {
    /// A value that a program gave as JSON, as it is kept. Text is read as [`Self::parse`] reads it.
    pub fn check(&self, value: &Value) -> Result<Value, Unfit> {
        match (self.kind, value) {
            (_, Value::String(text)) => self.parse(text),
            (AttributeKind::Number, Value::Number(_)) | (AttributeKind::Boolean, Value::Bool(_)) => Ok(value.clone()),
            (AttributeKind::Text, Value::Number(number)) => Ok(Value::String(number.to_string())),
            _ => Err(self.unfit()),
        }
    }

    /// What a person typed or a file holds. Days come before months; a comma may stand for the point of a number.
    pub fn parse(&self, text: &str) -> Result<Value, Unfit> {
        let text = text.trim();
        let value = match self.kind {
            AttributeKind::Text => (text.chars().count() <= LONGEST_TEXT).then(|| Value::from(text)),
            AttributeKind::Number => number(text).map(Value::Number),
            AttributeKind::Boolean => boolean(text).map(Value::Bool),
            AttributeKind::Date => date(text).map(|date| Value::from(date.to_string())),
            AttributeKind::DateTime => moment(text).map(Value::from),
            AttributeKind::Choice => {
                let folded = crate::text::fold(text);
                let same = |choice: &&String| choice.as_str() == text || crate::text::fold(choice) == folded;
                self.choices.iter().find(same).map(|choice| Value::from(choice.as_str()))
            }
        };
        value.ok_or_else(|| self.unfit())
    }

    fn unfit(&self) -> Unfit {
        match self.kind {
            AttributeKind::Text => Unfit::NotText,
            AttributeKind::Number => Unfit::NotNumber,
            AttributeKind::Boolean => Unfit::NotBoolean,
            AttributeKind::Date => Unfit::NotDate,
            AttributeKind::DateTime => Unfit::NotDateTime,
            AttributeKind::Choice => Unfit::NotChoice(self.choices.clone()),
        }
    }
}

fn number(text: &str) -> Option<Number> {
    let text = if text.contains('.') { text.to_owned() } else { text.replacen(',', ".", 1) };
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    text.parse().ok().filter(|_| is_plain).and_then(Number::from_f64)
}

fn boolean(text: &str) -> Option<bool> {
    match crate::text::fold(text).as_str() {
        "true" | "yes" | "y" | "si" | "s" | "sim" | "verdadero" | "verdadeiro" | "1" => Some(true),
        "false" | "no" | "n" | "nao" | "falso" | "0" => Some(false),
        _ => None,
    }
}

fn date(text: &str) -> Option<Date> {
    ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"]
        .iter()
        .find_map(|form| Date::strptime(form, text).ok())
        .filter(|date| (1..=9999).contains(&date.year()))
}

/// Without an offset it is meant in UTC.
fn moment(text: &str) -> Option<String> {
    let at_offset = || text.parse::<jiff::Timestamp>().ok();
    let civil = || {
        let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
        let time: jiff::civil::Time = time.trim().parse().ok()?;
        DateTime::from_parts(date(day)?, time).to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    };
    let moment = at_offset().or_else(civil)?;
    Some(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn attribute(kind: AttributeKind) -> Attribute {
        let choices =
            if kind == AttributeKind::Choice { vec!["Básico".to_owned(), "Premium".to_owned()] } else { vec![] };
        Attribute { name: "plan".into(), title: "Plan".into(), kind, choices }
    }

    #[test]
    fn names() {
        for (name, is) in [
            ("plan", true),
            ("plan_2", true),
            ("", false),
            ("2plan", false),
            ("_plan", false),
            ("Plan", false),
            ("plan-b", false),
            ("año", false),
            (&"a".repeat(64), false),
        ] {
            assert_eq!(is_name(name), is, "{name}");
        }
    }

    #[test]
    fn what_is_typed_and_what_is_kept() {
        use AttributeKind::{Boolean, Choice, Date, DateTime, Number, Text};
        for (kind, typed, kept) in [
            (Text, " Rosario ", Some(json!("Rosario"))),
            (Number, "33", Some(json!(33))),
            (Number, "-12,5", Some(json!(-12.5))),
            (Number, "1.250", Some(json!(1.25))),
            (Number, "1.250,00", None),
            (Number, "NaN", None),
            (Number, "inf", None),
            (Number, "", None),
            (Boolean, "SÍ", Some(json!(true))),
            (Boolean, "não", Some(json!(false))),
            (Boolean, "quizás", None),
            (Date, "2027-01-31", Some(json!("2027-01-31"))),
            (Date, "31/01/2027", Some(json!("2027-01-31"))),
            (Date, "1/2/2027", Some(json!("2027-02-01"))),
            (Date, "31.02.2027", None),
            (Date, "mañana", None),
            (DateTime, "2027-01-31T15:00:00-03:00", Some(json!("2027-01-31T18:00:00Z"))),
            (DateTime, "2027-01-31 15:00", Some(json!("2027-01-31T15:00:00Z"))),
            (DateTime, "31/01/2027 15:00", Some(json!("2027-01-31T15:00:00Z"))),
            (DateTime, "2027-01-31", Some(json!("2027-01-31T00:00:00Z"))),
            (DateTime, "15:00", None),
            (Choice, "premium", Some(json!("Premium"))),
            (Choice, "basico", Some(json!("Básico"))),
            (Choice, "oro", None),
        ] {
            assert_eq!(attribute(kind).parse(typed).ok(), kept, "{kind} {typed:?}");
        }
    }

    #[test]
    fn what_programs_give() {
        use AttributeKind::{Boolean, Choice, Date, Number, Text};
        for (kind, given, kept) in [
            (Number, json!(1.5), Some(json!(1.5))),
            (Number, json!("1.5"), Some(json!(1.5))),
            (Number, json!(true), None),
            (Boolean, json!(true), Some(json!(true))),
            (Boolean, json!(1), None),
            (Text, json!(15), Some(json!("15"))),
            (Text, json!(["a"]), None),
            (Text, json!("x".repeat(2001)), None),
            (Date, json!(20_270_131), None),
            (Choice, json!({}), None),
        ] {
            assert_eq!(attribute(kind).check(&given).ok(), kept, "{kind} {given}");
        }
        let why = attribute(Choice).check(&json!("oro")).unwrap_err();
        assert_eq!(why.to_string(), "must be one of: Básico, Premium");
    }

    #[test]
    fn what_is_kept_is_kept_again() {
        for kind in AttributeKind::ALL {
            for typed in ["12", "sí", "2027-01-31", "2027-01-31T15:00:00Z", "Premium"] {
                let attribute = attribute(*kind);
                if let Ok(kept) = attribute.parse(typed) {
                    assert_eq!(attribute.check(&kept), Ok(kept.clone()), "{kind} {typed}");
                }
            }
        }
    }
}
