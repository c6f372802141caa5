//! The message of a step as one person after the other would get it.

use super::view::not_found;
use crate::app::App;
use crate::campaign::series::{act, sample};
use crate::campaign::slice::Planning;
use crate::campaign::step::Surroundings;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::campaign::finish::SERIES;
use crate::http::campaign::preview::CampaignPreview;
use crate::http::extract::{Asked, At};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::campaign::{Launch, Plan};
use domain::id::{CampaignId, ContactId};
use domain::role::Permission;
use serde::Deserialize;
use store::series;
use utoipa::IntoParams;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AskSeriesPreview {
    /// From 0; the first unless said.
    pub step: Option<usize>,
    /// The person before the one to show.
    #[param(value_type = Option<String>, format = "uuid")]
    pub after: Option<ContactId>,
}

/// The message of a step as the next person would get it
///
/// Of those who have such an event or date; of everybody while nobody has.
#[utoipa::path(get, path = "/series/{id}/preview", tag = "series",
    params(("id" = String, Path, format = "uuid"), AskSeriesPreview),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "The next person; null after the last", body = Option<CampaignPreview>),
        (status = 422, description = "`invalid_series`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn preview_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<CampaignId>,
    Asked(query): Asked<AskSeriesPreview>,
) -> Result<Json<Option<CampaignPreview>>, Problem> {
    caller.require(Permission::ReadCampaigns)?;
    let mut tx = app.db.read().await?;
    let kept = series::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let plan = kept.document.campaign();
    let message = plan.variants.get(query.step.unwrap_or(0)).cloned();
    let message = message.ok_or_else(|| Problem::invalid("step", "there is no such step"))?;
    let plan = Plan { variants: vec![message], ..plan };
    let around = Surroundings::of(&mut tx, caller.workspace, &plan).await?;
    let Some(launch) = Launch::of(&plan, &around.numbers, &around.templates, app.universe.now()) else {
        return Err(SERIES.faulty(act::faults(&mut tx, caller.workspace, &kept.document).await?));
    };
    let Some(contact) = sample::next(&mut tx, &app, caller.workspace, &kept.document, query.after).await? else {
        return Ok(Json(None));
    };
    let planning = Planning { id, plan: &plan, launch: &launch };
    let refusal = sample::refusal(&mut tx, &app, &planning, &contact).await?;
    let Some((variant, launched)) = plan.variants.first().zip(launch.variants.first()) else { return Ok(Json(None)) };
    Ok(Json(Some(CampaignPreview::of(contact, refusal, variant, launched)?)))
}
