//! What a step of a flow wants done, done: through the same gate as everybody's messages.

use super::speak::{Speech, Unsaid, say};
use super::{Turn, consent, doubt};
use crate::activity::ActivityKind;
use crate::consent::{ConsentRecord, ConsentSource, ConsentState};
use crate::conversation::Owner;
use crate::errand::{Errand, Task};
use crate::event::Event;
use crate::flow::engine::{ContactField, EndReason, FlowEffect};
use crate::id::{ConversationId, ErrandId, EventId};
use crate::intent::Reason;
use crate::message::Author;
use crate::outside::{EventSource, OutsideEvent};
use crate::policy::Purpose;
use crate::world::PublishedFlow;
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::message::Message;

pub(super) fn carry_out(
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
        FlowEffect::RecordConsent { category, given, words } => {
            let state = if given { ConsentState::OptedIn } else { ConsentState::OptedOut };
            record_consent(turn, conversation, category, state, words);
        }
        FlowEffect::Misunderstood { text } => doubt::suggest(turn, conversation, &text, Reason::NoAnswer),
        FlowEffect::Record { name, properties } => record(turn, conversation, name, properties),
        FlowEffect::StartFlow { flow, phone, input } => {
            set_errand(turn, conversation, phone, Task::StartFlow { flow, input });
        }
        FlowEffect::NotifyStaff { phone, text, template } => {
            set_errand(turn, conversation, phone, Task::Notify { text, template });
        }
        FlowEffect::Assign { team, person, note } => {
            assign(turn, conversation, team, person);
            if !note.is_empty() {
                turn.note(conversation, None, ActivityKind::Noted { note });
            }
        }
        FlowEffect::HandOver { note, team, person, .. } => {
            assign(turn, conversation, team, person);
            hand_over(turn, conversation, note);
        }
        FlowEffect::Ended { reason: EndReason::HandedOver, .. } => {}
        FlowEffect::Ended { reason, outcome } => {
            let reason = outcome.unwrap_or_else(|| reason.as_str().to_owned());
            turn.note(conversation, None, ActivityKind::FlowEnded { flow: flow.name.clone(), reason });
        }
    }
    Ok(())
}

pub(super) fn speak(turn: &mut Turn<'_>, conversation: ConversationId, message: Message) -> Result<(), Unsaid> {
    let speech = Speech { message, author: Author::Bot, purpose: Purpose::Reply, template: None, quotes: None };
    say(turn, conversation, speech).map(drop)
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

fn record_consent(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    category: crate::consent::Category,
    state: ConsentState,
    words: String,
) {
    let Some(contact) = turn.world.conversation(conversation).map(|thread| thread.contact) else { return };
    let record = ConsentRecord::new(contact, category, state, (ConsentSource::Flow, &words), turn.now);
    consent::record(turn, record);
    let kind = match state {
        ConsentState::OptedIn => ActivityKind::OptedIn { words },
        _ => ActivityKind::OptedOut { words },
    };
    turn.note(conversation, None, kind);
}

fn record(turn: &mut Turn<'_>, conversation: ConversationId, name: String, properties: BTreeMap<String, Value>) {
    let contact = turn.world.conversation(conversation).map(|thread| thread.contact);
    let id = EventId::new(turn.ids, turn.now);
    turn.emit(Event::EventRecorded(OutsideEvent {
        id,
        external_id: None,
        name,
        source: EventSource::Flow,
        contact,
        conversation: Some(conversation),
        amount: None,
        properties,
        at: turn.now,
        recorded_at: turn.now,
    }));
}

fn set_errand(turn: &mut Turn<'_>, from: ConversationId, phone: String, task: Task) {
    let Some(number) = turn.world.conversation(from).map(|thread| thread.number) else { return };
    let id = ErrandId::new(turn.ids, turn.now);
    turn.emit(Event::ErrandSet(Box::new(Errand { id, from, number, phone, task, at: turn.now })));
}

/// A person nobody knows is noted rather than forgotten: somebody has to see the conversation all the same.
fn assign(turn: &mut Turn<'_>, conversation: ConversationId, team: Option<String>, person: Option<String>) {
    let now = turn.now;
    if let Some(team) = team.filter(|team| !team.trim().is_empty()) {
        turn.world.change_conversation(conversation, |conversation| {
            conversation.team = Some(team.clone());
            conversation.updated_at = now;
        });
        turn.note(conversation, None, ActivityKind::AssignedToTeam { team });
    }
    let Some(person) = person.filter(|person| !person.trim().is_empty()) else { return };
    match turn.world.users.get(&person.trim().to_lowercase()).copied() {
        Some(user) => {
            turn.world.change_conversation(conversation, |conversation| {
                conversation.assignee = Some(user);
                conversation.updated_at = now;
            });
            turn.note(conversation, None, ActivityKind::Assigned { assignee: Some(user) });
        }
        None => {
            turn.note(conversation, None, ActivityKind::Noted { note: format!("for {person}, who is no user here") });
        }
    }
}

pub(super) fn hand_over(turn: &mut Turn<'_>, conversation: ConversationId, note: String) {
    let now = turn.now;
    turn.world.change_conversation(conversation, |conversation| {
        conversation.owner = Owner::Human;
        conversation.updated_at = now;
    });
    turn.note(conversation, None, ActivityKind::HandedOver { note });
}
