//! Flows answering. The engine says what to do; here it is done, through the same gate as everybody's messages.

use super::speak::Unsaid;
use super::{Turn, doubt, effects, hearing};
use crate::activity::ActivityKind;
use crate::conversation::Owner;
use crate::event::Event;
use crate::flow::engine::{Begin, Cause, FlowInput, Step, interrupt, resume, start_again, start_by};
use crate::flow::scope::Scope;
use crate::flow::session::Session;
use crate::flow::trigger::Reply;
use crate::id::{ConversationId, IdSource};
use crate::world::PublishedFlow;
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::webhook::InboundMessage;

/// A customer's message for the bot: the running session takes it, or the flow that fits best begins.
pub(super) fn hear(turn: &mut Turn<'_>, conversation: ConversationId, message: &InboundMessage) {
    let mut reply = hearing::reply(message);
    doubt::understand(turn, &mut reply);
    leave_for_the_button(turn, conversation, &reply);
    if turn.world.session(conversation).is_some() {
        feed(turn, conversation, FlowInput::Reply(reply));
    } else {
        begin(turn, conversation, &reply, said_before(message));
    }
}

/// The message whose button was tapped.
fn said_before(message: &InboundMessage) -> Option<&str> {
    message.content.reply_id().and(message.context.as_ref()?.id.as_deref())
}

/// An old button of another flow leads there: the flow that runs has nothing to say to it.
fn leave_for_the_button(turn: &mut Turn<'_>, conversation: ConversationId, reply: &Reply) {
    let Some(payload) = reply.payload.as_deref() else { return };
    let flows = &turn.world.flows;
    let Some(session) = turn.world.session(conversation) else { return };
    let offers = |(flow, version)| flows.version(flow, version).is_some_and(|flow| flow.document.offers(payload));
    let known_here = session.versions().any(offers);
    let known_elsewhere = flows.active().iter().any(|flow| flow.document.offers(payload));
    if known_elsewhere && !known_here && session.waits_for_a_reply() {
        stop(turn, conversation, "a button of another flow was tapped");
    }
}

/// The moment of a session has come. Messages that were gathered to begin a flow are looked at together: they may be
/// for another flow than the first of them was.
pub(super) fn ring(turn: &mut Turn<'_>, conversation: ConversationId) {
    doubt::understand_gathered(turn, conversation);
    let gathered = turn.world.session(conversation).and_then(|session| session.progress.gathering.clone());
    let Some(gathering) = gathered.filter(|gathering| gathering.begins) else {
        return feed(turn, conversation, FlowInput::TimedOut);
    };
    let running = turn.world.session(conversation).map(|session| session.flow);
    let best = turn.world.flows.best(&gathering.reply).cloned();
    match best {
        Some(best) if Some(best.id) != running => {
            stop(turn, conversation, "the messages together are for another flow");
            begin_in(turn, conversation, &best, &gathering.reply, BTreeMap::new());
            // What was gathered once is not gathered again.
            if turn.world.session(conversation).is_some_and(|session| session.progress.gathering.is_some()) {
                turn.world.change_session(conversation, |session| {
                    if let Some(gathering) = &mut session.progress.gathering {
                        gathering.until = session.updated_at;
                    }
                });
                feed(turn, conversation, FlowInput::TimedOut);
            }
        }
        _ => feed(turn, conversation, FlowInput::TimedOut),
    }
}

/// Something outside, or another flow, begins a flow with this person; what runs and waits for a reply goes on after it.
pub(crate) fn begin_by(turn: &mut Turn<'_>, conversation: ConversationId, flow: &PublishedFlow, cause: Cause) {
    turn.note(conversation, None, ActivityKind::FlowStarted { flow: flow.name.clone() });
    let running = turn.world.remove_session(conversation);
    let waiting_in =
        running.as_ref().and_then(|session| turn.world.flows.version(session.flow, session.flow_version)).cloned();
    let step = if let (Some(session), Some(waiting_in)) = (running.clone(), waiting_in) {
        in_scope(turn, conversation, |scope, ids| interrupt(session, &waiting_in.document, flow, cause, scope, ids))
    } else {
        let begin = Begin { conversation, flow: flow.id, flow_version: flow.version };
        in_scope(turn, conversation, |scope, ids| start_by(&flow.document, begin, cause, scope, ids))
    };
    if let Some(step) = step {
        carry_out(turn, conversation, flow, running.as_ref(), step);
    }
}

