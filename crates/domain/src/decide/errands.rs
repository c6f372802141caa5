//! Errands: a flow of one conversation has something to do with another person.

use super::effects::hand_over;
use super::inbound::conversation_of;
use super::person::{Introduction, lookup, recognise};
use super::speak::{Speech, Unsaid, say};
use super::{Turn, bot};
use crate::activity::ActivityKind;
use crate::contact::Identifier;
use crate::contact::phone::E164;
use crate::conversation::Owner;
use crate::errand::{Errand, Task};
use crate::flow::engine::Cause;
use crate::id::ConversationId;
use crate::message::Author;
use crate::policy::Purpose;
use whatsapp::message::Message;

/// Whom an errand is about, by every spelling.
pub fn identifiers_of(errand: &Errand) -> Vec<Identifier> {
    introduction(errand).map(|introduction| lookup(&introduction)).unwrap_or_default()
}

fn introduction(errand: &Errand) -> Option<Introduction> {
    let phone = E164::from_digits(errand.phone.trim_start_matches('+'))?;
    Some(Introduction { identifiers: [Identifier::phone(&phone)].into(), ..Introduction::default() })
}

/// Does it; what could not be done is noted where it was asked for.
pub fn run(turn: &mut Turn<'_>, errand: Errand) {
    let contact = introduction(&errand).and_then(|introduction| recognise(turn, &introduction));
    let Some(contact) = contact else { return failed(turn, errand.from, "the phone number is not one") };
    let conversation = conversation_of(turn, errand.number, contact);
    match errand.task {
        Task::StartFlow { flow, input } => start_flow(turn, errand.from, conversation, &flow, input),
        Task::Notify { text, template } => {
            if let Err(unsaid) = notify(turn, conversation, text, template) {
                failed(turn, errand.from, &format!("staff was not told: {unsaid}"));
            }
        }
    }
}

fn start_flow(
    turn: &mut Turn<'_>,
    from: ConversationId,
    conversation: ConversationId,
    name: &str,
    input: std::collections::BTreeMap<String, serde_json::Value>,
) {
    let Some(flow) = turn.world.flows.named(name).cloned() else {
        return failed(turn, from, &format!("no published flow is called “{name}”"));
    };
    if !give_to_the_bot(turn, conversation) {
        return failed(turn, from, &format!("“{name}” was not begun: a person holds that conversation"));
    }
    bot::begin_by(turn, conversation, &flow, Cause::Asked(input));
}

/// The bot never talks over a person.
pub(super) fn give_to_the_bot(turn: &mut Turn<'_>, conversation: ConversationId) -> bool {
    let Some(thread) = turn.world.conversation(conversation) else { return false };
    if thread.owner == Owner::Human {
        return false;
    }
    turn.world.change_conversation(conversation, |thread| thread.owner = Owner::Bot);
    true
}

fn notify(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    text: Option<Box<Message>>,
    template: Option<Box<Message>>,
) -> Result<(), Unsaid> {
    let now = turn.now;
    let is_open = turn
        .world
        .conversation(conversation)
        .is_some_and(|thread| crate::window::is_open(now, thread.window_expires_at));
    let message = if is_open { text.or(template) } else { template.or(text) };
    let Some(message) = message.map(|message| *message) else { return Ok(()) };
    let purpose = Purpose::Notification;
    say(turn, conversation, Speech { message, author: Author::Bot, purpose, template: None, quotes: None }).map(drop)
}

/// Somebody has to know: what was meant to happen elsewhere has not.
fn failed(turn: &mut Turn<'_>, from: ConversationId, what: &str) {
    let is_bots = turn.world.conversation(from).is_some_and(|thread| thread.owner != Owner::Human);
    if is_bots {
        bot::stop(turn, from, "an errand failed");
        hand_over(turn, from, what.to_owned());
    } else {
        turn.note(from, None, ActivityKind::Noted { note: what.to_owned() });
    }
}
