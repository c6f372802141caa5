//! Counters per minute, bumped in the transaction that caused them, so that they can never disagree with the rows.

use crate::error::Result;
use crate::sql::Arg;
use crate::{Tx, args};
use domain::id::WorkspaceId;
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    TOTALS = "SELECT name, CAST(SUM(count) AS BIGINT) FROM counters WHERE workspace_id = $1 GROUP BY name ORDER BY name";
    PER_MINUTE = "SELECT minute, name, count FROM counters WHERE workspace_id = $1 AND minute >= $2 ORDER BY minute, name";
}

/// What is counted.
pub const WEBHOOKS_PROCESSED: &str = "webhooks_processed";
pub const WEBHOOKS_PARKED: &str = "webhooks_parked";
pub const MESSAGES_RECEIVED: &str = "messages_received";
pub const MESSAGES_ACCEPTED: &str = "messages_accepted";
pub const MESSAGES_FAILED: &str = "messages_failed";

pub const MINUTE_MILLIS: i64 = 60_000;

pub fn minute_of(at: Timestamp) -> i64 {
    at.as_millis().div_euclid(MINUTE_MILLIS)
}

pub async fn bump(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp, counts: &[(&str, usize)]) -> Result<()> {
    let minute = minute_of(now);
    let rows: Vec<Vec<Arg>> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| args![workspace, *name, minute, i64::try_from(*count).unwrap_or(i64::MAX)])
        .collect();
    tx.insert(
        "INSERT INTO counters (workspace_id, name, minute, count)",
        rows,
        "ON CONFLICT (workspace_id, name, minute) DO UPDATE SET count = counters.count + excluded.count",
    )
    .await?;
    Ok(())
}

pub async fn totals(tx: &mut Tx, workspace: WorkspaceId) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = tx.rows(TOTALS, args![workspace]).await?;
    Ok(rows.into_iter().collect())
}

/// (minute since the epoch, name, count) from `since` on.
pub async fn per_minute(tx: &mut Tx, workspace: WorkspaceId, since: Timestamp) -> Result<Vec<(i64, String, i64)>> {
    tx.rows(PER_MINUTE, args![workspace, minute_of(since)]).await
}
