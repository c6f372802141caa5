//! Changing a goal, and giving it up.

use super::view::{Goal, WriteGoal};
use crate::app::App;
use crate::goal;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageCampaigns};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::GoalId;
use store::goal::Kept;

/// Change a goal
#[utoipa::path(put, path = "/goals/{id}", tag = "goals", params(("id" = String, Path, format = "uuid")),
    request_body = WriteGoal, security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 200, description = "Changed", body = Goal),
        (status = 422, description = "`invalid_goal`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn change_goal(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<GoalId>,
    Body { value: asked, .. }: Body<WriteGoal>,
) -> Result<Json<Goal>, Problem> {
    let (name, written) = asked.read()?;
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let changed = Kept { id, name, goal: written };
    if !store::goal::change(&mut tx, caller.workspace, &changed, now).await? {
        return Err(Problem::not_found("goal"));
    }
    let shown = Goal::of(goal::measured(&mut tx, caller.workspace, changed, now).await?)?;
    audit::note(&app, &mut tx, &caller, "goal.changed", &shown.id).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

/// Delete a goal
#[utoipa::path(delete, path = "/goals/{id}", tag = "goals", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 204, description = "Deleted")))]
pub async fn delete_goal(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<GoalId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    if !store::goal::delete(&mut tx, caller.workspace, id).await? {
        return Err(Problem::not_found("goal"));
    }
    audit::note(&app, &mut tx, &caller, "goal.deleted", &id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
