//! One series.

use super::view::{Series, shown};
use crate::app::App;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::CampaignId;

/// One series
#[utoipa::path(get, path = "/series/{id}", tag = "series", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "The series", body = Series)))]
pub async fn read_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Series>, Problem> {
    Ok(Json(shown(&mut app.db.read().await?, caller.workspace, id).await?))
}
