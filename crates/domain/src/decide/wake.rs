//! Time passed, or an HTTP answer came: a session goes on without anybody having written.

use super::{Turn, bot};
use crate::activity::ActivityKind;
use crate::conversation::{Owner, Status};
use crate::flow::engine::FlowInput;
use crate::flow::session::{HttpAnswer, Waiting};
use crate::id::ConversationId;

/// The alarm of a conversation's session rang. It may have been answered in the meantime: then nothing happens.
pub fn alarm(turn: &mut Turn<'_>, conversation: ConversationId) {
    let due = turn.world.session(conversation).and_then(crate::flow::session::Session::wake_at);
    if due.is_some_and(|due| due <= turn.now) && bot_holds(turn, conversation) {
        bot::ring(turn, conversation);
    }
}

/// An HTTP request of a flow was answered, or has failed. An answer nobody waits for any more changes nothing.
pub fn http_answered(turn: &mut Turn<'_>, conversation: ConversationId, answer: HttpAnswer) {
    let waits = turn
        .world
        .session(conversation)
        .is_some_and(|session| matches!(&session.waiting, Waiting::Http { call, .. } if *call == answer.call));
    if waits && bot_holds(turn, conversation) {
        bot::feed(turn, conversation, FlowInput::HttpAnswered(answer));
    }
}

/// A snoozed conversation comes back.
pub fn snooze_over(turn: &mut Turn<'_>, id: ConversationId) {
    let due = turn.world.conversation(id).is_some_and(|conversation| {
        conversation.status == Status::Snoozed && conversation.snoozed_until.is_none_or(|until| until <= turn.now)
    });
    if due {
        let now = turn.now;
        turn.world.change_conversation(id, |conversation| {
            conversation.status = Status::Open;
            conversation.snoozed_until = None;
            conversation.updated_at = now;
        });
        turn.note(id, None, ActivityKind::Reopened);
    }
}

fn bot_holds(turn: &Turn<'_>, conversation: ConversationId) -> bool {
    turn.world.conversation(conversation).is_some_and(|conversation| conversation.owner == Owner::Bot)
}
