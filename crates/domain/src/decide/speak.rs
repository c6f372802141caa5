//! Saying something: through the gate, into the thread, and into the outbox.

use super::Turn;
use super::inbound::remember_last;
use crate::contact::{Contact, IdentifierKind};
use crate::event::Event;
use crate::id::{ConversationId, MessageId};
use crate::message::{Author, Direction, Message, MessageStatus, Outgoing};
use crate::policy::{Circumstances, Form, Purpose, Reason, TemplateCategory, TemplateStatus, Verdict, may_send};
use whatsapp::limits::{self, LimitError};
use whatsapp::message::{Envelope, Recipient};

/// Something somebody wants to say.
#[derive(Clone, Debug)]
pub struct Speech {
    pub message: whatsapp::message::Message,
    pub author: Author,
    pub purpose: Purpose,
    /// What is known of the template, when it is one.
    pub template: Option<(TemplateCategory, TemplateStatus)>,
    /// The wamid this answers.
    pub quotes: Option<String>,
}

/// Why it was not said.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unsaid {
    #[error("refused: {}", .0.as_str())]
    Refused(Reason),
    #[error(transparent)]
    Limit(#[from] LimitError),
    #[error("the contact has neither a phone number nor a user id")]
    NoAddress,
    #[error("the conversation is not there")]
    NoConversation,
}

/// Puts a message on its way. The gate is asked here, and once more by the sender.
pub fn say(turn: &mut Turn<'_>, conversation: ConversationId, mut speech: Speech) -> Result<Message, Unsaid> {
    speech.template = speech.template.or_else(|| turn.world.templates.of(&speech.message));
    let thread = turn.world.conversation(conversation).ok_or(Unsaid::NoConversation)?;
    let contact = turn.world.contact(thread.contact).ok_or(Unsaid::NoConversation)?;
    let number = turn.world.number(thread.number).ok_or(Unsaid::NoConversation)?;
    let recipient = address(contact).ok_or(Unsaid::NoAddress)?;
    let (number_id, contact_id) = (number.id, contact.id);
    let consents = contact.consents.on(number.id);
    let circumstances = Circumstances {
        number: number.health,
        contact_blocked: contact.blocked,
        consents: &consents,
        window_expires_at: thread.window_expires_at,
        form: form(&speech),
        purpose: speech.purpose,
        quiet_hours: None,
        frequency_cap: None,
        tier_room: turn.world.reach.room_for(number.id, contact.id),
    };
    if let Verdict::Refused(reason) = may_send(turn.now, &circumstances) {
        return Err(Unsaid::Refused(reason));
    }
    limits::check(&speech.message)?;
    if circumstances.takes_room(turn.now) {
        turn.world.reach.add(number_id, contact_id);
    }
    Ok(queue(turn, conversation, number_id, recipient, speech))
}

fn form(speech: &Speech) -> Form {
    match (speech.template, speech.message.needs_open_window()) {
        (Some((category, status)), _) => Form::Template { category, status },
        // What we know nothing of is held to the strictest rules.
        (None, false) => Form::Template { category: TemplateCategory::Marketing, status: TemplateStatus::Unknown },
        (None, true) => Form::FreeForm,
    }
}

fn queue(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    number: crate::id::NumberId,
    recipient: Recipient,
    speech: Speech,
) -> Message {
    let id = MessageId::new(turn.ids, turn.now);
    let template_category = match form(&speech) {
        Form::Template { category, .. } => Some(category),
        Form::FreeForm => None,
    };
    let message = Message {
        id,
        number,
        conversation,
        direction: Direction::Outbound,
        author: speech.author,
        wamid: None,
        kind: speech.message.kind().to_owned(),
        content: serde_json::to_value(&speech.message).unwrap_or_default(),
        preview: speech.message.preview(),
        status: MessageStatus::Queued,
        failure: None,
        context_wamid: speech.quotes.clone(),
        at: turn.now,
        created_at: turn.now,
    };
    let mut envelope = Envelope::to(recipient, speech.message).with_callback_data(id.to_string());
    if let Some(wamid) = speech.quotes {
        envelope = envelope.in_reply_to(wamid);
    }
    let (now, preview) = (turn.now, message.preview.clone());
    turn.world.change_conversation(conversation, |conversation| remember_last(conversation, preview, now, now));
    let outgoing = Outgoing { message: message.clone(), envelope, purpose: speech.purpose, template_category };
    turn.emit(Event::MessageQueued(Box::new(outgoing)));
    message
}

/// Meta's own id of the person first, then the phone somebody typed in, then the user id of people without a number.
fn address(contact: &Contact) -> Option<Recipient> {
    let phone = contact.identifier(IdentifierKind::WaId).or_else(|| contact.identifier(IdentifierKind::Phone));
    let phone = phone.map(|phone| Recipient::Phone(phone.to_owned()));
    phone.or_else(|| contact.identifier(IdentifierKind::UserId).map(|id| Recipient::UserId(id.to_owned())))
}
