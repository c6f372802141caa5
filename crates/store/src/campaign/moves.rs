//! News of rows, taken in many at once: the rows are held, hear what there is, and are written back with their counts.

use super::tally;
use crate::error::{Error, Result};
use crate::sql::Arg;
use crate::{Tx, args};
use domain::campaign::row::{News, Row};
use domain::campaign::{RecipientState, Tallies};
use domain::id::{CampaignId, NumberId, WorkspaceId};
use domain::time::Timestamp;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

crate::statements! {
    /// In the order of their keys, so that two who meet wait in no circle.
    HOLD = "SELECT position, variant, number_id, state, reason, code, attempt, due_at, wamid, accepted_at, sent_at, delivered_at, \
         read_at, failed_at FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 AND position IN {ints_3} \
         ORDER BY position {for_update}";
    WRITE = "UPDATE recipients SET state = item.value ->> 1, reason = item.value ->> 2, code = CAST(item.value ->> 3 AS BIGINT), \
         attempt = CAST(item.value ->> 4 AS BIGINT), due_at = CAST(item.value ->> 5 AS BIGINT), wamid = item.value ->> 6, \
         accepted_at = CAST(item.value ->> 7 AS BIGINT), sent_at = CAST(item.value ->> 8 AS BIGINT), \
         delivered_at = CAST(item.value ->> 9 AS BIGINT), read_at = CAST(item.value ->> 10 AS BIGINT), \
         failed_at = CAST(item.value ->> 11 AS BIGINT) FROM {items_3} \
         WHERE recipients.workspace_id = $1 AND recipients.campaign_id = $2 \
         AND recipients.position = CAST(item.value ->> 0 AS BIGINT)";
}

crate::record! {
    struct HeldRow {
        position: i64,
        variant: i64,
        number_id: String,
        state: String,
        reason: Option<String>,
        code: Option<i64>,
        attempt: i64,
        due_at: i64,
        wamid: Option<String>,
        accepted_at: Option<i64>,
        sent_at: Option<i64>,
        delivered_at: Option<i64>,
        read_at: Option<i64>,
        failed_at: Option<i64>,
    }
}

impl HeldRow {
    fn into_row(self) -> Result<(i64, Row)> {
        let state = RecipientState::parse(&self.state).ok_or_else(|| Error::unreadable("state", &self.state))?;
        let row = Row {
            variant: crate::row::unsigned("variant", self.variant)?,
            number: crate::row::id("number", &self.number_id)?,
            state,
            reason: self.reason,
            code: self.code,
            attempt: crate::row::unsigned("attempt", self.attempt)?,
            due_at: Timestamp(self.due_at),
            wamid: self.wamid,
            accepted_at: self.accepted_at.map(Timestamp),
            sent_at: self.sent_at.map(Timestamp),
            delivered_at: self.delivered_at.map(Timestamp),
            read_at: self.read_at.map(Timestamp),
            failed_at: self.failed_at.map(Timestamp),
        };
        Ok((self.position, row))
    }
}

/// News of one attempt of one row.
#[derive(Clone, Debug)]
pub struct Told {
    pub campaign: CampaignId,
    pub position: i64,
    pub attempt: u32,
    pub news: News,
}

/// Takes news in; answers the campaigns something changed in.
pub async fn take_in(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp, told: &[Told]) -> Result<Vec<CampaignId>> {
    let mut by_campaign: BTreeMap<CampaignId, Vec<&Told>> = BTreeMap::new();
    for one in told {
        by_campaign.entry(one.campaign).or_default().push(one);
    }
    let mut changed = Vec::new();
    for (campaign, told) in by_campaign {
        if of_campaign(tx, workspace, now, campaign, &told).await? {
            changed.push(campaign);
        }
    }
    Ok(changed)
}

async fn of_campaign(
    tx: &mut Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    campaign: CampaignId,
    told: &[&Told],
) -> Result<bool> {
    let positions = told.iter().map(|told| told.position);
    let before = hold(tx, workspace, campaign, positions).await?;
    let mut after = before.clone();
    for told in told {
        if let Some(row) = after.get_mut(&told.position) {
            row.hear(told.attempt, &told.news);
        }
    }
    let changes: Vec<(i64, &Row, &Row)> = before
        .iter()
        .filter_map(|(position, before)| Some((*position, before, after.get(position)?)))
        .filter(|(_, before, after)| before != after)
        .collect();
    write(tx, workspace, now, campaign, &changes).await?;
    Ok(!changes.is_empty())
}

async fn hold(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    positions: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Row>> {
    let positions = crate::sql::json(&positions.collect::<Vec<_>>())?;
    let rows: Vec<HeldRow> = tx.rows(HOLD, args![workspace, campaign, positions]).await?;
    rows.into_iter().map(HeldRow::into_row).collect()
}

async fn write(
    tx: &mut Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    campaign: CampaignId,
    changes: &[(i64, &Row, &Row)],
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let (mut tallies, mut accepted) = (Tallies::default(), BTreeMap::<NumberId, i64>::new());
    for (_, before, after) in changes {
        before.count_change(after, &mut tallies);
        if before.accepted_at.is_none() && after.accepted_at.is_some() {
            *accepted.entry(after.number).or_default() += 1;
        }
    }
    let items: Vec<_> = changes.iter().map(|(position, _, row)| item(*position, row)).collect();
    tx.execute(WRITE, args![workspace, campaign, crate::sql::json(&items)?]).await?;
    tally::bump(tx, workspace, campaign, &tallies).await?;
    for (number, count) in accepted {
        tally::accepted(tx, workspace, campaign, number, count, now).await?;
    }
    Ok(())
}

fn item(position: i64, row: &Row) -> serde_json::Value {
    let Row { state, reason, code, attempt, due_at, wamid, .. } = row;
    let moments = [row.accepted_at, row.sent_at, row.delivered_at, row.read_at, row.failed_at];
    let [accepted_at, sent_at, delivered_at, read_at, failed_at] = moments;
    json!([
        position,
        state.as_str(),
        reason,
        code,
        attempt,
        due_at,
        wamid,
        accepted_at,
        sent_at,
        delivered_at,
        read_at,
        failed_at
    ])
}

/// `Arg` of a list of positions.
pub(super) fn positions(positions: &[i64]) -> Result<Arg> {
    crate::sql::json(&positions)
}
