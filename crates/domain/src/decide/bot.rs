//! Flows answering. The engine says what to do; here it is done, through the same gate as everybody's messages.

use super::speak::{Speech, Unsaid, say};
use super::{Turn, Walk};
use crate::activity::ActivityKind;
use crate::consent::Keyword;
use crate::conversation::Owner;
use crate::event::Event;
use crate::flow::engine::{Begin, ContactField, EndReason, FlowEffect, FlowInput, Step, resume, start};
use crate::flow::scope::Scope;
use crate::flow::session::Session;
use crate::flow::trigger::Reply;
use crate::id::{ConversationId, IdSource};
use crate::message::Author;
use crate::policy::Purpose;
use crate::world::PublishedFlow;
use serde_json::Value;
use std::sync::Arc;
use whatsapp::message::Message;
use whatsapp::webhook::InboundMessage;

/// A customer's message for the bot: the running session takes it, or the flow that fits best begins.
pub(super) fn hear(turn: &mut Turn<'_>, conversation: ConversationId, message: &InboundMessage) {
    let reply = Reply {
        kind: message.content.kind().to_owned(),
        text: message.content.text_for_matching().map(str::to_owned),
        payload: message.content.reply_id().map(str::to_owned),
    };
    if turn.world.session(conversation).is_some() {
        feed(turn, conversation, FlowInput::Reply(reply));
    } else {
        begin(turn, conversation, &reply);
    }
}

/// Something happened to a running session: an answer, a time-out, an HTTP result.
pub(super) fn feed(turn: &mut Turn<'_>, conversation: ConversationId, input: FlowInput) {
    let Some(session) = turn.world.remove_session(conversation) else { return };
    let Some(flow) = turn.world.flows.version(session.flow, session.flow_version).cloned() else {
        end(turn, &session);
        hand_over(turn, conversation, "the flow this conversation was in is gone".to_owned());
        return;
    };
    let before = session.clone();
    let step = in_scope(turn, conversation, |scope, ids| resume(&flow.document, session, input, scope, ids));
    if let Some(step) = step {
        carry_out(turn, conversation, &flow, Some(&before), step);
    }
}

fn begin(turn: &mut Turn<'_>, conversation: ConversationId, reply: &Reply) {
    let Some(flow) = best_flow(turn, reply) else {
        turn.world.change_conversation(conversation, |conversation| conversation.owner = Owner::Nobody);
        turn.note(conversation, None, ActivityKind::HandedOver { note: "no flow answers this".to_owned() });
        return;
    };
    turn.note(conversation, None, ActivityKind::FlowStarted { flow: flow.name.clone() });
    let begin = Begin { conversation, flow: flow.id, flow_version: flow.version };
    let step = in_scope(turn, conversation, |scope, ids| start(&flow.document, begin, reply, scope, ids));
    if let Some(step) = step {
        carry_out(turn, conversation, &flow, None, step);
    }
}

/// The best match; among equals the flow that was made first.
fn best_flow(turn: &Turn<'_>, reply: &Reply) -> Option<Arc<PublishedFlow>> {
    let mut best: Option<(crate::flow::trigger::Priority, &Arc<PublishedFlow>)> = None;
    for flow in turn.world.flows.active() {
        let Some(priority) = flow.document.matches_trigger(reply) else { continue };
        if best.is_none_or(|(highest, _)| priority > highest) {
            best = Some((priority, flow));
        }
    }
    best.map(|(_, flow)| flow.clone())
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
        window_expires_at: thread.window_expires_at,
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
    let from = before.map(|session| session.node.clone());
    turn.walks.push(Walk { flow: flow.id, from, nodes: step.trail });
    if let Some(session) = step.session {
        turn.world.save_session(session);
    } else if let Some(session) = before {
        end(turn, session);
    }
    for effect in step.effects {
        if let Err(unsaid) = carry_out_one(turn, conversation, flow, effect) {
            refuse(turn, conversation, &unsaid);
            return;
        }
    }
    debug_assert!(ended || turn.world.session(conversation).is_some());
}

fn carry_out_one(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    flow: &PublishedFlow,
    effect: FlowEffect,
) -> Result<(), Unsaid> {
    match effect {
        FlowEffect::Say(message) => speak(turn, conversation, message)?,
        FlowEffect::SetContactField { field, value } => set_field(turn, conversation, field, value),
        FlowEffect::AddLabel(label) => label_contact(turn, conversation, label, true),
        FlowEffect::RemoveLabel(label) => label_contact(turn, conversation, label, false),
        FlowEffect::RequestHttp(call) => turn.emit(Event::HttpCallRequested(call)),
        FlowEffect::HandOver { note, .. } => hand_over(turn, conversation, note),
        FlowEffect::Ended { reason: EndReason::HandedOver, .. } => {}
        FlowEffect::Ended { reason, outcome } => {
            let reason = outcome.unwrap_or_else(|| reason.as_str().to_owned());
            turn.note(conversation, None, ActivityKind::FlowEnded { flow: flow.name.clone(), reason });
        }
    }
    Ok(())
}

