//! Changing a segment: its name, or whom it names.

use super::create::refuse_taken;
use super::read::shown;
use super::usage::{Usage, in_use};
use super::view::{Segment, SegmentUser, condition, name, not_found};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageSegments};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::SegmentId;
use domain::text::fold;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeSegment {
    #[serde(default)]
    pub name: Option<String>,
    /// A snapshot has none and gets none.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub condition: Option<Value>,
}

/// Change a segment
#[utoipa::path(patch, path = "/segments/{id}", tag = "segments", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeSegment, security(("session" = []), ("token" = ["manage_segments"])),
    responses((status = 200, description = "Changed", body = Segment),
        (status = 409, description = "`segment_name_taken`, or `segment_in_use`: a published flow knows it by its name",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_condition`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn change_segment(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageSegments>,
    At(id): At<SegmentId>,
    Body { value: asked, .. }: Body<ChangeSegment>,
) -> Result<Json<Segment>, Problem> {
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let row = store::segment::hold(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let library = store::segment::library(&mut tx, caller.workspace).await?;
    let new_name = asked.name.as_deref().map_or_else(|| Ok(row.name.clone()), name)?;
    if fold(&new_name) != fold(&row.name) {
        let mut used_by = Usage::load(&app, &mut tx, &library).await?.of(&row.id);
        used_by.retain(|user| user.kind == SegmentUser::Flow);
        if !used_by.is_empty() {
            return Err(in_use(&used_by));
        }
    }
    refuse_taken(&mut tx, caller.workspace, &new_name, id).await?;
    match asked.condition {
        Some(_) if row.condition.is_none() => {
            return Err(Problem::invalid("condition", "a snapshot is a list; it has no condition"));
        }
        Some(written) => {
            let condition = condition(written, &library, Some(id))?;
            store::segment::change(&mut tx, caller.workspace, id, &new_name, &condition, now).await?;
        }
        None => store::segment::rename(&mut tx, caller.workspace, id, &new_name, now).await?,
    }
    let segment = shown(&app, &mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "segment.changed", &segment.id).await?;
    tx.commit().await?;
    Ok(Json(segment))
}
