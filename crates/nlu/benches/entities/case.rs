//! One marked message.

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use nlu::entity::Kind;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::path::Path;

/// A message and what it should yield.
pub struct Case {
    pub text: String,
    pub now: Zoned,
    pub expected: Vec<Expected>,
}

/// One result as the file has it; `start` and `end` count UTF-16 units, `end` is the last one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Expected {
    pub text: String,
    pub start: Option<usize>,
    pub end: Option<usize>,
    #[serde(default)]
    pub type_name: String,
    #[serde(default)]
    pub resolution: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(rename = "ref")]
    now: Option<String>,
    results: Vec<Expected>,
}

impl Case {
    pub fn read(file: &Path) -> Vec<Self> {
        let lines = std::fs::read_to_string(file).expect("a readable file");
        lines.lines().filter(|line| !line.trim().is_empty()).map(Self::parse).collect()
    }

    fn parse(line: &str) -> Self {
        let line: Line = serde_json::from_str(line).expect("a marked message");
        let lower = line.text.to_lowercase();
        let mut expected = line.results;
        expected.sort_by_key(|expected| expected.start.or_else(|| lower.find(&expected.text.to_lowercase())));
        let now = line.now.as_deref().unwrap_or("2016-11-07T00:00:00");
        let now: DateTime = now.parse().expect("a date and a time");
        Self { text: line.text, now: now.to_zoned(TimeZone::UTC).expect("a time that exists"), expected }
    }
}

/// The kind a file is about.
pub fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "number" => Kind::Number,
        "ordinal" => Kind::Ordinal,
        "percent" => Kind::Percent,
        "numberrange" => Kind::NumberRange,
        "currency" => Kind::Money,
        "dimension" => Kind::Quantity,
        "age" => Kind::Age,
        "temperature" => Kind::Temperature,
        "datetime" => Kind::Moment,
        "phone" => Kind::Phone,
        "email" => Kind::Email,
        "url" => Kind::Url,
        "ip" => Kind::Ip,
        "mention" => Kind::Mention,
        "hashtag" => Kind::Hashtag,
        "boolean" => Kind::YesNo,
        _ => return None,
    })
}
