//! Conversations as the API shows them.

use crate::http::contact::view::Contact;
use crate::http::problem::Problem;
use crate::http::word::word;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use store::conversation::{Listed, RunningSession};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ConversationStatus)]
pub enum Status {
    Open,
    Pending,
    Snoozed,
    Resolved,
}

/// Who may speak for the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ConversationOwner)]
pub enum Owner {
    Bot,
    Human,
    Nobody,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Inbound,
    Outbound,
}

/// A row of the inbox.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Conversation {
    #[serde(flatten)]
    pub facts: ConversationFacts,
    pub contact: ConversationContact,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConversationFacts {
    #[schema(format = "uuid")]
    pub id: String,
    pub number: ConversationNumber,
    pub status: Status,
    pub owner: Owner,
    #[schema(required = true)]
    pub assignee: Option<Person>,
    /// The team that shall answer, as a flow or a person named it.
    #[schema(required = true)]
    pub team: Option<String>,
    pub unread: i64,
    /// Until when free text may be sent; `null` before the person ever wrote.
    #[schema(required = true)]
    pub window_expires_at: Option<i64>,
    pub last_message_preview: String,
    #[schema(required = true)]
    pub last_message_at: Option<i64>,
    #[schema(required = true)]
    pub last_direction: Option<Direction>,
    #[schema(required = true)]
    pub snoozed_until: Option<i64>,
    pub episode_started_at: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConversationContact {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    #[schema(required = true)]
    pub phone: Option<String>,
    #[schema(required = true)]
    pub username: Option<String>,
    #[schema(required = true)]
    pub language: Option<String>,
    pub labels: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConversationNumber {
    #[schema(format = "uuid")]
    pub id: String,
    pub display_phone_number: String,
    pub verified_name: String,
    pub simulated: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Person {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
}

/// One conversation with everything beside the thread.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConversationDetail {
    #[serde(flatten)]
    pub facts: ConversationFacts,
    pub contact: Contact,
    /// Where the bot stands, while a flow is running.
    #[schema(required = true)]
    pub session: Option<Session>,
}

/// The contact's run through a flow.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FlowSession)]
pub struct Session {
    #[schema(format = "uuid")]
    pub flow_id: String,
    pub flow_name: String,
    pub node: String,
    pub variables: BTreeMap<String, Value>,
    /// What the session waits for, as the engine keeps it.
    pub waiting: Value,
}

impl TryFrom<Listed> for Conversation {
    type Error = Problem;

    fn try_from(row: Listed) -> Result<Self, Problem> {
        let contact = ConversationContact {
            id: row.contact_id,
            name: row.contact_name,
            phone: row.contact_phone,
            username: row.contact_username,
            language: row.contact_language,
            labels: row.contact_labels.0,
        };
        let facts = ConversationFacts {
            id: row.id,
            number: ConversationNumber {
                id: row.number_id,
                display_phone_number: row.display_phone_number,
                verified_name: row.verified_name,
                simulated: row.simulated,
            },
            status: word(&row.status)?,
            owner: word(&row.owner)?,
            assignee: row.assignee_id.zip(row.assignee_name).map(|(id, name)| Person { id, name }),
            team: row.team,
            unread: row.unread,
            window_expires_at: row.window_expires_at,
            last_message_preview: row.last_message_preview,
            last_message_at: row.last_message_at,
            last_direction: row.last_direction.as_deref().map(word).transpose()?,
            snoozed_until: row.snoozed_until,
            episode_started_at: row.episode_started_at,
        };
        Ok(Self { facts, contact })
    }
}

impl From<RunningSession> for Session {
    fn from(row: RunningSession) -> Self {
        let RunningSession { flow_id, flow_name, node, variables, waiting } = row;
        Self { flow_id, flow_name, node, variables: variables.0, waiting: waiting.0 }
    }
}
