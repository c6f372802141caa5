//! What was said and done in one conversation: messages with their reactions, and activities, newest first.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::id::{ConversationId, MessageId, WorkspaceId};
use domain::message::Failure;
use serde_json::Value;

macro_rules! messages {
    ($tail:literal) => {
        concat!(
            "SELECT m.id, m.number_id, m.conversation_id, m.direction, m.author_kind, u.name AS author_name, m.wamid, m.kind, m.content, \
             m.preview, m.status, m.failure, m.context_wamid, m.at, \
             EXISTS (SELECT 1 FROM outbox o WHERE o.workspace_id = m.workspace_id AND o.message_id = m.id \
                AND o.state = 'undecided') AS needs_decision \
             FROM messages m LEFT JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.author_id \
             WHERE m.workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    /// Ids grow with time, so the key of the page is the order of the thread. Reactions are shown on what they react to.
    PAGE = messages!("AND m.conversation_id = $2 AND m.id < $3 AND m.kind <> 'reaction' ORDER BY m.id DESC LIMIT $4");
    BY_IDS = messages!("AND m.id IN {list_2}");
    BY_WAMIDS = messages!("AND m.wamid IN {list_2}");
    REACTIONS = "SELECT m.content -> 'reaction' ->> 'message_id' AS target, m.content -> 'reaction' ->> 'emoji' AS emoji, \
         m.author_kind FROM messages m WHERE m.workspace_id = $1 AND m.conversation_id IN {list_2} AND m.kind = 'reaction' \
         AND m.content -> 'reaction' ->> 'message_id' IN {list_3} ORDER BY m.id";
    ACTIVITIES = "SELECT a.id, a.actor_id, u.name AS actor_name, a.detail, a.at FROM activities a \
         LEFT JOIN users u ON u.workspace_id = a.workspace_id AND u.id = a.actor_id \
         WHERE a.workspace_id = $1 AND a.conversation_id = $2 AND a.id < $3 ORDER BY a.id DESC LIMIT $4";
}

/// Greater than any id as text.
const AFTER_EVERY_ID: &str = "g";

crate::record! {
    #[derive(Clone, Debug)]
    pub struct MessageRow {
        pub id: String,
        pub number_id: String,
        pub conversation_id: String,
        pub direction: String,
        pub author_kind: String,
        pub author_name: Option<String>,
        pub wamid: Option<String>,
        pub kind: String,
        pub content: Json<Value>,
        pub preview: String,
        pub status: String,
        pub failure: Option<Json<Failure>>,
        pub context_wamid: Option<String>,
        pub at: i64,
        /// Nobody knows whether it arrived: a person has to say.
        pub needs_decision: bool,
    }
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct ReactionRow {
        pub target: String,
        /// Empty or absent takes the reaction back.
        pub emoji: Option<String>,
        pub author_kind: String,
    }
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct ActivityRow {
        pub id: String,
        pub actor_id: Option<String>,
        pub actor_name: Option<String>,
        pub detail: Json<Value>,
        pub at: i64,
    }
}

pub async fn messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<MessageRow>> {
    tx.rows(PAGE, args![workspace, conversation, before.unwrap_or(AFTER_EVERY_ID), limit]).await
}

pub async fn activities(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<ActivityRow>> {
    tx.rows(ACTIVITIES, args![workspace, conversation, before.unwrap_or(AFTER_EVERY_ID), limit]).await
}

pub async fn messages_by_ids(tx: &mut Tx, workspace: WorkspaceId, ids: &[MessageId]) -> Result<Vec<MessageRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows(BY_IDS, args![workspace, crate::sql::list(ids)?]).await
}

pub async fn messages_by_wamids(tx: &mut Tx, workspace: WorkspaceId, wamids: &[String]) -> Result<Vec<MessageRow>> {
    if wamids.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows(BY_WAMIDS, args![workspace, crate::sql::list(wamids)?]).await
}

/// In the order they came: the last one of an author counts.
pub async fn reactions(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversations: &[String],
    wamids: &[String],
) -> Result<Vec<ReactionRow>> {
    if wamids.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows(REACTIONS, args![workspace, crate::sql::list(conversations)?, crate::sql::list(wamids)?]).await
}
