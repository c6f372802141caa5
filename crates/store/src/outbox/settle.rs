//! What became of a claimed message, written in batches: accepted, failed, later, or uncertain.

use crate::error::Result;
use crate::sql::{json, list};
use crate::{Engine, Tx, args};
use domain::id::{ConversationId, MessageId, NumberId, WorkspaceId};
use domain::message::Failure;
use domain::time::Timestamp;
use serde::Serialize;
use std::collections::HashSet;
use std::time::Duration;

crate::statements! {
    /// Whoever changes messages and their outbox rows holds the messages first, by id: two who meet wait in no circle.
    HOLD_MESSAGES = "SELECT id FROM messages WHERE workspace_id = $1 AND id IN {list_2} ORDER BY id {for_update}";
    /// A status webhook may have been quicker than the answer: never step back. A wamid that another message has
    /// already (no server of Meta's would give it twice) is not taken.
    ACCEPT = "UPDATE messages SET wamid = CASE WHEN EXISTS (SELECT 1 FROM messages taken WHERE taken.workspace_id = $1 \
             AND taken.wamid = item.value ->> 'wamid') THEN NULL ELSE item.value ->> 'wamid' END, \
         status = CASE WHEN messages.status IN ('queued', 'sending', 'uncertain') THEN 'accepted' ELSE messages.status END \
         FROM {items_2} WHERE messages.workspace_id = $1 AND messages.id = item.value ->> 'message' AND COALESCE(messages.wamid, '') = ''";
    FAIL = "UPDATE messages SET status = 'failed', failure = item.value -> 'failure' \
         FROM {items_2} WHERE messages.workspace_id = $1 AND messages.id = item.value ->> 'message' \
         AND messages.status IN ('queued', 'sending', 'uncertain') \
         AND EXISTS (SELECT 1 FROM outbox WHERE outbox.workspace_id = $1 AND outbox.message_id = messages.id \
             AND outbox.attempt = CAST(item.value ->> 'attempt' AS BIGINT) AND outbox.state <> 'queued')";
    MARK_UNCERTAIN = "UPDATE messages SET status = 'uncertain' WHERE workspace_id = $1 AND id IN {list_2} AND status IN ('queued', 'sending') \
         AND EXISTS (SELECT 1 FROM outbox WHERE outbox.workspace_id = $1 AND outbox.message_id = messages.id AND outbox.state = 'uncertain')";
    MARK_QUEUED = "UPDATE messages SET status = 'queued' WHERE workspace_id = $1 AND id IN {list_2} AND status IN ('sending', 'uncertain') \
         AND EXISTS (SELECT 1 FROM outbox WHERE outbox.workspace_id = $1 AND outbox.message_id = messages.id AND outbox.state = 'queued')";
    REMOVE = "DELETE FROM outbox WHERE workspace_id = $1 AND message_id IN {list_2}";
    REMOVE_FAILED = "DELETE FROM outbox WHERE workspace_id = $1 AND message_id IN {list_2} \
         AND EXISTS (SELECT 1 FROM messages WHERE messages.workspace_id = $1 AND messages.id = outbox.message_id AND messages.status = 'failed')";
    /// An outcome speaks of one attempt: what a node that lost its lease has to say of an older one moves nothing.
    REQUEUE = "UPDATE outbox SET state = 'queued', due_at = CAST(item.value ->> 'at' AS BIGINT), \
         attempt = outbox.attempt - CAST(item.value ->> 'given_back' AS BIGINT) \
         FROM {items_2} WHERE outbox.workspace_id = $1 AND outbox.message_id = item.value ->> 'message' \
         AND outbox.attempt = CAST(item.value ->> 'attempt' AS BIGINT) AND outbox.state <> 'queued'";
    DOUBT = "UPDATE outbox SET state = 'uncertain', due_at = CAST(item.value ->> 'at' AS BIGINT) \
         FROM {items_2} WHERE outbox.workspace_id = $1 AND outbox.message_id = item.value ->> 'message' \
         AND outbox.attempt = CAST(item.value ->> 'attempt' AS BIGINT) AND outbox.state = 'sending'";
    DOUBTFUL = "SELECT message_id, conversation_id, attempt, state FROM outbox \
         WHERE workspace_id = $1 AND number_id = $2 AND state IN ('sending', 'uncertain')";
    /// While nobody was there to receive a status, its silence meant nothing: the wait begins again.
    WAIT_AGAIN = "UPDATE outbox SET due_at = $3 WHERE workspace_id = $1 AND message_id IN {list_2} AND state = 'uncertain' AND due_at < $3";
    OVERDUE = "SELECT outbox.message_id, outbox.conversation_id, outbox.silence_rule, outbox.due_at, outbox.sent_at, \
         conversations.window_expires_at FROM outbox \
         JOIN conversations ON conversations.workspace_id = outbox.workspace_id AND conversations.id = outbox.conversation_id \
         WHERE outbox.workspace_id = $1 AND outbox.number_id = $2 AND outbox.state = 'uncertain' AND outbox.due_at <= $3 \
         ORDER BY outbox.sequence LIMIT 500";
    HAS_OVERDUE = "SELECT 1 FROM outbox WHERE workspace_id = $1 AND number_id = $2 AND state = 'uncertain' AND due_at <= $3 LIMIT 1";
    LATE_UNTIL = "SELECT statuses_late_until FROM numbers WHERE workspace_id = $1 AND id = $2";
    /// A status of a message that was made after the request in doubt: Meta's reports do reach us, so silence means something.
    LATER_STATUS_SEEN = "SELECT 1 FROM messages CROSS JOIN statuses \
         WHERE statuses.workspace_id = messages.workspace_id AND statuses.wamid = messages.wamid AND messages.workspace_id = $1 AND messages.number_id = $2 AND messages.direction = 'outbound' AND messages.id > $3 \
         AND messages.created_at > $4 LIMIT 1";
    SEND_ONCE_MORE = "UPDATE outbox SET state = 'queued', silence_rule = FALSE, due_at = $3 \
         WHERE workspace_id = $1 AND message_id IN {list_2} AND state = 'uncertain'";
    GIVE_TO_PERSON = "UPDATE outbox SET state = 'undecided' WHERE workspace_id = $1 AND message_id IN {list_2} AND state = 'uncertain'";
}

