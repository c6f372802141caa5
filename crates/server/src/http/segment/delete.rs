//! Deleting a segment that nobody leans on.

use super::usage::{Usage, in_use};
use super::view::not_found;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageSegments};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::SegmentId;

/// Delete a segment
///
/// The contacts in it stay as they are.
#[utoipa::path(delete, path = "/segments/{id}", tag = "segments", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_segments"])),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`segment_in_use`: `used_by` says by which segments and flows",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn delete_segment(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageSegments>,
    At(id): At<SegmentId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    let library = store::segment::library(&mut tx, caller.workspace).await?;
    let used_by = Usage::load(&app, &mut tx, &library).await?.of(&id.to_string());
    if !used_by.is_empty() {
        return Err(in_use(&used_by));
    }
    if !store::segment::delete(&mut tx, caller.workspace, id).await? {
        return Err(not_found());
    }
    audit::note(&app, &mut tx, &caller, "segment.deleted", &id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
