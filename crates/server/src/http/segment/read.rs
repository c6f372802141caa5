//! One segment.

use super::usage::Usage;
use super::view::{Segment, not_found};
use crate::app::App;
use crate::http::caller::{Allowed, ReadSegments};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{SegmentId, WorkspaceId};
use store::Tx;

/// One segment
#[utoipa::path(get, path = "/segments/{id}", tag = "segments", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_segments"])),
    responses((status = 200, description = "The segment", body = Segment)))]
pub async fn read_segment(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadSegments>,
    At(id): At<SegmentId>,
) -> Result<Json<Segment>, Problem> {
    Ok(Json(shown(&app, &mut app.db.read().await?, caller.workspace, id).await?))
}

pub(super) async fn shown(app: &App, tx: &mut Tx, workspace: WorkspaceId, id: SegmentId) -> Result<Segment, Problem> {
    let row = store::segment::one(tx, workspace, id).await?.ok_or_else(not_found)?;
    let library = store::segment::library(tx, workspace).await?;
    let usage = Usage::load(app, tx, &library).await?;
    Segment::of(row, &usage)
}
