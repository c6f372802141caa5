//! Workspaces, their numbers, and the leases that give one node one job.

use crate::error::Result;
use crate::row::NumberRow;
use crate::{Tx, args};
use domain::id::WorkspaceId;
use domain::number::Number;
use domain::time::Timestamp;

crate::statements! {
    /// The first workspace made is the one the webhook feeds.
    FIRST_WORKSPACE = "SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1";
    NAME = "SELECT name FROM workspaces WHERE id = $1";
    INSERT_WORKSPACE = "INSERT INTO workspaces (id, name, settings, created_at) VALUES ($1, $2, $3, $4)";
    NUMBERS = "SELECT id, phone_number_id, waba_id, display_phone_number, verified_name, messages_per_second, health, simulated \
         FROM numbers WHERE workspace_id = $1 ORDER BY created_at, id";
    /// Meta told us something about these numbers: the UI shows when a number was last heard of.
    TOUCH_NUMBERS = "UPDATE numbers SET last_webhook_at = $2 WHERE workspace_id = $1 AND phone_number_id IN {list_3}";
    /// Taken when free, expired, or already ours; answers a row only when it is ours now.
    TAKE_LEASE = "INSERT INTO leases (name, holder, expires_at) VALUES ($1, $2, $3) \
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at \
         WHERE leases.holder = excluded.holder OR leases.expires_at < $4 RETURNING holder";
    RELEASE_LEASE = "DELETE FROM leases WHERE name = $1 AND holder = $2";
}

pub async fn first(tx: &mut Tx) -> Result<Option<WorkspaceId>> {
    let row: Option<(String,)> = tx.row(FIRST_WORKSPACE, args![]).await?;
    row.map(|(id,)| crate::row::id("workspace", &id)).transpose()
}

pub async fn name(tx: &mut Tx, id: WorkspaceId) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.row(NAME, args![id]).await?;
    Ok(row.map(|(name,)| name))
}

pub async fn create(tx: &mut Tx, id: WorkspaceId, name: &str, now: Timestamp) -> Result<()> {
    let settings = crate::sql::json(&serde_json::json!({}))?;
    tx.execute(INSERT_WORKSPACE, args![id, name, settings, now]).await?;
    Ok(())
}

pub async fn numbers(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Number>> {
    let rows: Vec<NumberRow> = tx.rows(NUMBERS, args![workspace]).await?;
    rows.into_iter().map(|row| row.into_number(workspace)).collect()
}

pub async fn touch_numbers(
    tx: &mut Tx,
    workspace: WorkspaceId,
    phone_number_ids: &[String],
    now: Timestamp,
) -> Result<()> {
    if !phone_number_ids.is_empty() {
        tx.execute(TOUCH_NUMBERS, args![workspace, now, crate::sql::list(phone_number_ids)?]).await?;
    }
    Ok(())
}

/// True when `holder` now holds the lease until `expires_at`.
pub async fn take_lease(tx: &mut Tx, name: &str, holder: &str, now: Timestamp, expires_at: Timestamp) -> Result<bool> {
    let row: Option<(String,)> = tx.row(TAKE_LEASE, args![name, holder, expires_at, now]).await?;
    Ok(row.is_some())
}

pub async fn release_lease(tx: &mut Tx, name: &str, holder: &str) -> Result<()> {
    tx.execute(RELEASE_LEASE, args![name, holder]).await?;
    Ok(())
}
