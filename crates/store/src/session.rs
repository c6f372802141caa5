//! What is due by the clock: sessions that wait too long, and conversations whose snooze is over.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{ConversationId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    /// Only while the bot holds the conversation: a person who took over has ended the session.
    DUE = "SELECT conversation_id FROM sessions WHERE workspace_id = $1 AND wake_at <= $2 AND ended_at IS NULL ORDER BY wake_at LIMIT $3";
    SNOOZES_OVER = "SELECT id FROM conversations WHERE workspace_id = $1 AND status = 'snoozed' AND snoozed_until <= $2 \
         ORDER BY snoozed_until LIMIT $3";
}

pub async fn due(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp, most: u32) -> Result<Vec<ConversationId>> {
    conversations(tx.rows(DUE, args![workspace, now, most]).await?)
}

pub async fn snoozes_over(
    tx: &mut Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    most: u32,
) -> Result<Vec<ConversationId>> {
    conversations(tx.rows(SNOOZES_OVER, args![workspace, now, most]).await?)
}

fn conversations(rows: Vec<(String,)>) -> Result<Vec<ConversationId>> {
    rows.into_iter().map(|(id,)| crate::row::id("conversation", &id)).collect()
}
