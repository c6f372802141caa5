//! Whom the business wrote to first within the last day, counted by the minute: what Meta's messaging limit is about.
//!
//! All numbers of a workspace share the count. Whoever counts holds the workspace's row until the commit, so that two
//! numbers never give the same room away; a number without a limit neither holds nor counts.

use crate::error::Result;
use crate::sql::{Arg, list};
use crate::{Tx, args};
use domain::id::{ContactId, NumberId, WorkspaceId};
use domain::tier::{self, Limit, Reach, Standing};
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    LIMITS = "SELECT id, messaging_limit FROM numbers WHERE workspace_id = $1";
    LIMIT = "SELECT messaging_limit FROM numbers WHERE workspace_id = $1 AND id = $2";
    HOLD = "SELECT id FROM workspaces WHERE id = $1 {for_update}";
    USED = "SELECT CAST(COALESCE(SUM(people), 0) AS BIGINT) FROM reached_minutes WHERE workspace_id = $1 AND minute >= $2";
    MINUTES = "SELECT minute, people FROM reached_minutes WHERE workspace_id = $1 AND minute >= $2 ORDER BY minute";
    COUNTED = "SELECT contact_id, at FROM reached WHERE workspace_id = $1 AND contact_id IN {list_2} AND at >= $3";
    FORGET = "DELETE FROM reached WHERE workspace_id = $1 AND at < $2";
    FORGET_MINUTES = "DELETE FROM reached_minutes WHERE workspace_id = $1 AND minute < $2";
}

/// The limit of one number and what is used of it, held until the commit if there is one.
pub async fn hold(tx: &mut Tx, workspace: WorkspaceId, number: NumberId, now: Timestamp) -> Result<Reach> {
    let limit = limit(tx, workspace, number).await?;
    if !limit.counts() {
        return Ok(Reach::new([(number, limit)], 0));
    }
    let _held: Option<(String,)> = tx.row(HOLD, args![workspace]).await?;
    Ok(Reach::new([(number, limit)], used(tx, workspace, now).await?))
}

/// The limits of all numbers and what is used, as a decision looks at them.
pub async fn look(tx: &mut Tx, workspace: WorkspaceId, contacts: &[ContactId], now: Timestamp) -> Result<Reach> {
    let mut reach = Reach::new(limits(tx, workspace).await?, used(tx, workspace, now).await?);
    know(tx, workspace, &mut reach, contacts, now).await?;
    Ok(reach)
}

/// Tells who of these is counted already.
pub async fn know(
    tx: &mut Tx,
    workspace: WorkspaceId,
    reach: &mut Reach,
    contacts: &[ContactId],
    now: Timestamp,
) -> Result<()> {
    reach.know(counted(tx, workspace, contacts, now).await?.into_keys());
    Ok(())
}

/// Counts whom a decision has added, from now on.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId, reach: &Reach, now: Timestamp) -> Result<()> {
    let added: Vec<ContactId> = reach.added().collect();
    if added.is_empty() {
        return Ok(());
    }
    let mut minutes = BTreeMap::from([(tier::minute_of(now), i64::try_from(added.len()).unwrap_or(i64::MAX))]);
    for at in counted(tx, workspace, &added, now).await?.into_values() {
        *minutes.entry(tier::minute_of(at)).or_default() -= 1;
    }
    let people: Vec<Vec<Arg>> = added.into_iter().map(|contact| args![workspace, contact, now]).collect();
    let head = "INSERT INTO reached (workspace_id, contact_id, at)";
    tx.insert(head, people, "ON CONFLICT (workspace_id, contact_id) DO UPDATE SET at = excluded.at").await?;
    let changed = minutes.into_iter().filter(|(_, people)| *people != 0);
    let changed: Vec<Vec<Arg>> = changed.map(|(minute, people)| args![workspace, minute, people]).collect();
    tx.insert(
        "INSERT INTO reached_minutes (workspace_id, minute, people)",
        changed,
        "ON CONFLICT (workspace_id, minute) DO UPDATE SET people = reached_minutes.people + excluded.people",
    )
    .await?;
    Ok(())
}

/// When each of these was written to last, if that still counts.
async fn counted(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &[ContactId],
    now: Timestamp,
) -> Result<BTreeMap<ContactId, Timestamp>> {
    let since = first_moment(now);
    let rows: Vec<(String, i64)> = tx.rows(COUNTED, args![workspace, list(contacts)?, since]).await?;
    rows.into_iter().map(|(contact, at)| Ok((crate::row::id("contact", &contact)?, Timestamp(at)))).collect()
}

/// Of the first minute that counts.
pub(crate) fn first_moment(now: Timestamp) -> Timestamp {
    Timestamp(tier::first_minute(now).saturating_mul(crate::counter::MINUTE_MILLIS))
}

async fn used(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp) -> Result<u32> {
    let row: Option<(i64,)> = tx.row(USED, args![workspace, tier::first_minute(now)]).await?;
    Ok(row.map_or(0, |(people,)| u32::try_from(people.max(0)).unwrap_or(u32::MAX)))
}

async fn limit(tx: &mut Tx, workspace: WorkspaceId, number: NumberId) -> Result<Limit> {
    let row: Option<(Option<String>,)> = tx.row(LIMIT, args![workspace, number]).await?;
    Ok(limit_of(row.and_then(|(word,)| word).as_deref()))
}

fn limit_of(word: Option<&str>) -> Limit {
    word.map_or(Limit::Unknown, Limit::from_meta)
}

async fn limits(tx: &mut Tx, workspace: WorkspaceId) -> Result<BTreeMap<NumberId, Limit>> {
    let rows: Vec<(String, Option<String>)> = tx.rows(LIMITS, args![workspace]).await?;
    rows.into_iter().map(|(id, word)| Ok((crate::row::id("number", &id)?, limit_of(word.as_deref())))).collect()
}

/// Where each number stands now.
pub async fn standings(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp) -> Result<BTreeMap<NumberId, Standing>> {
    let used = used(tx, workspace, now).await?;
    let limits = limits(tx, workspace).await?;
    Ok(limits.into_iter().map(|(number, limit)| (number, Standing { limit, used })).collect())
}

/// When there is room again; `None` when there is.
pub async fn opens_at(tx: &mut Tx, workspace: WorkspaceId, limit: Limit, now: Timestamp) -> Result<Option<Timestamp>> {
    let minutes: Vec<(i64, i64)> = tx.rows(MINUTES, args![workspace, tier::first_minute(now)]).await?;
    let people = |people: i64| u32::try_from(people.max(0)).unwrap_or(u32::MAX);
    let minutes = minutes.into_iter().map(|(minute, of)| (minute, people(of))).collect();
    Ok(tier::opens_at(limit, &minutes, now))
}

/// Forgets who does not count any more.
pub async fn forget(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp) -> Result<()> {
    tx.execute(FORGET, args![workspace, first_moment(now)]).await?;
    tx.execute(FORGET_MINUTES, args![workspace, tier::first_minute(now)]).await?;
    Ok(())
}
