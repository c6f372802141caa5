//! Segments: what was saved, and whom they name.
//!
//! - `compile` turns a tree of conditions into SQL, `value` its tests of JSON;
//! - [`ask`] counts, shows and freezes the people;
//! - here are the rows.

pub mod ask;
mod compile;
mod value;

use crate::error::{Error, Result};
use crate::record::Json;
use crate::sql::Arg;
use crate::{Tx, args};
use domain::id::{SegmentId, WorkspaceId};
use domain::segment::{Condition, Library, Members, Segment};
use domain::time::Timestamp;

macro_rules! segments {
    ($tail:literal) => {
        concat!(
            "SELECT id, name, condition, taken_of, size, counted_at, created_at, updated_at FROM segments \
             WHERE workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    ALL = segments!("ORDER BY lower(name), id");
    ONE = segments!("AND id = $2");
    HOLD = segments!("AND id = $2 {for_update}");
    NAMED = "SELECT id FROM segments WHERE workspace_id = $1 AND lower(name) = lower($2)";
    INSERT = "INSERT INTO segments (workspace_id, id, name, condition, taken_of, size, counted_at, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
    CHANGE = "UPDATE segments SET name = $3, condition = $4, size = NULL, counted_at = NULL, updated_at = $5 \
         WHERE workspace_id = $1 AND id = $2";
    RENAME = "UPDATE segments SET name = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2";
    COUNTED = "UPDATE segments SET size = $3, counted_at = $4 WHERE workspace_id = $1 AND id = $2";
    FORGET_ORIGIN = "UPDATE segments SET taken_of = NULL WHERE workspace_id = $1 AND taken_of = $2";
    DELETE = "DELETE FROM segments WHERE workspace_id = $1 AND id = $2";
    LAST_MEMBER = "SELECT MAX(contact_id) FROM segment_members WHERE workspace_id = $1 AND segment_id = $2";
    DELETE_MEMBERS = "DELETE FROM segment_members WHERE workspace_id = $1 AND segment_id = $2";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct SegmentRow {
        pub id: String,
        pub name: String,
        /// None for a snapshot.
        pub condition: Option<Json<Condition>>,
        pub taken_of: Option<String>,
        pub size: Option<i64>,
        pub counted_at: Option<i64>,
        pub created_at: i64,
        pub updated_at: i64,
    }
}

impl SegmentRow {
    pub fn segment(self) -> Result<Segment> {
        let members = match self.condition {
            Some(Json(condition)) => Members::Meeting(condition),
            None => Members::Frozen { taken_at: Timestamp(self.created_at) },
        };
        Ok(Segment { id: crate::row::id("segment", &self.id)?, name: self.name, members })
    }
}

/// A snapshot's list is complete before it becomes a segment.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    pub id: SegmentId,
    pub name: &'a str,
    /// None of a list that no segment named.
    pub of: Option<SegmentId>,
    pub size: u64,
}

pub async fn all(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<SegmentRow>> {
    tx.rows(ALL, args![workspace]).await
}

pub async fn library(tx: &mut Tx, workspace: WorkspaceId) -> Result<Library> {
    let rows = all(tx, workspace).await?;
    Ok(Library::new(rows.into_iter().map(SegmentRow::segment).collect::<Result<Vec<_>>>()?))
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: SegmentId) -> Result<Option<SegmentRow>> {
    tx.row(ONE, args![workspace, id]).await
}

/// For a write transaction that will change it.
pub async fn hold(tx: &mut Tx, workspace: WorkspaceId, id: SegmentId) -> Result<Option<SegmentRow>> {
    tx.row(HOLD, args![workspace, id]).await
}

pub async fn named(tx: &mut Tx, workspace: WorkspaceId, name: &str) -> Result<Option<SegmentId>> {
    let row: Option<(String,)> = tx.row(NAMED, args![workspace, name]).await?;
    row.map(|(id,)| crate::row::id("segment", &id)).transpose()
}

pub async fn create(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: SegmentId,
    name: &str,
    condition: &Condition,
    now: Timestamp,
) -> Result<()> {
    let condition = crate::sql::json(condition)?;
    let (origin, size, counted_at): (Option<SegmentId>, Option<i64>, Option<i64>) = (None, None, None);
    tx.execute(INSERT, args![workspace, id, name, condition, origin, size, counted_at, now]).await?;
    Ok(())
}

pub async fn create_snapshot(tx: &mut Tx, workspace: WorkspaceId, taken: Snapshot<'_>, now: Timestamp) -> Result<()> {
    let Snapshot { id, name, of, size } = taken;
    let size = i64::try_from(size).map_err(|error| Error::unreadable("size of a snapshot", error))?;
    tx.execute(INSERT, args![workspace, id, name, Arg::Json(None), of, size, now, now]).await?;
    Ok(())
}

pub async fn change(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: SegmentId,
    name: &str,
    condition: &Condition,
    now: Timestamp,
) -> Result<()> {
    tx.execute(CHANGE, args![workspace, id, name, crate::sql::json(condition)?, now]).await?;
    Ok(())
}

pub async fn rename(tx: &mut Tx, workspace: WorkspaceId, id: SegmentId, name: &str, now: Timestamp) -> Result<()> {
    tx.execute(RENAME, args![workspace, id, name, now]).await?;
    Ok(())
}

/// Keeps what was counted, for the list.
pub async fn counted(tx: &mut Tx, workspace: WorkspaceId, id: SegmentId, size: u64, now: Timestamp) -> Result<()> {
    let size = i64::try_from(size).map_err(|error| Error::unreadable("size of a segment", error))?;
    tx.execute(COUNTED, args![workspace, id, size, now]).await?;
    Ok(())
}

pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: SegmentId) -> Result<bool> {
    tx.execute(FORGET_ORIGIN, args![workspace, id]).await?;
    delete_members(tx, workspace, id).await?;
    Ok(tx.execute(DELETE, args![workspace, id]).await? > 0)
}

pub async fn delete_members(tx: &mut Tx, workspace: WorkspaceId, id: SegmentId) -> Result<u64> {
    tx.execute(DELETE_MEMBERS, args![workspace, id]).await
}
