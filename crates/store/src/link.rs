//! Links of campaigns, and who opened them.

use crate::error::Result;
use crate::{Tx, args};
use domain::campaign::{Measure, RecipientState, Tallies, tally};
use domain::id::{CampaignId, ContactId, LinkId, NumberId, WorkspaceId};
use domain::link::{Key, Link, Seed};
use domain::time::Timestamp;

crate::statements! {
    INSERT = "INSERT INTO links (workspace_id, id, campaign_id, key, seed, target, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (workspace_id, campaign_id, target) DO NOTHING";
    /// Whoever opens a code is no caller: the key says whose it is.
    BY_KEY = "SELECT workspace_id, id, campaign_id, key, seed, target FROM links WHERE key = $1";
    OF_CAMPAIGN = "SELECT workspace_id, id, campaign_id, key, seed, target FROM links \
         WHERE workspace_id = $1 AND campaign_id = $2 ORDER BY id";
    RECIPIENT = "SELECT contact_id, number_id, variant, state, reason, code, accepted_at, sent_at, clicked_at FROM recipients \
         WHERE workspace_id = $1 AND campaign_id = $2 AND position = $3";
    HOLD_RECIPIENT = "SELECT contact_id, number_id, variant, state, reason, code, accepted_at, sent_at, clicked_at FROM recipients \
         WHERE workspace_id = $1 AND campaign_id = $2 AND position = $3 {for_update}";
    LAST = "SELECT last_at, people FROM clicks WHERE workspace_id = $1 AND link_id = $2 AND position = $3";
    VISITED = "INSERT INTO clicks (workspace_id, link_id, position, first_at, last_at, people, programs) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, link_id, position) DO UPDATE SET \
         first_at = COALESCE(clicks.first_at, excluded.first_at), last_at = excluded.last_at, \
         people = clicks.people + excluded.people, programs = clicks.programs + excluded.programs";
    /// Who opens a link has read what it stood in.
    CLICKED = "UPDATE recipients SET clicked_at = $4, state = $5, read_at = COALESCE(read_at, $4), \
         delivered_at = COALESCE(delivered_at, $4) \
         WHERE workspace_id = $1 AND campaign_id = $2 AND position = $3";
    /// Recipients who opened it, how often they did, and how often programs did.
    PAGE = "SELECT l.id, l.campaign_id, c.name AS campaign_name, c.kind AS campaign_kind, l.target, l.created_at, \
         COUNT(k.first_at) AS people, CAST(COALESCE(SUM(k.people), 0) AS BIGINT) AS clicks, \
         CAST(COALESCE(SUM(k.programs), 0) AS BIGINT) AS programs FROM links l \
         JOIN campaigns c ON c.workspace_id = l.workspace_id AND c.id = l.campaign_id \
         LEFT JOIN clicks k ON k.workspace_id = l.workspace_id AND k.link_id = l.id \
         WHERE l.workspace_id = $1 AND l.id IN (SELECT id FROM links WHERE workspace_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3) \
         GROUP BY l.id, l.campaign_id, c.name, c.kind, l.target, l.created_at ORDER BY l.id DESC";
}

crate::record! {
    struct LinkRow {
        workspace_id: String,
        id: String,
        campaign_id: String,
        key: String,
        seed: i64,
        target: String,
    }
}

impl LinkRow {
    fn into_link(self) -> Result<(WorkspaceId, Link)> {
        let unreadable = || crate::Error::unreadable("key of a link", &self.key);
        let link = Link {
            id: crate::row::id("link", &self.id)?,
            campaign: crate::row::id("campaign", &self.campaign_id)?,
            key: Key::parse(&self.key).ok_or_else(unreadable)?,
            seed: Seed(self.seed.cast_unsigned()),
            target: self.target,
        };
        Ok((crate::row::id("workspace", &self.workspace_id)?, link))
    }
}

crate::record! {
    struct RecipientRow {
        contact_id: String,
        number_id: String,
        variant: i64,
        state: String,
        reason: Option<String>,
        code: Option<i64>,
        accepted_at: Option<i64>,
        sent_at: Option<i64>,
        clicked_at: Option<i64>,
    }
}

/// Whose code it is.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub contact: ContactId,
    pub number: NumberId,
    pub sent_at: Option<Timestamp>,
    pub has_clicked: bool,
}

