//! What happened outside, and in flows: kept once, under the name its teller gave it.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::id::{ContactId, EventId, WorkspaceId};
use serde_json::Value;

crate::statements! {
    /// Walks `events_of_contact` backwards.
    OF_CONTACT = "SELECT id, name, source, properties, at FROM events \
         WHERE workspace_id = $1 AND contact_id = $2 AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5";
    KNOWN = "SELECT id FROM events WHERE workspace_id = $1 AND external_id = $2";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct EventRow {
        pub id: String,
        pub name: String,
        pub source: String,
        pub properties: Json<Value>,
        pub at: i64,
    }
}

/// Latest first; `before` is the moment and id of the last one of the page before.
pub async fn of_contact(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contact: ContactId,
    before: (i64, &str),
    limit: u32,
) -> Result<Vec<EventRow>> {
    tx.rows(OF_CONTACT, args![workspace, contact, before.0, before.1, limit]).await
}

/// The event that was told under this id before.
pub async fn known(tx: &mut Tx, workspace: WorkspaceId, external_id: &str) -> Result<Option<EventId>> {
    let row: Option<(String,)> = tx.row(KNOWN, args![workspace, external_id]).await?;
    row.map(|(event,)| crate::row::id("event", &event)).transpose()
}
