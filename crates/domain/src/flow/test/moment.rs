//! A moment, as flow tests write it.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// An instant, written as RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(pub Timestamp);

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = |error: jiff::Error| format!("`{text}` is no moment such as 2026-03-10T11:00:00Z: {error}");
        let moment: jiff::Timestamp = text.parse().map_err(wrong)?;
        // Meta tells whole seconds.
        Ok(Self(Timestamp::from_seconds(moment.as_second())))
    }
}

impl From<Moment> for String {
    fn from(Moment(at): Moment) -> Self {
        jiff::Timestamp::from_millisecond(at.as_millis()).map(|moment| moment.to_string()).unwrap_or_default()
    }
}
