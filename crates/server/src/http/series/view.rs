//! Series as the API shows them, and as it takes them.

use crate::campaign::series::act;
use crate::campaign::step::Refused;
use crate::http::campaign::view::{CampaignState, CampaignSummary, PlanFault};
use crate::http::problem::{FieldError, Problem};
use crate::http::word::word;
use axum::http::StatusCode;
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
    pub done: i64,
    /// The stop condition held.
    pub stopped: i64,
    /// Gone, or their date was changed, or the series was stopped.
    pub withdrawn: i64,
}

pub(super) fn not_found() -> Problem {
    Problem::not_found("series")
}

/// Reads a document, which may still be incomplete.
pub(super) fn document(written: Value) -> Result<domain::series::Series, Problem> {
    domain::series::Series::read(written).map_err(|fault| refused(vec![fault]))
}

pub(super) async fn shown(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Series, Problem> {
    let found = campaign::one(tx, workspace, id).await?.ok_or_else(not_found)?;
    let kept = series::one(tx, workspace, id).await?.ok_or_else(not_found)?;
    let tallies = campaign::tally::of_one(tx, workspace, id).await?;
    let counts = series::count(tx, workspace, id).await?;
    let count = |state: &str| counts.get(state).copied().unwrap_or_default();
    let faults = if found.state.is_open() { act::faults(tx, workspace, &kept.document).await? } else { Vec::new() };
    Ok(Series {
        id: found.id.to_string(),
        name: found.name,
        state: word(found.state.as_str())?,
        halt: found.halt.map(|halt| halt.to_string()),
        document: serde_json::to_value(&kept.document).map_err(|error| Problem::internal(&error))?,
        faults: faults.into_iter().map(|Fault { place, message }| PlanFault { place, message }).collect(),
        people: SeriesPeople {
            under_way: count("under_way"),
            done: count("done"),
            stopped: count("stopped"),
            withdrawn: count("withdrawn"),
        },
        summary: CampaignSummary::of(&tallies),
        created_at: found.created_at.as_millis(),
        updated_at: found.updated_at.as_millis(),
        started_at: found.launched_at.map(domain::time::Timestamp::as_millis),
    })
}

pub(super) fn refused(faults: Vec<Fault>) -> Problem {
    let detail = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
    let errors = faults.into_iter().map(|Fault { place, message }| FieldError {
        field: if place.is_empty() { "document".to_owned() } else { format!("document.{place}") },
        message,
        ..FieldError::default()
    });
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_series", "The series is not right", detail)
        .with_errors(errors.collect())
}

pub(super) fn problem(refused_step: Refused) -> Problem {
    match refused_step {
        Refused::NotFound => not_found(),
        Refused::Faults(faults) => refused(faults),
        Refused::WrongState(state) => Problem::conflict("wrong_state", "Not now", format!("The series is {state}.")),
        Refused::Store(error) => error.into(),
    }
}
