//! The overview.

use super::view::{Overview, load};
use crate::app::App;
use crate::http::caller::{Allowed, ReadOverview};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;

/// How things stand right now
#[utoipa::path(get, path = "/overview", tag = "overview", security(("session" = []), ("token" = ["read_overview"])),
    responses((status = 200, description = "Counters, the last hour by minute, and the numbers", body = Overview)))]
pub async fn read_overview(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadOverview>,
) -> Result<Json<Overview>, Problem> {
    Ok(Json(load(&app, caller.workspace).await?))
}
