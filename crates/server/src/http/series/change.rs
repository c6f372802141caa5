//! Changing and deleting what nobody has started.

use super::view::{Series, document, not_found, shown};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageCampaigns};
use crate::http::campaign::view::name;
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::CampaignId;
use serde::Deserialize;
use serde_json::Value;
use store::{campaign, series};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeSeries {
    #[serde(default)]
    pub name: Option<String>,
    /// The whole document, in the place of the one before.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub document: Option<Value>,
}

/// Change a series
///
/// What it does while it is a draft; its name at any time.
#[utoipa::path(patch, path = "/series/{id}", tag = "series", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeSeries, security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 200, description = "Changed", body = Series),
        (status = 409, description = "`series_has_begun`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_series`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn change_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<CampaignId>,
    Body { value: asked, .. }: Body<ChangeSeries>,
) -> Result<Json<Series>, Problem> {
    let name = asked.name.as_deref().map(name).transpose()?;
    let document = asked.document.map(document).transpose()?;
    let (now, mut tx) = (app.universe.now(), app.db.write().await?);
    let mut held = campaign::hold(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    series::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    if let Some(document) = &document {
        if !held.state.is_open() {
            return Err(has_begun());
        }
        held.plan = document.campaign();
        series::change(&mut tx, caller.workspace, id, document).await?;
    }
    held.name = name.unwrap_or(held.name);
    campaign::save(&mut tx, caller.workspace, &held, now).await?;
    let changed = shown(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "series.changed", &changed.id).await?;
    tx.commit().await?;
    Ok(Json(changed))
}

/// Delete a draft
#[utoipa::path(delete, path = "/series/{id}", tag = "series", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`series_has_begun`: what was started stays for its report",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn delete_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<CampaignId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    let held = campaign::hold(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    series::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    if !held.state.is_open() {
        return Err(has_begun());
    }
    series::delete(&mut tx, caller.workspace, id).await?;
    campaign::delete(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "series.deleted", &id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn has_begun() -> Problem {
    let detail = "People may have got its messages already. Stop it and write another one.";
    Problem::conflict("series_has_begun", "The series has begun", detail)
}
