//! Rows that change: contacts with their identifiers, conversations, sessions.

use crate::error::Result;
use crate::row::word_of;
use crate::sql::{Arg, json, list};
use crate::{Tx, args};
use domain::contact::{Contact, Merge};
use domain::conversation::Conversation;
use domain::flow::session::Session;
use domain::id::{ContactId, SessionId, UserId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::BTreeMap;

const REMEMBER_MERGE: &str = "INSERT INTO contact_merges (workspace_id, kept_contact_id, gone_contact_id, record, merged_at) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, gone_contact_id, merged_at) DO NOTHING";
const MARK_MERGED: &str = "UPDATE contacts SET merged_into = $2 WHERE workspace_id = $1 AND id = $3";
/// Before the kept contact is saved: what it no longer holds then, because the person has moved meanwhile, goes with that.
const HAND_OVER_IDENTIFIERS: &str =
    "UPDATE identifiers SET contact_id = $2 WHERE workspace_id = $1 AND contact_id = $3";
const MARK_PARTED: &str = "UPDATE contacts SET merged_into = NULL WHERE workspace_id = $1 AND id = $2";
const CLOSE_MERGE: &str = "UPDATE contact_merges SET undone_at = $3, undone_by = $4 \
     WHERE workspace_id = $1 AND gone_contact_id = $2 AND undone_at IS NULL";
/// A number somebody left, a username they gave up.
const DROP_OTHER_IDENTIFIERS: &str = "DELETE FROM identifiers WHERE workspace_id = $1 AND contact_id IN {list_2} \
     AND kind || ':' || value NOT IN {list_3}";
const END_SESSIONS: &str = "UPDATE sessions SET ended_at = $2 WHERE workspace_id = $1 AND id IN {list_3}";

pub(super) const STATEMENTS: &[(&str, &str)] = &[
    ("apply::rows::REMEMBER_MERGE", REMEMBER_MERGE),
    ("apply::rows::MARK_MERGED", MARK_MERGED),
    ("apply::rows::HAND_OVER_IDENTIFIERS", HAND_OVER_IDENTIFIERS),
    ("apply::rows::MARK_PARTED", MARK_PARTED),
    ("apply::rows::CLOSE_MERGE", CLOSE_MERGE),
    ("apply::rows::DROP_OTHER_IDENTIFIERS", DROP_OTHER_IDENTIFIERS),
    ("apply::rows::END_SESSIONS", END_SESSIONS),
];

pub(super) struct Parting {
    pub gone: ContactId,
    pub by: Option<UserId>,
    pub at: Timestamp,
}

pub(super) async fn save_contacts(tx: &mut Tx, workspace: WorkspaceId, contacts: &[Contact]) -> Result<()> {
    if contacts.is_empty() {
        return Ok(());
    }
    write_contacts(tx, workspace, contacts).await?;
    let mut identifiers: Vec<Vec<Arg>> = Vec::new();
    let mut held: Vec<String> = Vec::new();
    let mut claimed = std::collections::HashSet::new();
    for contact in contacts {
        for identifier in contact.identifiers.iter().filter(|identifier| claimed.insert(*identifier)) {
            held.push(format!("{}:{}", identifier.kind, identifier.value));
            identifiers.push(args![workspace, identifier.kind.as_str(), identifier.value.as_str(), contact.id]);
        }
    }
    let ids = list(contacts.iter().map(|contact| contact.id))?;
    tx.execute(DROP_OTHER_IDENTIFIERS, vec![workspace.into(), ids, list(held)?]).await?;
    tx.insert(
        "INSERT INTO identifiers (workspace_id, kind, value, contact_id)",
        identifiers,
        "ON CONFLICT (workspace_id, value, kind) DO UPDATE SET contact_id = excluded.contact_id \
         WHERE identifiers.contact_id <> excluded.contact_id",
    )
    .await?;
    Ok(())
}

/// The rows alone, without who they are known by.
async fn write_contacts(tx: &mut Tx, workspace: WorkspaceId, contacts: &[Contact]) -> Result<()> {
    let mut rows = Vec::with_capacity(contacts.len());
    for contact in contacts {
        rows.push(args![
            workspace,
            contact.id,
            contact.name.as_str(),
            contact.language.clone(),
            contact.time_zone.clone(),
            json(&contact.fields)?,
            json(&contact.labels)?,
            json(&contact.profiles)?,
            json(&contact.consents)?,
            contact.blocked,
            contact.created_at,
            contact.updated_at,
        ]);
    }
    tx.insert(
        "INSERT INTO contacts (workspace_id, id, name, language, time_zone, fields, labels, profiles, consents, blocked, created_at, updated_at)",
        rows,
        "ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, language = excluded.language, time_zone = excluded.time_zone, \
         fields = excluded.fields, labels = excluded.labels, profiles = excluded.profiles, consents = excluded.consents, \
         blocked = excluded.blocked, created_at = excluded.created_at, updated_at = excluded.updated_at",
    )
    .await?;
    Ok(())
}

/// Merges are rare: one by one, each remembered so that it can be undone. Conversations follow with the rows of the kept
/// contact; of the other one the last state is kept.
pub(super) async fn merge_contacts(tx: &mut Tx, workspace: WorkspaceId, merges: &[Merge]) -> Result<()> {
    for merge in merges {
        let (kept, gone) = (merge.kept.id, merge.gone.id);
        write_contacts(tx, workspace, std::slice::from_ref(&merge.gone)).await?;
        tx.execute(REMEMBER_MERGE, args![workspace, kept, gone, json(merge)?, merge.at]).await?;
        tx.execute(MARK_MERGED, args![workspace, kept, gone]).await?;
        tx.execute(HAND_OVER_IDENTIFIERS, args![workspace, kept, gone]).await?;
    }
    Ok(())
}

pub(super) async fn part_contacts(tx: &mut Tx, workspace: WorkspaceId, partings: &[Parting]) -> Result<()> {
    for Parting { gone, by, at } in partings {
        tx.execute(MARK_PARTED, args![workspace, *gone]).await?;
        tx.execute(CLOSE_MERGE, args![workspace, *gone, *at, *by]).await?;
    }
    Ok(())
}

pub(super) async fn save_conversations(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversations: Vec<Conversation>,
) -> Result<()> {
    let mut rows = Vec::with_capacity(conversations.len());
    for conversation in conversations {
        rows.push(args![
            workspace,
            conversation.id,
            conversation.number,
            conversation.contact,
            word_of(&conversation.status)?,
            word_of(&conversation.owner)?,
            conversation.assignee,
            conversation.team,
            conversation.snoozed_until,
            conversation.window_expires_at,
            conversation.last_inbound_at,
            conversation.last_message_at,
            conversation.last_message_preview,
            conversation.unread,
            conversation.episode_started_at,
            conversation.created_at,
            conversation.updated_at,
        ]);
    }
    tx.insert(
        "INSERT INTO conversations (workspace_id, id, number_id, contact_id, status, owner, assignee_id, team, snoozed_until, window_expires_at, \
         last_inbound_at, last_message_at, last_message_preview, unread, episode_started_at, created_at, updated_at)",
        rows,
        "ON CONFLICT (workspace_id, id) DO UPDATE SET contact_id = excluded.contact_id, status = excluded.status, owner = excluded.owner, \
         assignee_id = excluded.assignee_id, team = excluded.team, snoozed_until = excluded.snoozed_until, window_expires_at = excluded.window_expires_at, \
         last_inbound_at = excluded.last_inbound_at, last_message_at = excluded.last_message_at, \
         last_message_preview = excluded.last_message_preview, unread = excluded.unread, \
         episode_started_at = excluded.episode_started_at, updated_at = excluded.updated_at",
    )
    .await?;
    Ok(())
}

pub(super) async fn save_sessions(
    tx: &mut Tx,
    workspace: WorkspaceId,
    sessions: &[Session],
    ended: &[(SessionId, Timestamp)],
) -> Result<()> {
    let mut ended: BTreeMap<SessionId, Timestamp> = ended.iter().copied().collect();
    let mut rows = Vec::with_capacity(sessions.len());
    for session in sessions {
        let ended_at = ended.remove(&session.id);
        rows.push(args![
            workspace,
            session.id,
            session.conversation,
            session.flow,
            session.flow_version,
            session.node.as_str(),
            json(&session.variables)?,
            json(&session.waiting)?,
            session.attempts,
            session.steps,
            json(&session.progress)?,
            session.wake_at(),
            session.started_at,
            session.updated_at,
            ended_at,
        ]);
    }
    tx.insert(
        "INSERT INTO sessions (workspace_id, id, conversation_id, flow_id, flow_version, node, variables, waiting, attempts, steps, progress, wake_at, started_at, \
         updated_at, ended_at)",
        rows,
        "ON CONFLICT (workspace_id, id) DO UPDATE SET node = excluded.node, flow_id = excluded.flow_id, flow_version = excluded.flow_version, \
         variables = excluded.variables, waiting = excluded.waiting, attempts = excluded.attempts, steps = excluded.steps, progress = excluded.progress, wake_at = excluded.wake_at, updated_at = excluded.updated_at, \
         ended_at = excluded.ended_at",
    )
    .await?;
    if let Some(at) = ended.values().max() {
        tx.execute(END_SESSIONS, args![workspace, *at, list(ended.keys())?]).await?;
    }
    Ok(())
}
