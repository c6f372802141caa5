//! Campaigns as the API shows them, and plans as it takes them.

use crate::http::problem::{FieldError, Problem};
use crate::http::word::word;
use axum::http::StatusCode;
use domain::campaign::check::{Known, check};
use domain::campaign::recipient::Part;
use domain::campaign::{Measure, Plan, RecipientState, Tallies};
use domain::id::WorkspaceId;
use domain::segment::Fault;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Tx, campaign};
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
        use RecipientState as S;
        let states = |states: &[S]| states.iter().map(|state| tallies.of(Measure::State(*state))).sum();
        Self {
            planned: tallies.planned(),
            skipped: tallies.of_part(Part::Skipped),
            held_out: states(&[S::HeldOut]),
            accepted: tallies.of_part(Part::Accepted),
            rejected: tallies.of_part(Part::Rejected),
            uncertain: tallies.of_part(Part::Uncertain),
            undecided: states(&[S::Undecided]),
            waiting: tallies.of_part(Part::Waiting),
            cancelled: tallies.of_part(Part::Cancelled),
            sent: states(&[S::Sent, S::Delivered, S::Read]),
            delivered: states(&[S::Delivered, S::Read]),
            read: states(&[S::Read]),
            failed: states(&[S::Failed]),
            replied: tallies.of(Measure::Replied),
            button: tallies.of(Measure::Button),
            clicked: tallies.of(Measure::Clicked),
        }
    }
}

impl Campaign {
    pub fn of(campaign: campaign::Campaign, tallies: &Tallies, faults: Vec<Fault>) -> Result<Self, Problem> {
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
    Problem::not_found("campaign")
}

pub(super) fn name(written: &str) -> Result<String, Problem> {
    let name = written.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Problem::invalid("name", format!("1 to {LONGEST_NAME} characters")));
    }
    Ok(name.to_owned())
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
    let detail = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
    let errors = faults.into_iter().map(|Fault { place, message }| FieldError {
        field: if place.is_empty() { "plan".to_owned() } else { format!("plan.{place}") },
        message,
        ..FieldError::default()
    });
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_plan", "The plan is not right", detail)
        .with_errors(errors.collect())
}
