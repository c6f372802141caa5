//! The rows of a ledger as people look at them, and what people decide about single ones.

use super::tally;
use crate::error::{Error, Result};
use crate::sql::list;
use crate::{Tx, args};
use domain::campaign::tally::reason_of;
use domain::campaign::{Measure, RecipientState, Tallies};
use domain::id::{CampaignId, ContactId, SegmentId, WorkspaceId};
use domain::time::Timestamp;

macro_rules! recipients {
    ($workspace:literal, $tail:literal) => {
        concat!(
            "SELECT r.campaign_id, r.position, r.contact_id, c.name AS contact_name, r.address, r.number_id, r.variant, r.step, r.state, \
             r.reason, r.code, r.attempt, r.due_at, r.wamid, r.parameters, r.accepted_at, r.sent_at, r.delivered_at, r.read_at, \
             r.failed_at, r.replied_at, r.button_at, r.clicked_at, r.price FROM recipients r \
             LEFT JOIN contacts c ON c.workspace_id = r.workspace_id AND c.id = r.contact_id WHERE r.workspace_id = ",
            $workspace,
            $tail
        )
    };
    ($tail:literal) => {
        recipients!("$1 ", $tail)
    };
}

/// The same with a gap where the workspace stands, for those who ask what no statement foresees.
pub(crate) const RECIPIENTS: &str = recipients!("{}", "");

crate::statements! {
    PAGE = recipients!("AND r.campaign_id = $2 AND r.state IN {list_3} AND r.position > $4 \
         AND (CAST($5 AS TEXT) IS NULL OR r.reason = $5 OR CAST(r.code AS TEXT) = $5) \
         AND (CAST($6 AS BIGINT) IS NULL OR r.variant = $6) \
         AND (CAST($7 AS TEXT) IS NULL OR CASE $7 WHEN 'replied' THEN r.replied_at WHEN 'button' THEN r.button_at \
             ELSE r.clicked_at END IS NOT NULL) \
         ORDER BY r.position LIMIT $8");
    /// What a person was sent, or is to be sent, by campaigns.
    OF_CONTACTS = recipients!("AND r.contact_id IN {list_2} AND r.accepted_at < $3 ORDER BY r.accepted_at DESC, r.campaign_id, r.position LIMIT $4");
    ONE = "SELECT variant, state, reason, code FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 AND position = $3 {for_update}";
    SEND_AGAIN = "UPDATE recipients SET state = 'waiting', reason = NULL, code = NULL, attempt = attempt + 1, due_at = $4, wamid = NULL \
         WHERE workspace_id = $1 AND campaign_id = $2 AND position IN {ints_3} AND state IN ('undecided', 'failed', 'rejected')";
    GIVE_UP = "UPDATE recipients SET state = 'rejected', reason = 'given_up' \
         WHERE workspace_id = $1 AND campaign_id = $2 AND position = $3 AND state = 'undecided'";
    RETRYABLE = "SELECT position, variant, state, reason, code FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 \
         AND state IN ('failed', 'rejected') AND state IN ('failed', 'rejected', 'skipped', 'undecided') AND code IN {ints_3} \
         AND position > $4 ORDER BY position LIMIT $5 {for_update}";
    /// Whom it did not reach for these codes, into the list of a snapshot.
    FREEZE = "INSERT INTO segment_members (workspace_id, segment_id, contact_id) \
         SELECT DISTINCT workspace_id, CAST($4 AS TEXT), contact_id FROM recipients WHERE workspace_id = $1 AND campaign_id = $2 \
         AND state IN ('failed', 'rejected') AND state IN ('failed', 'rejected', 'skipped', 'undecided') AND code IN {ints_3}";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct RecipientRow {
        pub campaign_id: String,
        pub position: i64,
        pub contact_id: String,
        /// None for somebody who was deleted.
        pub contact_name: Option<String>,
        pub address: String,
        pub number_id: String,
        pub variant: i64,
        pub step: i64,
        pub state: String,
        pub reason: Option<String>,
        pub code: Option<i64>,
        pub attempt: i64,
        pub due_at: i64,
        pub wamid: Option<String>,
        pub parameters: crate::Json<Vec<String>>,
        pub accepted_at: Option<i64>,
        pub sent_at: Option<i64>,
        pub delivered_at: Option<i64>,
        pub read_at: Option<i64>,
        pub failed_at: Option<i64>,
        pub replied_at: Option<i64>,
        pub button_at: Option<i64>,
        pub clicked_at: Option<i64>,
        /// As what Meta charged it.
        pub price: Option<String>,
    }
}

