//! One webhook body.

use super::list::JournalEntry;
use crate::app::App;
use crate::http::caller::{Allowed, ReadJournal};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct JournalBody {
    #[serde(flatten)]
    pub entry: JournalEntry,
    /// As it came.
    pub body: String,
}

/// One webhook body
#[utoipa::path(get, path = "/journal/{id}", tag = "journal", params(("id" = String, Path, description = "its place in the order of arrival")),
    security(("session" = []), ("token" = ["read_journal"])),
    responses((status = 200, description = "The body and what became of it", body = JournalBody)))]
pub async fn read_journal(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadJournal>,
    At(sequence): At<i64>,
) -> Result<Json<JournalBody>, Problem> {
    let found = store::journal_view::one(&mut app.db.read().await?, caller.workspace, sequence).await?;
    let (entry, body) = found.ok_or_else(|| Problem::not_found("webhook body"))?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Json(JournalBody { entry: entry.try_into()?, body }))
}
