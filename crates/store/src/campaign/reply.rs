//! What people do with a campaign's message: they answer, or tap a button of it. Whoever does has read it, whatever the
//! receipts say.

use super::moves::{self, Told};
use super::tally;
use crate::error::Result;
use crate::sql::{json, list};
use crate::{Tx, args};
use domain::campaign::row::News;
use domain::campaign::{Measure, RecipientState, Tallies};
use domain::id::{CampaignId, ContactId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::{BTreeMap, HashMap};

crate::statements! {
    /// Everything they got since, the latest last.
    LATEST = "SELECT contact_id, campaign_id, position, variant, attempt, wamid, replied_at, button_at FROM recipients \
         WHERE workspace_id = $1 AND contact_id IN {list_2} AND accepted_at > $3 ORDER BY accepted_at, campaign_id, position";
    REPLIED = "UPDATE recipients SET replied_at = COALESCE(replied_at, CAST(item.value ->> 1 AS BIGINT)), \
         button_at = COALESCE(button_at, CAST(item.value ->> 2 AS BIGINT)) FROM {items_3} \
         WHERE recipients.workspace_id = $1 AND recipients.campaign_id = $2 \
         AND recipients.position = CAST(item.value ->> 0 AS BIGINT)";
}

/// Somebody wrote.
#[derive(Clone, Debug)]
pub struct Answer {
    pub contact: ContactId,
    pub at: Timestamp,
    /// The message it quotes, or whose button was tapped.
    pub context: Option<String>,
    pub is_button: bool,
}

crate::record! {
    struct Found {
        contact_id: String,
        campaign_id: String,
        position: i64,
        variant: i64,
        attempt: i64,
        wamid: Option<String>,
        replied_at: Option<i64>,
        button_at: Option<i64>,
    }
}

struct Row {
    campaign: CampaignId,
    position: i64,
    variant: u32,
    attempt: u32,
    wamid: Option<String>,
    replied: bool,
    tapped: bool,
}

/// Notes each answer on the message it is an answer to: the one it quotes, else the last one the person got after
/// `since`. Answers the campaigns something changed in.
pub async fn note(
    tx: &mut Tx,
    workspace: WorkspaceId,
    answers: &[Answer],
    since: Timestamp,
) -> Result<Vec<CampaignId>> {
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    let contacts = list(answers.iter().map(|answer| answer.contact))?;
    let found: Vec<Found> = tx.rows(LATEST, args![workspace, contacts, since]).await?;
    let mut rows: HashMap<String, Vec<Row>> = HashMap::new();
    for found in found {
        let row = Row {
            campaign: crate::row::id("campaign", &found.campaign_id)?,
            position: found.position,
            variant: crate::row::unsigned("variant", found.variant)?,
            attempt: crate::row::unsigned("attempt", found.attempt)?,
            wamid: found.wamid,
            replied: found.replied_at.is_some(),
            tapped: found.button_at.is_some(),
        };
        rows.entry(found.contact_id).or_default().push(row);
    }
    let mut read = Vec::new();
    let mut changes: BTreeMap<CampaignId, (Vec<serde_json::Value>, Tallies)> = BTreeMap::new();
    for answer in answers {
        let Some(row) = rows.get_mut(&answer.contact.to_string()).and_then(|rows| answered(rows, answer)) else {
            continue;
        };
        let (items, tallies) = changes.entry(row.campaign).or_default();
        if !row.replied {
            tallies.add(row.variant, Measure::Replied, "", 1);
            read.extend(row.read_at(answer.at));
        }
        if answer.is_button && !row.tapped {
            tallies.add(row.variant, Measure::Button, "", 1);
        }
        if !row.replied || answer.is_button && !row.tapped {
            items.push(serde_json::json!([row.position, answer.at, answer.is_button.then_some(answer.at)]));
            (row.replied, row.tapped) = (true, row.tapped || answer.is_button);
        }
    }
    changes.retain(|_, (items, _)| !items.is_empty());
    for (campaign, (items, tallies)) in &changes {
        for item in items {
            tx.execute(REPLIED, args![workspace, *campaign, json(&[item])?]).await?;
        }
        tally::bump(tx, workspace, *campaign, tallies).await?;
    }
    let now = answers.iter().map(|answer| answer.at).max().unwrap_or(since);
    moves::take_in(tx, workspace, now, &read).await?;
    Ok(changes.into_keys().collect())
}

impl Row {
    /// Whoever answers has read it, though no receipt may ever say so.
    fn read_at(&self, at: Timestamp) -> Option<Told> {
        let wamid = self.wamid.clone()?;
        let news = News::Status { state: RecipientState::Read, wamid, at, fault: None };
        Some(Told { campaign: self.campaign, position: self.position, attempt: self.attempt, news })
    }
}

fn answered<'a>(rows: &'a mut [Row], answer: &Answer) -> Option<&'a mut Row> {
    let quoted = rows.iter().position(|row| row.wamid.is_some() && row.wamid == answer.context);
    let place = quoted.or_else(|| rows.len().checked_sub(1))?;
    rows.get_mut(place)
}
