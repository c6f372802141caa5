//! What Meta reports of our messages. Every raw status is kept; a message only ever moves forward.

use super::happened::{self, Told};
use super::{Turn, consent, person};
use crate::consent::ConsentRecord;
use crate::contact::{Identifier, identity};
use crate::event::{Advance, Event, StatusRecord};
use crate::flow::session::{Happening, PAYMENT};
use crate::id::MessageId;
use crate::message::{Failure, MessageStatus};
use crate::outside::EventSource;
use crate::status;
use crate::time::Timestamp;
use crate::world::KnownMessage;
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::error::ApiError;
use whatsapp::webhook::{PaymentStatus, Status};

/// Meta's code for "this person has stopped marketing messages".
const STOPPED_MARKETING: i64 = 131_050;

/// Takes in one status. It may speak of a message whose answer we never saw: then our own id, echoed in the
/// callback data, says which one it is.
pub fn reported(turn: &mut Turn<'_>, reported: &Status) {
    let known = find(turn, reported);
    turn.emit(Event::StatusRecorded(StatusRecord {
        wamid: reported.id.clone(),
        status: reported.status.as_str().to_owned(),
        message: known.as_ref().map(|message| message.id),
        at: Timestamp::from_seconds(reported.timestamp),
        raw: serde_json::to_value(reported).unwrap_or_default(),
    }));
    if let Some(payment) = &reported.payment {
        pay(turn, reported, payment);
    }
    match known {
        Some(message) => move_forward(turn, &message, reported),
        // Of a campaign's message only what it says of the person is news here.
        None => stop_marketing(turn, reported),
    }
}

fn stop_marketing(turn: &mut Turn<'_>, reported: &Status) {
    if reported.errors.iter().all(|error| error.code != STOPPED_MARKETING) {
        return;
    }
    let contact = introduce(reported).identifiers.iter().find_map(|identifier| turn.world.person(identifier));
    if let Some(contact) = contact {
        let record = ConsentRecord::marketing_stopped(contact, turn.now);
        consent::record(turn, record);
    }
}

/// News of a payment in WhatsApp, for the flow that waits for it. A second copy finds nobody waiting.
fn pay(turn: &mut Turn<'_>, reported: &Status, payment: &PaymentStatus) {
    let Some(reference) = &payment.reference_id else { return };
    let properties = BTreeMap::from([
        ("reference".to_owned(), Value::from(reference.as_str())),
        ("status".to_owned(), Value::from(reported.status.as_str())),
        ("amount".to_owned(), serde_json::to_value(&payment.amount).unwrap_or_default()),
        ("transaction".to_owned(), payment.transaction.clone().unwrap_or_default()),
    ]);
    let contact = introduce(reported).identifiers.iter().find_map(|identifier| turn.world.person(identifier));
    let Some(contact) = contact else { return };
    let happening = Happening { name: PAYMENT.to_owned(), properties: properties.clone() };
    let awaits = |id| turn.world.session(id).is_some_and(|session| session.awaits(&happening));
    let awaited = turn.world.conversations().any(|thread| thread.contact == contact && awaits(thread.id));
    if awaited {
        let (name, source, at) =
            (PAYMENT.to_owned(), EventSource::WhatsApp, Timestamp::from_seconds(reported.timestamp));
        let told = Told { external_id: None, name, source, amount: None, properties, at };
        happened::about_contact(turn, contact, None, told);
    }
}

/// Whom a status tells something about, beyond its message: they have to be looked up before it can be decided.
pub fn identifiers_of(reported: &Status) -> Vec<Identifier> {
    if reported.payment.is_none() && reported.errors.iter().all(|error| error.code != STOPPED_MARKETING) {
        return Vec::new();
    }
    person::lookup(&introduce(reported))
}

fn introduce(reported: &Status) -> person::Introduction {
    let (phone, user_id) = (reported.recipient_id.as_deref(), reported.recipient_user_id.as_deref());
    let identifiers = identity::from_card(phone, user_id, reported.recipient_parent_user_id.as_deref(), None);
    person::Introduction { identifiers, ..person::Introduction::default() }
}

fn find(turn: &Turn<'_>, reported: &Status) -> Option<KnownMessage> {
    if let Some(message) = turn.world.message_by_wamid(&reported.id) {
        return Some(message.clone());
    }
    let id: MessageId = reported.biz_opaque_callback_data.as_deref()?.parse().ok()?;
    let message = turn.world.message(id)?;
    // The same callback data under another wamid would be somebody else's message.
    message.wamid.as_deref().is_none_or(|wamid| wamid == reported.id).then(|| message.clone())
}

fn move_forward(turn: &mut Turn<'_>, message: &KnownMessage, reported: &Status) {
    let incoming = status::from_meta(reported.status.as_str());
    let next = incoming.and_then(|incoming| status::advance(message.status, incoming));
    let learned_wamid = message.wamid.is_none();
    if next.is_none() && !learned_wamid {
        return;
    }
    let failure = (next == Some(MessageStatus::Failed)).then(|| failure(reported.errors.first()));
    if let Some(failure) = &failure {
        take_to_heart(turn, message, failure);
    }
    // Whatever Meta reports of a message proves that it arrived.
    let arrived = status::advance(message.status, MessageStatus::Accepted).unwrap_or(message.status);
    let status = next.unwrap_or(arrived);
    turn.world.advance_message(message.id, status, &reported.id);
    turn.emit(Event::MessageAdvanced(Advance {
        message: message.id,
        conversation: message.conversation,
        status,
        wamid: learned_wamid.then(|| reported.id.clone()),
        failure,
        at: Timestamp::from_seconds(reported.timestamp),
    }));
}

fn failure(error: Option<&ApiError>) -> Failure {
    match error {
        Some(error) => Failure {
            code: Some(error.code),
            reason: whatsapp::error::classify(0, error).key().to_owned(),
            detail: error.details().unwrap_or_default().to_owned(),
        },
        None => Failure { code: None, reason: "unknown".to_owned(), detail: String::new() },
    }
}

/// Some failures say something about the person, not about the message.
fn take_to_heart(turn: &mut Turn<'_>, message: &KnownMessage, failure: &Failure) {
    if failure.code != Some(STOPPED_MARKETING) {
        return;
    }
    let contact = turn.world.conversation(message.conversation).map(|conversation| conversation.contact);
    if let Some(contact) = contact {
        let record = ConsentRecord::marketing_stopped(contact, turn.now);
        consent::record(turn, record);
    }
}
