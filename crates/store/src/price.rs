//! Rate cards of a workspace, and what Meta said its messages were charged as.

use crate::error::Result;
use crate::record::Json;
use crate::sql::Arg;
use crate::{Tx, args};
use domain::id::{CampaignId, WorkspaceId};
use domain::price::RateCards;
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    CARDS = "SELECT cards FROM rate_cards WHERE workspace_id = $1";
    SAVE_CARDS = "INSERT INTO rate_cards (workspace_id, cards, updated_at) VALUES ($1, $2, $3) \
         ON CONFLICT (workspace_id) DO UPDATE SET cards = excluded.cards, updated_at = excluded.updated_at";
    FORGET_CARDS = "DELETE FROM rate_cards WHERE workspace_id = $1";
    OF_CAMPAIGNS = "SELECT campaign_id, variant, country, price, count FROM campaign_prices \
         WHERE workspace_id = $1 AND campaign_id IN {list_2}";
}

/// The workspace's own; none when it uses those that ship.
pub async fn cards(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<RateCards>> {
    let row: Option<(Json<RateCards>,)> = tx.row(CARDS, args![workspace]).await?;
    Ok(row.map(|(cards,)| cards.0))
}

pub async fn save_cards(tx: &mut Tx, workspace: WorkspaceId, cards: &RateCards, now: Timestamp) -> Result<()> {
    tx.execute(SAVE_CARDS, args![workspace, crate::sql::json(cards)?, now]).await?;
    Ok(())
}

pub async fn forget_cards(tx: &mut Tx, workspace: WorkspaceId) -> Result<()> {
    tx.execute(FORGET_CARDS, args![workspace]).await?;
    Ok(())
}

/// Messages of one variant that were charged alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Charged {
    pub variant: u32,
    /// ISO 3166; empty where it is not known.
    pub country: String,
    /// Of `domain::price::Told`.
    pub price: String,
}

pub async fn of_campaigns(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaigns: &[CampaignId],
) -> Result<BTreeMap<CampaignId, BTreeMap<Charged, u64>>> {
    let rows: Vec<(String, i64, String, String, i64)> =
        tx.rows(OF_CAMPAIGNS, args![workspace, crate::sql::list(campaigns)?]).await?;
    let mut found: BTreeMap<CampaignId, BTreeMap<Charged, u64>> = BTreeMap::new();
    for (campaign, variant, country, price, count) in rows {
        let charged = Charged { variant: crate::row::unsigned("variant", variant)?, country, price };
        let count = u64::try_from(count).unwrap_or(0);
        found.entry(crate::row::id("campaign", &campaign)?).or_default().insert(charged, count);
    }
    Ok(found)
}

/// Adds messages whose price became known.
pub async fn bump(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    charged: &BTreeMap<Charged, u64>,
) -> Result<()> {
    let row = |(charged, count): (&Charged, &u64)| -> Vec<Arg> {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        args![workspace, campaign, charged.variant, charged.country.as_str(), charged.price.as_str(), count]
    };
    tx.insert(
        "INSERT INTO campaign_prices (workspace_id, campaign_id, variant, country, price, count)",
        charged.iter().map(row).collect(),
        "ON CONFLICT (workspace_id, campaign_id, variant, country, price) \
         DO UPDATE SET count = campaign_prices.count + excluded.count",
    )
    .await?;
    Ok(())
}
