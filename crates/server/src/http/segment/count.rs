//! How many contacts a condition names, saved or not.

use super::view::{AskedCondition, asked, not_found};
use crate::app::App;
use crate::http::caller::{Allowed, ReadSegments};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::SegmentId;
use domain::segment::Condition;
use domain::segment::condition::Membership;
use serde::Serialize;
use store::segment::ask::{self, Asked};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentCount {
    pub count: u64,
    pub counted_at: i64,
}

/// Count the contacts of a condition
///
/// Nothing is saved. Counted anew each time, over everybody.
#[utoipa::path(post, path = "/segments/count", tag = "segments", request_body = AskedCondition,
    security(("session" = []), ("token" = ["read_segments"])),
    responses((status = 200, description = "How many there are at this moment", body = SegmentCount),
        (status = 422, description = "`invalid_condition`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn count_condition(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadSegments>,
    Body { value: body, .. }: Body<AskedCondition>,
) -> Result<Json<SegmentCount>, Problem> {
    let mut tx = app.db.read().await?;
    let library = store::segment::library(&mut tx, caller.workspace).await?;
    let condition = asked(body, &library)?;
    let now = app.universe.now();
    let asked = Asked { workspace: caller.workspace, condition: &condition, library: &library, now };
    let count = ask::count(&mut tx, asked).await?;
    Ok(Json(SegmentCount { count, counted_at: now.as_millis() }))
}

/// Count the contacts of a segment
///
/// The list of segments shows what was counted last.
#[utoipa::path(post, path = "/segments/{id}/count", tag = "segments", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_segments"])),
    responses((status = 200, description = "How many there are at this moment", body = SegmentCount)))]
pub async fn count_segment(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadSegments>,
    At(id): At<SegmentId>,
) -> Result<Json<SegmentCount>, Problem> {
    let mut tx = app.db.read().await?;
    let library = store::segment::library(&mut tx, caller.workspace).await?;
    library.segment(id).ok_or_else(not_found)?;
    let condition = Condition::Segment(Membership::In(id));
    let now = app.universe.now();
    let asked = Asked { workspace: caller.workspace, condition: &condition, library: &library, now };
    let count = ask::count(&mut tx, asked).await?;
    drop(tx);
    let mut tx = app.db.write().await?;
    store::segment::counted(&mut tx, caller.workspace, id, count, now).await?;
    tx.commit().await?;
    Ok(Json(SegmentCount { count, counted_at: now.as_millis() }))
}
