//! A customer's message: stored once, the window moved, the conversation opened, and the right one asked to answer.

use super::person::{Introduction, recognise};
use super::{Turn, bot, confirm, consent, person};
use crate::activity::ActivityKind;
use crate::consent::{ConsentRecord, Keyword, keyword};
use crate::contact::{Contact, Identifier, identity};
use crate::conversation::{Conversation, Owner, Status};
use crate::event::Event;
use crate::id::{ContactId, ConversationId, MessageId, NumberId};
use crate::message::{Author, Direction, Message, MessageStatus};
use crate::time::Timestamp;
use crate::window;
use whatsapp::webhook::{ContactCard, Content, InboundMessage, MessageEcho, System, SystemKind, UserPreference};

/// Why a message of a body could not be acted upon; the body is parked with these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    #[error("the number is not set up here")]
    UnknownNumber,
    #[error("the message names nobody: no phone, no user id")]
    Nobody,
    #[error("messages in groups are not handled yet")]
    Group,
}

/// Takes in one message of a customer. A second copy changes nothing.
pub fn received(
    turn: &mut Turn<'_>,
    phone_number_id: &str,
    card: Option<&ContactCard>,
    message: &InboundMessage,
) -> Result<(), Unusable> {
    let number = turn.world.numbers.get(phone_number_id).map(|number| number.id).ok_or(Unusable::UnknownNumber)?;
    if message.group_id.is_some() {
        return Err(Unusable::Group);
    }
    let introduction = introduce(card, message);
    if introduction.identifiers.is_empty() && introduction.previous_user_id.is_none() {
        return Err(Unusable::Nobody);
    }
    if !turn.world.is_new(&message.id) {
        return Ok(());
    }
    let contact = recognise(turn, &introduction).ok_or(Unusable::Nobody)?;
    let conversation = conversation_of(turn, number, contact);
    store(turn, number, conversation, message);
    match &message.content {
        content if content.opens_window() => attend(turn, conversation, contact, message),
        // Something a person has to look at, though it opens no window and no flow can read it.
        Content::Unsupported(_) | Content::Unknown { .. } => show(turn, conversation, message),
        _ => {}
    }
    Ok(())
}

/// A message that the business sent from the phone app: it is a person speaking, so the bot falls silent.
pub fn echoed(turn: &mut Turn<'_>, phone_number_id: &str, echo: &MessageEcho) -> Result<(), Unusable> {
    let number = turn.world.numbers.get(phone_number_id).map(|number| number.id).ok_or(Unusable::UnknownNumber)?;
    let identifiers = identity::from_card(echo.to.as_deref(), echo.to_user_id.as_deref(), None, None);
    let introduction = Introduction { identifiers, ..Introduction::default() };
    if introduction.identifiers.is_empty() {
        return Err(Unusable::Nobody);
    }
    if !turn.world.is_new(&echo.message.id) {
        return Ok(());
    }
    let contact = recognise(turn, &introduction).ok_or(Unusable::Nobody)?;
    let conversation = conversation_of(turn, number, contact);
    let echo = &echo.message;
    let at = Timestamp::from_seconds(echo.timestamp);
    let (kind, preview) = (echo.content.kind().to_owned(), echo.content.preview());
    let id = MessageId::new(turn.ids, turn.now);
    turn.emit(Event::MessageReceived(Message {
        id,
        number,
        conversation,
        direction: Direction::Outbound,
        author: Author::Phone,
        wamid: Some(echo.id.clone()),
        kind,
        content: serde_json::to_value(&echo.content).unwrap_or_default(),
        preview: preview.clone(),
        status: MessageStatus::Sent,
        failure: None,
        context_wamid: None,
        at,
        created_at: turn.now,
    }));
    bot::stop(turn, conversation, "a person answered from the phone");
    let now = turn.now;
    turn.world.change_conversation(conversation, |conversation| {
        conversation.owner = Owner::Human;
        remember_last(conversation, preview, at, now);
    });
    Ok(())
}

