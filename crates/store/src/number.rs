//! The business's numbers with what only the server may read: the sealed access token.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{NumberId, WorkspaceId};
use domain::template::Quality;
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    LIST = "SELECT id, phone_number_id, waba_id, display_phone_number, verified_name, messages_per_second, health, simulated, \
         last_webhook_at, messaging_limit, quality FROM numbers WHERE workspace_id = $1 ORDER BY created_at, id";
    INSERT = "INSERT INTO numbers (workspace_id, id, phone_number_id, waba_id, display_phone_number, verified_name, \
         messages_per_second, health, simulated, sealed_access_token, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    CHANGE = "UPDATE numbers SET display_phone_number = COALESCE($3, display_phone_number), \
         verified_name = COALESCE($4, verified_name), messages_per_second = COALESCE($5, messages_per_second) \
         WHERE workspace_id = $1 AND id = $2";
    /// What is not told stays as it was.
    HEAR = "UPDATE numbers SET messaging_limit = COALESCE($3, messaging_limit), quality = COALESCE($4, quality) \
         WHERE workspace_id = $1 AND id = $2 \
         AND (messaging_limit IS DISTINCT FROM COALESCE($3, messaging_limit) OR quality IS DISTINCT FROM COALESCE($4, quality))";
    QUALITIES = "SELECT id, quality FROM numbers WHERE workspace_id = $1";
    LATE_UNTIL = "SELECT statuses_late_until FROM numbers WHERE workspace_id = $1 AND id = $2";
    SET_TOKEN = "UPDATE numbers SET sealed_access_token = $3 WHERE workspace_id = $1 AND id = $2";
    SEALED_TOKEN = "SELECT sealed_access_token FROM numbers WHERE workspace_id = $1 AND id = $2";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct NumberView {
        pub id: String,
        pub phone_number_id: String,
        pub waba_id: String,
        pub display_phone_number: String,
        pub verified_name: String,
        pub messages_per_second: i64,
        pub health: String,
        pub simulated: bool,
        pub last_webhook_at: Option<i64>,
        /// Meta's words, as they were told last.
        pub messaging_limit: Option<String>,
        pub quality: Option<String>,
    }
}

impl NumberView {
    pub fn id(&self) -> Result<NumberId> {
        crate::row::id("number", &self.id)
    }
}

#[derive(Clone, Debug)]
pub struct NewNumber {
    pub id: NumberId,
    pub phone_number_id: String,
    pub waba_id: String,
    pub display_phone_number: String,
    pub verified_name: String,
    pub messages_per_second: u32,
    pub simulated: bool,
    pub sealed_access_token: Vec<u8>,
}

/// `None` leaves a value as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub display_phone_number: Option<String>,
    pub verified_name: Option<String>,
    pub messages_per_second: Option<u32>,
}

pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<NumberView>> {
    tx.rows(LIST, args![workspace]).await
}

/// A `phone_number_id` belongs to one workspace in the whole database: webhooks are routed by it.
pub async fn create(tx: &mut Tx, workspace: WorkspaceId, new: NewNumber, now: Timestamp) -> Result<()> {
    let NewNumber { id, phone_number_id, waba_id, display_phone_number, verified_name, .. } = new;
    let args = args![
        workspace,
        id,
        phone_number_id,
        waba_id,
        display_phone_number,
        verified_name,
        new.messages_per_second,
        "connected",
        new.simulated,
        new.sealed_access_token,
        now
    ];
    tx.execute(INSERT, args).await?;
    Ok(())
}

pub async fn change(tx: &mut Tx, workspace: WorkspaceId, id: NumberId, change: Change) -> Result<bool> {
    let Change { display_phone_number, verified_name, messages_per_second } = change;
    let pace = messages_per_second.map(i64::from);
    Ok(tx.execute(CHANGE, args![workspace, id, display_phone_number, verified_name, pace]).await? > 0)
}

/// Statuses come late by as much as this lies in the future.
pub async fn statuses_late_until(tx: &mut Tx, workspace: WorkspaceId, id: NumberId) -> Result<Timestamp> {
    let row: Option<(i64,)> = tx.row(LATE_UNTIL, args![workspace, id]).await?;
    Ok(row.map_or(Timestamp::default(), |(at,)| Timestamp(at)))
}

/// What Meta says of a number, in its own words; `None` is what it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    pub messaging_limit: Option<String>,
    pub quality: Option<String>,
}

/// Takes it down; answers whether it was news.
pub async fn hear(tx: &mut Tx, workspace: WorkspaceId, id: NumberId, heard: Heard) -> Result<bool> {
    let Heard { messaging_limit, quality } = heard;
    Ok(tx.execute(HEAR, args![workspace, id, messaging_limit, quality]).await? > 0)
}

/// How people like what each number sends.
pub async fn qualities(tx: &mut Tx, workspace: WorkspaceId) -> Result<BTreeMap<NumberId, Quality>> {
    let rows: Vec<(String, Option<String>)> = tx.rows(QUALITIES, args![workspace]).await?;
    let quality = |word: Option<String>| word.map_or(Quality::Unknown, |word| Quality::from_meta(&word));
    rows.into_iter().map(|(id, word)| Ok((crate::row::id("number", &id)?, quality(word)))).collect()
}

pub async fn set_token(tx: &mut Tx, workspace: WorkspaceId, id: NumberId, sealed: Vec<u8>) -> Result<()> {
    tx.execute(SET_TOKEN, args![workspace, id, sealed]).await?;
    Ok(())
}

pub async fn sealed_token(tx: &mut Tx, workspace: WorkspaceId, id: NumberId) -> Result<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = tx.row(SEALED_TOKEN, args![workspace, id]).await?;
    Ok(row.map(|(sealed,)| sealed))
}
