//! The segments of the workspace.

use super::usage::Usage;
use super::view::Segment;
use crate::app::App;
use crate::http::caller::{Allowed, ReadSegments};
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::segment::Library;

/// Segments, by name
///
/// With how many contacts were in each when they were counted last, and who uses it.
#[utoipa::path(get, path = "/segments", tag = "segments", security(("session" = []), ("token" = ["read_segments"])),
    responses((status = 200, description = "Every segment", body = Page<Segment>)))]
pub async fn list_segments(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadSegments>,
) -> Result<Json<Page<Segment>>, Problem> {
    let mut tx = app.db.read().await?;
    let rows = store::segment::all(&mut tx, caller.workspace).await?;
    let segments = rows.iter().cloned().map(store::segment::SegmentRow::segment).collect::<Result<Vec<_>, _>>()?;
    let usage = Usage::load(&app, &mut tx, &Library::new(segments)).await?;
    Ok(Json(Page::whole(rows).try_map(|row| Segment::of(row, &usage))?))
}
