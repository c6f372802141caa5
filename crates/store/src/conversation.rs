//! The inbox as people read it: lists by filter, one conversation, and where its bot stands.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::id::{ContactId, ConversationId, UserId, WorkspaceId};
use serde_json::Value;
use std::collections::BTreeMap;

macro_rules! listed {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.status, c.owner, c.unread, c.window_expires_at, c.last_message_preview, c.last_message_at, \
             c.snoozed_until, c.episode_started_at, COALESCE(c.last_message_at, c.created_at) AS recency, \
             p.id AS contact_id, p.name AS contact_name, p.language AS contact_language, p.labels AS contact_labels, \
             (SELECT MIN(i.value) FROM identifiers i WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.contact_id \
                AND i.kind = 'phone') AS contact_phone, \
             (SELECT MIN(i.value) FROM identifiers i WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.contact_id \
                AND i.kind = 'username') AS contact_username, \
             n.id AS number_id, n.display_phone_number, n.verified_name, n.simulated, \
             u.id AS assignee_id, u.name AS assignee_name, c.team, \
             (SELECT m.direction FROM messages m WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id \
                ORDER BY m.id DESC LIMIT 1) AS last_direction \
             FROM conversations c \
             JOIN contacts p ON p.workspace_id = c.workspace_id AND p.id = c.contact_id \
             JOIN numbers n ON n.workspace_id = c.workspace_id AND n.id = c.number_id \
             LEFT JOIN users u ON u.workspace_id = c.workspace_id AND u.id = c.assignee_id \
             WHERE c.workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    /// Walks `conversations_by_recency` backwards from the cursor and stops at the page's end.
    LIST = listed!("AND (CAST($2 AS TEXT) IS NULL OR c.status = $2) AND (CAST($3 AS TEXT) IS NULL OR c.owner = $3) \
         AND (CAST($4 AS TEXT) IS NULL OR ($4 = 'none' AND c.assignee_id IS NULL) OR c.assignee_id = $4) \
         AND (CAST($5 AS TEXT) IS NULL OR lower(p.name) LIKE $5 ESCAPE '!' OR lower(c.last_message_preview) LIKE $5 ESCAPE '!' \
            OR EXISTS (SELECT 1 FROM identifiers i WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.contact_id \
                AND lower(i.value) LIKE $5 ESCAPE '!')) \
         AND (CAST($9 AS TEXT) IS NULL OR c.team = $9) \
         AND (COALESCE(c.last_message_at, c.created_at), c.id) < ($6, $7) \
         ORDER BY COALESCE(c.last_message_at, c.created_at) DESC, c.id DESC LIMIT $8");
    BY_IDS = listed!("AND c.id IN {list_2}");
    /// The tabs above the list, under the same filters.
    COUNTS = "SELECT COUNT(*), COUNT(*) FILTER (WHERE c.assignee_id IS NULL), COUNT(*) FILTER (WHERE c.assignee_id = $2) \
         FROM conversations c JOIN contacts p ON p.workspace_id = c.workspace_id AND p.id = c.contact_id \
         WHERE c.workspace_id = $1 AND (CAST($3 AS TEXT) IS NULL OR c.status = $3) AND (CAST($4 AS TEXT) IS NULL OR c.owner = $4) \
         AND (CAST($5 AS TEXT) IS NULL OR lower(p.name) LIKE $5 ESCAPE '!' OR lower(c.last_message_preview) LIKE $5 ESCAPE '!' \
            OR EXISTS (SELECT 1 FROM identifiers i WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.contact_id \
                AND lower(i.value) LIKE $5 ESCAPE '!')) AND (CAST($6 AS TEXT) IS NULL OR c.team = $6)";
    SESSION = "SELECT s.flow_id, f.name AS flow_name, s.node, s.variables, s.waiting FROM sessions s \
         JOIN flows f ON f.workspace_id = s.workspace_id AND f.id = s.flow_id \
         WHERE s.workspace_id = $1 AND s.conversation_id = $2 AND s.ended_at IS NULL";
    OF_CONTACT = "SELECT id FROM conversations WHERE workspace_id = $1 AND contact_id = $2";
    LAST_INBOUND_WAMID = "SELECT wamid FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'inbound' \
         AND wamid IS NOT NULL ORDER BY id DESC LIMIT 1";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: String,
        pub status: String,
        pub owner: String,
        pub unread: i64,
        pub window_expires_at: Option<i64>,
        pub last_message_preview: String,
        pub last_message_at: Option<i64>,
        pub snoozed_until: Option<i64>,
        pub episode_started_at: i64,
        /// What the list is sorted by.
        pub recency: i64,
        pub contact_id: String,
        pub contact_name: String,
        pub contact_language: Option<String>,
        pub contact_labels: Json<Vec<String>>,
        pub contact_phone: Option<String>,
        pub contact_username: Option<String>,
        pub number_id: String,
        pub display_phone_number: String,
        pub verified_name: String,
        pub simulated: bool,
        pub assignee_id: Option<String>,
        pub assignee_name: Option<String>,
        pub team: Option<String>,
        pub last_direction: Option<String>,
    }
}

