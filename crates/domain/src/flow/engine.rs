//! The pure step: a flow, a session and an input go in; the session as it is now and what to do come out.
//!
//! A customer is never left in silence: whatever goes wrong here (an undefined variable, a message WhatsApp would
//! refuse, a loop) says the flow's fallback and hands the conversation to a person.

mod act;
mod answer;
mod calls;
mod compose;
mod condition;
mod consent;
mod effect;
mod gather;
mod knowledge;
mod ladder;
mod model;
mod naming;
mod offer;
mod payment;
mod phrases;
mod reply;
mod request;
mod run;
mod staff;
mod survey;
mod trouble;
mod wait;
mod words;

pub(crate) use answer::pattern;
pub use compose::{
    Composed, Speaker, compose_ask, compose_consent, compose_payment, compose_say, compose_survey, compose_template,
};
pub use effect::{ContactField, EndReason, FlowEffect, HandOverReason};
pub(crate) use offer::offers;
pub use trouble::Trouble;

use crate::flow::document::{Flow, NodeId};
use crate::flow::scope::Scope;
use crate::flow::session::{Happening, HttpAnswer, Session};
use crate::flow::trigger::Reply;
use crate::id::{ConversationId, FlowId, IdSource};
use run::Run;
use serde_json::Value;
use std::collections::BTreeMap;

/// What happened to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowInput {
    Reply(Reply),
    /// The time in [`Session::wake_at`] has come.
    TimedOut,
    HttpAnswered(HttpAnswer),
    /// Something outside; a session that does not wait for it stays as it is.
    Happened(Happening),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// `None` when it has ended; then the last effect is [`FlowEffect::Ended`].
    pub session: Option<Session>,
    pub effects: Vec<FlowEffect>,
    /// The way it took.
    pub trail: Vec<Passage>,
}

/// A node that was entered, and where from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub flow: FlowId,
    /// `None` at the beginning of a session.
    pub from: Option<NodeId>,
    pub to: NodeId,
}

/// Where and by what a session begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Begin {
    pub conversation: ConversationId,
    pub flow: FlowId,
    pub flow_version: u32,
}

/// What sets a flow off besides a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    Happening(Happening),
    /// Another flow asked for it, with these variables.
    Asked(BTreeMap<String, Value>),
}

/// Begins a session with the message that set the flow off: at its start, or where the trigger or tapped button leads.
pub fn start(flow: &Flow, begin: Begin, reply: &Reply, scope: &Scope<'_>, ids: &mut IdSource) -> Step {
    Run::begin(flow, begin, scope, ids).start(reply)
}

/// Begins a session with a button that one said which has ended since: with what that one knew.
pub fn start_again(
    flow: &Flow,
    begin: Begin,
    known: BTreeMap<String, Value>,
    reply: &Reply,
    scope: &Scope<'_>,
    ids: &mut IdSource,
) -> Step {
    Run::begin(flow, begin, scope, ids).knowing(known).start(reply)
}

/// Begins a session without a message of the customer.
pub fn start_by(flow: &Flow, begin: Begin, cause: Cause, scope: &Scope<'_>, ids: &mut IdSource) -> Step {
    Run::begin(flow, begin, scope, ids).start_by(cause)
}

/// Takes a session one step further.
pub fn resume(flow: &Flow, session: Session, input: FlowInput, scope: &Scope<'_>, ids: &mut IdSource) -> Step {
    let run = Run::resume(flow, session, scope, ids);
    match input {
        FlowInput::Reply(reply) => run.reply(reply),
        FlowInput::TimedOut => run.timed_out(),
        FlowInput::HttpAnswered(answer) => run.http_answered(answer),
        FlowInput::Happened(happening) => run.happened(&happening),
    }
}

/// A flow that comes between while a session waits for something other than a reply; it goes on waiting afterwards.
pub fn interrupt(
    session: Session,
    waiting_in: &Flow,
    other: &crate::flow::book::PublishedFlow,
    cause: Cause,
    scope: &Scope<'_>,
    ids: &mut IdSource,
) -> Step {
    Run::resume(waiting_in, session, scope, ids).interrupted_by(other.id, other.version, cause)
}