fn speak(turn: &mut Turn<'_>, conversation: ConversationId, message: Message) -> Result<(), Unsaid> {
    let speech = Speech { message, author: Author::Bot, purpose: Purpose::Reply, template: None, quotes: None };
    say(turn, conversation, speech).map(drop)
}

/// The gate said no to the bot: the session ends and a person sees why.
fn refuse(turn: &mut Turn<'_>, conversation: ConversationId, unsaid: &Unsaid) {
    let reason = match unsaid {
        Unsaid::Refused(reason) => reason.as_str().to_owned(),
        other => other.to_string(),
    };
    turn.note(conversation, None, ActivityKind::Refused { reason: reason.clone() });
    stop(turn, conversation, "refused");
    hand_over(turn, conversation, reason);
}

fn set_field(turn: &mut Turn<'_>, conversation: ConversationId, field: ContactField, value: Value) {
    let now = turn.now;
    let words = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    change_contact(turn, conversation, |contact| {
        match field {
            ContactField::Name => contact.name = words(&value),
            ContactField::Language => contact.language = Some(words(&value)),
            ContactField::Custom(name) => drop(contact.fields.insert(name, value)),
        }
        contact.updated_at = now;
    });
}

fn label_contact(turn: &mut Turn<'_>, conversation: ConversationId, label: String, add: bool) {
    let now = turn.now;
    let mut changed = false;
    change_contact(turn, conversation, |contact| {
        changed = if add { contact.labels.insert(label.clone()) } else { contact.labels.remove(&label) };
        contact.updated_at = now;
    });
    if changed {
        let kind = if add { ActivityKind::LabelAdded { label } } else { ActivityKind::LabelRemoved { label } };
        turn.note(conversation, None, kind);
    }
}

fn change_contact(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    change: impl FnOnce(&mut crate::contact::Contact),
) {
    let contact = turn.world.conversation(conversation).map(|conversation| conversation.contact);
    if let Some(contact) = contact {
        turn.world.change_contact(contact, change);
    }
}

fn hand_over(turn: &mut Turn<'_>, conversation: ConversationId, note: String) {
    let now = turn.now;
    turn.world.change_conversation(conversation, |conversation| {
        conversation.owner = Owner::Human;
        conversation.updated_at = now;
    });
    turn.note(conversation, None, ActivityKind::HandedOver { note });
}

/// Ends the running session, if there is one, without a word to the customer.
pub(super) fn stop(turn: &mut Turn<'_>, conversation: ConversationId, reason: &str) {
    let Some(session) = turn.world.remove_session(conversation) else { return };
    let flow = turn.world.flows.version(session.flow, session.flow_version).map(|flow| flow.name.clone());
    end(turn, &session);
    let flow = flow.unwrap_or_else(|| session.flow.to_string());
    turn.note(conversation, None, ActivityKind::FlowEnded { flow, reason: reason.to_owned() });
}

fn end(turn: &mut Turn<'_>, session: &Session) {
    turn.emit(Event::SessionEnded { session: session.id, at: turn.now });
}

/// Tells the person that their wish was heard. A refusal by the gate is kept as a note: nothing else depends on it.
pub(super) fn confirm_consent(turn: &mut Turn<'_>, conversation: ConversationId, keyword: Keyword) {
    let text = confirmation(language_of(turn, conversation), keyword);
    if let Err(unsaid) = speak(turn, conversation, Message::text(text)) {
        turn.note(conversation, None, ActivityKind::Refused { reason: unsaid.to_string() });
    }
}

fn language_of<'a>(turn: &'a Turn<'_>, conversation: ConversationId) -> &'a str {
    let contact = turn.world.conversation(conversation).and_then(|thread| turn.world.contact(thread.contact));
    let own = contact.and_then(|contact| contact.language.as_deref());
    let default = turn.world.flows.active().first().map(|flow| flow.document.language.as_str());
    own.or(default).unwrap_or("es")
}

const fn confirmation_words(keyword: Keyword) -> [(&'static str, &'static str); 3] {
    match keyword {
        Keyword::OptOut => [
            (
                "es",
                "Listo: ya no te enviaremos más mensajes. Si nos escribes, te responderemos. Para volver, escribe ALTA.",
            ),
            (
                "pt",
                "Pronto: não vamos mais enviar mensagens. Se você escrever, nós respondemos. Para voltar, escreva VOLTAR.",
            ),
            (
                "en",
                "Done: we will not send you any more messages. If you write to us, we will answer. To come back, write START.",
            ),
        ],
        Keyword::OptIn => [
            ("es", "¡Gracias! Volverás a recibir nuestros mensajes. Para dejar de recibirlos, escribe BAJA."),
            ("pt", "Obrigado! Você vai voltar a receber nossas mensagens. Para parar, escreva PARAR."),
            ("en", "Thank you! You will hear from us again. To stop, write STOP."),
        ],
    }
}

fn confirmation(language: &str, keyword: Keyword) -> &'static str {
    let words = confirmation_words(keyword);
    let [_, _, (_, english)] = words;
    words.iter().find(|(code, _)| language.starts_with(code)).map_or(english, |(_, words)| *words)
}
