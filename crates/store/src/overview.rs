//! How things stand right now, in a handful of counts.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::WorkspaceId;

crate::statements! {
    CONVERSATIONS = "SELECT COUNT(*) FILTER (WHERE status = 'open'), COUNT(*) FILTER (WHERE status = 'pending'), \
         COUNT(*) FILTER (WHERE status = 'snoozed'), COUNT(*) FILTER (WHERE status <> 'resolved' AND assignee_id IS NULL), \
         COUNT(*) FILTER (WHERE status <> 'resolved' AND owner = 'bot'), COUNT(*) FILTER (WHERE status <> 'resolved' AND owner = 'human'), \
         COUNT(*) FILTER (WHERE status <> 'resolved' AND owner = 'nobody') FROM conversations WHERE workspace_id = $1";
    OUTBOX = "SELECT state, COUNT(*) FROM outbox WHERE workspace_id = $1 GROUP BY state";
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Conversations {
    pub open: i64,
    pub pending: i64,
    pub snoozed: i64,
    pub unassigned: i64,
    pub bot: i64,
    pub human: i64,
    pub nobody: i64,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Outbox {
    pub queued: i64,
    /// A request may or may not have arrived; nothing to do yet.
    pub uncertain: i64,
    /// Past its deadline: a person has to decide.
    pub undecided: i64,
}

pub async fn conversations(tx: &mut Tx, workspace: WorkspaceId) -> Result<Conversations> {
    let row: Option<(i64, i64, i64, i64, i64, i64, i64)> = tx.row(CONVERSATIONS, args![workspace]).await?;
    let counts = row.map(|(open, pending, snoozed, unassigned, bot, human, nobody)| Conversations {
        open,
        pending,
        snoozed,
        unassigned,
        bot,
        human,
        nobody,
    });
    Ok(counts.unwrap_or_default())
}

pub async fn outbox(tx: &mut Tx, workspace: WorkspaceId) -> Result<Outbox> {
    let rows: Vec<(String, i64)> = tx.rows(OUTBOX, args![workspace]).await?;
    let mut counts = Outbox::default();
    for (state, count) in rows {
        match state.as_str() {
            "queued" | "sending" => counts.queued += count,
            "uncertain" => counts.uncertain += count,
            _ => counts.undecided += count,
        }
    }
    Ok(counts)
}
