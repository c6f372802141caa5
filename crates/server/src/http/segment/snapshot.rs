//! Freezing a segment: the list of those who are in it now, which no later change moves.

use super::create::refuse_taken;
use super::read::shown;
use super::view::{Segment, name, not_found};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageSegments};
use crate::http::extract::{At, Body};
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::{SegmentId, WorkspaceId};
use domain::segment::condition::Membership;
use domain::segment::{Condition, Library, limits};
use domain::time::Timestamp;
use serde::Deserialize;
use store::segment::Snapshot;
use store::segment::ask::{self, Asked};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateSnapshot {
    /// What the new segment is called.
    pub name: String,
}

/// Take a snapshot of a segment
///
/// A new segment: the list of those who are in this one now.
#[utoipa::path(post, path = "/segments/{id}/snapshots", tag = "segments",
    params(("id" = String, Path, format = "uuid"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    request_body = CreateSnapshot, security(("session" = []), ("token" = ["manage_segments"])),
    responses((status = 201, description = "Taken", body = Segment),
        (status = 409, description = "`segment_name_taken`, or `segment_too_large`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn take_snapshot(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageSegments>,
    At(of): At<SegmentId>,
    key: IdempotencyKey,
    Body { value: body, digest }: Body<CreateSnapshot>,
) -> Result<Response, Problem> {
    let name = name(&body.name)?;
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| SegmentId::new(ids, now));
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.read().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let library = store::segment::library(&mut tx, caller.workspace).await?;
    library.segment(of).ok_or_else(not_found)?;
    refuse_taken(&mut tx, caller.workspace, &name, id).await?;
    drop(tx);
    let size = match write_list(&app, caller.workspace, &library, (of, id), now).await {
        Ok(size) if size <= limits::SNAPSHOT_MEMBERS => size,
        outcome => {
            forget_list(&app, caller.workspace, id).await?;
            outcome?;
            let detail = format!("A snapshot holds at most {} contacts.", limits::SNAPSHOT_MEMBERS);
            return Err(Problem::conflict("segment_too_large", "Too large", detail));
        }
    };
    let mut tx = app.db.write().await?;
    // Until here nobody sees the list; somebody may have taken the name meanwhile.
    if let Err(taken) = refuse_taken(&mut tx, caller.workspace, &name, id).await {
        drop(tx);
        forget_list(&app, caller.workspace, id).await?;
        return Err(taken);
    }
    let taken = Snapshot { id, name: &name, of: Some(of), size };
    store::segment::create_snapshot(&mut tx, caller.workspace, taken, now).await?;
    let segment = shown(&app, &mut tx, caller.workspace, id).await?;
    once.remember(&mut tx, StatusCode::CREATED, &segment, now).await?;
    audit::note(&app, &mut tx, &caller, "segment.frozen", &segment.id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(segment)).into_response())
}

/// Slice by slice, each in a transaction of its own, so that others can write in between.
async fn write_list(
    app: &App,
    workspace: WorkspaceId,
    library: &Library,
    (of, list): (SegmentId, SegmentId),
    now: Timestamp,
) -> Result<u64, Problem> {
    let condition = Condition::Segment(Membership::In(of));
    let (mut size, mut after) = (0, None);
    while size <= limits::SNAPSHOT_MEMBERS {
        let mut tx = app.db.write().await?;
        let asked = Asked { workspace, condition: &condition, library, now };
        let (written, last) = ask::freeze(&mut tx, asked, list, after).await?;
        tx.commit().await?;
        size += written;
        after = last;
        if after.is_none() {
            break;
        }
    }
    Ok(size)
}

async fn forget_list(app: &App, workspace: WorkspaceId, list: SegmentId) -> Result<(), Problem> {
    let mut tx = app.db.write().await?;
    store::segment::delete_members(&mut tx, workspace, list).await?;
    tx.commit().await?;
    Ok(())
}
