//! Rate cards of a workspace, and what Meta said its messages were charged as.

use crate::error::Result;
use crate::record::Json;
use crate::sql::Arg;
use crate::{Tx, args};
use domain::contact::phone::{E164, country_of};
use domain::id::{CampaignId, WorkspaceId};
use domain::price::{RateCards, Told};
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    CARDS = "SELECT cards FROM rate_cards WHERE workspace_id = $1";
    SAVE_CARDS = "INSERT INTO rate_cards (workspace_id, cards, updated_at) VALUES ($1, $2, $3) \
         ON CONFLICT (workspace_id) DO UPDATE SET cards = excluded.cards, updated_at = excluded.updated_at";
    FORGET_CARDS = "DELETE FROM rate_cards WHERE workspace_id = $1";
    /// Of the first status that told; a later one tells nothing new.
    PRICED = "UPDATE recipients SET price = item.value ->> 1 FROM {items_3} \
         WHERE recipients.workspace_id = $1 AND recipients.campaign_id = $2 \
         AND recipients.position = CAST(item.value ->> 0 AS BIGINT) AND recipients.price IS NULL RETURNING variant, address, price";
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

/// What a status said of the price of one row's message.
#[derive(Clone, Copy, Debug)]
pub struct Priced {
    pub campaign: CampaignId,
    pub position: i64,
    pub told: Told,
}

/// Takes prices in: each row has the first that was told of it, and is counted once.
pub async fn take_in(tx: &mut Tx, workspace: WorkspaceId, priced: &[Priced]) -> Result<()> {
    let mut campaigns: BTreeMap<CampaignId, BTreeMap<i64, Told>> = BTreeMap::new();
    for one in priced {
        campaigns.entry(one.campaign).or_default().entry(one.position).or_insert(one.told);
    }
    for (campaign, rows) in campaigns {
        let items: Vec<(i64, &str)> = rows.iter().map(|(position, told)| (*position, told.as_str())).collect();
        let items = crate::sql::json(&items)?;
        let counted: Vec<(i64, String, String)> = tx.rows(PRICED, args![workspace, campaign, items]).await?;
        let mut charged: BTreeMap<Charged, u64> = BTreeMap::new();
        for (variant, address, price) in counted {
            let country = E164::from_digits(address.trim_start_matches('+')).and_then(|phone| country_of(&phone));
            let variant = crate::row::unsigned("variant", variant)?;
            *charged.entry(Charged { variant, country: country.unwrap_or_default(), price }).or_default() += 1;
        }
        bump(tx, workspace, campaign, &charged).await?;
    }
    Ok(())
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
