//! Starting and stopping a series. To pause and to resume one is to do so with the campaign of its id.

use super::view::{Series, shown};
use crate::app::App;
use crate::campaign::series::act;
use crate::http::caller::{Allowed, LaunchCampaigns};
use crate::http::campaign::finish::{SERIES, stepped};
use crate::http::campaign::links;
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::CampaignId;

/// Start a series
///
/// Whoever's event or date comes from now on is in it.
#[utoipa::path(post, path = "/series/{id}/start", tag = "series", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "Started", body = Series),
        (status = 409, description = "`wrong_state`", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`invalid_series`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn start_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Series>, Problem> {
    let mut tx = app.db.write().await?;
    act::start(&mut tx, caller.workspace, id, app.universe.now()).await.map_err(|refused| SERIES.refused(refused))?;
    links::follow(&app, &mut tx, caller.workspace, id).await?;
    let series = shown(&mut tx, caller.workspace, id).await?;
    stepped(&app, tx, &caller, (id, "series.started"), series).await
}

/// Stop a series
///
/// For good: everybody's way ends here, and what waits is not sent.
#[utoipa::path(post, path = "/series/{id}/stop", tag = "series", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "Stopped", body = Series),
        (status = 409, description = "`wrong_state`", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn stop_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Series>, Problem> {
    let mut tx = app.db.write().await?;
    act::stop(&mut tx, caller.workspace, id, app.universe.now()).await.map_err(|refused| SERIES.refused(refused))?;
    let series = shown(&mut tx, caller.workspace, id).await?;
    stepped(&app, tx, &caller, (id, "series.stopped"), series).await
}
