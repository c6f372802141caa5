//! One change to many people, and its undo: contact by contact, so that consent keeps its proof.

use super::{Turn, consent};
use crate::consent::{ConsentRecord, ConsentSource, ConsentState};
use crate::contact::bulk::{Before, BulkChange};
use crate::id::{ContactId, UserId};

/// What the contact had before; `None` when nothing had to change, or when it is not here.
pub fn make(turn: &mut Turn<'_>, contact: ContactId, change: &BulkChange, by: Option<UserId>) -> Option<Before> {
    let now = turn.now;
    if let BulkChange::OptOut { category, words } = change {
        let said = turn.world.contact(contact)?.consents.of(*category).said.clone();
        let state = said.map_or(ConsentState::Unknown, |given| given.state);
        if state == ConsentState::OptedOut {
            return None;
        }
        let record = ConsentRecord::new(contact, *category, ConsentState::OptedOut, (source(by), words), now);
        consent::write_down(turn, ConsentRecord { by, ..record });
        return Some(Before::Said { state, replaced_at: now });
    }
    let mut changed = turn.world.contact(contact)?.clone();
    let before = change.make(&mut changed)?;
    changed.updated_at = now;
    turn.world.change_contact(contact, |contact| *contact = changed);
    Some(before)
}

/// Gives back what it had; whether it did. What was changed since stays as it is.
pub fn take_back(
    turn: &mut Turn<'_>,
    contact: ContactId,
    change: &BulkChange,
    before: &Before,
    by: Option<UserId>,
) -> bool {
    let now = turn.now;
    let Some(known) = turn.world.contact(contact) else { return false };
    if let (BulkChange::OptOut { category, words }, Before::Said { state, replaced_at }) = (change, before) {
        let said = known.consents.of(*category).said.as_ref();
        let is_ours = said.is_some_and(|given| given.at == *replaced_at && given.words == *words);
        if is_ours {
            let record = ConsentRecord::new(contact, *category, *state, (source(by), TAKEN_BACK), now);
            consent::write_down(turn, ConsentRecord { by, ..record });
        }
        return is_ours;
    }
    let mut restored = known.clone();
    let done = change.take_back(&mut restored, before);
    if done {
        restored.updated_at = now;
        turn.world.change_contact(contact, |contact| *contact = restored);
    }
    done
}

/// The words of a record that says: the one before was a mistake of ours.
const TAKEN_BACK: &str = "undo";

fn source(by: Option<UserId>) -> ConsentSource {
    if by.is_some() { ConsentSource::Agent } else { ConsentSource::Api }
}
