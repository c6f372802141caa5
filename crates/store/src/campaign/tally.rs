//! The counts of a ledger, changed together with its rows.

use crate::error::{Error, Result};
use crate::sql::{Arg, list};
use crate::{Tx, args};
use domain::campaign::{Measure, Tallies};
use domain::id::{CampaignId, NumberId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    OF_CAMPAIGNS = "SELECT campaign_id, variant, measure, reason, count FROM campaign_tallies \
         WHERE workspace_id = $1 AND campaign_id IN {list_2} AND count <> 0";
    /// What the tallies must agree with.
    COUNTED = "SELECT variant, state, CASE WHEN state = 'skipped' THEN COALESCE(reason, '') \
         WHEN state IN ('rejected', 'failed') THEN COALESCE(CAST(code AS TEXT), reason, '') ELSE '' END, COUNT(*) \
         FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 GROUP BY 1, 2, 3";
    COUNTED_ACTS = "SELECT variant, COUNT(replied_at), COUNT(button_at), COUNT(clicked_at) \
         FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 GROUP BY variant";
    MINUTES = "SELECT minute, CAST(SUM(accepted) AS BIGINT) FROM campaign_minutes \
         WHERE workspace_id = $1 AND campaign_id = $2 GROUP BY minute ORDER BY minute";
    DELETE = "DELETE FROM campaign_tallies WHERE workspace_id = $1 AND campaign_id = $2";
}

/// What is known of the rows of each of these campaigns.
pub async fn of(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaigns: &[CampaignId],
) -> Result<BTreeMap<CampaignId, Tallies>> {
    let rows: Vec<(String, i64, String, String, i64)> =
        tx.rows(OF_CAMPAIGNS, args![workspace, list(campaigns)?]).await?;
    let mut found: BTreeMap<CampaignId, Tallies> = BTreeMap::new();
    for (campaign, variant, measure, reason, count) in rows {
        let measure = Measure::parse(&measure).ok_or_else(|| Error::unreadable("measure", &measure))?;
        let tallies = found.entry(crate::row::id("campaign", &campaign)?).or_default();
        tallies.add(crate::row::unsigned("variant", variant)?, measure, reason, count);
    }
    Ok(found)
}

pub async fn of_one(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId) -> Result<Tallies> {
    Ok(of(tx, workspace, &[campaign]).await?.remove(&campaign).unwrap_or_default())
}

/// The same, counted row by row.
pub async fn counted(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId) -> Result<Tallies> {
    let mut tallies = Tallies::default();
    let rows: Vec<(i64, String, String, i64)> = tx.rows(COUNTED, args![workspace, campaign]).await?;
    for (variant, state, reason, count) in rows {
        let measure = Measure::parse(&state).ok_or_else(|| Error::unreadable("state", &state))?;
        tallies.add(crate::row::unsigned("variant", variant)?, measure, reason, count);
    }
    let acts: Vec<(i64, i64, i64, i64)> = tx.rows(COUNTED_ACTS, args![workspace, campaign]).await?;
    for (variant, replied, button, clicked) in acts {
        let variant = crate::row::unsigned("variant", variant)?;
        for (measure, count) in [(Measure::Replied, replied), (Measure::Button, button), (Measure::Clicked, clicked)] {
            tallies.add(variant, measure, "", count);
        }
    }
    Ok(tallies)
}

/// Adds what has changed.
pub async fn bump(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId, changes: &Tallies) -> Result<()> {
    let rows: Vec<Vec<Arg>> = changes
        .iter()
        .map(|((variant, measure, reason), count)| {
            args![workspace, campaign, *variant, measure.as_str(), reason.as_str(), count]
        })
        .collect();
    tx.insert(
        "INSERT INTO campaign_tallies (workspace_id, campaign_id, variant, measure, reason, count)",
        rows,
        "ON CONFLICT (workspace_id, campaign_id, variant, measure, reason) \
         DO UPDATE SET count = campaign_tallies.count + excluded.count",
    )
    .await?;
    Ok(())
}

/// Adds messages that Meta took.
pub async fn accepted(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    number: NumberId,
    count: i64,
    now: Timestamp,
) -> Result<()> {
    let row = args![workspace, crate::counter::minute_of(now), campaign, number, count];
    tx.insert(
        "INSERT INTO campaign_minutes (workspace_id, minute, campaign_id, number_id, accepted)",
        vec![row],
        "ON CONFLICT (workspace_id, minute, campaign_id, number_id) \
         DO UPDATE SET accepted = campaign_minutes.accepted + excluded.accepted",
    )
    .await?;
    Ok(())
}

/// (minute since the epoch, messages that Meta took).
pub async fn per_minute(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId) -> Result<Vec<(i64, i64)>> {
    tx.rows(MINUTES, args![workspace, campaign]).await
}

pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId) -> Result<()> {
    tx.execute(DELETE, args![workspace, campaign]).await?;
    Ok(())
}
