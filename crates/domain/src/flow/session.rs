//! One contact's run through a flow: where it stands, what it knows, and what it waits for.

use crate::id::{ConversationId, FlowId, HttpRequestId, SessionId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub conversation: ConversationId,
    pub flow: FlowId,
    /// Sessions stay on the version they began with.
    pub flow_version: u32,
    pub node: String,
    pub variables: BTreeMap<String, Value>,
    pub waiting: Waiting,
    /// Unsuccessful tries at the present question.
    pub attempts: u32,
    /// Inputs handled so far; bounded, so that two machines talking to each other end with a person.
    #[serde(default)]
    pub steps: u32,
    pub started_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Session {
    /// When the timer has to wake this session, if ever.
    pub fn wake_at(&self) -> Option<Timestamp> {
        match &self.waiting {
            Waiting::Reply { until } => *until,
            Waiting::Http { until, .. } => Some(*until),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "for")]
pub enum Waiting {
    Reply { until: Option<Timestamp> },
    Http { call: HttpRequestId, until: Timestamp },
}

/// An HTTP request a flow asked for; done by the server outside any transaction, its answer fed back as input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HttpCall {
    pub id: HttpRequestId,
    pub session: SessionId,
    pub conversation: ConversationId,
    pub method: String,
    pub url: String,
    pub headers: BTreeMap<String, String>,
    pub body: Option<Value>,
    pub deadline: Timestamp,
    pub requested_at: Timestamp,
}

/// What came back; `status` is `None` when no answer came (time-out, refused address, broken connection).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HttpAnswer {
    pub call: HttpRequestId,
    pub status: Option<u16>,
    pub body: Value,
    pub error: Option<String>,
}
