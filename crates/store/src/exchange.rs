//! Redacted traces of calls to the Cloud API, linked to the message they carried.

use crate::error::Result;
use crate::sql::Arg;
use crate::{Tx, args};
use domain::id::{ActivityId, MessageId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    OF_MESSAGE = "SELECT id, method, path, status, duration_ms, request, response, at FROM exchanges \
         WHERE workspace_id = $1 AND message_id = $2 ORDER BY at, id";
    FORGET = "DELETE FROM exchanges WHERE workspace_id = $1 AND at < $2";
}

#[derive(Clone, Debug)]
pub struct NewExchange {
    pub id: ActivityId,
    pub message: Option<MessageId>,
    pub method: String,
    pub path: String,
    /// `None` when no answer came.
    pub status: Option<u16>,
    pub duration_ms: i64,
    /// Redacted before it gets here.
    pub request: String,
    pub response: String,
    pub at: Timestamp,
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct Exchange {
        pub id: String,
        pub method: String,
        pub path: String,
        pub status: Option<i64>,
        pub duration_ms: i64,
        pub request: String,
        pub response: String,
        pub at: i64,
    }
}

pub async fn append(tx: &mut Tx, workspace: WorkspaceId, exchanges: Vec<NewExchange>) -> Result<()> {
    let rows: Vec<Vec<Arg>> = exchanges
        .into_iter()
        .map(|new| {
            let status = new.status.map(i64::from);
            let NewExchange { id, message, method, path, duration_ms, request, response, at, .. } = new;
            args![workspace, id, message, method, path, status, duration_ms, request, response, at]
        })
        .collect();
    tx.insert(
        "INSERT INTO exchanges (workspace_id, id, message_id, method, path, status, duration_ms, request, response, at)",
        rows,
        "",
    )
    .await?;
    Ok(())
}

pub async fn of_message(tx: &mut Tx, workspace: WorkspaceId, message: MessageId) -> Result<Vec<Exchange>> {
    tx.rows(OF_MESSAGE, args![workspace, message]).await
}

pub async fn forget(tx: &mut Tx, workspace: WorkspaceId, older_than: Timestamp) -> Result<u64> {
    tx.execute(FORGET, args![workspace, older_than]).await
}