impl RecipientRow {
    fn into_recipient(self) -> Result<Recipient> {
        Ok(Recipient {
            contact: crate::row::id("contact", &self.contact_id)?,
            number: crate::row::id("number", &self.number_id)?,
            sent_at: self.sent_at.or(self.accepted_at).map(Timestamp),
            has_clicked: self.clicked_at.is_some(),
        })
    }
}

/// A campaign has one link to each address.
pub async fn create(tx: &mut Tx, workspace: WorkspaceId, link: &Link, now: Timestamp) -> Result<()> {
    let Link { id, campaign, key, seed, target } = link;
    let seed = seed.0.cast_signed();
    tx.execute(INSERT, args![workspace, *id, *campaign, key.to_string(), seed, target.as_str(), now]).await?;
    Ok(())
}

pub async fn by_key(tx: &mut Tx, key: Key) -> Result<Option<(WorkspaceId, Link)>> {
    let row: Option<LinkRow> = tx.row(BY_KEY, args![key.to_string()]).await?;
    row.map(LinkRow::into_link).transpose()
}

pub async fn of_campaign(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId) -> Result<Vec<Link>> {
    let rows: Vec<LinkRow> = tx.rows(OF_CAMPAIGN, args![workspace, campaign]).await?;
    rows.into_iter().map(|row| Ok(row.into_link()?.1)).collect()
}

pub async fn recipient(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    position: u32,
) -> Result<Option<Recipient>> {
    let row: Option<RecipientRow> = tx.row(RECIPIENT, args![workspace, campaign, position]).await?;
    row.map(RecipientRow::into_recipient).transpose()
}

/// When this recipient's code was opened last, and how often by a person.
pub async fn last_visit(
    tx: &mut Tx,
    workspace: WorkspaceId,
    link: LinkId,
    position: u32,
) -> Result<Option<(Timestamp, i64)>> {
    let row: Option<(i64, i64)> = tx.row(LAST, args![workspace, link, position]).await?;
    Ok(row.map(|(at, people)| (Timestamp(at), people)))
}

/// Counts a visit of a person or a program.
pub async fn visited(
    tx: &mut Tx,
    workspace: WorkspaceId,
    link: LinkId,
    position: u32,
    is_person: bool,
    now: Timestamp,
) -> Result<()> {
    let (first, people, programs) = if is_person { (Some(now), 1_i64, 0_i64) } else { (None, 0, 1) };
    tx.execute(VISITED, args![workspace, link, position, first, now, people, programs]).await?;
    Ok(())
}

/// The first click of a recipient: into their row of the ledger and into its counts. Answers whether it was the first.
pub async fn clicked(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: CampaignId,
    position: u32,
    now: Timestamp,
) -> Result<bool> {
    let row: Option<RecipientRow> = tx.row(HOLD_RECIPIENT, args![workspace, campaign, position]).await?;
    let Some(row) = row.filter(|row| row.clicked_at.is_none()) else { return Ok(false) };
    let state: RecipientState = crate::row::word("recipient state", &row.state)?;
    let variant = crate::row::unsigned("variant", row.variant)?;
    let mut changes = Tallies::default();
    changes.add(variant, Measure::Clicked, "", 1);
    let read = state.advance(RecipientState::Read);
    if let Some(read) = read {
        let reason = tally::reason_of(state, row.reason.as_deref(), row.code);
        changes.moved(variant, (state, &reason), (read, ""));
    }
    let state = read.unwrap_or(state).as_str();
    tx.execute(CLICKED, args![workspace, campaign, position, now, state]).await?;
    crate::campaign::tally::bump(tx, workspace, campaign, &changes).await?;
    Ok(true)
}

crate::record! {
    /// A link with who opened it.
    #[derive(Clone, Debug)]
    pub struct ListedRow {
        pub id: String,
        pub campaign_id: String,
        pub campaign_name: String,
        pub campaign_kind: String,
        pub target: String,
        pub created_at: i64,
        /// Recipients, each once.
        pub people: i64,
        pub clicks: i64,
        pub programs: i64,
    }
}

/// The newest first, from before the last one of the page before.
pub async fn page(tx: &mut Tx, workspace: WorkspaceId, before: Option<String>, limit: u32) -> Result<Vec<ListedRow>> {
    tx.rows(PAGE, args![workspace, before.unwrap_or_else(|| AFTER_EVERY_ID.to_owned()), limit]).await
}

/// Greater than any id as text.
const AFTER_EVERY_ID: &str = "g";
