//! Flow documents: one draft each, and every version ever published, because sessions stay on the one they began with.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{FlowId, UserId, WorkspaceId};
use domain::time::Timestamp;

macro_rules! flows {
    ($tail:literal) => {
        concat!(
            "SELECT f.id, f.name, f.enabled, f.draft, f.published_version, v.document AS published_document, f.updated_at, \
             (SELECT COUNT(*) FROM sessions s WHERE s.workspace_id = f.workspace_id AND s.flow_id = f.id \
                AND s.ended_at IS NULL) AS sessions_active \
             FROM flows f LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.flow_id = f.id \
                AND v.version = f.published_version \
             WHERE f.workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    LIST = flows!("ORDER BY f.name, f.id");
    ONE = flows!("AND f.id = $2");
    /// What answers customers: published, enabled, in the order they were made.
    ACTIVE = "SELECT id, published_version FROM flows WHERE workspace_id = $1 AND enabled AND published_version IS NOT NULL ORDER BY created_at, id";
    VERSION_DOCUMENT = "SELECT document FROM flow_versions WHERE workspace_id = $1 AND flow_id = $2 AND version = $3";
    BY_NAME = "SELECT id FROM flows WHERE workspace_id = $1 AND name = $2";
    INSERT = "INSERT INTO flows (workspace_id, id, name, enabled, draft, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)";
    SAVE_DRAFT = "UPDATE flows SET draft = $3, name = $4, updated_at = $5 WHERE workspace_id = $1 AND id = $2";
    HOLD = "SELECT id FROM flows WHERE workspace_id = $1 AND id = $2 {for_update}";
    LAST_VERSION = "SELECT COALESCE(MAX(version), 0) FROM flow_versions WHERE workspace_id = $1 AND flow_id = $2";
    INSERT_VERSION = "INSERT INTO flow_versions (workspace_id, flow_id, version, document, note, author_id, published_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SET_PUBLISHED = "UPDATE flows SET published_version = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2";
    SET_ENABLED = "UPDATE flows SET enabled = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2";
    DELETE = "DELETE FROM flows WHERE workspace_id = $1 AND id = $2";
    DELETE_VERSIONS = "DELETE FROM flow_versions WHERE workspace_id = $1 AND flow_id = $2";
    VERSIONS = "SELECT v.version, v.note, v.author_id, u.name AS author_name, v.published_at, v.document FROM flow_versions v \
         LEFT JOIN users u ON u.workspace_id = v.workspace_id AND u.id = v.author_id \
         WHERE v.workspace_id = $1 AND v.flow_id = $2 ORDER BY v.version DESC LIMIT $3";
    SESSIONS_ACTIVE = "SELECT COUNT(*) FROM sessions WHERE workspace_id = $1 AND flow_id = $2 AND ended_at IS NULL";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct FlowRow {
        pub id: String,
        pub name: String,
        pub enabled: bool,
        pub draft: String,
        pub published_version: Option<i64>,
        pub published_document: Option<String>,
        pub updated_at: i64,
        pub sessions_active: i64,
    }
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct VersionRow {
        pub version: i64,
        pub note: String,
        pub author_id: Option<String>,
        pub author_name: Option<String>,
        pub published_at: i64,
        pub document: String,
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    pub document: &'a str,
    pub note: &'a str,
    pub author: Option<UserId>,
}

pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<FlowRow>> {
    tx.rows(LIST, args![workspace]).await
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: FlowId) -> Result<Option<FlowRow>> {
    tx.row(ONE, args![workspace, id]).await
}

pub async fn active(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<(FlowId, u32)>> {
    let rows: Vec<(String, i64)> = tx.rows(ACTIVE, args![workspace]).await?;
    rows.into_iter()
        .map(|(id, version)| Ok((crate::row::id("flow", &id)?, crate::row::unsigned("flow version", version)?)))
        .collect()
}

pub async fn version_document(tx: &mut Tx, workspace: WorkspaceId, id: FlowId, version: u32) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.row(VERSION_DOCUMENT, args![workspace, id, version]).await?;
    Ok(row.map(|(document,)| document))
}

pub async fn by_name(tx: &mut Tx, workspace: WorkspaceId, name: &str) -> Result<Option<FlowId>> {
    let row: Option<(String,)> = tx.row(BY_NAME, args![workspace, name]).await?;
    row.map(|(id,)| crate::row::id("flow", &id)).transpose()
}

/// A new flow is enabled, and silent until its first version is published.
pub async fn create(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: FlowId,
    name: &str,
    draft: &str,
    now: Timestamp,
) -> Result<()> {
    tx.execute(INSERT, args![workspace, id, name, true, draft, now]).await?;
    Ok(())
}

pub async fn save_draft(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: FlowId,
    name: &str,
    draft: &str,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.execute(SAVE_DRAFT, args![workspace, id, draft, name, now]).await? > 0)
}

/// Adds the next version and makes it the one that new sessions run. The number of the version comes back.
pub async fn publish(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: FlowId,
    publication: Publication<'_>,
    now: Timestamp,
) -> Result<i64> {
    // Two people publishing at once get two versions, not one key twice.
    let _held: Option<(String,)> = tx.row(HOLD, args![workspace, id]).await?;
    let last: Option<(i64,)> = tx.row(LAST_VERSION, args![workspace, id]).await?;
    let version = last.map_or(0, |(version,)| version) + 1;
    let Publication { document, note, author } = publication;
    tx.execute(INSERT_VERSION, args![workspace, id, version, document, note, author, now]).await?;
    tx.execute(SET_PUBLISHED, args![workspace, id, version, now]).await?;
    Ok(version)
}

pub async fn set_enabled(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: FlowId,
    enabled: bool,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.execute(SET_ENABLED, args![workspace, id, enabled, now]).await? > 0)
}

pub async fn sessions_active(tx: &mut Tx, workspace: WorkspaceId, id: FlowId) -> Result<i64> {
    let row: Option<(i64,)> = tx.row(SESSIONS_ACTIVE, args![workspace, id]).await?;
    Ok(row.map_or(0, |(count,)| count))
}

pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: FlowId) -> Result<bool> {
    tx.execute(DELETE_VERSIONS, args![workspace, id]).await?;
    Ok(tx.execute(DELETE, args![workspace, id]).await? > 0)
}

pub async fn versions(tx: &mut Tx, workspace: WorkspaceId, id: FlowId, limit: u32) -> Result<Vec<VersionRow>> {
    tx.rows(VERSIONS, args![workspace, id, limit]).await
}
