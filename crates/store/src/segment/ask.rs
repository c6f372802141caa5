//! Whom a condition names: how many, some of them, and all of them written down.

use super::compile::Compiler;
use crate::Tx;
use crate::error::{Error, Result};
use crate::fragment::Fragment;
use domain::id::{ContactId, SegmentId, WorkspaceId};
use domain::segment::{Condition, Library};
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// What a question is asked of.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub workspace: WorkspaceId,
    pub condition: &'a Condition,
    /// The segments that the condition may speak of.
    pub library: &'a Library,
    pub now: Timestamp,
}

/// People written into a snapshot by one statement: long enough to be worth its plan, short enough to let others write.
const SLICE: i64 = 100_000;

impl Asked<'_> {
    fn compiler(&self, tx: &Tx) -> Compiler<'_> {
        Compiler::new(tx.engine(), self.workspace, self.library, self.now)
    }
}

pub async fn count(tx: &mut Tx, asked: Asked<'_>) -> Result<u64> {
    let mut compiler = asked.compiler(tx);
    let people = compiler.people(asked.condition);
    let statement = compiler.complete(Fragment::filled("SELECT COUNT(*) {}", &[&people]));
    let rows: Vec<(i64,)> = tx.composed_rows(&statement).await?;
    let count = rows.first().map_or(0, |(count,)| *count);
    u64::try_from(count).map_err(|error| Error::unreadable("count", error))
}

/// Those who came to be known last.
pub async fn sample(tx: &mut Tx, asked: Asked<'_>, most: u32) -> Result<Vec<ContactId>> {
    let mut compiler = asked.compiler(tx);
    let people = compiler.people(asked.condition);
    let most = compiler.bindings.bind(most);
    let text = Fragment::filled("SELECT c.id {} ORDER BY c.id DESC LIMIT {}", &[&people, &most]);
    ids(tx.composed_rows(&compiler.complete(text)).await?)
}

/// Everybody, by id; `after` is the last of the page before.
pub async fn page(tx: &mut Tx, asked: Asked<'_>, after: Option<ContactId>, most: u32) -> Result<Vec<ContactId>> {
    let mut compiler = asked.compiler(tx);
    let people = compiler.people(asked.condition);
    let after = compiler.bindings.bind(after.map(|id| id.to_string()).unwrap_or_default());
    let most = compiler.bindings.bind(most);
    let text = Fragment::filled("SELECT c.id {} AND c.id > {} ORDER BY c.id LIMIT {}", &[&people, &after, &most]);
    ids(tx.composed_rows(&compiler.complete(text)).await?)
}

/// Those of these few contacts who meet it.
pub async fn those_of(tx: &mut Tx, asked: Asked<'_>, contacts: &[ContactId]) -> Result<BTreeSet<ContactId>> {
    let mut compiler = asked.compiler(tx);
    compiler.among(contacts)?;
    let people = compiler.people(asked.condition);
    let statement = compiler.complete(Fragment::filled("SELECT c.id {}", &[&people]));
    Ok(ids(tx.composed_rows(&statement).await?)?.into_iter().collect())
}

/// Writes the next people after `after` into the list of a snapshot; answers how many there were and who was the last,
/// or `None` for the last when nobody is left.
pub async fn freeze(
    tx: &mut Tx,
    asked: Asked<'_>,
    list: SegmentId,
    after: Option<ContactId>,
) -> Result<(u64, Option<ContactId>)> {
    let mut compiler = asked.compiler(tx);
    let people = compiler.people(asked.condition);
    let workspace = compiler.workspace();
    let list_id = compiler.bindings.bind(list);
    let from = compiler.bindings.bind(after.map(|id| id.to_string()).unwrap_or_default());
    let most = compiler.bindings.bind(SLICE);
    let insert = "INSERT INTO segment_members (workspace_id, segment_id, contact_id) \
         SELECT {}, {}, c.id {} AND c.id > {} ORDER BY c.id LIMIT {}";
    let text = Fragment::filled(insert, &[&workspace, &list_id, &people, &from, &most]);
    let written = tx.composed_execute(&compiler.complete(text)).await?;
    let last: Option<(Option<String>,)> = tx.row(super::LAST_MEMBER, crate::args![asked.workspace, list]).await?;
    let last = last.and_then(|(id,)| id).filter(|_| written > 0);
    Ok((written, crate::row::optional_id("contact", last)?))
}

fn ids(rows: Vec<(String,)>) -> Result<Vec<ContactId>> {
    rows.into_iter().map(|(id,)| crate::row::id("contact", &id)).collect()
}
