//! What people do in the inbox: speak, take over, give back, resolve, snooze, assign.

use super::speak::{Speech, Unsaid, say};
use super::{Turn, bot};
use crate::activity::ActivityKind;
use crate::conversation::{Owner, Status};
use crate::id::{ConversationId, UserId};
use crate::message::{Author, Message};
use crate::policy::{Purpose, TemplateCategory, TemplateStatus};
use crate::time::Timestamp;

/// Who acts: a person at the inbox, or a program with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Agent(UserId),
    Api,
}

impl Actor {
    pub(super) fn user(self) -> Option<UserId> {
        match self {
            Self::Agent(user) => Some(user),
            Self::Api => None,
        }
    }
}

#[derive(Clone, Debug)]
pub enum Action {
    Send {
        message: whatsapp::message::Message,
        template: Option<(TemplateCategory, TemplateStatus)>,
        quotes: Option<String>,
    },
    TakeOver,
    GiveBack,
    Resolve,
    Reopen,
    MarkPending,
    Snooze {
        until: Timestamp,
    },
    Assign {
        assignee: Option<UserId>,
    },
    MarkRead,
    ResetSession,
}

/// Does it. Only sending can be refused; it answers the message that is on its way.
pub fn act(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    actor: Actor,
    action: Action,
) -> Result<Option<Message>, Unsaid> {
    turn.world.conversation(conversation).ok_or(Unsaid::NoConversation)?;
    match action {
        Action::Send { message, template, quotes } => {
            return send(turn, conversation, actor, message, template, quotes).map(Some);
        }
        Action::TakeOver => take_over(turn, conversation, actor),
        Action::GiveBack => give_back(turn, conversation, actor),
        Action::Resolve => settle(turn, conversation, actor, Status::Resolved, ActivityKind::Resolved),
        Action::Reopen => settle(turn, conversation, actor, Status::Open, ActivityKind::Reopened),
        Action::MarkPending => settle(turn, conversation, actor, Status::Pending, ActivityKind::MarkedPending),
        Action::Snooze { until } => snooze(turn, conversation, actor, until),
        Action::Assign { assignee } => assign(turn, conversation, actor, assignee),
        Action::MarkRead => turn.world.change_conversation(conversation, |conversation| conversation.unread = 0),
        Action::ResetSession => bot::stop(turn, conversation, "reset by a person"),
    }
    Ok(None)
}

/// A person who speaks holds the conversation from then on.
fn send(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    actor: Actor,
    message: whatsapp::message::Message,
    template: Option<(TemplateCategory, TemplateStatus)>,
    quotes: Option<String>,
) -> Result<Message, Unsaid> {
    let author = match actor {
        Actor::Agent(user) => Author::Agent(user),
        Actor::Api => Author::Api,
    };
    let sent = say(turn, conversation, Speech { message, author, purpose: Purpose::Reply, template, quotes })?;
    if let Actor::Agent(user) = actor {
        take_over(turn, conversation, actor);
        turn.world.change_conversation(conversation, |conversation| {
            conversation.assignee.get_or_insert(user);
            conversation.unread = 0;
        });
    }
    Ok(sent)
}

fn take_over(turn: &mut Turn<'_>, conversation: ConversationId, actor: Actor) {
    if turn.world.conversation(conversation).is_none_or(|conversation| conversation.owner == Owner::Human) {
        return;
    }
    bot::stop(turn, conversation, "a person took over");
    change(turn, conversation, actor, ActivityKind::TakenOver, |conversation| {
        conversation.owner = Owner::Human;
        conversation.assignee = conversation.assignee.or(actor.user());
    });
}

fn give_back(turn: &mut Turn<'_>, conversation: ConversationId, actor: Actor) {
    change(turn, conversation, actor, ActivityKind::GivenBack, |conversation| {
        conversation.owner = Owner::Bot;
        conversation.assignee = None;
    });
}

fn settle(turn: &mut Turn<'_>, conversation: ConversationId, actor: Actor, status: Status, kind: ActivityKind) {
    if turn.world.conversation(conversation).is_none_or(|conversation| conversation.status == status) {
        return;
    }
    if status == Status::Resolved {
        bot::stop(turn, conversation, "resolved");
    }
    let now = turn.now;
    change(turn, conversation, actor, kind, |conversation| {
        if conversation.status == Status::Resolved {
            conversation.episode_started_at = now;
        }
        conversation.status = status;
        conversation.snoozed_until = None;
        if status == Status::Resolved {
            conversation.unread = 0;
            conversation.owner = Owner::Nobody;
        }
    });
}

fn snooze(turn: &mut Turn<'_>, conversation: ConversationId, actor: Actor, until: Timestamp) {
    change(turn, conversation, actor, ActivityKind::Snoozed { until }, |conversation| {
        conversation.status = Status::Snoozed;
        conversation.snoozed_until = Some(until);
    });
}

fn assign(turn: &mut Turn<'_>, conversation: ConversationId, actor: Actor, assignee: Option<UserId>) {
    if turn.world.conversation(conversation).is_none_or(|conversation| conversation.assignee == assignee) {
        return;
    }
    change(turn, conversation, actor, ActivityKind::Assigned { assignee }, |conversation| {
        conversation.assignee = assignee;
    });
}

fn change(
    turn: &mut Turn<'_>,
    conversation: ConversationId,
    actor: Actor,
    kind: ActivityKind,
    change: impl FnOnce(&mut crate::conversation::Conversation),
) {
    let now = turn.now;
    turn.world.change_conversation(conversation, |conversation| {
        change(conversation);
        conversation.updated_at = now;
    });
    turn.note(conversation, actor.user(), kind);
}
