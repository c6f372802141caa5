//! What became of a claimed message, written in batches: accepted, failed, later, or uncertain.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{ConversationId, MessageId, NumberId, WorkspaceId};
use domain::message::Failure;
use domain::time::Timestamp;
use serde::Serialize;
use std::time::Duration;

crate::statements! {
    /// A status webhook may have been quicker than the answer: never step back.
    ACCEPT = "UPDATE messages SET wamid = item.value ->> 'wamid', \
         status = CASE WHEN messages.status IN ('queued', 'sending', 'uncertain') THEN 'accepted' ELSE messages.status END \
         FROM {items_2} WHERE messages.workspace_id = $1 AND messages.id = item.value ->> 'message' AND messages.wamid IS NULL";
    FAIL = "UPDATE messages SET status = 'failed', failure = item.value -> 'failure' \
         FROM {items_2} WHERE messages.workspace_id = $1 AND messages.id = item.value ->> 'message' \
         AND messages.status IN ('queued', 'sending', 'uncertain')";
    MARK_UNCERTAIN = "UPDATE messages SET status = 'uncertain' WHERE workspace_id = $1 AND id IN {list_2} AND status IN ('queued', 'sending')";
    MARK_QUEUED = "UPDATE messages SET status = 'queued' WHERE workspace_id = $1 AND id IN {list_2} AND status IN ('sending', 'uncertain')";
    REMOVE = "DELETE FROM outbox WHERE workspace_id = $1 AND message_id IN {list_2}";
    REQUEUE = "UPDATE outbox SET state = 'queued', due_at = CAST(item.value ->> 'due_at' AS BIGINT) \
         FROM {items_2} WHERE outbox.workspace_id = $1 AND outbox.message_id = item.value ->> 'message' AND outbox.state = 'sending'";
    DOUBT = "UPDATE outbox SET state = 'uncertain', due_at = $3 WHERE workspace_id = $1 AND message_id IN {list_2} AND state = 'sending'";
    ORPHANS = "SELECT message_id, conversation_id FROM outbox WHERE workspace_id = $1 AND number_id = $2 AND state = 'sending' {for_update}";
    OVERDUE = "SELECT outbox.message_id, outbox.conversation_id, outbox.silence_rule, conversations.window_expires_at, outbox.sent_at FROM outbox \
         JOIN conversations ON conversations.workspace_id = outbox.workspace_id AND conversations.id = outbox.conversation_id \
         WHERE outbox.workspace_id = $1 AND outbox.number_id = $2 AND outbox.state = 'uncertain' AND outbox.due_at <= $3 \
         ORDER BY outbox.sequence LIMIT 500 {for_update}";
    HAS_OVERDUE = "SELECT 1 FROM outbox WHERE workspace_id = $1 AND number_id = $2 AND state = 'uncertain' AND due_at <= $3 LIMIT 1";
    /// Statuses of a message that was sent later: Meta's reports do reach us, so silence means something.
    LATER_STATUS_SEEN = "SELECT 1 FROM messages JOIN statuses ON statuses.workspace_id = messages.workspace_id AND statuses.wamid = messages.wamid \
         WHERE messages.workspace_id = $1 AND messages.number_id = $2 AND messages.direction = 'outbound' AND messages.id > $3 LIMIT 1";
    /// A status may be waiting in the journal: no verdict before it is read.
    JOURNAL_WAITS = "SELECT 1 FROM journal WHERE workspace_id = $1 AND state = 'pending' LIMIT 1";
    SEND_ONCE_MORE = "UPDATE outbox SET state = 'queued', silence_rule = FALSE, due_at = $3 WHERE workspace_id = $1 AND message_id IN {list_2}";
    GIVE_TO_PERSON = "UPDATE outbox SET state = 'undecided' WHERE workspace_id = $1 AND message_id IN {list_2}";
}

/// What is known after an attempt.
#[derive(Clone, Debug)]
pub enum Fate {
    Accepted {
        wamid: String,
    },
    Failed(Failure),
    /// Nothing was sent, or Meta refused for now: again at `due_at`.
    Later {
        due_at: Timestamp,
    },
    /// The request may have arrived; settled by its status, or looked at again at `deadline`.
    Uncertain {
        deadline: Timestamp,
    },
}

#[derive(Clone, Debug)]
pub struct Outcome {
    pub message: MessageId,
    pub conversation: ConversationId,
    pub fate: Fate,
}

#[derive(Serialize)]
struct AcceptedItem<'a> {
    message: MessageId,
    wamid: &'a str,
}

#[derive(Serialize)]
struct FailedItem<'a> {
    message: MessageId,
    failure: &'a Failure,
}

#[derive(Serialize)]
struct LaterItem {
    message: MessageId,
    due_at: i64,
}

