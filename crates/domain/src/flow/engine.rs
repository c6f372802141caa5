//! The pure step: a flow, a session and an input go in; the session as it is now and what to do come out.
//!
//! A customer is never left in silence: whatever goes wrong here (an undefined variable, a message WhatsApp would
//! refuse, a loop) says the flow's fallback and hands the conversation to a person.

mod act;
mod answer;
mod compose;
mod phrases;
mod reply;
mod run;
mod trouble;

pub(crate) use answer::pattern;
pub use compose::{Composed, compose_ask, compose_say};
pub use trouble::Trouble;

use crate::flow::document::{Flow, NodeId};
use crate::flow::scope::Scope;
use crate::flow::session::{HttpAnswer, HttpCall, Session};
use crate::flow::trigger::Reply;
use crate::id::{ConversationId, FlowId, IdSource};
use run::Run;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use whatsapp::message::Message;

/// What happened to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowInput {
    Reply(Reply),
    /// The time in [`Session::wake_at`] has come.
    TimedOut,
    HttpAnswered(HttpAnswer),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// `None` when it has ended; then the last effect is [`FlowEffect::Ended`].
    pub session: Option<Session>,
    pub effects: Vec<FlowEffect>,
    /// The nodes that were entered, in order.
    pub trail: Vec<NodeId>,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowEffect {
    Say(Message),
    SetContactField { field: ContactField, value: Value },
    AddLabel(String),
    RemoveLabel(String),
    RequestHttp(HttpCall),
    HandOver { note: String, reason: HandOverReason },
    Ended { reason: EndReason, outcome: Option<String> },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    Name,
    Language,
    Custom(String),
}

impl ContactField {
    pub fn named(field: &str) -> Self {
        match field {
            "name" => Self::Name,
            "language" => Self::Language,
            custom => Self::Custom(custom.to_owned()),
        }
    }
}

words! {
    /// Why a person has to take over.
    HandOverReason {
        /// The flow leads there.
        Asked = "asked",
        NotUnderstood = "not_understood",
        RequestFailed = "request_failed",
        /// Free text was due and the window has closed.
        WindowClosed = "window_closed",
        LimitReached = "limit_reached",
        FlowError = "flow_error",
    }
}

words! {
    EndReason {
        Finished = "finished",
        /// The customer did not come back.
        TimedOut = "timed_out",
        HandedOver = "handed_over",
    }
}

/// Where and by what a session begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Begin {
    pub conversation: ConversationId,
    pub flow: FlowId,
    pub flow_version: u32,
}

/// Begins a session with the message that set the flow off: at its start, or where the trigger or tapped button leads.
pub fn start(flow: &Flow, begin: Begin, reply: &Reply, scope: &Scope<'_>, ids: &mut IdSource) -> Step {
    Run::begin(flow, begin, scope, ids).first(reply)
}

/// Takes a session one step further.
pub fn resume(flow: &Flow, session: Session, input: FlowInput, scope: &Scope<'_>, ids: &mut IdSource) -> Step {
    let run = Run::resume(flow, session, scope, ids);
    match input {
        FlowInput::Reply(reply) => run.reply(&reply),
        FlowInput::TimedOut => run.timed_out(),
        FlowInput::HttpAnswered(answer) => run.http_answered(answer),
    }
}