/// WhatsApp's own switch for marketing messages.
pub fn preferred(turn: &mut Turn<'_>, preference: &UserPreference) -> Result<(), Unusable> {
    let identifiers = identity::from_card(preference.wa_id.as_deref(), preference.user_id.as_deref(), None, None);
    let introduction = Introduction { identifiers, ..Introduction::default() };
    let contact = recognise(turn, &introduction).ok_or(Unusable::Nobody)?;
    let at = preference.timestamp.map_or(turn.now, Timestamp::from_seconds);
    let Some(record) = ConsentRecord::preference(contact, preference.value.as_str(), at) else { return Ok(()) };
    // Without a moment of its own, a second copy cannot be told from news: only what differs is news.
    let is_known = |contact: &Contact| contact.consents.signal(record.category) == Some(record.state);
    if preference.timestamp.is_some() || !turn.world.contact(contact).is_some_and(is_known) {
        consent::record(turn, record);
    }
    Ok(())
}

fn introduce(card: Option<&ContactCard>, message: &InboundMessage) -> Introduction {
    if let Content::System(system) = &message.content {
        return introduce_again(message, system);
    }
    let wa_id = message.from.as_deref().or(card.and_then(|card| card.wa_id.as_deref()));
    let user_id = message.from_user_id.as_deref().or(card.and_then(|card| card.user_id.as_deref()));
    let parent = message.from_parent_user_id.as_deref().or(card.and_then(|card| card.parent_user_id.as_deref()));
    let username = card.and_then(|card| card.profile.bare_username());
    Introduction {
        identifiers: identity::from_card(wa_id, user_id, parent, username),
        name: card.and_then(|card| card.profile.name.clone()).unwrap_or_default(),
        ..Introduction::default()
    }
}

/// News of a changed number: the old identifiers find the person, the new ones replace them.
fn introduce_again(message: &InboundMessage, system: &System) -> Introduction {
    let changed_number = matches!(system.kind, SystemKind::UserChangedNumber | SystemKind::CustomerChangedNumber);
    let mut identifiers =
        identity::from_card(system.wa_id.as_deref(), system.user_id.as_deref(), system.parent_user_id.as_deref(), None);
    if identifiers.is_empty() || !changed_number {
        identifiers.extend(identity::from_card(message.from.as_deref(), None, None, None));
    }
    let previous_user_id = system.previous_user_id.clone().or_else(|| message.from_user_id.clone());
    let previous_wa_id = if changed_number { message.from.clone() } else { None };
    Introduction { identifiers, previous_user_id, previous_wa_id, moved: changed_number, ..Introduction::default() }
}

pub(super) fn conversation_of(turn: &mut Turn<'_>, number: NumberId, contact: ContactId) -> ConversationId {
    if let Some(id) = turn.world.thread(number, contact) {
        return id;
    }
    let id = ConversationId::new(turn.ids, turn.now);
    let owner = if turn.world.flows.active().is_empty() { Owner::Nobody } else { Owner::Bot };
    turn.world.add_conversation(Conversation {
        id,
        number,
        contact,
        status: Status::Open,
        owner,
        assignee: None,
        team: None,
        snoozed_until: None,
        window_expires_at: None,
        last_inbound_at: None,
        last_message_at: None,
        last_message_preview: String::new(),
        unread: 0,
        episode_started_at: turn.now,
        created_at: turn.now,
        updated_at: turn.now,
    });
    turn.world.change_conversation(id, |_| {});
    id
}

fn store(turn: &mut Turn<'_>, number: NumberId, conversation: ConversationId, message: &InboundMessage) {
    let id = MessageId::new(turn.ids, turn.now);
    turn.emit(Event::MessageReceived(Message {
        id,
        number,
        conversation,
        direction: Direction::Inbound,
        author: Author::Contact,
        wamid: Some(message.id.clone()),
        kind: message.content.kind().to_owned(),
        content: serde_json::to_value(&message.content).unwrap_or_default(),
        preview: message.content.preview(),
        status: MessageStatus::Received,
        failure: None,
        context_wamid: message.context.as_ref().and_then(|context| context.id.clone()),
        at: Timestamp::from_seconds(message.timestamp),
        created_at: turn.now,
    }));
}

