//! Messages on their way out. A row exists before any request is made and leaves when its fate is known.
//!
//! States: `queued` (no request under way) -> `sending` (a request may have been made) -> gone (accepted or failed),
//! back to `queued` (Meta said: later), or `uncertain` (it may or may not have arrived). An uncertain row leaves by its
//! status webhook or goes back to `queued` by the silence rule; else it becomes `undecided`, shown to a person, and no
//! longer holds up its conversation.

mod settle;

pub use settle::STATEMENTS as SETTLE_STATEMENTS;
pub use settle::{Fate, Outcome, Settled, complete, has_overdue, resolve_overdue, status_lag, sweep_orphans};

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::consent::Consents;
use domain::id::{ContactId, ConversationId, MessageId, NumberId, WorkspaceId};
use domain::message::Envelope;
use domain::policy::{Purpose, TemplateCategory};
use domain::time::Timestamp;

crate::statements! {
    /// Only the head of each conversation: its order holds whatever happens to the request. Materialised, since PostgreSQL may
    /// ask a subquery with a limit again for each row, and then takes everything there is.
    CLAIM = "WITH due AS MATERIALIZED ( \
             SELECT head.sequence FROM outbox head \
             WHERE head.workspace_id = $1 AND head.number_id = $2 AND head.state = 'queued' AND head.due_at <= $3 \
             AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.workspace_id = head.workspace_id \
                 AND earlier.conversation_id = head.conversation_id AND earlier.sequence < head.sequence \
                 AND earlier.state <> 'undecided') \
             ORDER BY head.sequence LIMIT $4 {skip_locked}) \
         UPDATE outbox SET state = 'sending', attempt = attempt + 1, sent_at = $3 WHERE sequence IN (SELECT sequence FROM due) \
         RETURNING sequence, message_id, conversation_id, attempt, purpose, template_category, envelope";
    /// What the gate asks about, as it stands at the moment of sending.
    CIRCUMSTANCES = "SELECT conversations.id, conversations.window_expires_at, contacts.blocked, contacts.consents, contacts.id \
         FROM conversations JOIN contacts ON contacts.workspace_id = conversations.workspace_id AND contacts.id = conversations.contact_id \
         WHERE conversations.workspace_id = $1 AND conversations.id IN {list_2}";
    NEXT_DUE = "SELECT MIN(due_at) FROM outbox WHERE workspace_id = $1 AND number_id = $2 AND state = 'queued'";
}

/// A message the sender now holds, with what the gate needs to know.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub sequence: i64,
    pub message: MessageId,
    pub conversation: ConversationId,
    /// None when the conversation is gone.
    pub contact: Option<ContactId>,
    pub attempt: u32,
    pub purpose: Purpose,
    pub template_category: Option<TemplateCategory>,
    pub envelope: Envelope,
    pub window_expires_at: Option<Timestamp>,
    pub contact_blocked: bool,
    pub consents: Consents,
}

crate::record! {
    struct ClaimedRow {
        sequence: i64,
        message_id: String,
        conversation_id: String,
        attempt: i64,
        purpose: String,
        template_category: Option<String>,
        envelope: Json<Envelope>,
    }
}

type CircumstancesRow = (String, Option<i64>, bool, Json<Consents>, String);

/// Takes up to `most` messages of a number that may go now. Commit before sending: the claim is the proof that a request may exist.
pub async fn claim(
    tx: &mut Tx,
    workspace: WorkspaceId,
    number: NumberId,
    now: Timestamp,
    most: u32,
) -> Result<Vec<Claimed>> {
    let mut rows: Vec<ClaimedRow> = tx.rows(CLAIM, args![workspace, number, now, most]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    rows.sort_by_key(|row| row.sequence);
    let conversations = crate::sql::list(rows.iter().map(|row| &row.conversation_id))?;
    let circumstances: Vec<CircumstancesRow> = tx.rows(CIRCUMSTANCES, args![workspace, conversations]).await?;
    let circumstances: std::collections::HashMap<String, CircumstancesRow> =
        circumstances.into_iter().map(|row| (row.0.clone(), row)).collect();
    rows.into_iter().map(|row| with_circumstances(row, &circumstances)).collect()
}

fn with_circumstances(
    row: ClaimedRow,
    circumstances: &std::collections::HashMap<String, CircumstancesRow>,
) -> Result<Claimed> {
    let known = circumstances.get(&row.conversation_id);
    Ok(Claimed {
        sequence: row.sequence,
        message: crate::row::id("message", &row.message_id)?,
        conversation: crate::row::id("conversation", &row.conversation_id)?,
        contact: known.map(|row| crate::row::id("contact", &row.4)).transpose()?,
        attempt: u32::try_from(row.attempt).unwrap_or(u32::MAX),
        purpose: crate::row::word("purpose", &row.purpose)?,
        template_category: row
            .template_category
            .map(|word| crate::row::word("template category", &word))
            .transpose()?,
        envelope: row.envelope.0,
        window_expires_at: known.and_then(|row| row.1).map(Timestamp),
        // A conversation that vanished (erasure) must not be written to.
        contact_blocked: known.is_none_or(|row| row.2),
        consents: known.map(|row| row.3.0.clone()).unwrap_or_default(),
    })
}

/// When the next row of a number may go, if no other of its conversation stands before it; `None` when nothing waits.
pub async fn next_due(tx: &mut Tx, workspace: WorkspaceId, number: NumberId) -> Result<Option<Timestamp>> {
    let row: Option<(Option<i64>,)> = tx.row(NEXT_DUE, args![workspace, number]).await?;
    Ok(row.and_then(|(due,)| due).map(Timestamp))
}
