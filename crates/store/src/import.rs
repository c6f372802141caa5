//! Imports as jobs: what was brought, how far it is, what was left out, and what undoing takes.

pub mod known;
pub mod undo;

use crate::error::Result;
use crate::record::Json;
use crate::row;
use crate::sql::{Arg, json};
use crate::{Tx, args};
use domain::id::{ContactId, EventId, ImportId, WorkspaceId};
use domain::import::Subject;
use domain::import::fault::Fault;
use domain::import::mapping::Mapping;
use domain::import::sniff::Format;
use domain::import::take_in::Counts;
use domain::import::undo::Change;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

crate::statements! {
    ONE = "SELECT id, subject, state, file_name, file_digest, file_bytes, format, titles, mapping, rows_total, rows_done, counts, report, \
         keys_after, failure, created_by, created_at, started_at, ended_at FROM imports WHERE workspace_id = $1 AND id = $2";
    HOLD = "SELECT id, subject, state, file_name, file_digest, file_bytes, format, titles, mapping, rows_total, rows_done, counts, report, \
         keys_after, failure, created_by, created_at, started_at, ended_at FROM imports WHERE workspace_id = $1 AND id = $2 {for_update}";
    LIST = "SELECT id, subject, state, file_name, file_digest, file_bytes, format, titles, mapping, rows_total, rows_done, counts, report, \
         keys_after, failure, created_by, created_at, started_at, ended_at FROM imports \
         WHERE workspace_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    AT_WORK = "SELECT id FROM imports WHERE workspace_id = $1 AND state IN ('checking', 'running', 'undoing') ORDER BY id LIMIT 1";
    SAVE = "UPDATE imports SET state = $3, mapping = $4, rows_done = $5, counts = $6, report = $7, keys_after = $8, failure = $9, \
         started_at = $10, ended_at = $11 WHERE workspace_id = $1 AND id = $2";
    STALE = "SELECT id, file_digest FROM imports WHERE workspace_id = $1 \
         AND ((state = 'uploaded' AND created_at < $2) OR (state IN ('finished', 'cancelled', 'failed', 'undone') AND ended_at < $3))";
    DELETE = "DELETE FROM imports WHERE workspace_id = $1 AND id = $2";
    DELETE_SLICES = "DELETE FROM import_slices WHERE workspace_id = $1 AND import_id = $2";
    DELETE_FAULTS = "DELETE FROM import_faults WHERE workspace_id = $1 AND import_id = $2";
    FAULTS = "SELECT row_number, cells, faults FROM import_faults \
         WHERE workspace_id = $1 AND import_id = $2 AND row_number > $3 ORDER BY row_number LIMIT $4";
    OTHERS_OF_FILE = "SELECT id FROM imports WHERE workspace_id = $1 AND file_digest = $2 AND id <> $3 \
         AND state IN ('uploaded', 'checking', 'running') LIMIT 1";
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Uploaded,
    /// A dry run.
    Checking,
    Running,
    Finished,
    Cancelled,
    Failed,
    Undoing,
    Undone,
}

/// What a dry run found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub counts: Counts,
    /// The first rows that would be left out.
    pub faults: Vec<RowFaults>,
    /// Rows of somebody who is in an earlier row already.
    pub repeated: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowFaults {
    pub row: u64,
    pub faults: Vec<Fault>,
}

#[derive(Clone, Debug)]
pub struct Import {
    pub id: ImportId,
    pub subject: Subject,
    pub state: State,
    pub file_name: String,
    pub file_digest: String,
    pub file_bytes: u64,
    pub format: Format,
    pub titles: Vec<String>,
    pub mapping: Mapping,
    pub rows_total: u64,
    /// Rows that were taken in, or tried, or are left to undo.
    pub rows_done: u64,
    pub counts: Counts,
    pub report: Option<Report>,
    pub keys_after: Option<String>,
    pub failure: Option<String>,
    pub created_by: String,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
}

crate::record! {
    struct ImportRow {
        id: String,
        subject: String,
        state: String,
        file_name: String,
        file_digest: String,
        file_bytes: i64,
        format: Json<Format>,
        titles: Json<Vec<String>>,
        mapping: Json<Mapping>,
        rows_total: i64,
        rows_done: i64,
        counts: Json<Counts>,
        report: Option<Json<Report>>,
        keys_after: Option<String>,
        failure: Option<String>,
        created_by: String,
        created_at: i64,
        started_at: Option<i64>,
        ended_at: Option<i64>,
    }
}

