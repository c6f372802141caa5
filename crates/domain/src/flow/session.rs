//! One contact's run through a flow: where it stands, what it knows, and what it waits for.

use crate::flow::trigger::Reply;
use crate::id::{ConversationId, FlowId, HttpRequestId, SessionId};
use crate::intent::entity::Named;
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
    #[serde(default)]
    pub progress: Progress,
    pub started_at: Timestamp,
    pub updated_at: Timestamp,
}

/// The event that tells of a payment; its `reference` says which.
pub const PAYMENT: &str = "payment";

/// What a session carries besides its place and its variables.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The flows that wait for this one to end, the innermost last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callers: Vec<Caller>,
    /// Messages that may not be the customer's last word yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gathering: Option<Gathering>,
    /// Replies in a row that were not understood: the rung of the ladder.
    #[serde(skip_serializing_if = "is_zero")]
    pub misses: u32,
    /// What a node that asks more than once has heard so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<Value>,
    /// What messages named that no question asked for yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Named>,
    /// What language models have used up.
    #[serde(skip_serializing_if = "is_zero")]
    pub tokens: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A flow that called another, as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Caller {
    pub flow: FlowId,
    pub flow_version: u32,
    pub node: String,
    pub variables: BTreeMap<String, Value>,
    /// What it waited for when it was interrupted; `None` when it called on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interrupted: Option<Waiting>,
}

/// Messages that came fast after each other; what they are taken for together is decided when no more come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gathering {
    pub reply: Reply,
    pub messages: u32,
    pub until: Timestamp,
    /// Nothing of the flow has run yet: these are the messages that set it off.
    #[serde(default)]
    pub begins: bool,
}

impl Session {
    /// When the timer has to wake this session, if ever.
    pub fn wake_at(&self) -> Option<Timestamp> {
        match (&self.progress.gathering, &self.waiting) {
            (Some(gathering), _) => Some(gathering.until),
            (None, waiting) => waiting.until(),
        }
    }

    pub fn waits_for_a_reply(&self) -> bool {
        matches!(self.waiting, Waiting::Reply { .. })
    }

    /// Whether it, or a flow it comes back to, waits for this.
    pub fn awaits(&self, happening: &Happening) -> bool {
        let interrupted = self.progress.callers.iter().filter_map(|caller| caller.interrupted.as_ref());
        interrupted.chain([&self.waiting]).any(|waiting| match waiting {
            Waiting::Event { name, .. } => *name == happening.name,
            Waiting::Payment { reference, .. } => {
                happening.name == PAYMENT
                    && happening.properties.get("reference").and_then(Value::as_str) == Some(reference)
            }
            _ => false,
        })
    }

    /// What it knew in this flow, be it the one it stood in or one that called it.
    pub fn known_in(&self, flow: FlowId) -> Option<&BTreeMap<String, Value>> {
        let caller = || self.progress.callers.iter().rev().find(|caller| caller.flow == flow);
        if self.flow == flow { Some(&self.variables) } else { caller().map(|caller| &caller.variables) }
    }

    /// Every version it may come back to.
    pub fn versions(&self) -> impl Iterator<Item = (FlowId, u32)> {
        let callers = self.progress.callers.iter().map(|caller| (caller.flow, caller.flow_version));
        callers.chain([(self.flow, self.flow_version)])
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "for")]
pub enum Waiting {
    Reply {
        until: Option<Timestamp>,
    },
    Http {
        call: HttpRequestId,
        until: Timestamp,
    },
    /// Only for time to pass.
    Time {
        until: Timestamp,
    },
    /// For something outside.
    Event {
        name: String,
        until: Timestamp,
    },
    /// For a payment to be settled.
    Payment {
        reference: String,
        until: Timestamp,
    },
}

impl Waiting {
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::Reply { until } => *until,
            Self::Http { until, .. }
            | Self::Time { until }
            | Self::Event { until, .. }
            | Self::Payment { until, .. } => Some(*until),
        }
    }
}

/// An HTTP request a flow asked for; done by the server outside any transaction, its answer fed back as input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HttpCall {
    pub id: HttpRequestId,
    pub session: SessionId,
    pub conversation: ConversationId,
    #[serde(default)]
    pub to: Destination,
    pub method: String,
    pub url: String,
    pub headers: BTreeMap<String, String>,
    pub body: Option<Value>,
    pub deadline: Timestamp,
    pub requested_at: Timestamp,
}

/// Who is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// The address in the request.
    #[default]
    Address,
    /// The language model the operator configured; only the server knows its address and key.
    LanguageModel,
}

/// What came back; `status` is `None` when no answer came (time-out, refused address, broken connection).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HttpAnswer {
    pub call: HttpRequestId,
    pub status: Option<u16>,
    pub body: Value,
    pub error: Option<String>,
}

/// Something that happened outside, as far as a flow cares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Happening {
    pub name: String,
    pub properties: BTreeMap<String, Value>,
}
