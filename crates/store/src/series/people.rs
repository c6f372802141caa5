//! The people of a series as others look at them: how many are where, and who.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{CampaignId, ContactId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::BTreeMap;

crate::statements! {
    COUNT = "SELECT state, next_step, COUNT(*) FROM enrolments WHERE workspace_id = $1 AND campaign_id = $2 GROUP BY state, next_step";
    PAGE = "SELECT contact_id, occurrence, state, next_step, due_at, began_at, ended_at FROM enrolments \
         WHERE workspace_id = $1 AND campaign_id = $2 AND (contact_id, occurrence) > ($3, $4) \
         AND (CAST($5 AS TEXT) IS NULL OR state = $5) AND (CAST($6 AS BIGINT) IS NULL OR next_step = $6) \
         ORDER BY contact_id, occurrence LIMIT $7";
}

/// How many are where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// `under_way`, `done`, `stopped`, `withdrawn`.
    pub by_state: BTreeMap<String, i64>,
    /// Of those under way, for which step they wait.
    pub waiting: BTreeMap<u32, i64>,
}

/// One person's way through it, as far as it has come.
#[derive(Clone, Debug)]
pub struct Person {
    pub contact: ContactId,
    pub occurrence: String,
    pub state: String,
    /// The step that was to come next.
    pub next: u32,
    pub due_at: Timestamp,
    pub began_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

/// `None` means: whatever.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<&'static str>,
    pub next: Option<u32>,
}

type PersonRow = (String, String, String, i64, i64, i64, Option<i64>);

pub async fn count(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Count> {
    let rows: Vec<(String, i64, i64)> = tx.rows(COUNT, args![workspace, id]).await?;
    let mut counted = Count::default();
    for (state, next, count) in rows {
        if state == UNDER_WAY {
            counted.waiting.insert(crate::row::unsigned("step", next)?, count);
        }
        *counted.by_state.entry(state).or_default() += count;
    }
    Ok(counted)
}

pub const UNDER_WAY: &str = "under_way";

/// By contact, and then by what began it; `after` are those of the last one of the page before.
pub async fn page(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CampaignId,
    filter: Filter,
    after: Option<(String, String)>,
    limit: u32,
) -> Result<Vec<Person>> {
    let (contact, occurrence) = after.unwrap_or_default();
    let (state, next) = (filter.state.map(str::to_owned), filter.next.map(i64::from));
    let rows: Vec<PersonRow> = tx.rows(PAGE, args![workspace, id, contact, occurrence, state, next, limit]).await?;
    let person = |(contact, occurrence, state, next, due_at, began_at, ended_at): PersonRow| {
        Ok(Person {
            contact: crate::row::id("contact", &contact)?,
            occurrence,
            state,
            next: crate::row::unsigned("step", next)?,
            due_at: Timestamp(due_at),
            began_at: Timestamp(began_at),
            ended_at: ended_at.map(Timestamp),
        })
    };
    rows.into_iter().map(person).collect()
}
