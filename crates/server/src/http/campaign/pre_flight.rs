//! Before the launch: whom it reaches and whom not.

use super::act::{LARGE, audience};
use super::figure::Cost;
use super::view::{not_found, refused};
use crate::app::App;
use crate::campaign::pre_flight::{self, Forecast, launch};
use crate::campaign::slice::Planning;
use crate::campaign::step::Surroundings;
use crate::http::caller::{Allowed, Caller, ReadCampaigns, ReadContacts};
use crate::http::extract::{Asked, At};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::campaign::Launch;
use domain::campaign::launch::LaunchedNumber;
use domain::id::{CampaignId, ContactId, NumberId};
use domain::tier::{Limit, Standing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::campaign::Campaign;
use utoipa::{IntoParams, ToSchema};

/// What a launch would come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreFlight {
    /// People the plan is about.
    pub audience: u64,
    /// Who would get a message.
    pub reachable: u64,
    pub held_out: u64,
    /// Why others would not.
    pub reasons: Vec<ReasonCount>,
    pub per_number: Vec<NumberForecast>,
    /// Meta's limit of people who are written to first, by number: where it stands now, and how long it makes this last.
    pub tier: Vec<TierForecast>,
    pub per_variant: Vec<VariantForecast>,
    /// Messages by what decides their price.
    pub destinations: Vec<Destination>,
    /// By the rate card of today; nothing is counted as free that only a conversation which is open by then would make so.
    pub cost: Cost,
    /// When the first and the last may go, by the plan.
    #[schema(required = true)]
    pub first_due_at: Option<i64>,
    #[schema(required = true)]
    pub last_due_at: Option<i64>,
    /// The audience is very large: a part of it was looked at, and the figures are scaled up.
    pub is_estimate: bool,
    pub warnings: Vec<Warning>,
    /// What has to be typed to launch it; null when nothing has.
    #[schema(required = true)]
    pub confirm: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonCount {
    pub reason: String,
    pub count: u64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NumberForecast {
    #[schema(format = "uuid")]
    pub number_id: String,
    pub count: u64,
    pub messages_per_second: u32,
    pub takes_seconds: u64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TierForecast {
    #[schema(format = "uuid")]
    pub number_id: String,
    /// Null when Meta sets no limit, or has told none.
    #[schema(required = true)]
    pub limit: Option<u32>,
    /// People of the last 24 hours.
    pub used: u32,
    #[schema(required = true)]
    pub room: Option<u32>,
    /// Today included; null when nothing is held back.
    #[schema(required = true)]
    pub days_needed: Option<u64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct VariantForecast {
    pub name: String,
    pub count: u64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Destination {
    /// ISO 3166 alpha-2; empty when it cannot be told.
    pub country: String,
    /// `marketing`, `utility` or `authentication`.
    pub category: String,
    pub count: u64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Warning {
    /// `nobody_reachable`, `many_skipped`, `number_not_connected`, `takes_days`.
    pub code: String,
    pub detail: String,
}

/// A campaign that nobody has launched, with what its launch would fix.
pub(super) struct Drafted {
    pub campaign: Campaign,
    around: Surroundings,
    pub launch: Launch,
}

impl Drafted {
    pub async fn read(app: &App, caller: &Caller, id: CampaignId) -> Result<Self, Problem> {
        let mut tx = app.db.read().await?;
        let campaign = store::campaign::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
        let around = Surroundings::of(&mut tx, caller.workspace, &campaign.plan).await?;
        let faults = around.faults(&campaign.plan);
        match launch(&campaign.plan, &around, app.universe.now()) {
            Some(launch) if faults.is_empty() => Ok(Self { campaign, around, launch }),
            _ => Err(refused(faults)),
        }
    }

    pub fn planning(&self) -> Planning<'_> {
        Planning { id: self.campaign.id, plan: &self.campaign.plan, launch: &self.launch }
    }
}

/// What a launch would come to
///
/// The same gate that is asked when it is launched, and again of each message when it is sent.
#[utoipa::path(post, path = "/campaigns/{id}/pre-flight", tag = "campaigns",
    params(("id" = String, Path, format = "uuid")), security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "As things are now", body = PreFlight),
        (status = 422, description = "`invalid_plan`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn pre_flight_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<PreFlight>, Problem> {
    let drafted = Drafted::read(&app, &caller, id).await?;
    let audience = audience(&app, &mut app.db.read().await?, &caller, &drafted.campaign).await?;
    let forecast = pre_flight::forecast(&app, &drafted.planning(), audience).await?;
    let cards = crate::report::rate_cards(&mut app.db.read().await?, caller.workspace).await?;
    let cost = Cost::forecast(&forecast.destinations, cards.at(app.universe.now()));
    let now = app.universe.now();
    let standings = store::tier::standings(&mut app.db.read().await?, caller.workspace, now).await?;
    Ok(Json(PreFlight::of(&drafted, audience, &forecast, cost, &standings)))
}

impl PreFlight {
    fn of(
        drafted: &Drafted,
        audience: u64,
        forecast: &Forecast,
        cost: Cost,
        standings: &BTreeMap<NumberId, Standing>,
    ) -> Self {
        let tier = tier(drafted, forecast, standings);
        let reasons =
            forecast.reasons.iter().map(|(reason, count)| ReasonCount { reason: (*reason).to_owned(), count: *count });
        let destinations = forecast.destinations.iter().map(|((country, category), count)| Destination {
            country: country.clone(),
            category: category.to_string(),
            count: *count,
        });
        let variant = |(place, variant): (u32, &domain::campaign::launch::LaunchedVariant)| VariantForecast {
            name: variant.name.clone(),
            count: forecast.by_variant.get(&place).copied().unwrap_or_default(),
        };
        Self {
            audience,
            reachable: forecast.reachable,
            held_out: forecast.held_out,
            reasons: reasons.collect(),
            per_number: per_number(drafted, forecast),
            per_variant: (0..).zip(&drafted.launch.variants).map(variant).collect(),
            destinations: destinations.collect(),
            cost,
            first_due_at: forecast.due.map(|(first, _)| first.as_millis()),
            last_due_at: forecast.due.map(|(_, last)| last.as_millis()),
            is_estimate: forecast.seen < audience,
            warnings: warnings(drafted, audience, forecast, &tier),
            tier,
            confirm: (audience > LARGE).then(|| audience.to_string()),
        }
    }
}

fn per_number(drafted: &Drafted, forecast: &Forecast) -> Vec<NumberForecast> {
    let numbers = drafted.launch.numbers.iter().map(|number| {
        let count = forecast.by_number.get(&number.id).copied().unwrap_or_default();
        NumberForecast {
            number_id: number.id.to_string(),
            count,
            messages_per_second: number.weight,
            takes_seconds: count.div_ceil(u64::from(number.weight.max(1))),
        }
    });
    numbers.collect()
}

/// The numbers share their room, so that each is told how long all of it takes.
fn tier(drafted: &Drafted, forecast: &Forecast, standings: &BTreeMap<NumberId, Standing>) -> Vec<TierForecast> {
    let forecast = |number: &LaunchedNumber| {
        let standing = standings.get(&number.id).copied().unwrap_or_default();
        let limit = match standing.limit {
            Limit::People(most) => Some(most),
            Limit::Unknown | Limit::Unlimited => None,
        };
        TierForecast {
            number_id: number.id.to_string(),
            limit,
            used: standing.used,
            room: standing.room(),
            days_needed: standing.days_for(forecast.reachable),
        }
    };
    drafted.launch.numbers.iter().map(forecast).collect()
}

fn warnings(drafted: &Drafted, audience: u64, forecast: &Forecast, tier: &[TierForecast]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code: &str, detail: String| warnings.push(Warning { code: code.to_owned(), detail });
    if forecast.reachable == 0 {
        warn("nobody_reachable", "Nobody would get a message.".to_owned());
    } else if forecast.reachable < audience / 2 {
        warn("many_skipped", "More than half of the people would get nothing.".to_owned());
    }
    for number in &drafted.around.numbers {
        let is_chosen = drafted.campaign.plan.numbers.contains(&number.id);
        if is_chosen && number.health != domain::number::Health::Connected {
            warn("number_not_connected", format!("{} cannot send at the moment.", number.display_phone_number));
        }
    }
    if let Some(days) = tier.iter().filter_map(|tier| tier.days_needed).max().filter(|days| *days > 1) {
        warn("takes_days", format!("Meta's limit of people who are written to first spreads it over {days} days."));
    }
    warnings
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListPreFlightPeople {
    /// A reason of the pre-flight, `held_out`, or `reachable`.
    pub reason: String,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

/// Somebody whom a campaign would reach or not.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreFlightPerson {
    #[schema(format = "uuid")]
    pub contact_id: String,
    pub name: String,
    pub address: String,
}

/// The people behind a reason
///
/// A page may hold fewer than asked for and still not be the last.
#[utoipa::path(get, path = "/campaigns/{id}/pre-flight/people", tag = "campaigns",
    params(("id" = String, Path, format = "uuid"), ListPreFlightPeople),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "One page", body = Page<PreFlightPerson>)))]
pub async fn list_pre_flight_people(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<CampaignId>,
    Asked(query): Asked<ListPreFlightPeople>,
) -> Result<Json<Page<PreFlightPerson>>, Problem> {
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let after: Option<ContactId> = paging.after()?;
    let drafted = Drafted::read(&app, &caller, id).await?;
    let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let (rows, next) = pre_flight::people(&app, &drafted.planning(), &query.reason, after, limit).await?;
    let ids: Vec<ContactId> = rows.iter().map(|row| row.contact).collect();
    let contacts = store::contact::by_ids(&mut app.db.read().await?, caller.workspace, &ids).await?;
    let items = rows.into_iter().map(|row| {
        let contact = contacts.iter().find(|contact| contact.id == row.contact);
        PreFlightPerson {
            contact_id: row.contact.to_string(),
            name: contact.map(|contact| contact.name.clone()).unwrap_or_default(),
            address: row.address,
        }
    });
    Ok(Json(Page::reaching(items.collect(), next)))
}
