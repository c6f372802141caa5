//! Loads the part of memory a batch of decisions needs: a fixed number of statements, whatever the size of the batch.
//!
//! On PostgreSQL the rows are held until the transaction ends, always contacts before conversations before messages and
//! each kind by id, so that two nodes can wait for each other but never in a circle.

use crate::error::Result;
use crate::row::{ConversationRow, SessionRow, id, word};
use crate::sql::list;
use crate::{Tx, args};
use domain::contact::Identifier;
use domain::id::{ContactId, ConversationId, MessageId, WorkspaceId};
use domain::world::{KnownMessage, World};
use std::collections::BTreeSet;

crate::statements! {
    PEOPLE = "SELECT DISTINCT contact_id FROM identifiers WHERE workspace_id = $1 AND value IN {list_2}";
    CONVERSATIONS = "SELECT id, number_id, contact_id, status, owner, assignee_id, team, snoozed_until, window_expires_at, last_inbound_at, \
         last_message_at, last_message_preview, unread, episode_started_at, created_at, updated_at FROM conversations \
         WHERE workspace_id = $1 AND contact_id IN {list_2} ORDER BY id {for_update}";
    SESSIONS = "SELECT id, conversation_id, flow_id, flow_version, node, variables, waiting, attempts, steps, progress, started_at, updated_at FROM sessions \
         WHERE workspace_id = $1 AND conversation_id IN {list_2} AND ended_at IS NULL";
    /// By the message that was tapped: the session of its conversation that ran when it was said, and runs no more.
    ENDED = "SELECT s.id, m.wamid FROM messages m JOIN sessions s ON s.workspace_id = m.workspace_id AND s.conversation_id = m.conversation_id \
         AND s.started_at <= m.created_at AND s.ended_at >= m.created_at AND s.ended_at IS NOT NULL \
         WHERE m.workspace_id = $1 AND m.wamid IN {list_2} AND m.direction = 'outbound'";
    ENDED_SESSIONS = "SELECT id, conversation_id, flow_id, flow_version, node, variables, waiting, attempts, steps, progress, started_at, updated_at FROM sessions \
         WHERE workspace_id = $1 AND id IN {list_2} ORDER BY started_at";
    SEEN = "SELECT wamid FROM messages WHERE workspace_id = $1 AND wamid IN {list_2}";
    IDS_BY_WAMID = "SELECT id FROM messages WHERE workspace_id = $1 AND wamid IN {list_2} AND direction = 'outbound'";
    MESSAGES = "SELECT id, conversation_id, status, wamid FROM messages \
         WHERE workspace_id = $1 AND id IN {list_2} AND direction = 'outbound' ORDER BY id {for_update}";
    CONTACTS_OF_CONVERSATIONS = "SELECT contact_id FROM conversations WHERE workspace_id = $1 AND id IN {list_2}";
}

/// What a batch will ask about.
#[derive(Debug, Default)]
pub struct Needs {
    /// Whom inbound messages may be from.
    pub identifiers: BTreeSet<Identifier>,
    /// Inbound messages that may be here already.
    pub inbound_wamids: BTreeSet<String>,
    /// Our messages that have something to tap, and were tapped.
    pub tapped_wamids: BTreeSet<String>,
    /// Outgoing messages that statuses speak of, by Meta's id and by ours.
    pub status_wamids: BTreeSet<String>,
    pub status_messages: BTreeSet<MessageId>,
    /// Conversations that are acted upon directly: by a person, a timer, an HTTP answer.
    pub conversations: BTreeSet<ConversationId>,
    /// People who are acted upon directly: by somebody who looks at them, by a bulk change.
    pub contacts: BTreeSet<ContactId>,
    /// Templates that news are about, by Meta's id and by name.
    pub template_ids: BTreeSet<String>,
    pub template_names: BTreeSet<String>,
    /// Somebody may be written to first: Meta's limit has to be known.
    pub reach: bool,
}

/// Adds everything needed to a world that has its numbers and flows.
pub async fn load(tx: &mut Tx, workspace: WorkspaceId, needs: &Needs, world: &mut World) -> Result<()> {
    let mut contacts = people(tx, workspace, &needs.identifiers).await?;
    contacts.extend(people_of_conversations(tx, workspace, &needs.conversations).await?);
    contacts.extend(needs.contacts.iter().map(ToString::to_string));
    load_people(tx, workspace, contacts, world).await?;
    load_ended(tx, workspace, &needs.tapped_wamids, world).await?;
    load_seen(tx, workspace, &needs.inbound_wamids, world).await?;
    load_messages(tx, workspace, needs, world).await?;
    crate::template::load(tx, workspace, &needs.template_ids, &needs.template_names, world).await
}