/// Writes a batch of fates; a handful of statements whatever its size.
pub async fn complete(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp, outcomes: &[Outcome]) -> Result<()> {
    let (mut accepted, mut failed, mut later, mut gone) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut doubtful: std::collections::BTreeMap<Timestamp, Vec<MessageId>> = std::collections::BTreeMap::new();
    for Outcome { message, fate, .. } in outcomes {
        let message = *message;
        match fate {
            Fate::Accepted { wamid } => {
                accepted.push(AcceptedItem { message, wamid });
                gone.push(message);
            }
            Fate::Failed(failure) => {
                failed.push(FailedItem { message, failure });
                gone.push(message);
            }
            Fate::Later { due_at } => later.push(LaterItem { message, due_at: due_at.as_millis() }),
            Fate::Uncertain { deadline } => doubtful.entry(*deadline).or_default().push(message),
        }
    }
    if !accepted.is_empty() {
        tx.execute(ACCEPT, args![workspace, crate::sql::json(&accepted)?]).await?;
    }
    if !failed.is_empty() {
        tx.execute(FAIL, args![workspace, crate::sql::json(&failed)?]).await?;
    }
    if !gone.is_empty() {
        tx.execute(REMOVE, args![workspace, crate::sql::list(&gone)?]).await?;
    }
    if !later.is_empty() {
        tx.execute(REQUEUE, args![workspace, crate::sql::json(&later)?]).await?;
        tx.execute(MARK_QUEUED, args![workspace, crate::sql::list(later.iter().map(|item| item.message))?]).await?;
    }
    for (deadline, messages) in doubtful {
        doubt(tx, workspace, &messages, deadline).await?;
    }
    let counts = [(crate::counter::MESSAGES_ACCEPTED, accepted.len()), (crate::counter::MESSAGES_FAILED, failed.len())];
    crate::counter::bump(tx, workspace, now, &counts).await
}

async fn doubt(tx: &mut Tx, workspace: WorkspaceId, messages: &[MessageId], deadline: Timestamp) -> Result<()> {
    tx.execute(DOUBT, args![workspace, crate::sql::list(messages)?, deadline]).await?;
    tx.execute(MARK_UNCERTAIN, args![workspace, crate::sql::list(messages)?]).await?;
    Ok(())
}

/// Rows that a sender which is gone left in `sending`: their requests may or may not have been made.
pub async fn sweep_orphans(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: NumberId,
    deadline: Timestamp,
) -> Result<Vec<(ConversationId, MessageId)>> {
    let rows: Vec<(String, String)> = tx.rows(ORPHANS, args![workspace, number]).await?;
    let orphans = pairs(rows)?;
    if !orphans.is_empty() {
        let messages: Vec<MessageId> = orphans.iter().map(|(_, message)| *message).collect();
        doubt(tx, workspace, &messages, deadline).await?;
    }
    Ok(orphans)
}

fn pairs(rows: Vec<(String, String)>) -> Result<Vec<(ConversationId, MessageId)>> {
    rows.into_iter()
        .map(|(message, conversation)| {
            Ok((crate::row::id("conversation", &conversation)?, crate::row::id("message", &message)?))
        })
        .collect()
}

/// Whether [`resolve_overdue`] would find anything.
pub async fn has_overdue(tx: &mut Tx, workspace: WorkspaceId, number: NumberId, now: Timestamp) -> Result<bool> {
    let row: Option<(i32,)> = tx.row(HAS_OVERDUE, args![workspace, number, now]).await?;
    Ok(row.is_some())
}

/// What [`resolve_overdue`] did.
#[derive(Debug, Default)]
pub struct Settled {
    /// Sent once more by the silence rule.
    pub resent: Vec<(ConversationId, MessageId)>,
    /// Left for a person to decide.
    pub undecided: Vec<(ConversationId, MessageId)>,
}

/// How many deadlines a reply waits for proof that statuses do arrive before a person is asked.
const PATIENCE: u32 = 10;

/// Uncertain messages whose deadline has passed: once more by the silence rule, on with waiting, or to a person.
pub async fn resolve_overdue(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: NumberId,
    now: Timestamp,
    deadline: Duration,
) -> Result<Settled> {
    type Row = (String, String, bool, Option<i64>, Option<i64>);
    let rows: Vec<Row> = tx.rows(OVERDUE, args![workspace, number, now]).await?;
    let mut settled = Settled::default();
    if rows.is_empty() {
        return Ok(settled);
    }
    let journal_waits: Option<(i32,)> = tx.row(JOURNAL_WAITS, args![workspace]).await?;
    if journal_waits.is_some() {
        return Ok(settled);
    }
    for (message, conversation, silence_rule, window_expires_at, sent_at) in rows {
        let pair = (crate::row::id("conversation", &conversation)?, crate::row::id::<MessageId>("message", &message)?);
        let window_open = domain::window::is_open(now, window_expires_at.map(Timestamp));
        let waited_long = sent_at.is_none_or(|sent_at| now.since(Timestamp(sent_at)) > deadline * PATIENCE);
        if !silence_rule || !window_open {
            settled.undecided.push(pair);
        } else if later_status_seen(tx, workspace, number, pair.1).await? {
            settled.resent.push(pair);
        } else if waited_long {
            settled.undecided.push(pair);
        }
    }
    let messages = |pairs: &[(ConversationId, MessageId)]| crate::sql::list(pairs.iter().map(|(_, message)| *message));
    if !settled.resent.is_empty() {
        tx.execute(SEND_ONCE_MORE, args![workspace, messages(&settled.resent)?, now]).await?;
        tx.execute(MARK_QUEUED, args![workspace, messages(&settled.resent)?]).await?;
    }
    if !settled.undecided.is_empty() {
        tx.execute(GIVE_TO_PERSON, args![workspace, messages(&settled.undecided)?]).await?;
    }
    Ok(settled)
}

async fn later_status_seen(tx: &mut Tx, workspace: WorkspaceId, number: NumberId, message: MessageId) -> Result<bool> {
    let row: Option<(i32,)> = tx.row(LATER_STATUS_SEEN, args![workspace, number, message]).await?;
    Ok(row.is_some())
}
