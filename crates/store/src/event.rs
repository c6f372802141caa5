//! What happened outside, and in flows: kept once, under the name its teller gave it.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{EventId, WorkspaceId};

crate::statements! {
    KNOWN = "SELECT id FROM events WHERE workspace_id = $1 AND external_id = $2";
}

/// The event that was told under this id before.
pub async fn known(tx: &mut Tx, workspace: WorkspaceId, external_id: &str) -> Result<Option<EventId>> {
    let row: Option<(String,)> = tx.row(KNOWN, args![workspace, external_id]).await?;
    row.map(|(event,)| crate::row::id("event", &event)).transpose()
}
