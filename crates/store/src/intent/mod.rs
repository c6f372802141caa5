//! What is taught and what was published of it.
//!
//! - [`material`]: intents, their examples and the entities, as people work on them;
//! - [`suggestion`]: messages that may become examples;
//! - here are the sentences that have to be understood, and the versions.

pub mod material;
pub mod suggestion;

use crate::error::Result;
use crate::record::Json;
use crate::sql::json;
use crate::{Tx, args};
use domain::id::{UserId, WorkspaceId};
use domain::intent::check::{Check, Outcome};
use domain::intent::{TrainingSet, key_of};
use domain::time::Timestamp;

crate::statements! {
    CHECKS = "SELECT text, intent FROM intent_checks WHERE workspace_id = $1 ORDER BY created_at, folded";
    DELETE_CHECK = "DELETE FROM intent_checks WHERE workspace_id = $1 AND folded = $2";
    RENAME_IN_CHECKS = "UPDATE intent_checks SET intent = $3 WHERE workspace_id = $1 AND intent = $2";
    LAST_VERSION = "SELECT COALESCE(MAX(version), 0) FROM intent_versions WHERE workspace_id = $1";
    TRAINING_SET = "SELECT training_set FROM intent_versions WHERE workspace_id = $1 AND version = $2";
    VERSIONS = "SELECT v.version, v.outcome, v.note, v.author_id, u.name AS author_name, v.published_at FROM intent_versions v \
         LEFT JOIN users u ON u.workspace_id = v.workspace_id AND u.id = v.author_id \
         WHERE v.workspace_id = $1 AND v.version < $2 ORDER BY v.version DESC LIMIT $3";
    PUBLISH = "INSERT INTO intent_versions (workspace_id, version, training_set, outcome, note, author_id, published_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct VersionRow {
        pub version: i64,
        pub outcome: Json<Outcome>,
        pub note: String,
        pub author_id: Option<String>,
        pub author_name: Option<String>,
        pub published_at: i64,
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    pub set: &'a TrainingSet,
    pub outcome: &'a Outcome,
    pub note: &'a str,
    pub author: Option<UserId>,
}

pub async fn checks(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Check>> {
    let rows: Vec<(String, String)> = tx.rows(CHECKS, args![workspace]).await?;
    Ok(rows.into_iter().map(|(text, intent)| Check { text, intent }).collect())
}

/// A sentence that is there already is to be understood as is said now.
pub async fn save_checks(tx: &mut Tx, workspace: WorkspaceId, checks: &[Check], now: Timestamp) -> Result<()> {
    let row = |check: &Check| args![workspace, key_of(&check.text), check.text.as_str(), check.intent.as_str(), now];
    let rows = checks.iter().map(row).collect();
    let head = "INSERT INTO intent_checks (workspace_id, folded, text, intent, created_at)";
    let tail = "ON CONFLICT (workspace_id, folded) DO UPDATE SET text = excluded.text, intent = excluded.intent";
    tx.insert(head, rows, tail).await.map(drop)
}

pub async fn delete_check(tx: &mut Tx, workspace: WorkspaceId, text: &str) -> Result<bool> {
    Ok(tx.execute(DELETE_CHECK, args![workspace, key_of(text)]).await? > 0)
}

/// An intent bears another name: what is to be understood as it does so as well.
pub async fn rename_in_checks(tx: &mut Tx, workspace: WorkspaceId, from: &str, to: &str) -> Result<()> {
    tx.execute(RENAME_IN_CHECKS, args![workspace, from, to]).await.map(drop)
}

/// Zero while nothing was published.
pub async fn last_version(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let row: Option<(i64,)> = tx.row(LAST_VERSION, args![workspace]).await?;
    Ok(row.map_or(0, |(version,)| version))
}

/// What was taught when this version was published.
pub async fn taught(tx: &mut Tx, workspace: WorkspaceId, version: i64) -> Result<Option<TrainingSet>> {
    let row: Option<(Json<TrainingSet>,)> = tx.row(TRAINING_SET, args![workspace, version]).await?;
    Ok(row.map(|(set,)| set.0))
}

/// The newest first; `before` is the last of the page before.
pub async fn versions(tx: &mut Tx, workspace: WorkspaceId, before: i64, most: u32) -> Result<Vec<VersionRow>> {
    tx.rows(VERSIONS, args![workspace, before, most]).await
}

/// Two people who publish at once: the second meets a key that is there.
pub async fn publish(
    tx: &mut Tx,
    workspace: WorkspaceId,
    version: i64,
    publication: Publication<'_>,
    now: Timestamp,
) -> Result<()> {
    let Publication { set, outcome, note, author } = publication;
    tx.execute(PUBLISH, args![workspace, version, json(set)?, json(outcome)?, note, author, now]).await.map(drop)
}
