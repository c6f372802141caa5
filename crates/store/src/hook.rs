//! Doors for other systems, and what was posted to them lately. Only the digest of a door's secret is stored.

use crate::error::{Error, Result};
use crate::record::Json;
use crate::row;
use crate::sql::json;
use crate::{Tx, args};
use domain::id::{HookId, PayloadId, WorkspaceId};
use domain::import::Subject;
use domain::import::fault::Fault;
use domain::import::mapping::Mapping;
use domain::import::payload::Payload;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

crate::statements! {
    LIST = "SELECT id, name, is_on, subject, paths, mapping, created_at FROM hooks WHERE workspace_id = $1 ORDER BY id";
    ONE = "SELECT id, name, is_on, subject, paths, mapping, created_at FROM hooks WHERE workspace_id = $1 AND id = $2";
    /// A look-up that starts from a credential, as those of tokens and sessions do.
    BY_SECRET = "SELECT workspace_id, id FROM hooks WHERE secret_digest = $1";
    SAVE = "UPDATE hooks SET name = $3, is_on = $4, paths = $5, mapping = $6 WHERE workspace_id = $1 AND id = $2";
    RENEW = "UPDATE hooks SET secret_digest = $3 WHERE workspace_id = $1 AND id = $2";
    DELETE = "DELETE FROM hooks WHERE workspace_id = $1 AND id = $2";
    DELETE_PAYLOADS = "DELETE FROM hook_payloads WHERE workspace_id = $1 AND hook_id = $2";
    PAYLOADS = "SELECT id, payload, outcome, faults, received_at FROM hook_payloads \
         WHERE workspace_id = $1 AND hook_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
    PAYLOAD = "SELECT id, payload, outcome, faults, received_at FROM hook_payloads \
         WHERE workspace_id = $1 AND hook_id = $2 AND id = $3";
    /// All but the newest.
    TRIM = "DELETE FROM hook_payloads WHERE workspace_id = $1 AND hook_id = $2 AND id <= \
         (SELECT id FROM hook_payloads WHERE workspace_id = $1 AND hook_id = $2 ORDER BY id DESC LIMIT 1 OFFSET $3)";
    FORGET = "DELETE FROM hook_payloads WHERE workspace_id = $1 AND hook_id IN (SELECT id FROM hooks WHERE workspace_id = $1) \
         AND received_at < $2";
}

#[derive(Clone, Debug)]
pub struct Hook {
    pub id: HookId,
    pub name: String,
    /// While it is off, what comes is kept as an example and nothing is made of it.
    pub is_on: bool,
    pub subject: Subject,
    /// Where in a payload each column of the mapping stands.
    pub paths: Vec<String>,
    pub mapping: Mapping,
    pub created_at: Timestamp,
}

crate::record! {
    struct HookRow {
        id: String,
        name: String,
        is_on: bool,
        subject: String,
        paths: Json<Vec<String>>,
        mapping: Json<Mapping>,
        created_at: i64,
    }
}

impl HookRow {
    fn into_hook(self) -> Result<Hook> {
        Ok(Hook {
            id: row::id("hook", &self.id)?,
            name: self.name,
            is_on: self.is_on,
            subject: row::word("subject", &self.subject)?,
            paths: self.paths.0,
            mapping: self.mapping.0,
            created_at: Timestamp(self.created_at),
        })
    }
}

/// What became of what was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The door was shut: an example.
    Recorded,
    TakenIn,
    /// An event that was told before.
    Known,
    Failed,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub id: PayloadId,
    pub payload: Payload,
    pub outcome: Outcome,
    pub faults: Vec<Fault>,
    pub received_at: Timestamp,
}

crate::record! {
    struct ReceivedRow {
        id: String,
        payload: String,
        outcome: String,
        faults: Json<Vec<Fault>>,
        received_at: i64,
    }
}

impl ReceivedRow {
    fn into_received(self) -> Result<Received> {
        Ok(Received {
            id: row::id("payload", &self.id)?,
            payload: serde_json::from_str(&self.payload).map_err(|error| Error::unreadable("payload", error))?,
            outcome: row::word("outcome", &self.outcome)?,
            faults: self.faults.0,
            received_at: Timestamp(self.received_at),
        })
    }
}

