//! Rows on their way out: taken by a number's sender, and what became of those whose sender is gone.

use super::tally;
use crate::error::Result;
use crate::record::Json;
use crate::sql::list;
use crate::{Engine, Tx, args};
use domain::campaign::{Measure, RecipientState, Tallies};
use domain::consent::Consents;
use domain::id::{CampaignId, ContactId, NumberId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::{BTreeMap, HashMap};

crate::statements! {
    /// What may go, the longest due first. Nothing is held yet: whose turn it is, is looked at again when it is taken.
    DUE = "SELECT position, contact_id, due_at FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 AND number_id = $3 \
         AND state = 'waiting' AND state IN ('waiting', 'sending') AND due_at <= $4 ORDER BY due_at, position LIMIT $5";
    /// The same of people who need no room under Meta's limit: they are counted already, or their window is open. A day
    /// holds so many of them and no more, while those who wait have no end: it is walked from them.
    DUE_WITHOUT_ROOM = "SELECT due.position, due.contact_id, due.due_at FROM reached CROSS JOIN recipients due \
         WHERE reached.workspace_id = $1 AND reached.at >= $6 AND due.workspace_id = reached.workspace_id \
         AND due.contact_id = reached.contact_id AND due.campaign_id = $2 AND due.number_id = $3 \
         AND due.state = 'waiting' AND due.due_at <= $4 \
         UNION SELECT due.position, due.contact_id, due.due_at FROM conversations c CROSS JOIN recipients due \
         WHERE c.workspace_id = $1 AND COALESCE(c.last_message_at, c.created_at) >= $6 AND c.number_id = $3 \
         AND c.window_expires_at > $7 AND due.workspace_id = c.workspace_id \
         AND due.contact_id = c.contact_id AND due.campaign_id = $2 AND due.number_id = $3 \
         AND due.state = 'waiting' AND due.due_at <= $4 ORDER BY 3, 1 LIMIT $5";
    /// Two numbers that write to one person in the same moment see each other's messages: whoever asks how many there are
    /// holds the people first, in the order of their ids.
    HOLD_PEOPLE = "SELECT id FROM contacts WHERE workspace_id = $1 AND id IN {list_2} ORDER BY id {for_update}";
    /// Only of a campaign that runs: whoever pauses it waits for nobody.
    TAKE = "UPDATE recipients SET state = 'sending', attempt = attempt + 1 \
         WHERE workspace_id = $1 AND campaign_id = $2 AND position IN {ints_3} AND state = 'waiting' \
         AND EXISTS (SELECT 1 FROM campaigns WHERE campaigns.workspace_id = $1 AND campaigns.id = $2 AND campaigns.state = 'running') \
         RETURNING position, contact_id, address, variant, parameters, attempt";
    /// In which of them a window of this number is open.
    WINDOWS = "SELECT contact_id, window_expires_at FROM conversations WHERE workspace_id = $1 AND contact_id IN {list_2} \
         AND number_id = $3 AND window_expires_at > $4";
    NEXT_DUE = "SELECT MIN(due_at) FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 AND number_id = $3 \
         AND state = 'waiting' AND state IN ('waiting', 'sending')";
    /// What the gate asks about, as it stands at the moment of sending.
    PEOPLE = "SELECT id, time_zone, blocked, merged_into IS NOT NULL, consents FROM contacts \
         WHERE workspace_id = $1 AND id IN {list_2}";
    /// Messages of campaigns that went out or may have, but for those that are asked about.
    COUNTS = "SELECT contact_id, COUNT(*) FROM recipients WHERE workspace_id = $1 AND contact_id IN {list_2} \
         AND (accepted_at > $3 OR state IN ('sending', 'uncertain', 'undecided')) \
         AND NOT (campaign_id = $4 AND state = 'sending') GROUP BY contact_id";
    /// Rows that a sender which is gone left in `sending`: their requests may or may not have been made.
    ORPHANS = "SELECT campaign_id, position, attempt FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 AND number_id = $3 \
         AND state = 'sending' AND state IN ('waiting', 'sending') ORDER BY position";
    OVERDUE = "SELECT position, variant FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 AND state = 'uncertain' \
         AND state IN ('uncertain', 'undecided') AND due_at <= $3 ORDER BY due_at, position LIMIT 500 {skip_locked}";
    ASK = "UPDATE recipients SET state = 'undecided' WHERE workspace_id = $1 AND campaign_id = $2 AND position IN {ints_3} \
         AND state = 'uncertain'";
}

/// A row that its sender now holds.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub position: i64,
    pub contact: ContactId,
    pub address: String,
    pub variant: u32,
    pub values: Vec<String>,
    pub attempt: u32,
}

crate::record! {
    struct ClaimedRow {
        position: i64,
        contact_id: String,
        address: String,
        variant: i64,
        parameters: Json<Vec<String>>,
        attempt: i64,
    }
}

/// What the gate asks about one person.
#[derive(Clone, Debug)]
pub struct Person {
    pub time_zone: Option<String>,
    pub blocked: bool,
    pub is_merged: bool,
    pub consents: Consents,
}

/// A row that may be taken.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    pub position: i64,
    pub contact: ContactId,
}

/// Whose rows are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Anybody,
    /// Of people who need no room under Meta's limit.
    WithoutRoom,
}

