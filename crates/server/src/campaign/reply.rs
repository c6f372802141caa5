//! What people do with campaigns' messages, read off what was decided about theirs.

use domain::event::Event;
use domain::id::ContactId;
use domain::message::Message;
use domain::world::World;
use std::time::Duration;
use store::campaign::reply::Answer;

/// An answer comes within three days, or it is about something else.
pub(crate) const ANSWER_WITHIN: Duration = Duration::from_hours(72);

/// The answers among what was decided.
pub(crate) fn answers(events: &[Event], world: &World) -> Vec<Answer> {
    let received = events.iter().filter_map(|event| match event {
        Event::MessageReceived(message) => Some(message),
        _ => None,
    });
    received.filter_map(|message| Some(answer(message, contact_of(message, world)?))).collect()
}

fn contact_of(message: &Message, world: &World) -> Option<ContactId> {
    world.conversation(message.conversation).map(|conversation| conversation.contact)
}

fn answer(message: &Message, contact: ContactId) -> Answer {
    let is_button = matches!(message.kind.as_str(), "button" | "interactive");
    Answer { contact, at: message.at, context: message.context_wamid.clone(), is_button }
}