/// What is known after an attempt.
#[derive(Clone, Debug)]
pub enum Fate {
    Accepted {
        wamid: String,
    },
    Failed(Failure),
    /// No request was made: again at `due_at`, as the same attempt.
    Postponed {
        due_at: Timestamp,
    },
    /// Meta refused for now: again at `due_at`.
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
    /// Which attempt this is the outcome of.
    pub attempt: u32,
    pub fate: Fate,
}

#[derive(Serialize)]
struct AcceptedItem<'a> {
    message: MessageId,
    wamid: Option<&'a str>,
}

#[derive(Serialize)]
struct FailedItem<'a> {
    message: MessageId,
    attempt: u32,
    failure: &'a Failure,
}

/// A row that waits for another moment.
#[derive(Serialize)]
struct WaitingItem {
    message: MessageId,
    attempt: u32,
    at: Timestamp,
    /// Attempts that were none.
    given_back: u32,
}

/// Outcomes by what has to be written.
#[derive(Default)]
struct Sorted<'a> {
    accepted: Vec<AcceptedItem<'a>>,
    failed: Vec<FailedItem<'a>>,
    later: Vec<WaitingItem>,
    doubtful: Vec<WaitingItem>,
}

impl<'a> Sorted<'a> {
    fn of(outcomes: &'a [Outcome]) -> Self {
        let mut sorted = Self::default();
        let mut wamids = HashSet::new();
        for Outcome { message, attempt, fate, .. } in outcomes {
            let (message, attempt) = (*message, *attempt);
            let waiting = |at, given_back| WaitingItem { message, attempt, at, given_back };
            match fate {
                Fate::Accepted { wamid } => {
                    // Said twice in one group: the message went out, but this is not its name.
                    let wamid = wamids.insert(wamid).then_some(wamid.as_str());
                    sorted.accepted.push(AcceptedItem { message, wamid });
                }
                Fate::Failed(failure) => sorted.failed.push(FailedItem { message, attempt, failure }),
                Fate::Postponed { due_at } => sorted.later.push(waiting(*due_at, 1)),
                Fate::Later { due_at } => sorted.later.push(waiting(*due_at, 0)),
                Fate::Uncertain { deadline } => sorted.doubtful.push(waiting(*deadline, 0)),
            }
        }
        sorted
    }
}

/// Writes a batch of fates; a handful of statements whatever its size.
pub async fn complete(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp, outcomes: &[Outcome]) -> Result<()> {
    hold(tx, workspace, outcomes.iter().map(|outcome| outcome.message)).await?;
    let Sorted { accepted, failed, later, doubtful } = Sorted::of(outcomes);
    if !accepted.is_empty() {
        tx.execute(ACCEPT, args![workspace, json(&accepted)?]).await?;
        tx.execute(REMOVE, args![workspace, list(accepted.iter().map(|item| item.message))?]).await?;
    }
    if !failed.is_empty() {
        tx.execute(FAIL, args![workspace, json(&failed)?]).await?;
        tx.execute(REMOVE_FAILED, args![workspace, list(failed.iter().map(|item| item.message))?]).await?;
    }
    if !later.is_empty() {
        tx.execute(REQUEUE, args![workspace, json(&later)?]).await?;
        tx.execute(MARK_QUEUED, args![workspace, list(later.iter().map(|item| item.message))?]).await?;
    }
    doubt(tx, workspace, &doubtful).await?;
    let counts = [(crate::counter::MESSAGES_ACCEPTED, accepted.len()), (crate::counter::MESSAGES_FAILED, failed.len())];
    crate::counter::bump(tx, workspace, now, &counts).await
}