/// `None` means: whatever.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub states: Option<Vec<RecipientState>>,
    /// Of what was skipped the word for it, of what failed or was rejected Meta's code.
    pub reason: Option<String>,
    pub variant: Option<u32>,
    /// `replied`, `button`, `clicked`.
    pub did: Option<&'static str>,
}

/// In the order of the ledger; `after` is the last position of the page before.
pub async fn page(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    filter: Filter,
    after: Option<i64>,
    limit: u32,
) -> Result<Vec<RecipientRow>> {
    let Filter { states, reason, variant, did } = filter;
    let states = list(states.unwrap_or_else(|| RecipientState::ALL.to_vec()))?;
    let variant = variant.map(i64::from);
    let did = did.map(str::to_owned);
    tx.rows(PAGE, args![workspace, campaign, states, after.unwrap_or(-1), reason, variant, did, limit]).await
}

/// What these contacts were sent before a moment, the latest first.
pub async fn of_contacts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &[ContactId],
    before: Timestamp,
    limit: u32,
) -> Result<Vec<RecipientRow>> {
    tx.rows(OF_CONTACTS, args![workspace, list(contacts)?, before, limit]).await
}

/// What a person decides about a message of which nobody knows whether it arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    SendAgain,
    GiveUp,
}

/// False when there is nothing to decide.
pub async fn decide(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    position: i64,
    decision: Decision,
    now: Timestamp,
) -> Result<bool> {
    type Found = (i64, String, Option<String>, Option<i64>);
    let found: Option<Found> = tx.row(ONE, args![workspace, campaign, position]).await?;
    let Some((variant, ..)) = found.filter(|(_, state, ..)| state == RecipientState::Undecided.as_str()) else {
        return Ok(false);
    };
    let (variant, mut tallies) = (crate::row::unsigned("variant", variant)?, Tallies::default());
    tallies.add(variant, Measure::State(RecipientState::Undecided), "", -1);
    match decision {
        Decision::SendAgain => {
            let positions = super::moves::positions(&[position])?;
            tx.execute(SEND_AGAIN, args![workspace, campaign, positions, now]).await?;
            tallies.add(variant, Measure::State(RecipientState::Waiting), "", 1);
        }
        Decision::GiveUp => {
            tx.execute(GIVE_UP, args![workspace, campaign, position]).await?;
            tallies.add(variant, Measure::State(RecipientState::Rejected), "given_up", 1);
        }
    }
    tally::bump(tx, workspace, campaign, &tallies).await?;
    Ok(true)
}

/// Takes some of what was refused for reasons that pass back, as new attempts from `due_at` on; answers the last
/// position, or `None` when nothing is left.
pub async fn retry(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    codes: &[i64],
    after: i64,
    (due_at, most): (Timestamp, u32),
) -> Result<Option<i64>> {
    type Found = (i64, i64, String, Option<String>, Option<i64>);
    let codes = super::moves::positions(codes)?;
    let rows: Vec<Found> = tx.rows(RETRYABLE, args![workspace, campaign, codes, after, most]).await?;
    let (mut positions, mut tallies) = (Vec::with_capacity(rows.len()), Tallies::default());
    for (position, variant, state, reason, code) in rows {
        let state = RecipientState::parse(&state).ok_or_else(|| Error::unreadable("state", &state))?;
        let variant = crate::row::unsigned("variant", variant)?;
        tallies.moved(variant, (state, &reason_of(state, reason.as_deref(), code)), (RecipientState::Waiting, ""));
        positions.push(position);
    }
    let Some(last) = positions.last().copied() else { return Ok(None) };
    tx.execute(SEND_AGAIN, args![workspace, campaign, super::moves::positions(&positions)?, due_at]).await?;
    tally::bump(tx, workspace, campaign, &tallies).await?;
    Ok(Some(last))
}

/// Writes those whom the campaign did not reach for one of these codes into the list of a snapshot; answers how many.
pub async fn freeze(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    list: SegmentId,
    codes: &[i64],
) -> Result<u64> {
    tx.execute(FREEZE, args![workspace, campaign, super::moves::positions(codes)?, list]).await
}
