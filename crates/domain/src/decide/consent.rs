//! What a person lets us send them: heard from themselves, or written down by somebody who heard it.

use super::Turn;
use crate::activity::ActivityKind;
use crate::consent::{ConsentRecord, ConsentState};
use crate::event::Event;
use crate::id::{ContactId, ConversationId};

/// Keeps the proof; the contact changes only when the record says something new.
pub fn record(turn: &mut Turn<'_>, record: ConsentRecord) {
    let (now, contact) = (turn.now, record.contact);
    let mut consents = turn.world.contact(contact).map(|contact| contact.consents.clone()).unwrap_or_default();
    consents.record(&record);
    if turn.world.contact(contact).is_some_and(|contact| contact.consents != consents) {
        turn.world.change_contact(contact, |contact| {
            contact.consents = consents;
            contact.updated_at = now;
        });
    }
    turn.emit(Event::ConsentRecorded(record));
}

/// What an agent, a program or a file says that the person said: recorded, and shown in the person's conversations.
pub fn write_down(turn: &mut Turn<'_>, record: ConsentRecord) {
    let (contact, by, words) = (record.contact, record.by, record.words.clone());
    let kind = match record.state {
        ConsentState::OptedIn => Some(ActivityKind::OptedIn { words }),
        ConsentState::OptedOut => Some(ActivityKind::OptedOut { words }),
        ConsentState::Unknown => None,
    };
    self::record(turn, record);
    for conversation in threads_of(turn, contact) {
        if let Some(kind) = &kind {
            turn.note(conversation, by, kind.clone());
        }
    }
}

pub(super) fn threads_of(turn: &Turn<'_>, contact: ContactId) -> Vec<ConversationId> {
    let mut threads: Vec<_> = turn.world.conversations().filter(|it| it.contact == contact).map(|it| it.id).collect();
    threads.sort();
    threads
}