/// A message the person meant for us: it opens the window and the conversation, and somebody has to answer.
fn attend(turn: &mut Turn<'_>, conversation: ConversationId, contact: ContactId, message: &InboundMessage) {
    let at = Timestamp::from_seconds(message.timestamp);
    show(turn, conversation, message);
    turn.world.change_conversation(conversation, |conversation| {
        conversation.window_expires_at = Some(window::extend(conversation.window_expires_at, at));
        conversation.last_inbound_at = Some(conversation.last_inbound_at.map_or(at, |before| before.max(at)));
    });
    if heed_keyword(turn, conversation, contact, message) {
        return;
    }
    if turn.world.conversation(conversation).is_some_and(|conversation| conversation.owner == Owner::Bot) {
        bot::hear(turn, conversation, message);
    }
}

/// Brings the conversation up, unread.
fn show(turn: &mut Turn<'_>, conversation: ConversationId, message: &InboundMessage) {
    reopen(turn, conversation);
    let (now, preview) = (turn.now, message.content.preview());
    turn.world.change_conversation(conversation, |conversation| {
        conversation.unread = conversation.unread.saturating_add(1);
        remember_last(conversation, preview, Timestamp::from_seconds(message.timestamp), now);
    });
}

/// A resolved conversation begins a new episode with the bot; a snoozed or pending one simply comes back.
fn reopen(turn: &mut Turn<'_>, id: ConversationId) {
    let Some(conversation) = turn.world.conversation(id) else { return };
    if conversation.status == Status::Open {
        return;
    }
    let (was_resolved, now) = (conversation.status == Status::Resolved, turn.now);
    let owner = if turn.world.flows.active().is_empty() { Owner::Nobody } else { Owner::Bot };
    turn.world.change_conversation(id, |conversation| {
        conversation.status = Status::Open;
        conversation.snoozed_until = None;
        if was_resolved {
            conversation.owner = owner;
            conversation.assignee = None;
            conversation.team = None;
            conversation.episode_started_at = now;
        }
    });
    turn.note(id, None, ActivityKind::Reopened);
}

/// "STOP" and its sisters, when they are the whole message. Confirmed to the person, never discussed by a flow.
fn heed_keyword(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    contact: ContactId,
    message: &InboundMessage,
) -> bool {
    // What a person typed, or a template's own opt-out button; a menu row that happens to read "salir" is a choice.
    let words = match &message.content {
        Content::Text(text) => text.body.as_str(),
        Content::Button(tap) => tap.text.as_str(),
        _ => return false,
    };
    let said_stop = turn.world.contact(contact).is_some_and(|contact| contact.consents.said_stop());
    let Some(keyword) = keyword(words, &[], said_stop) else { return false };
    let at = Timestamp::from_seconds(message.timestamp);
    for record in ConsentRecord::typed(contact, keyword, words, at) {
        consent::record(turn, record);
    }
    let words = words.to_owned();
    let kind = match keyword {
        Keyword::OptOut => ActivityKind::OptedOut { words },
        Keyword::OptIn => ActivityKind::OptedIn { words },
    };
    turn.note(conversation, None, kind);
    bot::stop(turn, conversation, "the person spoke about consent");
    confirm::confirm_consent(turn, conversation, keyword);
    true
}

pub(super) fn remember_last(conversation: &mut Conversation, preview: String, at: Timestamp, now: Timestamp) {
    if conversation.last_message_at.is_none_or(|before| before <= at) {
        conversation.last_message_at = Some(at);
        conversation.last_message_preview = preview;
    }
    conversation.updated_at = now;
}

/// What has to be looked up before a message can be decided: its person, by every spelling.
pub fn identifiers_of(card: Option<&ContactCard>, message: &InboundMessage) -> Vec<Identifier> {
    person::lookup(&introduce(card, message))
}

/// The same for an echo from the phone app.
pub fn identifiers_of_echo(echo: &MessageEcho) -> Vec<Identifier> {
    let identifiers = identity::from_card(echo.to.as_deref(), echo.to_user_id.as_deref(), None, None);
    person::lookup(&Introduction { identifiers, ..Introduction::default() })
}

/// The same for WhatsApp's marketing switch.
pub fn identifiers_of_preference(preference: &UserPreference) -> Vec<Identifier> {
    let identifiers = identity::from_card(preference.wa_id.as_deref(), preference.user_id.as_deref(), None, None);
    person::lookup(&Introduction { identifiers, ..Introduction::default() })
}
