//! Workspaces, their numbers, and the leases that give one node one job.

use crate::error::Result;
use crate::row::NumberRow;
use crate::{Tx, args};
use domain::id::WorkspaceId;
use domain::number::Number;
use domain::time::Timestamp;
use serde::Serialize;

crate::statements! {
    /// The first workspace made is the one the webhook feeds.
    FIRST_WORKSPACE = "SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1";
    NAME = "SELECT name FROM workspaces WHERE id = $1";
    INSERT_WORKSPACE = "INSERT INTO workspaces (id, name, settings, created_at) VALUES ($1, $2, $3, $4)";
    NUMBERS = "SELECT id, phone_number_id, waba_id, display_phone_number, verified_name, messages_per_second, health, simulated \
         FROM numbers WHERE workspace_id = $1 ORDER BY created_at, id";
    /// Meta told us something about these numbers: the UI shows when a number was last heard of.
    TOUCH_NUMBERS = "UPDATE numbers SET last_webhook_at = $3, \
         statuses_late_until = CASE WHEN numbers.statuses_late_until > CAST(item.value ->> 'statuses_late_until' AS BIGINT) \
             THEN numbers.statuses_late_until ELSE CAST(item.value ->> 'statuses_late_until' AS BIGINT) END \
         FROM {items_2} WHERE numbers.workspace_id = $1 AND numbers.phone_number_id = item.value ->> 'phone_number_id'";
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

/// What a batch of webhooks told of a number.
#[derive(Clone, Debug, Serialize)]
pub struct Heard {
    pub phone_number_id: String,
    /// A status that comes late makes others likely that come as late: a status that took a minute, until in a minute.
    pub statuses_late_until: Timestamp,
}

/// `heard` names each number once.
pub async fn touch_numbers(tx: &mut Tx, workspace: WorkspaceId, heard: &[Heard], now: Timestamp) -> Result<()> {
    if !heard.is_empty() {
        tx.execute(TOUCH_NUMBERS, args![workspace, crate::sql::json(&heard)?, now]).await?;
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
