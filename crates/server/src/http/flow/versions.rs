//! What was published, and when.

use super::view::not_found;
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::conversation::view::Person;
use crate::http::extract::At;
use crate::http::page::{MOST, Page};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::FlowId;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct FlowVersion {
    pub version: i64,
    pub note: String,
    #[schema(required = true)]
    pub author: Option<Person>,
    pub published_at: i64,
    pub document: String,
}

/// Published versions of a flow, newest first
#[utoipa::path(get, path = "/flows/{id}/versions", tag = "flows", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "The last 200 versions", body = Page<FlowVersion>)))]
pub async fn list_flow_versions(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    At(id): At<FlowId>,
) -> Result<Json<Page<FlowVersion>>, Problem> {
    let mut tx = app.db.read().await?;
    store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let rows = store::flow::versions(&mut tx, caller.workspace, id, MOST).await?;
    Ok(Json(Page::whole(rows).map(|row| {
        let author = row.author_id.zip(row.author_name).map(|(id, name)| Person { id, name });
        let (version, note, published_at, document) = (row.version, row.note, row.published_at, row.document);
        FlowVersion { version, note, author, published_at, document }
    })))
}
