//! Campaigns: what was planned, and its ledger.
//!
//! - here are the campaigns themselves;
//! - [`planner`] writes the rows of the ledger, [`claim`] takes them to be sent, [`moves`] takes in what became of them;
//! - [`reply`] notes what people did with them; [`people`] shows the rows, and takes decisions about single ones;
//! - [`tally`] counts them as they move.

pub mod claim;
pub mod moves;
pub mod people;
pub mod planner;
pub mod reply;
pub mod tally;

use crate::error::Result;
use crate::record::Json;
use crate::sql::{Arg, json};
use crate::{Tx, args};
use domain::campaign::{Halt, Kind, Launch, Plan, State};
use domain::id::{CampaignId, ContactId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::BTreeMap;

macro_rules! campaigns {
    ($tail:literal) => {
        concat!(
            "SELECT id, name, kind, state, halt, plan, launch, plan_after, planned, made_of, created_by, created_at, updated_at, start_at, \
             launched_at, ended_at FROM campaigns WHERE workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    ONE = campaigns!("AND id = $2");
    /// Held until the commit: whoever moves a campaign moves it alone.
    HOLD = campaigns!("AND id = $2 {for_update}");
    LIST = campaigns!("AND kind = 'campaign' AND id < $2 AND (CAST($3 AS TEXT) IS NULL OR state = $3) \
         AND (CAST($4 AS TEXT) IS NULL OR lower(name) LIKE $4 ESCAPE '!') ORDER BY id DESC LIMIT $5");
    AT_WORK = campaigns!("AND state <> 'draft' AND ended_at IS NULL ORDER BY id");
    NOT_OVER = campaigns!("AND ended_at IS NULL ORDER BY id DESC");
    RUNNING = campaigns!("AND state = 'running' AND state <> 'draft' AND ended_at IS NULL ORDER BY id");
    INSERT = "INSERT INTO campaigns (workspace_id, id, name, kind, state, plan, planned, made_of, created_by, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, 'draft', $5, 0, $6, $7, $8, $8)";
    SAVE = "UPDATE campaigns SET name = $3, state = $4, halt = $5, plan = $6, plan_after = $7, planned = $8, updated_at = $9, \
         start_at = $10, launched_at = $11, ended_at = $12, launch = $13 WHERE workspace_id = $1 AND id = $2";
    NAMES = "SELECT id, name FROM campaigns WHERE workspace_id = $1 AND kind = $2 AND name IN {list_3} ORDER BY id DESC";
    DELETE = "DELETE FROM campaigns WHERE workspace_id = $1 AND id = $2";
}

/// Greater than any id as text.
const AFTER_EVERY_ID: &str = "g";

#[derive(Clone, Debug)]
pub struct Campaign {
    pub id: CampaignId,
    pub name: String,
    pub kind: Kind,
    pub state: State,
    pub halt: Option<Halt>,
    pub plan: Plan,
    /// What the launch fixed.
    pub launch: Option<Launch>,
    /// How far planning is.
    pub planner: Mark,
    /// Rows of its ledger.
    pub planned: i64,
    pub made_of: Option<CampaignId>,
    pub created_by: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub start_at: Option<Timestamp>,
    pub launched_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
}

/// Contacts are planned in the order of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// None yet, or none any more; the campaign's state tells which.
    None,
    /// Everybody up to this one.
    After(Option<ContactId>),
}

impl Mark {
    /// Whether somebody may be left to plan.
    pub fn is_planning(self) -> bool {
        self != Self::None
    }

    fn read(text: Option<&str>) -> Result<Self> {
        match text {
            None => Ok(Self::None),
            Some("") => Ok(Self::After(None)),
            Some(id) => Ok(Self::After(Some(crate::row::id("contact", id)?))),
        }
    }

    fn written(self) -> Option<String> {
        match self {
            Self::None => None,
            Self::After(contact) => Some(contact.map(|contact| contact.to_string()).unwrap_or_default()),
        }
    }
}

/// A campaign that somebody begins to write.
#[derive(Clone, Debug)]
pub struct NewCampaign<'a> {
    pub id: CampaignId,
    pub name: &'a str,
    pub kind: Kind,
    pub plan: &'a Plan,
    pub made_of: Option<CampaignId>,
    pub created_by: String,
}

/// `None` means: whatever.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// Of [`crate::search::pattern`].
    pub pattern: Option<String>,
}

