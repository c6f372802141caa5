//! Something happened outside: whoever waits for it goes on, or a flow begins.

use super::errands::give_to_the_bot;
use super::inbound::conversation_of;
use super::person::{Introduction, lookup, recognise};
use super::{Turn, bot};
use crate::activity::ActivityKind;
use crate::contact::Identifier;
use crate::contact::phone::E164;
use crate::conversation::Owner;
use crate::event::Event;
use crate::flow::engine::{Cause, FlowInput};
use crate::flow::session::Happening;
use crate::id::{ContactId, ConversationId, EventId, NumberId};
use crate::outside::{EventSource, Money, OutsideEvent};
use crate::time::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

/// What somebody tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub external_id: Option<String>,
    pub name: String,
    pub source: EventSource,
    pub amount: Option<Money>,
    pub properties: BTreeMap<String, Value>,
    pub at: Timestamp,
}

/// Every spelling under which the person may be known.
pub fn identifiers_of(phone: &E164) -> Vec<Identifier> {
    lookup(&introduction(phone))
}

fn introduction(phone: &E164) -> Introduction {
    Introduction { identifiers: [Identifier::phone(phone)].into(), ..Introduction::default() }
}

/// About a person known by their phone number; somebody new becomes a contact. `number` speaks to them if no
/// conversation is there yet.
pub fn about(turn: &mut Turn<'_>, phone: &E164, number: Option<NumberId>, told: Told) -> Option<EventId> {
    let contact = recognise(turn, &introduction(phone))?;
    Some(about_contact(turn, contact, number, told))
}

pub fn about_contact(turn: &mut Turn<'_>, contact: ContactId, number: Option<NumberId>, told: Told) -> EventId {
    let happening = Happening { name: told.name.clone(), properties: told.properties.clone() };
    let conversation = thread_of(turn, contact, &happening, number);
    let id = EventId::new(turn.ids, turn.now);
    turn.emit(Event::EventRecorded(OutsideEvent {
        id,
        external_id: told.external_id,
        name: told.name,
        source: told.source,
        contact: Some(contact),
        conversation,
        amount: told.amount,
        properties: told.properties,
        at: told.at,
        recorded_at: turn.now,
    }));
    if let Some(conversation) = conversation {
        tell(turn, conversation, happening);
    }
    id
}

/// The conversation that waits for it, else the latest; a new one only when a flow begins by it.
fn thread_of(
    turn: &mut Turn<'_>,
    contact: ContactId,
    happening: &Happening,
    number: Option<NumberId>,
) -> Option<ConversationId> {
    let threads = || turn.world.conversations().filter(|thread| thread.contact == contact);
    let waits = |id: &ConversationId| turn.world.session(*id).is_some_and(|session| session.awaits(happening));
    let waiting = threads().map(|thread| thread.id).filter(waits).min();
    let latest = threads().max_by_key(|thread| (thread.last_message_at, thread.id)).map(|thread| thread.id);
    let existing = waiting.or(latest);
    if existing.is_some() || turn.world.flows.begun_by(&happening.name).is_none() {
        return existing;
    }
    let first = turn.world.numbers.values().map(|number| number.id).min();
    Some(conversation_of(turn, number.or(first)?, contact))
}

/// To the session that waits for it; else to a flow that it begins.
pub(super) fn tell(turn: &mut Turn<'_>, conversation: ConversationId, happening: Happening) {
    let holds = turn.world.conversation(conversation).map(|thread| thread.owner);
    let awaited = turn.world.session(conversation).is_some_and(|session| session.awaits(&happening));
    if awaited && holds == Some(Owner::Bot) {
        return bot::feed(turn, conversation, FlowInput::Happened(happening));
    }
    let Some(flow) = turn.world.flows.begun_by(&happening.name).cloned() else { return };
    if give_to_the_bot(turn, conversation) {
        bot::begin_by(turn, conversation, &flow, Cause::Happening(happening));
    } else {
        let note = format!(
            "“{}” happened, and “{}” was not begun: a person holds the conversation",
            happening.name, flow.name
        );
        turn.note(conversation, None, ActivityKind::Noted { note });
    }
}