/// SQLite has one writer, who holds everything.
async fn hold(tx: &mut Tx, workspace: WorkspaceId, messages: impl Iterator<Item = MessageId>) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        tx.execute(HOLD_MESSAGES, args![workspace, list(messages)?]).await?;
    }
    Ok(())
}

async fn doubt(tx: &mut Tx, workspace: WorkspaceId, doubtful: &[WaitingItem]) -> Result<()> {
    if !doubtful.is_empty() {
        tx.execute(DOUBT, args![workspace, json(&doubtful)?]).await?;
        tx.execute(MARK_UNCERTAIN, args![workspace, list(doubtful.iter().map(|item| item.message))?]).await?;
    }
    Ok(())
}

/// Rows that a sender which is gone left in `sending`: their requests may or may not have been made. Those that were in
/// doubt before wait until `deadline` again.
pub async fn sweep_orphans(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: NumberId,
    deadline: Timestamp,
) -> Result<Vec<(ConversationId, MessageId)>> {
    let rows: Vec<(String, String, i64, String)> = tx.rows(DOUBTFUL, args![workspace, number]).await?;
    let (mut orphans, mut doubtful, mut known) = (Vec::new(), Vec::new(), Vec::new());
    for (message, conversation, attempt, state) in rows {
        let message: MessageId = crate::row::id("message", &message)?;
        if state == "uncertain" {
            known.push(message);
            continue;
        }
        let attempt = crate::row::unsigned("attempt", attempt)?;
        doubtful.push(WaitingItem { message, attempt, at: deadline, given_back: 0 });
        orphans.push((crate::row::id("conversation", &conversation)?, message));
    }
    hold(tx, workspace, doubtful.iter().map(|item| item.message).chain(known.iter().copied())).await?;
    doubt(tx, workspace, &doubtful).await?;
    tx.execute(WAIT_AGAIN, args![workspace, list(&known)?, deadline]).await?;
    Ok(orphans)
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

/// How many deadlines more a reply waits for proof that statuses do arrive, before a person is asked.
const PATIENCE: u32 = 10;

crate::record! {
    struct OverdueRow {
        message_id: String,
        conversation_id: String,
        silence_rule: bool,
        due_at: i64,
        sent_at: Option<i64>,
        window_expires_at: Option<i64>,
    }
}

/// Uncertain messages whose deadline has passed: once more by the silence rule, on with waiting, or to a person.
pub async fn resolve_overdue(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: NumberId,
    now: Timestamp,
    deadline: Duration,
) -> Result<Settled> {
    let rows: Vec<OverdueRow> = tx.rows(OVERDUE, args![workspace, number, now]).await?;
    let mut settled = Settled::default();
    if rows.is_empty() {
        return Ok(settled);
    }
    let unread = crate::journal::next_moment(tx, workspace).await?;
    let lag = status_lag(tx, workspace, number, now).await?;
    for row in rows {
        let due_at = Timestamp(row.due_at);
        let message: MessageId = crate::row::id("message", &row.message_id)?;
        let pair = (crate::row::id("conversation", &row.conversation_id)?, message);
        let sent_at = row.sent_at.map_or(now, Timestamp);
        // Its status may still wait in the journal, or be as late as others are.
        let may_come = unread.is_some_and(|unread| unread <= due_at) || now.since(due_at) < lag;
        let has_rule = row.silence_rule && domain::window::is_open(now, row.window_expires_at.map(Timestamp));
        let is_silence = !may_come && later_status_seen(tx, workspace, number, message, sent_at).await?;
        if has_rule && is_silence {
            settled.resent.push(pair);
        } else if !has_rule && !may_come || now.since(due_at) > deadline * PATIENCE {
            settled.undecided.push(pair);
        }
    }
    let both = settled.resent.iter().chain(&settled.undecided);
    hold(tx, workspace, both.map(|(_, message)| *message)).await?;
    let messages = |pairs: &[(ConversationId, MessageId)]| list(pairs.iter().map(|(_, message)| *message));
    if !settled.resent.is_empty() {
        tx.execute(SEND_ONCE_MORE, args![workspace, messages(&settled.resent)?, now]).await?;
        tx.execute(MARK_QUEUED, args![workspace, messages(&settled.resent)?]).await?;
    }
    if !settled.undecided.is_empty() {
        tx.execute(GIVE_TO_PERSON, args![workspace, messages(&settled.undecided)?]).await?;
    }
    Ok(settled)
}

/// By how much statuses of a number come late at present.
pub async fn status_lag(tx: &mut Tx, workspace: WorkspaceId, number: NumberId, now: Timestamp) -> Result<Duration> {
    let row: Option<(i64,)> = tx.row(LATE_UNTIL, args![workspace, number]).await?;
    Ok(row.map_or(Duration::ZERO, |(late_until,)| Timestamp(late_until).since(now)))
}

async fn later_status_seen(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: NumberId,
    message: MessageId,
    sent_at: Timestamp,
) -> Result<bool> {
    let row: Option<(i32,)> = tx.row(LATER_STATUS_SEEN, args![workspace, number, message, sent_at]).await?;
    Ok(row.is_some())
}
