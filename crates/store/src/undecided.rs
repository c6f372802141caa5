//! Messages of which nobody knows whether they arrived, and what a person decided about one.

use crate::error::Result;
use crate::{Tx, args, counter};
use domain::id::{ConversationId, MessageId, WorkspaceId};
use domain::message::Failure;
use domain::time::Timestamp;

crate::statements! {
    RESEND = "UPDATE outbox SET state = 'queued', due_at = $3 \
         WHERE workspace_id = $1 AND message_id = $2 AND state = 'undecided'";
    MARK_QUEUED = "UPDATE messages SET status = 'queued' WHERE workspace_id = $1 AND id = $2";
    GIVE_UP = "DELETE FROM outbox WHERE workspace_id = $1 AND message_id = $2 AND state = 'undecided'";
    MARK_FAILED = "UPDATE messages SET status = 'failed', failure = $3 WHERE workspace_id = $1 AND id = $2";
    CONVERSATION = "SELECT conversation_id FROM outbox WHERE workspace_id = $1 AND message_id = $2 AND state = 'undecided' {for_update}";
}

/// The conversation of a message that waits for a person's decision; `None` when it does not wait.
pub async fn conversation(tx: &mut Tx, workspace: WorkspaceId, message: MessageId) -> Result<Option<ConversationId>> {
    let row: Option<(String,)> = tx.row(CONVERSATION, args![workspace, message]).await?;
    row.map(|(id,)| crate::row::id("conversation", &id)).transpose()
}

pub async fn resend(tx: &mut Tx, workspace: WorkspaceId, message: MessageId, now: Timestamp) -> Result<()> {
    tx.execute(RESEND, args![workspace, message, now]).await?;
    tx.execute(MARK_QUEUED, args![workspace, message]).await?;
    Ok(())
}

pub async fn give_up(
    tx: &mut Tx,
    workspace: WorkspaceId,
    message: MessageId,
    failure: &Failure,
    now: Timestamp,
) -> Result<()> {
    tx.execute(GIVE_UP, args![workspace, message]).await?;
    tx.execute(MARK_FAILED, args![workspace, message, crate::sql::json(failure)?]).await?;
    counter::bump(tx, workspace, now, &[(counter::MESSAGES_FAILED, 1)]).await
}
