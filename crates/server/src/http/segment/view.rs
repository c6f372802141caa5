//! Segments as the API shows them, and conditions as it takes them.

use super::usage::Usage;
use crate::http::problem::{FieldError, Problem};
use axum::http::StatusCode;
use domain::id::SegmentId;
use domain::segment::{Condition, Fault, Library, check, limits};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::segment::SegmentRow;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Segment {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub kind: SegmentKind,
    /// The tree of conditions, as `docs/segments.md` describes it; null for a snapshot.
    #[schema(required = true, value_type = Option<Object>)]
    pub condition: Option<Value>,
    /// The segment that a snapshot was taken of, while it is there.
    #[schema(required = true, format = "uuid")]
    pub taken_of: Option<String>,
    /// How many contacts were in it when they were counted last.
    #[schema(required = true)]
    pub size: Option<i64>,
    #[schema(required = true)]
    pub counted_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    /// What would be without it if it were deleted.
    pub used_by: Vec<SegmentUse>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Whoever meets the condition at the moment.
    Dynamic,
    /// Whoever was in it when it was taken.
    Snapshot,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SegmentUse {
    pub kind: SegmentUser,
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentUser {
    Segment,
    Flow,
}

/// A condition that was not saved, or not yet.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AskedCondition {
    #[schema(value_type = Object)]
    pub condition: Value,
    /// The segment it is to be the condition of, when that exists already.
    #[serde(default)]
    #[schema(format = "uuid")]
    pub segment_id: Option<String>,
}

impl Segment {
    pub(super) fn of(row: SegmentRow, usage: &Usage) -> Result<Self, Problem> {
        let used_by = usage.of(&row.id);
        let condition = row.condition.map(|condition| serde_json::to_value(condition.0)).transpose();
        let condition = condition.map_err(|error| Problem::internal(&error))?;
        Ok(Self {
            kind: if condition.is_some() { SegmentKind::Dynamic } else { SegmentKind::Snapshot },
            condition,
            used_by,
            id: row.id,
            name: row.name,
            taken_of: row.taken_of,
            size: row.size,
            counted_at: row.counted_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

pub(super) fn not_found() -> Problem {
    Problem::not_found("segment")
}

/// Reads a condition and checks it against the segments there are.
pub(super) fn condition(written: Value, library: &Library, this: Option<SegmentId>) -> Result<Condition, Problem> {
    let condition = Condition::read(written).map_err(|fault| refused(vec![fault]))?;
    let faults = check::check(&condition, library, this);
    if faults.is_empty() { Ok(condition) } else { Err(refused(faults)) }
}

/// An unsaved condition is asked as if it belonged to the segment it is to change.
pub(super) fn asked(asked: AskedCondition, library: &Library) -> Result<Condition, Problem> {
    let this = asked.segment_id.as_deref().map(str::parse).transpose();
    let this = this.map_err(|_| Problem::invalid("segment_id", "the id of a segment"))?;
    condition(asked.condition, library, this)
}

fn refused(faults: Vec<Fault>) -> Problem {
    let detail = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
    let errors = faults.into_iter().map(|Fault { place, message }| FieldError {
        field: if place.is_empty() { "condition".to_owned() } else { format!("condition.{place}") },
        message,
        ..FieldError::default()
    });
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_condition", "The condition is not right", detail)
        .with_errors(errors.collect())
}

pub(super) fn name(written: &str) -> Result<String, Problem> {
    let name = written.trim();
    if name.is_empty() || name.chars().count() > limits::NAME {
        return Err(Problem::invalid("name", format!("1 to {} characters", limits::NAME)));
    }
    Ok(name.to_owned())
}

pub(super) fn taken() -> Problem {
    let detail = "Another segment has this name. Flows know segments by their names, so each needs its own.";
    Problem::conflict("segment_name_taken", "The name is taken", detail)
}
