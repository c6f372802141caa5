//! What was said either way, and what became of it.

use crate::id::{ConversationId, MessageId, NumberId, UserId};
use crate::policy::{Purpose, TemplateCategory};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use whatsapp::message::Envelope;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    pub id: MessageId,
    pub number: NumberId,
    pub conversation: ConversationId,
    pub direction: Direction,
    pub author: Author,
    /// Meta's id; unknown for an outgoing message until it is accepted.
    pub wamid: Option<String>,
    /// Meta's message type (`text`, `interactive`, `image`, ...).
    pub kind: String,
    /// The message in Meta's own shape (`{"type":"text","text":{"body":"..."}}`), in either direction.
    pub content: Value,
    /// One line for lists and search.
    pub preview: String,
    pub status: MessageStatus,
    pub failure: Option<Failure>,
    /// The wamid this message answers or quotes.
    pub context_wamid: Option<String>,
    /// Meta's timestamp for inbound, the moment of the decision for outbound.
    pub at: Timestamp,
    pub created_at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Inbound,
    Outbound,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Author {
    Contact,
    Bot,
    Agent(UserId),
    /// Sent through the API with a token.
    Api,
    /// Sent by the business from the WhatsApp Business app (coexistence echo).
    Phone,
}

/// The life of a message. Rules of movement are in [`crate::status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    /// Inbound: stored.
    Received,
    /// Outbound: has a row, no request was made.
    Queued,
    /// A request may be under way.
    Sending,
    /// A request may or may not have arrived; only a status webhook, the silence rule or a person settles it.
    Uncertain,
    /// Meta answered 200 with a wamid.
    Accepted,
    Sent,
    Delivered,
    Read,
    Played,
    Failed,
}

/// Why a message failed, in the closed vocabulary of `whatsapp::error` plus our own gate's refusals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Meta's code; `None` when our own gate refused.
    pub code: Option<i64>,
    /// A stable key (`window_closed`, `recipient_unreachable`, ...) that the UI puts into words.
    pub reason: String,
    /// Meta's own words, never shown without the reason.
    pub detail: String,
}

/// An outgoing message on its way: the row that exists before any request is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outgoing {
    pub message: Message,
    /// The full request body for `POST /{phone_number_id}/messages`.
    pub envelope: Envelope,
    /// Why it goes out; asked again by the gate at the moment of sending.
    pub purpose: Purpose,
    /// The template's category; `None` for free text.
    pub template_category: Option<TemplateCategory>,
}

impl Outgoing {
    /// Replies in an open window may be sent once more when silence says that they never arrived; campaigns never.
    pub fn silence_rule(&self) -> bool {
        self.purpose == Purpose::Reply && self.template_category.is_none()
    }
}
