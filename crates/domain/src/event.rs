//! What a decision says happened. `store::apply` writes events grouped by kind, each kind in one bulk statement.
//!
//! Rows that change (contact, conversation, session) travel whole: the last save of a row in a batch wins.
//! Facts (messages, statuses, activities) are only ever added.

use crate::activity::Activity;
use crate::contact::{Contact, Merge};
use crate::conversation::Conversation;
use crate::errand::Errand;
use crate::flow::session::{HttpCall, Session};
use crate::id::{ContactId, ConversationId, MessageId, SessionId, UserId};
use crate::intent::Suggestion;
use crate::message::{Failure, Message, MessageStatus, Outgoing};
use crate::outside::OutsideEvent;
use crate::template::{Template, TemplateChange};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    ContactSaved(Contact),
    /// What was `gone`'s is now `kept`'s; reversible from the record.
    ContactsMerged(Box<Merge>),
    /// `gone` is a contact of its own again.
    MergeUndone {
        gone: ContactId,
        by: Option<UserId>,
        at: Timestamp,
    },
    ConversationSaved(Conversation),
    MessageReceived(Message),
    MessageQueued(Box<Outgoing>),
    /// Every raw status is kept, whether or not it moved the message.
    StatusRecorded(StatusRecord),
    MessageAdvanced(Advance),
    SessionSaved(Session),
    SessionEnded {
        session: SessionId,
        at: Timestamp,
    },
    HttpCallRequested(HttpCall),
    /// Something to be done with somebody else, in a turn of its own.
    ErrandSet(Box<Errand>),
    EventRecorded(OutsideEvent),
    ActivityNoted(Activity),
    /// Proof of a change of consent: exact words, moment, source.
    ConsentRecorded(crate::consent::ConsentRecord),
    TemplateSaved(Box<Template>),
    TemplateChanged(Box<TemplateChange>),
    /// A message that the model could not place: it may teach.
    MessageSuggested(Box<Suggestion>),
    /// Meta's list of templates is another than ours, and only Meta can tell how.
    TemplatesOutdated,
}

/// One status webhook as Meta sent it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatusRecord {
    pub wamid: String,
    pub status: String,
    pub message: Option<MessageId>,
    pub at: Timestamp,
    pub raw: serde_json::Value,
}

/// A message moved to a later status, or was recognised by its wamid.
#[derive(Clone, Debug, PartialEq)]
pub struct Advance {
    pub message: MessageId,
    pub conversation: ConversationId,
    pub status: MessageStatus,
    /// Learned now, from the status itself: the answer to the request has not been seen.
    pub wamid: Option<String>,
    pub failure: Option<Failure>,
    pub at: Timestamp,
}