/// There are never many.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Hook>> {
    let rows: Vec<HookRow> = tx.rows(LIST, args![workspace]).await?;
    rows.into_iter().map(HookRow::into_hook).collect()
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: HookId) -> Result<Option<Hook>> {
    tx.row::<HookRow>(ONE, args![workspace, id]).await?.map(HookRow::into_hook).transpose()
}

pub async fn by_secret(tx: &mut Tx, digest: Vec<u8>) -> Result<Option<(WorkspaceId, HookId)>> {
    let row: Option<(String, String)> = tx.row(BY_SECRET, args![digest]).await?;
    row.map(|(workspace, hook)| Ok((row::id("workspace", &workspace)?, row::id("hook", &hook)?))).transpose()
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, hook: &Hook, digest: Vec<u8>) -> Result<()> {
    let row = args![
        workspace,
        hook.id,
        hook.name.as_str(),
        digest,
        hook.is_on,
        row::word_of(&hook.subject)?,
        json(&hook.paths)?,
        json(&hook.mapping)?,
        hook.created_at,
    ];
    let head = "INSERT INTO hooks (workspace_id, id, name, secret_digest, is_on, subject, paths, mapping, created_at)";
    tx.insert(head, vec![row], "").await.map(drop)
}

/// Writes everything of it that may change.
pub async fn save(tx: &mut Tx, workspace: WorkspaceId, hook: &Hook) -> Result<()> {
    let (paths, mapping) = (json(&hook.paths)?, json(&hook.mapping)?);
    tx.execute(SAVE, args![workspace, hook.id, hook.name.as_str(), hook.is_on, paths, mapping]).await.map(drop)
}

/// Another secret: the address before no longer leads anywhere. False when there is no such door.
pub async fn renew(tx: &mut Tx, workspace: WorkspaceId, id: HookId, digest: Vec<u8>) -> Result<bool> {
    Ok(tx.execute(RENEW, args![workspace, id, digest]).await? > 0)
}

/// People and events that came through it stay. False when there is no such door.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: HookId) -> Result<bool> {
    tx.execute(DELETE_PAYLOADS, args![workspace, id]).await?;
    Ok(tx.execute(DELETE, args![workspace, id]).await? > 0)
}

/// Keeps it, and of those before only so many.
pub async fn keep(tx: &mut Tx, workspace: WorkspaceId, hook: HookId, received: &Received, most: u32) -> Result<()> {
    let payload = serde_json::to_string(&received.payload).map_err(|error| Error::unreadable("payload", error))?;
    let row = args![
        workspace,
        hook,
        received.id,
        payload,
        row::word_of(&received.outcome)?,
        json(&received.faults)?,
        received.received_at,
    ];
    let head = "INSERT INTO hook_payloads (workspace_id, hook_id, id, payload, outcome, faults, received_at)";
    tx.insert(head, vec![row], "").await?;
    tx.execute(TRIM, args![workspace, hook, most]).await.map(drop)
}

/// The newest first; `before` is the last id of the page before this one.
pub async fn received(
    tx: &mut Tx,
    workspace: WorkspaceId,
    hook: HookId,
    before: Option<String>,
    limit: u32,
) -> Result<Vec<Received>> {
    // Ids are hexadecimal: no id comes after this.
    let before = before.unwrap_or_else(|| "g".to_owned());
    let rows: Vec<ReceivedRow> = tx.rows(PAYLOADS, args![workspace, hook, before, limit]).await?;
    rows.into_iter().map(ReceivedRow::into_received).collect()
}

pub async fn one_received(
    tx: &mut Tx,
    workspace: WorkspaceId,
    hook: HookId,
    id: PayloadId,
) -> Result<Option<Received>> {
    let row = tx.row::<ReceivedRow>(PAYLOAD, args![workspace, hook, id]).await?;
    row.map(ReceivedRow::into_received).transpose()
}

/// Examples hold what people ordered and where they live: they are not kept for ever.
pub async fn forget(tx: &mut Tx, workspace: WorkspaceId, before: Timestamp) -> Result<()> {
    tx.execute(FORGET, args![workspace, before]).await.map(drop)
}