/// Up to `most` rows of a number that may go now.
pub async fn due(
    tx: &mut Tx,
    workspace: WorkspaceId,
    (campaign, number): (CampaignId, NumberId),
    now: Timestamp,
    whose: Whose,
    most: u32,
) -> Result<Vec<Due>> {
    let rows: Vec<(i64, String, i64)> = match whose {
        Whose::Anybody => tx.rows(DUE, args![workspace, campaign, number, now, most]).await?,
        Whose::WithoutRoom => {
            let (since, open) = (crate::tier::first_moment(now), now.plus(domain::tier::MARGIN));
            tx.rows(DUE_WITHOUT_ROOM, args![workspace, campaign, number, now, most, since, open]).await?
        }
    };
    rows.into_iter()
        .map(|(position, contact, _)| Ok(Due { position, contact: crate::row::id("contact", &contact)? }))
        .collect()
}

/// Until the commit nobody else counts messages of these people, or adds to them. SQLite has one writer, who holds
/// everything.
pub async fn hold_people(tx: &mut Tx, workspace: WorkspaceId, due: &[Due]) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        let _held: Vec<(String,)> =
            tx.rows(HOLD_PEOPLE, args![workspace, list(due.iter().map(|due| due.contact))?]).await?;
    }
    Ok(())
}

/// Takes rows that may go now. Commit before sending: the claim is the proof that a request may exist.
pub async fn take(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId, due: &[Due]) -> Result<Vec<Claimed>> {
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let positions: Vec<i64> = due.iter().map(|due| due.position).collect();
    let positions = super::moves::positions(&positions)?;
    let mut rows: Vec<ClaimedRow> = tx.rows(TAKE, args![workspace, campaign, positions]).await?;
    rows.sort_by_key(|row| row.position);
    let mut tallies = Tallies::default();
    let claimed = rows
        .into_iter()
        .map(|row| {
            let variant = crate::row::unsigned("variant", row.variant)?;
            tallies.moved(variant, (RecipientState::Waiting, ""), (RecipientState::Sending, ""));
            Ok(Claimed {
                position: row.position,
                contact: crate::row::id("contact", &row.contact_id)?,
                address: row.address,
                variant,
                values: row.parameters.0,
                attempt: crate::row::unsigned("attempt", row.attempt)?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    tally::bump(tx, workspace, campaign, &tallies).await?;
    Ok(claimed)
}

/// When the next waiting row of a number may go; `None` when none waits.
pub async fn next_due(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    number: NumberId,
) -> Result<Option<Timestamp>> {
    let row: Option<(Option<i64>,)> = tx.row(NEXT_DUE, args![workspace, campaign, number]).await?;
    Ok(row.and_then(|(due,)| due).map(Timestamp))
}

/// When the windows of these people with this number close, of those that are open.
pub async fn windows(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &[ContactId],
    number: NumberId,
    now: Timestamp,
) -> Result<BTreeMap<ContactId, Timestamp>> {
    let rows: Vec<(String, i64)> = tx.rows(WINDOWS, args![workspace, list(contacts)?, number, now]).await?;
    rows.into_iter().map(|(contact, at)| Ok((crate::row::id("contact", &contact)?, Timestamp(at)))).collect()
}

pub async fn people(tx: &mut Tx, workspace: WorkspaceId, contacts: &[ContactId]) -> Result<HashMap<ContactId, Person>> {
    type Found = (String, Option<String>, bool, bool, Json<Consents>);
    let rows: Vec<Found> = tx.rows(PEOPLE, args![workspace, list(contacts)?]).await?;
    let people = rows.into_iter().map(|(id, time_zone, blocked, is_merged, consents)| {
        Ok((crate::row::id("contact", &id)?, Person { time_zone, blocked, is_merged, consents: consents.0 }))
    });
    people.collect()
}

/// How many messages of campaigns each of them got since.
pub async fn counts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &[ContactId],
    since: Timestamp,
    but_for: CampaignId,
) -> Result<BTreeMap<ContactId, u32>> {
    let rows: Vec<(String, i64)> = tx.rows(COUNTS, args![workspace, list(contacts)?, since, but_for]).await?;
    let counts = rows
        .into_iter()
        .map(|(id, count)| Ok((crate::row::id("contact", &id)?, crate::row::unsigned("count", count)?)));
    counts.collect()
}

/// (position, attempt) of rows whose sender may be gone.
pub async fn orphans(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    number: NumberId,
) -> Result<Vec<(i64, u32)>> {
    let rows: Vec<(String, i64, i64)> = tx.rows(ORPHANS, args![workspace, campaign, number]).await?;
    rows.into_iter().map(|(_, position, attempt)| Ok((position, crate::row::unsigned("attempt", attempt)?))).collect()
}

/// Uncertain rows whose silence has lasted become a person's to decide; answers how many.
pub async fn ask_about_overdue(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    now: Timestamp,
) -> Result<usize> {
    let rows: Vec<(i64, i64)> = tx.rows(OVERDUE, args![workspace, campaign, now]).await?;
    let mut tallies = Tallies::default();
    for (_, variant) in &rows {
        let variant = crate::row::unsigned("variant", *variant)?;
        tallies.add(variant, Measure::State(RecipientState::Uncertain), "", -1);
        tallies.add(variant, Measure::State(RecipientState::Undecided), "", 1);
    }
    let positions: Vec<i64> = rows.iter().map(|(position, _)| *position).collect();
    if !positions.is_empty() {
        tx.execute(ASK, args![workspace, campaign, super::moves::positions(&positions)?]).await?;
        tally::bump(tx, workspace, campaign, &tallies).await?;
    }
    Ok(positions.len())
}
