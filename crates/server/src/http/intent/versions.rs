//! What was published, and when.

use super::train::CheckOutcome;
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::conversation::view::Person;
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use store::intent::VersionRow;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct IntentVersion {
    pub version: i64,
    pub note: String,
    #[schema(required = true)]
    pub author: Option<Person>,
    pub published_at: i64,
    /// How the sentences went that had to be understood then.
    pub checks: CheckOutcome,
}

/// Published versions of what is taught, newest first
#[utoipa::path(get, path = "/intents/versions", tag = "intents", params(PageQuery),
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "A page", body = Page<IntentVersion>)))]
pub async fn list_intent_versions(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    Asked(page): Asked<PageQuery>,
) -> Result<Json<Page<IntentVersion>>, Problem> {
    let before: i64 = page.after()?.unwrap_or(i64::MAX);
    let most = page.limit() + 1;
    let rows = store::intent::versions(&mut app.db.read().await?, caller.workspace, before, most).await?;
    Ok(Json(Page::of(rows, page.limit(), |row| row.version).map(shown)))
}

fn shown(row: VersionRow) -> IntentVersion {
    IntentVersion {
        version: row.version,
        note: row.note,
        author: row.author_id.zip(row.author_name).map(|(id, name)| Person { id, name }),
        published_at: row.published_at,
        checks: CheckOutcome::of(row.outcome.0),
    }
}
