//! Changing and deleting what nobody has launched.

use super::read::shown;
use super::view::{Campaign, faults, name, not_found, plan, refused};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageCampaigns};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::campaign;
use domain::id::CampaignId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeCampaign {
    #[serde(default)]
    pub name: Option<String>,
    /// The whole plan, in the place of the one before.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub plan: Option<Value>,
}

/// Change a campaign
///
/// The plan of a draft, or of one that was launched to begin later; the name at any time.
#[utoipa::path(patch, path = "/campaigns/{id}", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeCampaign, security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 200, description = "Changed", body = Campaign),
        (status = 409, description = "`campaign_has_begun`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_plan`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn change_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<CampaignId>,
    Body { value: asked, .. }: Body<ChangeCampaign>,
) -> Result<Json<Campaign>, Problem> {
    let now = app.universe.now();
    let new_name = asked.name.as_deref().map(name).transpose()?;
    let new_plan = asked.plan.map(plan).transpose()?;
    let mut tx = app.db.write().await?;
    let mut held = store::campaign::hold(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    if let Some(plan) = new_plan {
        match held.state {
            campaign::State::Draft => {}
            campaign::State::Scheduled => {
                let faults = faults(&mut tx, caller.workspace, &plan).await?;
                if !faults.is_empty() {
                    return Err(refused(faults));
                }
                held.start_at = campaign::schedule::planning_begins(&plan.schedule, now);
            }
            _ => return Err(has_begun()),
        }
        held.plan = plan;
    }
    held.name = new_name.unwrap_or(held.name);
    store::campaign::save(&mut tx, caller.workspace, &held, now).await?;
    let campaign = shown(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "campaign.changed", &campaign.id).await?;
    tx.commit().await?;
    Ok(Json(campaign))
}

/// Delete a draft
#[utoipa::path(delete, path = "/campaigns/{id}", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`campaign_has_begun`: what was launched stays for its report",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn delete_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<CampaignId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    let held = store::campaign::hold(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    if !held.state.is_open() {
        return Err(has_begun());
    }
    store::campaign::delete(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "campaign.deleted", &id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn has_begun() -> Problem {
    let detail = "People may have got its messages already. Duplicate it to send something else.";
    Problem::conflict("campaign_has_begun", "The campaign has begun", detail)
}
