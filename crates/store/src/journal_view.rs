//! The journal as an operator reads it, and the way back into it: replay.

use crate::counter::{self, WEBHOOKS_PARKED, WEBHOOKS_PROCESSED};
use crate::error::Result;
use crate::sql::Arg;
use crate::{Tx, args};
use domain::id::WorkspaceId;
use domain::time::Timestamp;

macro_rules! entries {
    ($tail:literal) => {
        concat!(
            "SELECT j.sequence, j.state, j.reason, j.summary, j.deliveries, j.received_at, j.processed_at, \
             CAST(length(j.body) AS BIGINT) AS size FROM journal j \
             WHERE j.workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    LIST = entries!("AND (CAST($2 AS TEXT) IS NULL OR j.state = $2) AND (CAST($3 AS TEXT) IS NULL OR lower(j.reason) LIKE $3 ESCAPE '!' \
         OR lower(j.summary) LIKE $3 ESCAPE '!' OR CAST(j.sequence AS TEXT) LIKE $3 ESCAPE '!') AND j.sequence < $4 ORDER BY j.sequence DESC LIMIT $5");
    ONE = entries!("AND j.sequence = $2");
    BODY = "SELECT body FROM journal WHERE workspace_id = $1 AND sequence = $2";
    STATE = "SELECT state FROM journal WHERE workspace_id = $1 AND sequence = $2 {for_update}";
    REPLAY = "UPDATE journal SET state = 'pending', reason = NULL, processed_at = NULL \
         WHERE workspace_id = $1 AND sequence = $2 AND state <> 'pending'";
    REPLAY_PARKED = "UPDATE journal SET state = 'pending', reason = NULL, processed_at = NULL \
         WHERE workspace_id = $1 AND state = 'parked'";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct Entry {
        pub sequence: i64,
        pub state: String,
        pub reason: Option<String>,
        pub summary: String,
        pub deliveries: i64,
        pub received_at: i64,
        pub processed_at: Option<i64>,
        pub size: i64,
    }
}

pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    state: Option<String>,
    pattern: Option<String>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Entry>> {
    tx.rows(LIST, args![workspace, state, pattern, before.unwrap_or(i64::MAX), limit]).await
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, sequence: i64) -> Result<Option<(Entry, Vec<u8>)>> {
    let entry: Option<Entry> = tx.row(ONE, args![workspace, sequence]).await?;
    let body: Option<(Vec<u8>,)> = tx.row(BODY, args![workspace, sequence]).await?;
    Ok(entry.zip(body).map(|(entry, (body,))| (entry, body)))
}

/// Back to pending, whatever had become of it; what it already did is not done twice. `false` when there is no such body.
pub async fn replay(tx: &mut Tx, workspace: WorkspaceId, sequence: i64, now: Timestamp) -> Result<bool> {
    let state: Option<(String,)> = tx.row(STATE, args![workspace, sequence]).await?;
    let Some((state,)) = state else { return Ok(false) };
    let replayed = tx.execute(REPLAY, args![workspace, sequence]).await?;
    let counter = if state == "parked" { WEBHOOKS_PARKED } else { WEBHOOKS_PROCESSED };
    uncount(tx, workspace, now, counter, replayed).await?;
    Ok(true)
}

pub async fn replay_parked(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp) -> Result<u64> {
    let replayed = tx.execute(REPLAY_PARKED, args![workspace]).await?;
    uncount(tx, workspace, now, WEBHOOKS_PARKED, replayed).await?;
    Ok(replayed)
}

/// What is pending again will be counted again when it is settled.
async fn uncount(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp, name: &str, by: u64) -> Result<()> {
    let by = -i64::try_from(by).unwrap_or(i64::MAX);
    let rows: Vec<Vec<Arg>> =
        (by != 0).then(|| args![workspace, name, counter::minute_of(now), by]).into_iter().collect();
    tx.insert(
        "INSERT INTO counters (workspace_id, name, minute, count)",
        rows,
        "ON CONFLICT (workspace_id, name, minute) DO UPDATE SET count = counters.count + excluded.count",
    )
    .await?;
    Ok(())
}
