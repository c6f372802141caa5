//! Series as the API shows them, and as it takes them.

use crate::campaign::series::act;
use crate::http::campaign::finish::SERIES;
use crate::http::campaign::view::{CampaignState, CampaignSummary, PlanFault};
use crate::http::problem::Problem;
use crate::http::word::word;
use domain::id::{CampaignId, WorkspaceId};
use domain::segment::Fault;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Tx, campaign, series};
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Series {
    /// Of its campaign too: recipients and report are asked for by it.
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub state: CampaignState,
    /// Why it paused by itself: `failures`, `blocks`, `quality`, `template`, `number`.
    #[schema(required = true)]
    pub halt: Option<String>,
    /// As `docs/campaigns.md` describes it.
    #[schema(value_type = Object)]
    pub document: Value,
    /// What keeps it from being started; of a draft only.
    pub faults: Vec<PlanFault>,
    pub people: SeriesPeople,
    pub summary: CampaignSummary,
    pub created_at: i64,
    pub updated_at: i64,
    #[schema(required = true)]
    pub started_at: Option<i64>,
}

/// Where the people of a series are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeriesPeople {
    pub under_way: i64,
    /// How many of those under way wait for each step, in the order of the steps.
    pub waiting: Vec<i64>,
    pub done: i64,
    /// The stop condition held.
    pub stopped: i64,
    /// Gone, or their date was changed, or the series was stopped.
    pub withdrawn: i64,
}

impl SeriesPeople {
    fn of(counted: &series::people::Count, steps: usize) -> Self {
        let count = |state: &str| counted.by_state.get(state).copied().unwrap_or_default();
        let waiting = (0_u32..).take(steps).map(|step| counted.waiting.get(&step).copied().unwrap_or_default());
        Self {
            under_way: count(series::people::UNDER_WAY),
            waiting: waiting.collect(),
            done: count("done"),
            stopped: count("stopped"),
            withdrawn: count("withdrawn"),
        }
    }
}

pub(super) fn not_found() -> Problem {
    SERIES.not_found()
}

/// Reads a document, which may still be incomplete.
pub(super) fn document(written: Value) -> Result<domain::series::Series, Problem> {
    domain::series::Series::read(written).map_err(|fault| SERIES.faulty(vec![fault]))
}

pub(super) async fn shown(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Series, Problem> {
    let found = campaign::one(tx, workspace, id).await?.ok_or_else(not_found)?;
    let kept = series::one(tx, workspace, id).await?.ok_or_else(not_found)?;
    let tallies = campaign::tally::of_one(tx, workspace, id).await?;
    let people = SeriesPeople::of(&series::people::count(tx, workspace, id).await?, kept.document.steps.len());
    let faults = if found.state.is_open() { act::faults(tx, workspace, &kept.document).await? } else { Vec::new() };
    Ok(Series {
        id: found.id.to_string(),
        name: found.name,
        state: word(found.state.as_str())?,
        halt: found.halt.map(|halt| halt.to_string()),
        document: serde_json::to_value(&kept.document).map_err(|error| Problem::internal(&error))?,
        faults: faults.into_iter().map(|Fault { place, message }| PlanFault { place, message }).collect(),
        people,
        summary: CampaignSummary::of(&tallies),
        created_at: found.created_at.as_millis(),
        updated_at: found.updated_at.as_millis(),
        started_at: found.launched_at.map(domain::time::Timestamp::as_millis),
    })
}