impl ImportRow {
    fn into_import(self) -> Result<Import> {
        Ok(Import {
            id: row::id("import", &self.id)?,
            subject: row::word("subject", &self.subject)?,
            state: row::word("import state", &self.state)?,
            file_name: self.file_name,
            file_digest: self.file_digest,
            file_bytes: self.file_bytes.unsigned_abs(),
            format: self.format.0,
            titles: self.titles.0,
            mapping: self.mapping.0,
            rows_total: self.rows_total.unsigned_abs(),
            rows_done: self.rows_done.unsigned_abs(),
            counts: self.counts.0,
            report: self.report.map(|report| report.0),
            keys_after: self.keys_after,
            failure: self.failure,
            created_by: self.created_by,
            created_at: Timestamp(self.created_at),
            started_at: self.started_at.map(Timestamp),
            ended_at: self.ended_at.map(Timestamp),
        })
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, import: &Import) -> Result<()> {
    let row = args![
        workspace,
        import.id,
        row::word_of(&import.subject)?,
        row::word_of(&import.state)?,
        import.file_name.as_str(),
        import.file_digest.as_str(),
        count(import.file_bytes),
        json(&import.format)?,
        json(&import.titles)?,
        json(&import.mapping)?,
        count(import.rows_total),
        count(import.rows_done),
        json(&import.counts)?,
        import.created_by.as_str(),
        import.created_at,
    ];
    let head = "INSERT INTO imports (workspace_id, id, subject, state, file_name, file_digest, file_bytes, format, titles, mapping, rows_total, \
         rows_done, counts, created_by, created_at)";
    tx.insert(head, vec![row], "").await.map(drop)
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: ImportId) -> Result<Option<Import>> {
    tx.row::<ImportRow>(ONE, args![workspace, id]).await?.map(ImportRow::into_import).transpose()
}

/// For a write transaction that will change it.
pub async fn hold(tx: &mut Tx, workspace: WorkspaceId, id: ImportId) -> Result<Option<Import>> {
    tx.row::<ImportRow>(HOLD, args![workspace, id]).await?.map(ImportRow::into_import).transpose()
}

/// The newest first; `before` is the last id of the page before this one.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId, before: Option<String>, limit: u32) -> Result<Vec<Import>> {
    // Ids are hexadecimal: no id comes after this.
    let before = before.unwrap_or_else(|| "g".to_owned());
    let rows: Vec<ImportRow> = tx.rows(LIST, args![workspace, before, limit]).await?;
    rows.into_iter().map(ImportRow::into_import).collect()
}

/// The oldest one that there is work on.
pub async fn at_work(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<ImportId>> {
    let row: Option<(String,)> = tx.row(AT_WORK, args![workspace]).await?;
    row.map(|(id,)| row::id("import", &id)).transpose()
}

/// Writes everything of it that may change.
pub async fn save(tx: &mut Tx, workspace: WorkspaceId, import: &Import) -> Result<()> {
    let values = args![
        workspace,
        import.id,
        row::word_of(&import.state)?,
        json(&import.mapping)?,
        count(import.rows_done),
        json(&import.counts)?,
        import.report.as_ref().map_or(Ok(Arg::Json(None)), json)?,
        import.keys_after.clone(),
        import.failure.clone(),
        import.started_at,
        import.ended_at,
    ];
    tx.execute(SAVE, values).await.map(drop)
}

/// Forgets it, and what undoing would take; the people stay.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: ImportId) -> Result<()> {
    for sql in [DELETE_SLICES, DELETE_FAULTS, DELETE] {
        tx.execute(sql, args![workspace, id]).await?;
    }
    known::forget_keys(tx, workspace, id).await
}

/// Files that nothing was made of since `brought`, and imports that ended before `ended`, with their files.
pub async fn stale(
    tx: &mut Tx,
    workspace: WorkspaceId,
    brought: Timestamp,
    ended: Timestamp,
) -> Result<Vec<(ImportId, String)>> {
    let rows: Vec<(String, String)> = tx.rows(STALE, args![workspace, brought, ended]).await?;
    rows.into_iter().map(|(id, digest)| Ok((row::id("import", &id)?, digest))).collect()
}

/// Whether another import still needs the same file.
pub async fn file_is_needed(tx: &mut Tx, workspace: WorkspaceId, digest: &str, besides: ImportId) -> Result<bool> {
    let row: Option<(String,)> = tx.row(OTHERS_OF_FILE, args![workspace, digest, besides]).await?;
    Ok(row.is_some())
}

/// What undoing a slice takes.
#[derive(Debug)]
pub struct Slice {
    pub first_row: u64,
    pub written_at: Timestamp,
    pub created: Vec<ContactId>,
    pub changes: Vec<Change>,
    pub events: Vec<EventId>,
}

pub async fn remember_slice(tx: &mut Tx, workspace: WorkspaceId, id: ImportId, slice: &Slice) -> Result<()> {
    let row = args![
        workspace,
        id,
        count(slice.first_row),
        slice.written_at,
        json(&slice.created)?,
        json(&slice.changes)?,
        json(&slice.events)?,
    ];
    let head = "INSERT INTO import_slices (workspace_id, import_id, first_row, written_at, created, changes, events)";
    tx.insert(head, vec![row], "").await.map(drop)
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultyRow {
    pub row: u64,
    pub cells: Vec<String>,
    pub faults: Vec<Fault>,
}

pub async fn keep_faulty(tx: &mut Tx, workspace: WorkspaceId, id: ImportId, faulty: &[FaultyRow]) -> Result<()> {
    let mut rows = Vec::with_capacity(faulty.len());
    for one in faulty {
        rows.push(args![workspace, id, count(one.row), json(&one.cells)?, json(&one.faults)?]);
    }
    let head = "INSERT INTO import_faults (workspace_id, import_id, row_number, cells, faults)";
    tx.insert(head, rows, "").await.map(drop)
}

pub async fn faulty(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: ImportId,
    after: u64,
    limit: u32,
) -> Result<Vec<FaultyRow>> {
    type Faulty = (i64, Json<Vec<String>>, Json<Vec<Fault>>);
    let rows: Vec<Faulty> = tx.rows(FAULTS, args![workspace, id, count(after), limit]).await?;
    let faulty = |(row, cells, faults): Faulty| FaultyRow { row: row.unsigned_abs(), cells: cells.0, faults: faults.0 };
    Ok(rows.into_iter().map(faulty).collect())
}
