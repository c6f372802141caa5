//! Every goal, and how far it is.

use super::view::Goal;
use crate::app::App;
use crate::goal;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;

/// Goals, with how each stands
///
/// Measured anew each time, by the definitions of the report.
#[utoipa::path(get, path = "/goals", tag = "goals", security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "All of them", body = Page<Goal>)))]
pub async fn list_goals(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
) -> Result<Json<Page<Goal>>, Problem> {
    let mut tx = app.db.read().await?;
    let measured = goal::all(&mut tx, caller.workspace, app.universe.now()).await?;
    let goals = measured.into_iter().map(Goal::of).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(Page::whole(goals)))
}
