//! The series of the workspace.

use super::view::{Series, shown};
use crate::app::App;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use store::series;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct SeriesList {
    /// The newest first.
    pub items: Vec<Series>,
}

/// Series
#[utoipa::path(get, path = "/series", tag = "series",
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "All of them", body = SeriesList)))]
pub async fn list_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
) -> Result<Json<SeriesList>, Problem> {
    let mut tx = app.db.read().await?;
    let mut items = Vec::new();
    for id in series::all(&mut tx, caller.workspace).await? {
        items.push(shown(&mut tx, caller.workspace, id).await?);
    }
    Ok(Json(SeriesList { items }))
}
