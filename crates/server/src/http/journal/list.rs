//! The journal, newest first.

use crate::app::App;
use crate::http::caller::{Allowed, ReadJournal};
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::word::{stored, word};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use store::journal_view;
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JournalState {
    Pending,
    Processed,
    /// Kept, with a reason why nothing could be done with it.
    Parked,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListJournal {
    pub state: Option<JournalState>,
    /// Part of the reason, the summary or the id.
    pub q: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JournalEntry {
    /// Its place in the order of arrival.
    pub id: String,
    pub received_at: i64,
    #[schema(required = true)]
    pub processed_at: Option<i64>,
    pub state: JournalState,
    #[schema(required = true)]
    pub reason: Option<String>,
    /// What is in it, in one line.
    pub summary: String,
    /// How often Meta delivered these very bytes.
    pub deliveries: i64,
    /// In bytes.
    pub size: i64,
}

/// Webhook bodies, newest first
#[utoipa::path(get, path = "/journal", tag = "journal", params(ListJournal),
    security(("session" = []), ("token" = ["read_journal"])),
    responses((status = 200, description = "One page", body = Page<JournalEntry>)))]
pub async fn list_journal(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadJournal>,
    Asked(query): Asked<ListJournal>,
) -> Result<Json<Page<JournalEntry>>, Problem> {
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (before, limit) = (paging.after()?, paging.limit());
    let pattern = query.q.as_deref().and_then(store::search::pattern);
    let state = query.state.and_then(stored);
    let mut tx = app.db.read().await?;
    let rows = journal_view::list(&mut tx, caller.workspace, state, pattern, before, limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.sequence);
    Ok(Json(page.try_map(JournalEntry::try_from)?))
}

impl TryFrom<journal_view::Entry> for JournalEntry {
    type Error = Problem;

    fn try_from(row: journal_view::Entry) -> Result<Self, Problem> {
        Ok(Self {
            id: row.sequence.to_string(),
            received_at: row.received_at,
            processed_at: row.processed_at,
            state: word(&row.state)?,
            reason: row.reason,
            summary: row.summary,
            deliveries: row.deliveries,
            size: row.size,
        })
    }
}