async fn people(tx: &mut Tx, workspace: WorkspaceId, identifiers: &BTreeSet<Identifier>) -> Result<BTreeSet<String>> {
    if identifiers.is_empty() {
        return Ok(BTreeSet::new());
    }
    let values: BTreeSet<&str> = identifiers.iter().map(|identifier| identifier.value.as_str()).collect();
    let rows: Vec<(String,)> = tx.rows(PEOPLE, args![workspace, list(values)?]).await?;
    Ok(rows.into_iter().map(|(contact,)| contact).collect())
}

async fn people_of_conversations(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversations: &BTreeSet<ConversationId>,
) -> Result<Vec<String>> {
    if conversations.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(String,)> = tx.rows(CONTACTS_OF_CONVERSATIONS, args![workspace, list(conversations)?]).await?;
    Ok(rows.into_iter().map(|(contact,)| contact).collect())
}

/// Contacts with their identifiers, conversations and running sessions.
async fn load_people(tx: &mut Tx, workspace: WorkspaceId, ids: BTreeSet<String>, world: &mut World) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    for contact in crate::contact::hold_all(tx, workspace, &ids).await? {
        world.add_contact(contact);
    }
    let conversations: Vec<ConversationRow> = tx.rows(CONVERSATIONS, args![workspace, list(ids)?]).await?;
    let mut conversation_ids = Vec::with_capacity(conversations.len());
    for row in conversations {
        let conversation = row.into_conversation()?;
        conversation_ids.push(conversation.id);
        world.add_conversation(conversation);
    }
    load_sessions(tx, workspace, &conversation_ids, world).await
}

async fn load_sessions(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
    world: &mut World,
) -> Result<()> {
    if conversations.is_empty() {
        return Ok(());
    }
    let sessions: Vec<SessionRow> = tx.rows(SESSIONS, args![workspace, list(conversations)?]).await?;
    for row in sessions {
        world.add_session(row.into_session()?);
    }
    Ok(())
}

async fn load_ended(tx: &mut Tx, workspace: WorkspaceId, wamids: &BTreeSet<String>, world: &mut World) -> Result<()> {
    if wamids.is_empty() {
        return Ok(());
    }
    let said_by: Vec<(String, String)> = tx.rows(ENDED, args![workspace, list(wamids)?]).await?;
    if said_by.is_empty() {
        return Ok(());
    }
    let ids: BTreeSet<&str> = said_by.iter().map(|(session, _)| session.as_str()).collect();
    let sessions: Vec<SessionRow> = tx.rows(ENDED_SESSIONS, args![workspace, list(ids)?]).await?;
    // Where two touch, the one that began last said it.
    for row in sessions {
        let session = row.into_session()?;
        let id = session.id.to_string();
        for (_, wamid) in said_by.iter().filter(|(said_by, _)| *said_by == id) {
            world.add_ended(wamid.clone(), session.clone());
        }
    }
    Ok(())
}

async fn load_seen(tx: &mut Tx, workspace: WorkspaceId, wamids: &BTreeSet<String>, world: &mut World) -> Result<()> {
    if wamids.is_empty() {
        return Ok(());
    }
    let seen: Vec<(String,)> = tx.rows(SEEN, args![workspace, list(wamids)?]).await?;
    for (wamid,) in seen {
        world.add_seen(wamid);
    }
    Ok(())
}

type MessageRow = (String, String, String, Option<String>);

/// By Meta's ids and ours together, so that all are held in one order.
async fn load_messages(tx: &mut Tx, workspace: WorkspaceId, needs: &Needs, world: &mut World) -> Result<()> {
    let mut ids: BTreeSet<String> = needs.status_messages.iter().map(ToString::to_string).collect();
    if !needs.status_wamids.is_empty() {
        let known: Vec<(String,)> = tx.rows(IDS_BY_WAMID, args![workspace, list(&needs.status_wamids)?]).await?;
        ids.extend(known.into_iter().map(|(message,)| message));
    }
    if ids.is_empty() {
        return Ok(());
    }
    let rows: Vec<MessageRow> = tx.rows(MESSAGES, args![workspace, list(ids)?]).await?;
    for (message, conversation, status, wamid) in rows {
        world.add_message(KnownMessage {
            id: id::<MessageId>("message", &message)?,
            conversation: id::<ConversationId>("conversation", &conversation)?,
            status: word("message status", &status)?,
            wamid,
        });
    }
    Ok(())
}

/// The contact of a conversation, for a world of one.
pub async fn contact_of(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<ContactId>> {
    let row: Option<(String,)> = tx.row(CONTACTS_OF_CONVERSATIONS, args![workspace, list([conversation])?]).await?;
    row.map(|(contact,)| id("contact", &contact)).transpose()
}
