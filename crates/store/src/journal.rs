//! Raw webhooks as they came. A body is durable before Meta hears 200; every body ends processed or parked with a reason.

use crate::error::Result;
use crate::sql::Arg;
use crate::{Tx, args};
use domain::id::WorkspaceId;
use domain::time::Timestamp;
use serde::Serialize;
use std::collections::HashMap;
use std::time::Duration;

crate::statements! {
    /// The pending bodies that come first by Meta's clock, then by arrival. A crash rolls the claim back with everything
    /// decided from it. None is passed over because a copy of it is being counted: that would be out of order.
    CLAIM = "SELECT sequence, body, received_at FROM journal WHERE workspace_id = $1 AND state = 'pending' \
         ORDER BY happened_at, sequence LIMIT $2 {for_update}";
    BY_DIGEST = "SELECT happened_at, sequence FROM journal WHERE workspace_id = $1 AND told_at = $2 AND digest = $3";
    COUNT_COPIES = "UPDATE journal SET deliveries = deliveries + $3 WHERE workspace_id = $1 AND sequence = $2";
    SETTLE = "UPDATE journal SET state = item.value ->> 'state', reason = item.value ->> 'reason', \
         summary = item.value ->> 'summary', processed_at = $3 \
         FROM {items_2} WHERE journal.workspace_id = $1 AND journal.sequence = CAST(item.value ->> 'sequence' AS BIGINT)";
    NEXT_PENDING = "SELECT happened_at, received_at FROM journal WHERE workspace_id = $1 AND state = 'pending' \
         ORDER BY happened_at, sequence LIMIT 1";
    COUNT_PENDING = "SELECT COUNT(*) FROM journal WHERE workspace_id = $1 AND state = 'pending'";
    COUNT_PARKED = "SELECT COUNT(*) FROM journal WHERE workspace_id = $1 AND state = 'parked'";
}

/// A body to be kept.
#[derive(Debug)]
pub struct NewBody {
    /// When Meta says it happened; the same bytes always say the same. Bodies come roughly in this order, so that the key
    /// made of it and the digest grows at its end.
    pub told_at: Timestamp,
    /// SHA-256 of the body: the same bytes are the same delivery.
    pub digest: Vec<u8>,
    pub body: Vec<u8>,
    /// By Meta's clock; see [`happened_at`].
    pub happened_at: Timestamp,
    pub received_at: Timestamp,
}

/// Meta tries for so long to deliver a webhook. What is older is history, and does not go before what happens now.
const OLDEST_NEWS: Duration = Duration::from_hours(7 * 24);

/// How far Meta's clock may be ahead of ours.
const SKEW: Duration = Duration::from_mins(1);

/// The moment that puts a body in its place: Meta's, when it names a believable one.
pub fn happened_at(meta: Option<Timestamp>, received_at: Timestamp) -> Timestamp {
    let believable = |at: &Timestamp| received_at.since(*at) < OLDEST_NEWS && at.since(received_at) < SKEW;
    meta.filter(believable).unwrap_or(received_at)
}

/// A pending body, held by the transaction that claimed it.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub sequence: i64,
    pub body: Vec<u8>,
    pub received_at: Timestamp,
}

/// Keeps bodies; one that is there already only counts another delivery.
pub async fn append(tx: &mut Tx, workspace: WorkspaceId, bodies: Vec<NewBody>) -> Result<()> {
    // One statement may not touch a row twice: copies within the batch are counted before it.
    let mut distinct: HashMap<Vec<u8>, usize> = HashMap::with_capacity(bodies.len());
    let mut kept: Vec<(NewBody, i64)> = Vec::with_capacity(bodies.len());
    for new in bodies {
        if let Some((_, deliveries)) = distinct.get(&new.digest).and_then(|place| kept.get_mut(*place)) {
            *deliveries += 1;
        } else {
            distinct.insert(new.digest.clone(), kept.len());
            kept.push((new, 1));
        }
    }
    let row = |(new, deliveries)| {
        let NewBody { told_at, digest, body, happened_at, received_at } = new;
        let copies = Copies { told_at, digest: digest.clone(), deliveries };
        (copies, args![workspace, told_at, digest, body, "pending", "", deliveries, happened_at, received_at])
    };
    let (copies, rows): (Vec<Copies>, Vec<Vec<Arg>>) = kept.into_iter().map(row).unzip();
    let there = tx
        .insert_unless_there(
            "INSERT INTO journal (workspace_id, told_at, digest, body, state, summary, deliveries, happened_at, received_at)",
            rows,
            ("digest", 2),
        )
        .await?;
    count_copies(tx, workspace, there.into_iter().filter_map(|place| copies.get(place))).await
}

