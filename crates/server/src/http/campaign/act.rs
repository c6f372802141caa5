//! What people do with a campaign once its plan is right.

use super::finish::{CAMPAIGN, stepped};
use super::links;
use super::read::shown;
use super::view::{Campaign, not_found};
use crate::app::App;
use crate::campaign::step::{self, Refused};
use crate::http::caller::{Allowed, Caller, LaunchCampaigns};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::CampaignId;
use serde::Deserialize;
use store::Tx;
use store::segment::ask::{self, Asked};
use utoipa::ToSchema;

/// To more people than this nothing goes out by a slip of the finger.
pub(super) const LARGE: u64 = 1_000;

#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct LaunchCampaign {
    /// Of a large audience, how many people it is: `confirm` of the pre-flight.
    #[serde(default)]
    pub confirm: Option<String>,
}

/// Launch a campaign
///
/// It begins now, or at its time. An audience of more than a thousand has to be confirmed by its number.
#[utoipa::path(post, path = "/campaigns/{id}/launch", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    request_body = LaunchCampaign, security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "Launched", body = Campaign),
        (status = 409, description = "`confirmation_needed`: `audience` is the number to confirm; `wrong_state`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_plan`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn launch_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At(id): At<CampaignId>,
    Body { value: asked, .. }: Body<LaunchCampaign>,
) -> Result<Json<Campaign>, Problem> {
    confirmed(&app, &caller, id, asked.confirm.as_deref()).await?;
    let mut tx = app.db.write().await?;
    step::launch(&mut tx, caller.workspace, id, app.universe.now()).await.map_err(problem)?;
    links::follow(&app, &mut tx, caller.workspace, id).await?;
    done(&app, tx, &caller, id, "campaign.launched").await
}

async fn confirmed(app: &App, caller: &Caller, id: CampaignId, confirm: Option<&str>) -> Result<(), Problem> {
    let mut tx = app.db.read().await?;
    let campaign = store::campaign::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let audience = audience(app, &mut tx, caller, &campaign).await?;
    let is_confirmed = confirm.and_then(|typed| typed.trim().parse().ok()) == Some(audience);
    if audience > LARGE && !is_confirmed {
        let detail = format!("The campaign goes to {audience} people. Type that number to launch it.");
        let problem = Problem::conflict("confirmation_needed", "Is it meant?", detail);
        return Err(problem.with("audience", audience));
    }
    Ok(())
}

/// How many people it is about, before anybody is left out.
pub(super) async fn audience(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    campaign: &store::campaign::Campaign,
) -> Result<u64, Problem> {
    let library = store::segment::library(tx, caller.workspace).await?;
    let condition = crate::campaign::audience(&campaign.plan);
    let asked =
        Asked { workspace: caller.workspace, condition: &condition, library: &library, now: app.universe.now() };
    Ok(ask::count(tx, asked).await?)
}

/// Pause a campaign
///
/// Nothing more goes out, within a second.
#[utoipa::path(post, path = "/campaigns/{id}/pause", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "Paused", body = Campaign),
        (status = 409, description = "`wrong_state`", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn pause_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Campaign>, Problem> {
    let mut tx = app.db.write().await?;
    step::pause(&mut tx, caller.workspace, id, None, app.universe.now()).await.map_err(problem)?;
    done(&app, tx, &caller, id, "campaign.paused").await
}

/// Resume a campaign
#[utoipa::path(post, path = "/campaigns/{id}/resume", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "It goes on", body = Campaign),
        (status = 409, description = "`wrong_state`", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn resume_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Campaign>, Problem> {
    let mut tx = app.db.write().await?;
    step::resume(&mut tx, caller.workspace, id, app.universe.now()).await.map_err(problem)?;
    done(&app, tx, &caller, id, "campaign.resumed").await
}

/// Cancel a campaign
///
/// For good. Whoever waits gets nothing.
#[utoipa::path(post, path = "/campaigns/{id}/cancel", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "Cancelled", body = Campaign),
        (status = 409, description = "`wrong_state`", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn cancel_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Campaign>, Problem> {
    let mut tx = app.db.write().await?;
    step::cancel(&mut tx, caller.workspace, id, app.universe.now()).await.map_err(problem)?;
    done(&app, tx, &caller, id, "campaign.cancelled").await
}

async fn done(
    app: &App,
    mut tx: Tx,
    caller: &Caller,
    id: CampaignId,
    what: &'static str,
) -> Result<Json<Campaign>, Problem> {
    let campaign = shown(&mut tx, caller.workspace, id).await?;
    stepped(app, tx, caller, (id, what), campaign).await
}

pub(super) fn problem(refused: Refused) -> Problem {
    CAMPAIGN.refused(refused)
}
