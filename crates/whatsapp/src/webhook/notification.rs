//! The body of a webhook: entries, and in them changes.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Change;
use crate::{Extra, lenient, surrogates};

/// The whole body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notification {
    /// `whatsapp_business_account`.
    pub object: String,
    pub entry: Vec<Entry>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What happened on one account.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// The WhatsApp Business account, or the portfolio for some partner events.
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    /// Seconds since 1970; account news only.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub time: Option<i64>,
    pub changes: Vec<Change>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Why a body could not be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    #[error("the body is not JSON: {0}")]
    NotJson(serde_json::Error),
    #[error("the body is JSON but not a webhook: {0}")]
    NotAWebhook(serde_json::Error),
}

impl Notification {
    /// A body with one change, as Meta sends most of them.
    pub fn of(account_id: impl Into<String>, change: Change) -> Self {
        let entry = Entry { id: account_id.into(), changes: vec![change], ..Entry::default() };
        Self { object: "whatsapp_business_account".to_owned(), entry: vec![entry], extra: Extra::new() }
    }

    /// Reads a body.
    ///
    /// It fails only when nothing can be made of it: when it is not JSON, or has no list of entries.
    pub fn parse(body: &[u8]) -> Result<Self, ParseError> {
        let body = surrogates::mended(body);
        serde_json::from_slice(&body).or_else(|why| parse_piecewise(&body, why))
    }

    /// Every change, with the entry it stands in.
    pub fn changes(&self) -> impl Iterator<Item = (&Entry, &Change)> {
        self.entry.iter().flat_map(|entry| entry.changes.iter().map(move |change| (entry, change)))
    }
}

/// The slow way, for bodies that are not as documented: what can be read is read, the rest becomes malformed changes.
fn parse_piecewise(body: &[u8], why: serde_json::Error) -> Result<Notification, ParseError> {
    let mut root: Value = serde_json::from_slice(body).map_err(ParseError::NotJson)?;
    let Some(Value::Array(entries)) = root.get_mut("entry").map(Value::take) else {
        return Err(ParseError::NotAWebhook(why));
    };
    let object = root.get("object").and_then(Value::as_str).unwrap_or_default().to_owned();
    let entry = entries.into_iter().map(read_entry).collect();
    Ok(Notification { object, entry, extra: Extra::new() })
}

fn read_entry(raw: Value) -> Entry {
    let id = raw.get("id").and_then(|id| lenient::word(id).ok()).unwrap_or_default();
    let time = raw.get("time").and_then(|time| lenient::number(time).ok());
    let changes = match raw.get("changes") {
        Some(Value::Array(changes)) => changes.iter().cloned().map(read_change).collect(),
        _ => vec![Change::Malformed { field: String::new(), value: raw, reason: "entry without changes".to_owned() }],
    };
    Entry { id, time, changes, extra: Extra::new() }
}

fn read_change(raw: Value) -> Change {
    serde_json::from_str(&raw.to_string()).unwrap_or_else(|why| Change::Malformed {
        field: raw.get("field").and_then(Value::as_str).unwrap_or_default().to_owned(),
        value: raw,
        reason: why.to_string(),
    })
}
