//! What a call gives back.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::{ApiError, ErrorClass};

/// The outcome of a call and what went over the wire.
#[derive(Debug)]
pub struct Exchange<T> {
    pub result: Result<T, SendError>,
    pub trace: Trace,
}

impl<T> Exchange<T> {
    /// The same exchange, of whose answer this is the part that matters.
    pub(super) fn map<U>(self, part: impl FnOnce(T) -> U) -> Exchange<U> {
        self.and_then(|answer| Ok(part(answer)))
    }

    /// The same exchange, its answer read further.
    pub(super) fn and_then<U>(self, read: impl FnOnce(T) -> Result<U, SendError>) -> Exchange<U> {
        Exchange { result: self.result.and_then(read), trace: self.trace }
    }
}

/// Why a call gave no answer, by what the caller may do next.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SendError {
    /// The request never left: no connection, or nothing to send. It can be tried again without any doubt.
    #[error("not sent: {reason}")]
    NotSent { reason: String },
    /// The API said no.
    #[error("refused with status {http_status}: {error}")]
    Refused { http_status: u16, error: Box<ApiError>, class: ErrorClass },
    /// The request may have arrived, but there is no answer, or none that can be read.
    #[error("the answer was lost: {reason}")]
    AnswerLost { reason: String },
}

/// What went over the wire, without the access token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    pub method: String,
    /// With the query, without the host.
    pub path: String,
    /// The JSON that was sent, or a word about the file.
    pub request_body: Option<String>,
    pub status: Option<u16>,
    /// The beginning of the answer.
    pub response_body: Option<String>,
    /// In milliseconds when stored.
    #[serde(rename = "duration_ms", with = "milliseconds")]
    pub duration: Duration,
}

/// The answer of calls that only say that they worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Success {
    pub success: bool,
}

mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_millis)
    }
}