crate::record! {
    struct CampaignRow {
        id: String,
        name: String,
        kind: String,
        state: String,
        halt: Option<String>,
        plan: Json<Plan>,
        launch: Option<Json<Launch>>,
        plan_after: Option<String>,
        planned: i64,
        made_of: Option<String>,
        created_by: String,
        created_at: i64,
        updated_at: i64,
        start_at: Option<i64>,
        launched_at: Option<i64>,
        ended_at: Option<i64>,
    }
}

impl CampaignRow {
    fn into_campaign(self) -> Result<Campaign> {
        Ok(Campaign {
            id: crate::row::id("campaign", &self.id)?,
            name: self.name,
            kind: crate::row::word("campaign kind", &self.kind)?,
            state: crate::row::word("campaign state", &self.state)?,
            halt: self.halt.map(|halt| crate::row::word("halt", &halt)).transpose()?,
            plan: self.plan.0,
            launch: self.launch.map(|launch| launch.0),
            planner: Mark::read(self.plan_after.as_deref())?,
            planned: self.planned,
            made_of: crate::row::optional_id("campaign", self.made_of)?,
            created_by: self.created_by,
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
            start_at: self.start_at.map(Timestamp),
            launched_at: self.launched_at.map(Timestamp),
            ended_at: self.ended_at.map(Timestamp),
        })
    }
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Option<Campaign>> {
    tx.row::<CampaignRow>(ONE, args![workspace, id]).await?.map(CampaignRow::into_campaign).transpose()
}

/// For a write transaction that will move it.
pub async fn hold(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Option<Campaign>> {
    tx.row::<CampaignRow>(HOLD, args![workspace, id]).await?.map(CampaignRow::into_campaign).transpose()
}

/// The newest first; `before` is the last of the page before.
pub async fn list_page(
    tx: &mut Tx,
    workspace: WorkspaceId,
    filter: Filter,
    before: Option<String>,
    limit: u32,
) -> Result<Vec<Campaign>> {
    let before = before.unwrap_or_else(|| AFTER_EVERY_ID.to_owned());
    let state = filter.state.map(|state| state.as_str().to_owned());
    let rows: Vec<CampaignRow> = tx.rows(LIST, args![workspace, before, state, filter.pattern, limit]).await?;
    rows.into_iter().map(CampaignRow::into_campaign).collect()
}

/// Launched, and not over: paused and cancelled ones may have something left to be settled.
pub async fn at_work(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = tx.rows(AT_WORK, args![workspace]).await?;
    rows.into_iter().map(CampaignRow::into_campaign).collect()
}

/// Drafts and whatever was launched and has not ended, series as well, the newest first.
pub async fn not_over(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = tx.rows(NOT_OVER, args![workspace]).await?;
    rows.into_iter().map(CampaignRow::into_campaign).collect()
}

/// Those whose rows may be sent.
pub async fn running(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = tx.rows(RUNNING, args![workspace]).await?;
    rows.into_iter().map(CampaignRow::into_campaign).collect()
}

/// Those of these names, letter by letter; of several of one name, the first that was made.
pub async fn named<'a>(
    tx: &mut Tx,
    workspace: WorkspaceId,
    kind: Kind,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<BTreeMap<String, CampaignId>> {
    let names = crate::sql::list(names)?;
    let rows: Vec<(String, String)> = tx.rows(NAMES, args![workspace, kind.as_str(), names]).await?;
    rows.into_iter().map(|(id, name)| Ok((name, crate::row::id("campaign", &id)?))).collect()
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, new: NewCampaign<'_>, now: Timestamp) -> Result<()> {
    let NewCampaign { id, name, kind, plan, made_of, created_by } = new;
    tx.execute(INSERT, args![workspace, id, name, kind.as_str(), json(plan)?, made_of, created_by, now]).await?;
    Ok(())
}

pub async fn save(tx: &mut Tx, workspace: WorkspaceId, campaign: &Campaign, now: Timestamp) -> Result<()> {
    let Campaign { id, name, state, halt, plan, launch, planner, planned, start_at, launched_at, ended_at, .. } =
        campaign;
    let halt = halt.map(|halt| halt.as_str().to_owned());
    let args: Vec<Arg> = args![
        workspace,
        *id,
        name.as_str(),
        state.as_str(),
        halt,
        json(plan)?,
        planner.written(),
        *planned,
        now,
        *start_at,
        *launched_at,
        *ended_at,
        launch.as_ref().map_or(Ok(Arg::Json(None)), json)?
    ];
    tx.execute(SAVE, args).await?;
    Ok(())
}

/// A draft has no ledger yet.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<bool> {
    Ok(tx.execute(DELETE, args![workspace, id]).await? > 0)
}
