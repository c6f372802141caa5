//! What was launched in a time, and which templates were used.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::campaign::Plan;
use domain::id::{CampaignId, WorkspaceId};
use domain::metric::{Counts, tallied};
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
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

/// What became of a template's messages in campaigns.
#[derive(Clone, Debug)]
pub struct Used {
    pub last_at: Timestamp,
    pub counts: Counts,
}

/// Campaigns that are looked through for the use of templates, from the latest.
const MOST: u32 = 1_000;

/// By name and language.
pub async fn templates(tx: &mut Tx, workspace: WorkspaceId) -> Result<BTreeMap<(String, String), Used>> {
    let found = launched(tx, workspace, Timestamp(0), Timestamp(i64::MAX), MOST).await?;
    let ids: Vec<CampaignId> = found.iter().map(|campaign| campaign.id).collect();
    let tallies = crate::campaign::tally::of(tx, workspace, &ids).await?;
    let mut used: BTreeMap<(String, String), Used> = BTreeMap::new();
    for campaign in &found {
        let Some(tallies) = tallies.get(&campaign.id) else { continue };
        for (variant, counts) in tallied::by_variant(tallies) {
            let place = usize::try_from(variant).unwrap_or(usize::MAX);
            let Some(variant) = campaign.plan.variants.get(place) else { continue };
            let name = (variant.template.clone(), variant.language.clone());
            let entry =
                used.entry(name).or_insert_with(|| Used { last_at: campaign.launched_at, counts: Counts::default() });
            entry.last_at = entry.last_at.max(campaign.launched_at);
            entry.counts.include(&counts);
        }
    }
    Ok(used)
}
