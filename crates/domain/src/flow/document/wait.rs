//! Waiting: for a reply, for a time, for something that happens outside.

use super::Span;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WaitForReply {
    /// Remembers the text of the reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenWait", into = "WrittenWait")]
pub enum Wait {
    For(Span),
    /// An expression that gives a date or a moment: `2026-03-31`, `2026-03-31 18:00`, in the flow's time zone.
    Until(String),
    Event {
        name: String,
        /// Remembers the event's properties.
        save_as: Option<String>,
        timeout: Option<Span>,
    },
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenWait {
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    save_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout: Option<Span>,
}

impl TryFrom<WrittenWait> for Wait {
    type Error = &'static str;

    fn try_from(written: WrittenWait) -> Result<Self, Self::Error> {
        let WrittenWait { span, until, event, save_as, timeout } = written;
        if event.is_none() && (save_as.is_some() || timeout.is_some()) {
            return Err("`save_as` and `timeout` belong to `event`");
        }
        match (span, until, event) {
            (Some(span), None, None) => Ok(Self::For(span)),
            (None, Some(until), None) => Ok(Self::Until(until)),
            (None, None, Some(name)) => Ok(Self::Event { name, save_as, timeout }),
            _ => Err("`wait` has exactly one of `for`, `until` and `event`"),
        }
    }
}

impl From<Wait> for WrittenWait {
    fn from(wait: Wait) -> Self {
        match wait {
            Wait::For(span) => Self { span: Some(span), ..Self::default() },
            Wait::Until(until) => Self { until: Some(until), ..Self::default() },
            Wait::Event { name, save_as, timeout } => Self { event: Some(name), save_as, timeout, ..Self::default() },
        }
    }
}
