//! The thread with one contact on one number, who holds it, and what state it is in.

use crate::id::{ContactId, ConversationId, NumberId, UserId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    pub id: ConversationId,
    pub number: NumberId,
    pub contact: ContactId,
    pub status: Status,
    pub owner: Owner,
    pub assignee: Option<UserId>,
    /// The team that shall answer, by its name.
    pub team: Option<String>,
    pub snoozed_until: Option<Timestamp>,
    /// Until when free text is allowed; `None` before the person ever wrote.
    pub window_expires_at: Option<Timestamp>,
    pub last_inbound_at: Option<Timestamp>,
    pub last_message_at: Option<Timestamp>,
    pub last_message_preview: String,
    pub unread: u32,
    /// When the present open-to-resolved span began.
    pub episode_started_at: Timestamp,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Open,
    /// Waits for something outside (a delivery, a colleague).
    Pending,
    Snoozed,
    Resolved,
}

/// Who may speak for the business. Explicit, so that the bot never talks over a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Bot,
    Human,
    Nobody,
}
