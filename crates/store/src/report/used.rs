//! What was launched in a time, and which templates were used.

use crate::counter::MINUTE_MILLIS;
use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::campaign::Plan;
use domain::id::{CampaignId, WorkspaceId};
use domain::metric::{Counts, Measure, tallied};
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    /// When each campaign sent last, and how much of it since a minute.
    SENT = "SELECT campaign_id, MAX(minute), CAST(SUM(CASE WHEN minute >= $2 THEN accepted ELSE 0 END) AS BIGINT) \
         FROM campaign_minutes WHERE workspace_id = $1 GROUP BY campaign_id";
    /// The minutes of a campaign with several messages do not tell them apart.
    SENT_BY_VARIANT = "SELECT variant, COUNT(*) FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 AND accepted_at >= $3 GROUP BY variant";
    LAUNCHED = "SELECT id, name, plan, launched_at, ended_at FROM campaigns \
         WHERE workspace_id = $1 AND launched_at >= $2 AND launched_at < $3 ORDER BY launched_at DESC, id DESC LIMIT $4";
}

/// A campaign that has begun.
#[derive(Clone, Debug)]
pub struct Launched {
    pub id: CampaignId,
    pub name: String,
    pub plan: Plan,
    pub launched_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

crate::record! {
    struct LaunchedRow {
        id: String,
        name: String,
        plan: Json<Plan>,
        launched_at: i64,
        ended_at: Option<i64>,
    }
}

/// The latest first.
pub async fn launched(
    tx: &mut Tx,
    workspace: WorkspaceId,
    from: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<Launched>> {
    let rows: Vec<LaunchedRow> = tx.rows(LAUNCHED, args![workspace, from, until, limit]).await?;
    let launched = |row: LaunchedRow| {
        Ok(Launched {
            id: crate::row::id("campaign", &row.id)?,
            name: row.name,
            plan: row.plan.0,
            launched_at: Timestamp(row.launched_at),
            ended_at: row.ended_at.map(Timestamp),
        })
    };
    rows.into_iter().map(launched).collect()
}

/// What became of a template's messages in campaigns and series.
#[derive(Clone, Debug)]
pub struct Used {
    /// When one of them was sent last, to the minute.
    pub last_at: Timestamp,
    /// Messages since the moment that was asked for.
    pub lately: u64,
    /// Of all time.
    pub counts: Counts,
}

/// Campaigns that are looked through for the use of templates, from the latest.
const MOST: u32 = 1_000;

/// By name and language, with what was sent `since`.
pub async fn templates(
    tx: &mut Tx,
    workspace: WorkspaceId,
    since: Timestamp,
) -> Result<BTreeMap<(String, String), Used>> {
    let found = launched(tx, workspace, Timestamp(0), Timestamp(i64::MAX), MOST).await?;
    let ids: Vec<CampaignId> = found.iter().map(|campaign| campaign.id).collect();
    let tallies = crate::campaign::tally::of(tx, workspace, &ids).await?;
    let sent = sent(tx, workspace, since).await?;
    let mut used: BTreeMap<(String, String), Used> = BTreeMap::new();
    for campaign in &found {
        let Some((tallies, sent)) = tallies.get(&campaign.id).zip(sent.get(&campaign.id)) else { continue };
        let variants = tallied::by_variant(tallies);
        let lately = lately(tx, workspace, campaign, sent, since).await?;
        for (place, counts) in variants.into_iter().filter(|(_, counts)| counts.of(Measure::Accepted) > 0) {
            let variant = usize::try_from(place).ok().and_then(|place| campaign.plan.variants.get(place));
            let Some(variant) = variant else { continue };
            let name = (variant.template.clone(), variant.language.clone());
            let entry =
                used.entry(name).or_insert(Used { last_at: sent.last_at, lately: 0, counts: Counts::default() });
            entry.last_at = entry.last_at.max(sent.last_at);
            entry.lately += lately.get(&place).copied().unwrap_or_default();
            entry.counts.include(&counts);
        }
    }
    Ok(used)
}

struct Sent {
    last_at: Timestamp,
    lately: u64,
}

async fn sent(tx: &mut Tx, workspace: WorkspaceId, since: Timestamp) -> Result<BTreeMap<CampaignId, Sent>> {
    let minute = since.as_millis().div_euclid(MINUTE_MILLIS);
    let rows: Vec<(String, i64, i64)> = tx.rows(SENT, args![workspace, minute]).await?;
    let sent = |(id, last, lately): (String, i64, i64)| {
        let last_at = Timestamp(last.saturating_mul(MINUTE_MILLIS));
        Ok((crate::row::id("campaign", &id)?, Sent { last_at, lately: u64::try_from(lately).unwrap_or(0) }))
    };
    rows.into_iter().map(sent).collect()
}

/// Messages since then, by the place of the variant. Only where there are several are the rows counted.
async fn lately(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: &Launched,
    sent: &Sent,
    since: Timestamp,
) -> Result<BTreeMap<u32, u64>> {
    if sent.lately == 0 || campaign.plan.variants.len() < 2 {
        return Ok(BTreeMap::from([(0, sent.lately)]));
    }
    let rows: Vec<(i64, i64)> = tx.rows(SENT_BY_VARIANT, args![workspace, campaign.id, since]).await?;
    let counted = |(variant, count): (i64, i64)| {
        Ok((crate::row::unsigned("variant", variant)?, u64::try_from(count).unwrap_or(0)))
    };
    rows.into_iter().map(counted).collect()
}
