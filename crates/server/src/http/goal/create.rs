//! A new goal.

use super::view::{Goal, WriteGoal};
use crate::app::App;
use crate::goal;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageCampaigns};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::GoalId;
use store::goal::Kept;

/// Each is measured whenever somebody looks.
const MOST_GOALS: usize = 50;

/// Set a goal
#[utoipa::path(post, path = "/goals", tag = "goals", request_body = WriteGoal,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 201, description = "Created", body = Goal),
        (status = 409, description = "`too_many_goals`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_goal`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_goal(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<WriteGoal>,
) -> Result<Response, Problem> {
    let (name, written) = asked.read()?;
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| GoalId::new(ids, now));
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    if store::goal::list(&mut tx, caller.workspace).await?.len() >= MOST_GOALS {
        let detail = format!("A workspace has at most {MOST_GOALS} goals. Delete some first.");
        return Err(Problem::conflict("too_many_goals", "Too many goals", detail));
    }
    let new = Kept { id, name, goal: written };
    store::goal::create(&mut tx, caller.workspace, &new, now).await?;
    let created = Goal::of(goal::measured(&mut tx, caller.workspace, new, now).await?)?;
    once.remember(&mut tx, StatusCode::CREATED, &created, now).await?;
    audit::note(&app, &mut tx, &caller, "goal.created", &created.id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(created)).into_response())
}