/// A body, and how often it came in one batch.
struct Copies {
    told_at: Timestamp,
    digest: Vec<u8>,
    deliveries: i64,
}

/// Counts another delivery of what was there before, in the order in which bodies are claimed: whoever claims them and
/// we may wait for each other, but not in a circle.
async fn count_copies(tx: &mut Tx, workspace: WorkspaceId, again: impl Iterator<Item = &Copies>) -> Result<()> {
    let mut copies = Vec::new();
    for body in again {
        let first: Option<(i64, i64)> = tx.row(BY_DIGEST, args![workspace, body.told_at, body.digest.clone()]).await?;
        copies.extend(first.map(|place| (place, body.deliveries)));
    }
    copies.sort_unstable();
    for ((_, sequence), deliveries) in copies {
        tx.execute(COUNT_COPIES, args![workspace, sequence, deliveries]).await?;
    }
    Ok(())
}

pub async fn claim(tx: &mut Tx, workspace: WorkspaceId, most: u32) -> Result<Vec<Claimed>> {
    let rows: Vec<(i64, Vec<u8>, i64)> = tx.rows(CLAIM, args![workspace, most]).await?;
    let claimed = |(sequence, body, received_at)| Claimed { sequence, body, received_at: Timestamp(received_at) };
    Ok(rows.into_iter().map(claimed).collect())
}

/// How a body ended.
#[derive(Clone, Debug, Serialize)]
pub struct Settled {
    pub sequence: i64,
    pub state: State,
    /// Why it was parked.
    pub reason: Option<String>,
    /// What was in it, in a few words.
    pub summary: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Processed,
    Parked,
}

pub async fn settle(tx: &mut Tx, workspace: WorkspaceId, settled: &[Settled], now: Timestamp) -> Result<()> {
    if settled.is_empty() {
        return Ok(());
    }
    tx.execute(SETTLE, args![workspace, crate::sql::json(&settled)?, now]).await?;
    let parked = settled.iter().filter(|body| body.state == State::Parked).count();
    let counts =
        [(crate::counter::WEBHOOKS_PROCESSED, settled.len() - parked), (crate::counter::WEBHOOKS_PARKED, parked)];
    crate::counter::bump(tx, workspace, now, &counts).await
}

/// When the next pending body came in: the lag the overview shows.
pub async fn oldest_pending(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<Timestamp>> {
    let row: Option<(i64, i64)> = tx.row(NEXT_PENDING, args![workspace]).await?;
    Ok(row.map(|(_, received_at)| Timestamp(received_at)))
}

/// The earliest moment of which a pending body tells.
pub async fn next_moment(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<Timestamp>> {
    let row: Option<(i64, i64)> = tx.row(NEXT_PENDING, args![workspace]).await?;
    Ok(row.map(|(happened_at, _)| Timestamp(happened_at)))
}

pub async fn count_pending(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let row: Option<(i64,)> = tx.row(COUNT_PENDING, args![workspace]).await?;
    Ok(row.map_or(0, |(count,)| count))
}

pub async fn count_parked(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let row: Option<(i64,)> = tx.row(COUNT_PARKED, args![workspace]).await?;
    Ok(row.map_or(0, |(count,)| count))
}