/// `None` means: whatever.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub status: Option<String>,
    pub owner: Option<String>,
    /// A user's id, or `none` for conversations nobody holds.
    pub assignee: Option<String>,
    /// The team that shall answer, by its name.
    pub team: Option<String>,
    /// As [`crate::search::pattern`] made it.
    pub pattern: Option<String>,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub all: i64,
    pub unassigned: i64,
    pub mine: i64,
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct RunningSession {
        pub flow_id: String,
        pub flow_name: String,
        pub node: String,
        pub variables: Json<BTreeMap<String, Value>>,
        pub waiting: Json<Value>,
    }
}

/// Most recent first; `before` is the last row of the page before this one.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    filter: &Filter,
    before: Option<(i64, String)>,
    limit: u32,
) -> Result<Vec<Listed>> {
    let (recency, id) = before.unwrap_or((i64::MAX, String::new()));
    let Filter { status, owner, assignee, team, pattern } = filter.clone();
    tx.rows(LIST, args![workspace, status, owner, assignee, pattern, recency, id, limit, team]).await
}

pub async fn by_ids(tx: &mut Tx, workspace: WorkspaceId, ids: &[ConversationId]) -> Result<Vec<Listed>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows(BY_IDS, args![workspace, crate::sql::list(ids)?]).await
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: ConversationId) -> Result<Option<Listed>> {
    Ok(by_ids(tx, workspace, &[id]).await?.into_iter().next())
}

pub async fn counts(tx: &mut Tx, workspace: WorkspaceId, me: Option<UserId>, filter: &Filter) -> Result<Counts> {
    let Filter { status, owner, team, pattern, .. } = filter.clone();
    let row: Option<(i64, i64, i64)> = tx.row(COUNTS, args![workspace, me, status, owner, pattern, team]).await?;
    Ok(row.map(|(all, unassigned, mine)| Counts { all, unassigned, mine }).unwrap_or_default())
}

pub async fn session(tx: &mut Tx, workspace: WorkspaceId, id: ConversationId) -> Result<Option<RunningSession>> {
    tx.row(SESSION, args![workspace, id]).await
}

/// What a read receipt names: reading one message reads everything before it.
pub async fn last_inbound_wamid(tx: &mut Tx, workspace: WorkspaceId, id: ConversationId) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.row(LAST_INBOUND_WAMID, args![workspace, id]).await?;
    Ok(row.map(|(wamid,)| wamid))
}

pub async fn of_contact(tx: &mut Tx, workspace: WorkspaceId, contact: ContactId) -> Result<Vec<ConversationId>> {
    let rows: Vec<(String,)> = tx.rows(OF_CONTACT, args![workspace, contact]).await?;
    rows.into_iter().map(|(id,)| crate::row::id("conversation", &id)).collect()
}
