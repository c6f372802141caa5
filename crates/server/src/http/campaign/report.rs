//! What a campaign brought: the way of its people, the line that adds up, rates, failures, money, and what nobody can know.

use super::figure::{self, Cost, FunnelStep, Line, RateFigure, Revenue};
use super::verdict::{self, HoldOut, VariantVerdict};
use super::view::not_found;
use crate::app::App;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::extract::{Asked, At};
use crate::http::problem::Problem;
use crate::report::{self, About, Figures};
use axum::Json;
use axum::extract;
use domain::campaign::{Measure as Tallied, Plan, RecipientState, State, Tallies};
use domain::id::{CampaignId, WorkspaceId};
use domain::metric::Measure;
use domain::tier::Limit;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Tx, campaign};
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReadReport {
    /// The rate that decides between variants; conversions, clicks or replies when none is named.
    pub by: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CampaignReport {
    /// From the planned to the converted.
    pub funnel: Vec<FunnelStep>,
    pub identity: Line,
    /// By the id of the definition.
    pub rates: BTreeMap<String, RateFigure>,
    pub skipped: Vec<SkippedReason>,
    pub failures: Vec<Failures>,
    /// By minute.
    pub throughput: Vec<Throughput>,
    /// Numbers whose people wait until Meta's limit has room for them; those it counts already go on.
    pub waits_for_room: Vec<RoomWait>,
    /// From acceptance to delivery.
    #[schema(required = true)]
    pub times: Option<Times>,
    pub variants: Vec<VariantReport>,
    pub verdict: VariantVerdict,
    /// Of a campaign with a goal.
    #[schema(required = true)]
    pub conversions: Option<ConversionReport>,
    pub revenue: Vec<Revenue>,
    #[schema(required = true)]
    pub hold_out: Option<HoldOut>,
    pub cost: Cost,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SkippedReason {
    pub reason: String,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Failures {
    /// Meta's code; none of what failed without one.
    #[schema(required = true)]
    pub code: Option<i64>,
    /// What kind of failure it is, in one word that the UI has texts for.
    pub reason: String,
    /// `rejected` by the request, or `failed` after it.
    pub state: String,
    pub count: i64,
    /// To try again may help.
    pub retryable: bool,
    /// What it means, in English.
    pub remedy: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Throughput {
    /// The minute's first moment.
    pub at: i64,
    pub accepted: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoomWait {
    #[schema(format = "uuid")]
    pub number_id: String,
    /// When the next may go; null when nobody may before the limit is raised.
    #[schema(required = true)]
    pub until: Option<i64>,
    /// People in 24 hours, and how many there were.
    pub limit: u32,
    pub used: u32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Times {
    pub median_ms: i64,
    pub p90_ms: i64,
    pub p95_ms: i64,
    /// Messages they were measured on.
    pub measured: usize,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VariantReport {
    /// Its place in the plan, as `variant` of the recipients.
    pub variant: u32,
    pub name: String,
    pub template: String,
    pub language: String,
    pub funnel: Vec<FunnelStep>,
    pub rates: BTreeMap<String, RateFigure>,
    pub revenue: Vec<Revenue>,
}

/// The two views are never added: the first credits an order to one campaign, the second to all that may have helped.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConversionReport {
    pub event: String,
    /// Last touch.
    pub people: u64,
    /// One person may buy twice.
    pub orders: usize,
    pub influenced: u64,
    pub click_days: u32,
    pub reply_days: u32,
    pub read_hours: u32,
    pub influence_days: u32,
}

/// Report of a campaign
///
/// Counts are exact at every moment; conversions are looked up anew, so that what is told late counts.
#[utoipa::path(get, path = "/campaigns/{id}/report", tag = "campaigns",
    params(("id" = String, Path, format = "uuid"), ReadReport),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "The figures", body = CampaignReport)))]
pub async fn read_report(
    extract::State(app): extract::State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    At(id): At<CampaignId>,
    Asked(query): Asked<ReadReport>,
) -> Result<Json<CampaignReport>, Problem> {
    let now = app.universe.now();
    let mut tx = app.db.read().await?;
    let found = campaign::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let campaign::Campaign { plan, launched_at, ended_at, .. } = &found;
    let about = About { id, plan, launched_at: *launched_at, ended_at: *ended_at };
    let figures = report::figures(&mut tx, caller.workspace, about, now).await?;
    let tallies = campaign::tally::of_one(&mut tx, caller.workspace, id).await?;
    let minutes = campaign::tally::per_minute(&mut tx, caller.workspace, id).await?;
    let planned = figures.counts.of(Measure::Planned);
    let times = store::report::times(&mut tx, caller.workspace, id, planned).await?;
    let waits_for_room = waits_for_room(&mut tx, caller.workspace, &found, now).await?;
    let verdict = verdict::between(plan, &figures, query.by.as_deref(), *launched_at, now)?;
    let minute = |(minute, accepted)| Throughput { at: minute * store::counter::MINUTE_MILLIS, accepted };
    Ok(Json(CampaignReport {
        funnel: figure::funnel(&figures.counts, plan),
        identity: Line::of(&figures.counts),
        rates: figure::rates(&figures.counts),
        skipped: skipped(&tallies),
        failures: failures(&tallies),
        throughput: minutes.into_iter().map(minute).collect(),
        waits_for_room,
        times: measured(&times),
        variants: variants(plan, &figures),
        verdict,
        conversions: conversions(plan, &figures),
        revenue: Revenue::of(&figures.revenue(None), &figures.counts),
        hold_out: HoldOut::of(&figures),
        cost: Cost::of(&figures),
    }))
}

async fn waits_for_room(
    tx: &mut Tx,
    workspace: WorkspaceId,
    campaign: &campaign::Campaign,
    now: Timestamp,
) -> Result<Vec<RoomWait>, Problem> {
    let running = campaign.launch.as_ref().filter(|_| campaign.state == State::Running);
    let Some(launch) = running else { return Ok(Vec::new()) };
    let standings = store::tier::standings(tx, workspace, now).await?;
    let mut waits = Vec::new();
    for number in &launch.numbers {
        let standing = standings.get(&number.id).copied().unwrap_or_default();
        let (Limit::People(limit), Some(0)) = (standing.limit, standing.room()) else { continue };
        let next = campaign::claim::next_due(tx, workspace, campaign.id, number.id).await?;
        if next.is_some_and(|due| due <= now) {
            let until = store::tier::opens_at(tx, workspace, standing.limit, now).await?.map(Timestamp::as_millis);
            waits.push(RoomWait { number_id: number.id.to_string(), until, limit, used: standing.used });
        }
    }
    Ok(waits)
}

fn variants(plan: &Plan, figures: &Figures) -> Vec<VariantReport> {
    let variants = (0_u32..).zip(&plan.variants).map(|(place, variant)| {
        let counts = figures.variants.get(&place).cloned().unwrap_or_default();
        VariantReport {
            variant: place,
            name: variant.name.clone(),
            template: variant.template.clone(),
            language: variant.language.clone(),
            funnel: figure::funnel(&counts, plan),
            rates: figure::rates(&counts),
            revenue: Revenue::of(&figures.revenue(Some(place)), &counts),
        }
    });
    variants.collect()
}

fn conversions(plan: &Plan, figures: &Figures) -> Option<ConversionReport> {
    let (goal, found) = (plan.goal.as_ref()?, figures.conversions.as_ref()?);
    Some(ConversionReport {
        event: goal.event.clone(),
        people: figures.counts.of(Measure::Converted),
        orders: found.credited.len(),
        influenced: figures.counts.of(Measure::Influenced),
        click_days: goal.click_days,
        reply_days: goal.reply_days,
        read_hours: goal.read_hours,
        influence_days: goal.influence_days,
    })
}

/// What kept people from getting it; the hold-out under its own word. The most frequent first.
fn skipped(tallies: &Tallies) -> Vec<SkippedReason> {
    let mut reasons: BTreeMap<&str, i64> = BTreeMap::new();
    for ((_, measure, reason), count) in tallies.iter() {
        match measure {
            Tallied::State(RecipientState::Skipped) => *reasons.entry(reason.as_str()).or_default() += count,
            Tallied::State(state @ RecipientState::HeldOut) => *reasons.entry(state.as_str()).or_default() += count,
            _ => {}
        }
    }
    let mut skipped: Vec<SkippedReason> =
        reasons.into_iter().map(|(reason, count)| SkippedReason { reason: reason.to_owned(), count }).collect();
    skipped.sort_by_key(|reason| std::cmp::Reverse(reason.count));
    skipped
}

fn failures(tallies: &Tallies) -> Vec<Failures> {
    let mut counted: BTreeMap<(&str, RecipientState), i64> = BTreeMap::new();
    for ((_, measure, reason), count) in tallies.iter() {
        if let Tallied::State(state @ (RecipientState::Rejected | RecipientState::Failed)) = measure {
            *counted.entry((reason.as_str(), *state)).or_default() += count;
        }
    }
    let mut failures: Vec<Failures> =
        counted.into_iter().map(|((reason, state), count)| failure(reason, state, count)).collect();
    failures.sort_by_key(|failure| std::cmp::Reverse(failure.count));
    failures
}

/// A tally names Meta's code, or our own word where there was none.
fn failure(reason: &str, state: RecipientState, count: i64) -> Failures {
    use whatsapp::error::{ApiError, ErrorClass, Retry, classify, lookup, retry};
    let code: Option<i64> = reason.parse().ok();
    let error = code.map(|code| ApiError::in_webhook(code, "", ""));
    let class = error.as_ref().map_or_else(|| ErrorClass::from_key(reason), |error| Some(classify(0, error)));
    let class = class.unwrap_or(ErrorClass::Unknown);
    let retries = error.as_ref().map_or_else(|| class.retry(), |error| retry(0, error));
    let sentence = code.and_then(lookup).map_or(class.sentence(), whatsapp::error::ErrorCode::sentence);
    let word = if code.is_none() && !reason.is_empty() { reason } else { class.key() };
    Failures {
        code,
        reason: word.to_owned(),
        state: state.as_str().to_owned(),
        count,
        retryable: retries != Retry::Never,
        remedy: sentence.to_owned(),
    }
}

/// Of times in order.
fn measured(times: &[i64]) -> Option<Times> {
    let at = |percent: usize| times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied();
    Some(Times { median_ms: at(50)?, p90_ms: at(90)?, p95_ms: at(95)?, measured: times.len() })
}
