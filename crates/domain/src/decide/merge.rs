//! Two contacts become one, and two again when that was a mistake.

use super::action::Actor;
use super::consent::{self, threads_of};
use super::{Turn, bot};
use crate::activity::ActivityKind;
use crate::consent::ConsentRecord;
use crate::contact::merge::Parted;
use crate::contact::{Merge, MergeCause};
use crate::conversation::{Owner, Status};
use crate::event::Event;
use crate::id::{ContactId, ConversationId, UserId};

/// Why it was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    #[error("a contact cannot be merged with itself")]
    Same,
    /// One of the two is not there, or has itself been merged into another.
    #[error("the contact is not there any more")]
    Gone,
}

/// Somebody says that these two are one person.
pub fn by_hand(turn: &mut Turn<'_>, kept: ContactId, gone: ContactId, actor: Actor) -> Result<(), NotDone> {
    if kept == gone {
        return Err(NotDone::Same);
    }
    let (cause, by) = match actor {
        Actor::Agent(user) => (MergeCause::Agent, Some(user)),
        Actor::Api => (MergeCause::Api, None),
    };
    join(turn, kept, gone, cause, by).ok_or(NotDone::Gone)
}

pub(super) fn join(
    turn: &mut Turn<'_>,
    kept: ContactId,
    gone: ContactId,
    cause: MergeCause,
    by: Option<UserId>,
) -> Option<()> {
    let at = turn.now;
    let (before, gone_contact, conversations) = turn.world.merge_contacts(kept, gone)?;
    for left in threads_of(turn, gone) {
        close(turn, left);
    }
    let from = gone_contact.name.clone();
    turn.emit(Event::ContactsMerged(Box::new(Merge {
        kept: before,
        gone: gone_contact,
        conversations,
        cause,
        by,
        at,
    })));
    for conversation in threads_of(turn, kept) {
        turn.note(conversation, by, ActivityKind::ContactMerged { from: from.clone() });
    }
    Some(())
}

/// Whoever wrote in it now writes in the conversation of the kept contact: nobody has to answer here any more.
fn close(turn: &mut Turn<'_>, conversation: ConversationId) {
    bot::stop(turn, conversation, "the contact was merged into another");
    let now = turn.now;
    turn.world.change_conversation(conversation, |conversation| {
        conversation.status = Status::Resolved;
        conversation.owner = Owner::Nobody;
        conversation.unread = 0;
        conversation.updated_at = now;
    });
    turn.note(conversation, None, ActivityKind::Resolved);
}

/// They were two after all. `heard` are the consent records of the kept contact and of those that stay merged into it.
pub fn undo(turn: &mut Turn<'_>, merge: &Merge, heard: &[ConsentRecord], actor: Actor) -> Result<(), NotDone> {
    let (kept, gone, by) = (merge.kept.id, merge.gone.id, actor.user());
    let now = turn.world.contact(kept).ok_or(NotDone::Gone)?.clone();
    let parted = merge.part(now, heard, turn.now);
    let Parted { kept: kept_contact, gone: gone_contact, refusals } = parted;
    let from = gone_contact.name.clone();
    turn.world.part_contacts(kept_contact, gone_contact, &merge.conversations);
    turn.emit(Event::MergeUndone { gone, by, at: turn.now });
    for refusal in refusals {
        consent::record(turn, refusal);
    }
    for conversation in threads_of(turn, kept).into_iter().chain(threads_of(turn, gone)) {
        turn.note(conversation, by, ActivityKind::ContactParted { from: from.clone() });
    }
    Ok(())
}
