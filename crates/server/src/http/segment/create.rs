//! A new segment.

use super::read::shown;
use super::view::{Segment, condition, name, taken};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageSegments};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::{SegmentId, WorkspaceId};
use domain::segment::{Library, limits};
use serde::Deserialize;
use serde_json::Value;
use store::Tx;
use utoipa::ToSchema;

/// More would be a sign that something makes them by itself.
const MOST_SEGMENTS: usize = 1_000;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateSegment {
    /// Flows know it by this name; case and accents do not count.
    pub name: String,
    /// The tree of conditions, as `docs/segments.md` describes it.
    #[schema(value_type = Object)]
    pub condition: Value,
}

/// Create a segment
#[utoipa::path(post, path = "/segments", tag = "segments", request_body = CreateSegment,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_segments"])),
    responses((status = 201, description = "Created", body = Segment),
        (status = 409, description = "`segment_name_taken`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_condition`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_segment(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageSegments>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateSegment>,
) -> Result<Response, Problem> {
    let name = name(&asked.name)?;
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| SegmentId::new(ids, now));
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let library = room(&mut tx, caller.workspace).await?;
    let condition = condition(asked.condition, &library, Some(id))?;
    refuse_taken(&mut tx, caller.workspace, &name, id).await?;
    store::segment::create(&mut tx, caller.workspace, id, &name, &condition, now).await?;
    let segment = shown(&app, &mut tx, caller.workspace, id).await?;
    once.remember(&mut tx, StatusCode::CREATED, &segment, now).await?;
    audit::note(&app, &mut tx, &caller, "segment.created", &segment.id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(segment)).into_response())
}

/// Refused when there is no room for another one.
pub(in crate::http) async fn room(tx: &mut Tx, workspace: WorkspaceId) -> Result<Library, Problem> {
    let library = store::segment::library(tx, workspace).await?;
    if library.iter().count() >= MOST_SEGMENTS {
        let detail = format!("A workspace has at most {MOST_SEGMENTS} segments. Delete some first.");
        return Err(Problem::conflict("too_many_segments", "Too many segments", detail));
    }
    Ok(library)
}

/// This name, or with the first number behind it that makes it one that nobody has.
pub(in crate::http) async fn free_name(tx: &mut Tx, workspace: WorkspaceId, wanted: &str) -> Result<String, Problem> {
    for count in 1..=MOST_SEGMENTS {
        let tail = if count == 1 { String::new() } else { format!(" ({count})") };
        let head: String = wanted.chars().take(limits::NAME.saturating_sub(tail.chars().count())).collect();
        let name = format!("{}{tail}", head.trim_end());
        if store::segment::named(tx, workspace, &name).await?.is_none() {
            return Ok(name);
        }
    }
    Err(taken())
}

pub(super) async fn refuse_taken(
    tx: &mut Tx,
    workspace: WorkspaceId,
    name: &str,
    this: SegmentId,
) -> Result<(), Problem> {
    let holder = store::segment::named(tx, workspace, name).await?;
    if holder.is_some_and(|holder| holder != this) { Err(taken()) } else { Ok(()) }
}
