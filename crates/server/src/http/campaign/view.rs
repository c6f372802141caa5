//! Campaigns as the API shows them, and plans as it takes them.

use super::finish::CAMPAIGN;
use crate::http::problem::Problem;
use crate::http::word::word;
use domain::campaign::check::{Known, check};
use domain::campaign::{self, Plan, RecipientState, Tallies};
use domain::id::WorkspaceId;
use domain::metric::{Measure, tallied};
use domain::segment::Fault;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;
use utoipa::ToSchema;

/// A name as long as people can read.
const LONGEST_NAME: usize = 120;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Campaign {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub kind: CampaignKind,
    pub state: CampaignState,
    /// Why it paused by itself: `failures`, `blocks`, `quality`, `template`, `number`.
    #[schema(required = true)]
    pub halt: Option<String>,
    /// As `docs/campaigns.md` describes it.
    #[schema(value_type = Object)]
    pub plan: Value,
    /// What keeps the plan from being launched; of a draft only.
    pub faults: Vec<PlanFault>,
    pub summary: CampaignSummary,
    /// People are still being written into the ledger.
    pub is_planning: bool,
    /// The campaign it was made of.
    #[schema(required = true, format = "uuid")]
    pub made_of: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
    #[schema(required = true)]
    pub start_at: Option<i64>,
    #[schema(required = true)]
    pub launched_at: Option<i64>,
    #[schema(required = true)]
    pub ended_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CampaignKind {
    Campaign,
    Series,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    Draft,
    /// Launched, to begin later.
    Scheduled,
    Running,
    Paused,
    /// Nothing waits any more.
    Completed,
    Cancelled,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanFault {
    /// Where in the plan, such as `variants[0].template`.
    pub place: String,
    pub message: String,
}

/// The rows of the ledger. `planned` is the sum of skipped, accepted, rejected, uncertain, waiting and cancelled, at
/// every moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignSummary {
    pub planned: i64,
    /// Hold-out included.
    pub skipped: i64,
    pub held_out: i64,
    /// With all that became of them.
    pub accepted: i64,
    pub rejected: i64,
    pub uncertain: i64,
    /// Of the uncertain: their silence has lasted, and a person decides.
    pub undecided: i64,
    pub waiting: i64,
    pub cancelled: i64,
    /// With all that came after.
    pub sent: i64,
    pub delivered: i64,
    pub read: i64,
    /// Accepted, and not delivered.
    pub failed: i64,
    pub replied: i64,
    pub button: i64,
    pub clicked: i64,
}

impl CampaignSummary {
    pub fn of(tallies: &Tallies) -> Self {
        use Measure as M;
        let counts = tallied::counts(tallies);
        let of = |measure| i64::try_from(counts.of(measure)).unwrap_or(i64::MAX);
        Self {
            planned: of(M::Planned),
            skipped: of(M::Skipped),
            held_out: of(M::HeldOut),
            accepted: of(M::Accepted),
            rejected: of(M::Rejected),
            uncertain: of(M::Uncertain),
            undecided: tallies.of(campaign::Measure::State(RecipientState::Undecided)),
            waiting: of(M::Waiting),
            cancelled: of(M::Cancelled),
            sent: of(M::Sent),
            delivered: of(M::Delivered),
            read: of(M::Read),
            failed: of(M::Failed),
            replied: of(M::Replied),
            button: of(M::Pressed),
            clicked: of(M::Clicked),
        }
    }
}

impl Campaign {
    pub fn of(campaign: store::campaign::Campaign, tallies: &Tallies, faults: Vec<Fault>) -> Result<Self, Problem> {
        let plan = serde_json::to_value(&campaign.plan).map_err(|error| Problem::internal(&error))?;
        Ok(Self {
            id: campaign.id.to_string(),
            name: campaign.name,
            kind: word(campaign.kind.as_str())?,
            state: word(campaign.state.as_str())?,
            halt: campaign.halt.map(|halt| halt.to_string()),
            plan,
            faults: faults.into_iter().map(|Fault { place, message }| PlanFault { place, message }).collect(),
            summary: CampaignSummary::of(tallies),
            is_planning: campaign.planner.is_planning(),
            made_of: campaign.made_of.map(|id| id.to_string()),
            created_at: campaign.created_at.as_millis(),
            updated_at: campaign.updated_at.as_millis(),
            start_at: campaign.start_at.map(domain::time::Timestamp::as_millis),
            launched_at: campaign.launched_at.map(domain::time::Timestamp::as_millis),
            ended_at: campaign.ended_at.map(domain::time::Timestamp::as_millis),
        })
    }
}

pub(super) fn not_found() -> Problem {
    CAMPAIGN.not_found()
}

pub(in crate::http) fn name(written: &str) -> Result<String, Problem> {
    let name = written.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Problem::invalid("name", format!("1 to {LONGEST_NAME} characters")));
    }
    Ok(name.to_owned())
}

/// So much of a name that a word fits behind it.
pub(super) fn shortened(name: &str, tail: &str) -> String {
    name.chars().take(LONGEST_NAME.saturating_sub(tail.chars().count())).collect()
}

/// Reads a plan, which may still be incomplete.
pub(super) fn plan(written: Value) -> Result<Plan, Problem> {
    Plan::read(written).map_err(|fault| refused(vec![fault]))
}

/// What is wrong with a plan as things are.
pub(super) async fn faults(tx: &mut Tx, workspace: WorkspaceId, plan: &Plan) -> Result<Vec<Fault>, Problem> {
    let numbers = store::workspace::numbers(tx, workspace).await?;
    let segments = store::segment::library(tx, workspace).await?;
    let names = plan.variants.iter().map(|variant| variant.template.as_str());
    let templates = store::template::named(tx, workspace, names).await?;
    Ok(check(plan, Known { numbers: &numbers, segments: &segments, templates: &templates }))
}

pub(super) fn refused(faults: Vec<Fault>) -> Problem {
    CAMPAIGN.faulty(faults)
}
