//! What campaigns brought, as far as rows tell it.
//!
//! - here is what is counted: from the tallies, which nobody has to count, and a few things from the rows;
//! - [`conversion`]: who reached the goal, and whose doing it was;
//! - [`people`]: who stands behind a figure;
//! - [`used`]: what was launched in a time, and from which template.
//!
//! Nothing here is divided or judged: that is `domain::metric`'s.

pub mod conversion;
pub mod people;
pub mod used;

use crate::error::Result;
use crate::{Tx, args};
use domain::campaign::{Measure as Tallied, Tallies};
use domain::id::{CampaignId, WorkspaceId};
use domain::metric::rate::OPT_OUT_WITHIN;
use domain::metric::{Counts, Measure, tallied};
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    /// Each once, whatever they did; walks `recipients_answered`.
    RESPONDED = "SELECT variant, COUNT(*) FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 \
         AND (replied_at IS NOT NULL OR button_at IS NOT NULL OR clicked_at IS NOT NULL) GROUP BY variant";
    OPTED_OUT = "SELECT r.variant, COUNT(DISTINCT r.position) FROM consent_records k \
         JOIN recipients r ON r.workspace_id = k.workspace_id AND r.contact_id = k.contact_id AND r.campaign_id = $2 \
         WHERE k.workspace_id = $1 AND k.state = 'opted_out' AND k.recorded_at >= $3 \
         AND k.recorded_at >= r.delivered_at AND k.recorded_at <= r.delivered_at + $4 GROUP BY r.variant";
    /// Rows that stand evenly over the ledger.
    TIMES = "SELECT delivered_at - accepted_at FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 \
         AND position IN {ints_3} AND delivered_at IS NOT NULL AND accepted_at IS NOT NULL";
    BY_NUMBER = "SELECT number_id, state, COUNT(*), COUNT(replied_at), COUNT(button_at), COUNT(clicked_at) FROM recipients \
         WHERE workspace_id = $1 AND campaign_id = $2 GROUP BY number_id, state";
}

/// Of one campaign.
pub type ByVariant = BTreeMap<u32, Counts>;

/// How many people of each variant opted out soon after they got it; walks `consent_refusals`.
pub async fn opted_out(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    since: Timestamp,
) -> Result<Vec<(i64, i64)>> {
    let within = i64::try_from(OPT_OUT_WITHIN.as_millis()).unwrap_or(i64::MAX);
    tx.rows(OPTED_OUT, args![workspace, campaign, since, within]).await
}

/// What is known without looking for conversions. `since` is the launch.
pub async fn counts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    since: Option<Timestamp>,
) -> Result<ByVariant> {
    let mut counts = tallied::by_variant(&crate::campaign::tally::of_one(tx, workspace, campaign).await?);
    let Some(since) = since else { return Ok(counts) };
    let responded: Vec<(i64, i64)> = tx.rows(RESPONDED, args![workspace, campaign]).await?;
    let opted_out = opted_out(tx, workspace, campaign, since).await?;
    for (measure, found) in [(Measure::Responded, responded), (Measure::OptedOut, opted_out)] {
        for (variant, count) in found {
            let variant = counts.entry(crate::row::unsigned("variant", variant)?).or_default();
            variant.set(measure, u64::try_from(count).unwrap_or(0));
        }
    }
    Ok(counts)
}

/// Rows that are looked at for times.
const SAMPLE: u64 = 5_000;

/// How long messages took from acceptance to delivery, in milliseconds and in order: of a sample that stands evenly over
/// the whole ledger, so that a million rows cost no more than five thousand.
pub async fn times(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId, planned: u64) -> Result<Vec<i64>> {
    let step = planned.div_ceil(SAMPLE).max(1);
    let positions: Vec<u64> = (0..planned).step_by(usize::try_from(step).unwrap_or(usize::MAX)).collect();
    let rows: Vec<(i64,)> = tx.rows(TIMES, args![workspace, campaign, crate::sql::json(&positions)?]).await?;
    let mut times: Vec<i64> = rows.into_iter().map(|(time,)| time.max(0)).collect();
    times.sort_unstable();
    Ok(times)
}

/// By number, counted row by row: tallies do not know numbers.
pub async fn by_number(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId) -> Result<BTreeMap<String, Counts>> {
    let rows: Vec<(String, String, i64, i64, i64, i64)> = tx.rows(BY_NUMBER, args![workspace, campaign]).await?;
    let mut numbers: BTreeMap<String, Counts> = BTreeMap::new();
    for (number, state, count, replied, pressed, clicked) in rows {
        let mut tallies = Tallies::default();
        let state = crate::row::word("recipient state", &state)?;
        for (measure, count) in [
            (Tallied::State(state), count),
            (Tallied::Replied, replied),
            (Tallied::Button, pressed),
            (Tallied::Clicked, clicked),
        ] {
            tallies.add(0, measure, "", count);
        }
        numbers.entry(number).or_default().include(&tallied::counts(&tallies));
    }
    Ok(numbers)
}