/// Something happened to a running session: an answer, a time-out, an HTTP result.
pub(super) fn feed(turn: &mut Turn<'_>, conversation: ConversationId, input: FlowInput) {
    let Some(session) = turn.world.remove_session(conversation) else { return };
    let Some(flow) = turn.world.flows.version(session.flow, session.flow_version).cloned() else {
        end(turn, &session);
        effects::hand_over(turn, conversation, "the flow this conversation was in is gone".to_owned());
        return;
    };
    let before = session.clone();
    let step = in_scope(turn, conversation, |scope, ids| resume(&flow.document, session, input, scope, ids));
    if let Some(step) = step {
        carry_out(turn, conversation, &flow, Some(&before), step);
    }
}

/// `tapped`: the message whose button begins it; its session may have ended, and what that one knew counts again.
fn begin(turn: &mut Turn<'_>, conversation: ConversationId, reply: &Reply, tapped: Option<&str>) {
    if doubt::asked_back(turn, conversation, reply) {
        return;
    }
    let Some(flow) = turn.world.flows.best(reply).cloned() else {
        turn.world.change_conversation(conversation, |conversation| conversation.owner = Owner::Nobody);
        turn.note(conversation, None, ActivityKind::HandedOver { note: "no flow answers this".to_owned() });
        return;
    };
    let ended = tapped.and_then(|wamid| turn.world.ended_session(wamid));
    let known = ended.filter(|session| session.conversation == conversation).and_then(|it| it.known_in(flow.id));
    let known = known.cloned().unwrap_or_default();
    begin_in(turn, conversation, &flow, reply, known);
}

fn begin_in(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    flow: &PublishedFlow,
    reply: &Reply,
    known: BTreeMap<String, Value>,
) {
    turn.note(conversation, None, ActivityKind::FlowStarted { flow: flow.name.clone() });
    let begin = Begin { conversation, flow: flow.id, flow_version: flow.version };
    let step = in_scope(turn, conversation, |scope, ids| start_again(&flow.document, begin, known, reply, scope, ids));
    if let Some(step) = step {
        carry_out(turn, conversation, flow, None, step);
    }
}

/// Runs the engine with what it may see.
fn in_scope<T>(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    run: impl FnOnce(&Scope<'_>, &mut IdSource) -> T,
) -> Option<T> {
    let thread = turn.world.conversation(conversation)?;
    let contact = turn.world.contact(thread.contact)?;
    let scope = Scope {
        contact,
        settings: &turn.world.flow_settings,
        flows: &turn.world.flows,
        window_expires_at: thread.window_expires_at,
        segments: turn.world.segments_of(contact.id),
        understander: turn.world.understander.as_deref(),
        now: turn.now,
    };
    Some(run(&scope, turn.ids))
}

fn carry_out(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    flow: &PublishedFlow,
    before: Option<&Session>,
    step: Step,
) {
    let ended = step.session.is_none();
    turn.walked(before, step.trail);
    if let Some(session) = step.session {
        turn.world.save_session(session);
    } else if let Some(session) = before {
        end(turn, session);
    }
    for effect in step.effects {
        if let Err(unsaid) = effects::carry_out(turn, conversation, flow, effect) {
            refuse(turn, conversation, &unsaid);
            return;
        }
    }
    debug_assert!(ended || turn.world.session(conversation).is_some());
}

/// Ends the running session, if there is one, without a word to the customer.
pub(super) fn stop(turn: &mut Turn<'_>, conversation: ConversationId, reason: &str) {
    let Some(session) = turn.world.remove_session(conversation) else { return };
    let flow = turn.world.flows.version(session.flow, session.flow_version).map(|flow| flow.name.clone());
    end(turn, &session);
    let flow = flow.unwrap_or_else(|| session.flow.to_string());
    turn.note(conversation, None, ActivityKind::FlowEnded { flow, reason: reason.to_owned() });
}

/// The gate said no to the bot: the session ends and a person sees why.
fn refuse(turn: &mut Turn<'_>, conversation: ConversationId, unsaid: &Unsaid) {
    let reason = match unsaid {
        Unsaid::Refused(reason) => reason.as_str().to_owned(),
        other => other.to_string(),
    };
    turn.note(conversation, None, ActivityKind::Refused { reason: reason.clone() });
    stop(turn, conversation, "refused");
    effects::hand_over(turn, conversation, reason);
}

fn end(turn: &mut Turn<'_>, session: &Session) {
    turn.emit(Event::SessionEnded { session: session.id, at: turn.now });
}
