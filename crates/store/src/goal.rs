//! Goals, and what they count of events.

use crate::error::Result;
use crate::record::Json;
use crate::sql::json;
use crate::{Tx, args};
use domain::goal::{Goal, Span};
use domain::id::{GoalId, WorkspaceId};
use domain::metric::Rate;
use domain::time::Timestamp;

crate::statements! {
    LIST = "SELECT id, name, document FROM goals WHERE workspace_id = $1 ORDER BY id";
    ONE = "SELECT id, name, document FROM goals WHERE workspace_id = $1 AND id = $2";
    CREATE = "INSERT INTO goals (workspace_id, id, name, document, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)";
    CHANGE = "UPDATE goals SET name = $3, document = $4, updated_at = $5 WHERE workspace_id = $1 AND id = $2";
    DELETE = "DELETE FROM goals WHERE workspace_id = $1 AND id = $2";
    /// Walks `events_by_name`, as does the next one.
    EVENTS = "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND name = $2 AND at >= $3 AND at < $4";
    /// Each person once: whom the first event befell in the time, and of those whom the other befell after it. What becomes of
    /// a person is looked up among their own events, not among all of that name.
    SHARE = "SELECT COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM events later WHERE later.workspace_id = $1 \
         AND later.contact_id = those.contact_id AND later.name || '' = $3 AND later.at >= those.first_at AND later.at < $5)), COUNT(*) \
         FROM (SELECT contact_id, MIN(at) AS first_at FROM events WHERE workspace_id = $1 AND name = $2 AND at >= $4 AND at < $5 \
         AND contact_id IS NOT NULL GROUP BY contact_id) those";
}

/// A goal as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    pub id: GoalId,
    pub name: String,
    pub goal: Goal,
}

type Row = (String, String, Json<Goal>);

fn kept((id, name, goal): Row) -> Result<Kept> {
    Ok(Kept { id: crate::row::id("goal", &id)?, name, goal: goal.0 })
}

/// In the order they were made.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = tx.rows(LIST, args![workspace]).await?;
    rows.into_iter().map(kept).collect()
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: GoalId) -> Result<Option<Kept>> {
    let row: Option<Row> = tx.row(ONE, args![workspace, id]).await?;
    row.map(kept).transpose()
}

pub async fn create(tx: &mut Tx, workspace: WorkspaceId, new: &Kept, now: Timestamp) -> Result<()> {
    tx.execute(CREATE, args![workspace, new.id, new.name.as_str(), json(&new.goal)?, now]).await?;
    Ok(())
}

/// Whether there was one.
pub async fn change(tx: &mut Tx, workspace: WorkspaceId, changed: &Kept, now: Timestamp) -> Result<bool> {
    let args = args![workspace, changed.id, changed.name.as_str(), json(&changed.goal)?, now];
    Ok(tx.execute(CHANGE, args).await? > 0)
}

/// Whether there was one.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: GoalId) -> Result<bool> {
    Ok(tx.execute(DELETE, args![workspace, id]).await? > 0)
}

/// How often it happened.
pub async fn events(tx: &mut Tx, workspace: WorkspaceId, event: &str, span: Span) -> Result<u64> {
    let row: Option<(i64,)> = tx.row(EVENTS, args![workspace, event, span.from, span.until]).await?;
    Ok(row.map_or(0, |(count,)| u64::try_from(count).unwrap_or(0)))
}

/// Of the people of one event, those of another afterwards.
pub async fn share(tx: &mut Tx, workspace: WorkspaceId, event: &str, of: &str, span: Span) -> Result<Rate> {
    let row: Option<(i64, i64)> = tx.row(SHARE, args![workspace, of, event, span.from, span.until]).await?;
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    let (numerator, denominator) = row.map_or((0, 0), |(those, all)| (count(those), count(all)));
    Ok(Rate::of_people(numerator, denominator))
}
