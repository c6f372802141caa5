//! Publishing a draft: from then on new sessions run it.

use super::surroundings;
use super::view::{Checked, not_found};
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::http::state::HttpState;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::FlowId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::flow::Publication;
use utoipa::ToSchema;

#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct PublishFlow {
    /// What has changed, for those who read the list of versions later.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub note: String,
}

/// Longer than this, in characters, is no note.
const NOTE_LENGTH: usize = 500;

#[derive(Debug, Serialize, ToSchema)]
pub struct Published {
    pub version: i64,
}

/// Publish the draft of a flow
///
/// Contacts who are in the flow stay on the version they began with.
#[utoipa::path(post, path = "/flows/{id}/publish", tag = "flows", params(("id" = String, Path, format = "uuid")),
    request_body = Option<PublishFlow>,
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Published", body = Published),
        (status = 422, description = "`flow_has_errors`: what has to be mended first, with lines",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn publish_flow(
    State(state): State<HttpState>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<FlowId>,
    Body { value: asked, .. }: Body<Option<PublishFlow>>,
) -> Result<Json<Published>, Problem> {
    let note = asked.unwrap_or_default().note;
    if note.chars().count() > NOTE_LENGTH {
        return Err(Problem::invalid("note", "at most 500 characters"));
    }
    let app = &state.app;
    let mut look = app.db.read().await?;
    let draft = store::flow::one(&mut look, caller.workspace, id).await?.ok_or_else(not_found)?.draft;
    drop(look);
    // Meta may be asked, so this comes before the transaction.
    let known = surroundings::known(app, &draft, Some(id)).await?;
    let mut tx = app.db.write().await?;
    let row = store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let errors = Checked::among(&row.draft, known.around()).errors();
    if !errors.is_empty() {
        let (status, title) = (StatusCode::UNPROCESSABLE_ENTITY, "The flow has errors");
        let detail = format!("Mend {} first; the draft is kept.", errors.len());
        return Err(Problem::new(status, "flow_has_errors", title, detail).with_errors(errors));
    }
    let publication = Publication { document: &row.draft, note: note.trim(), author: caller.user() };
    let version = store::flow::publish(&mut tx, caller.workspace, id, publication, app.universe.now()).await?;
    let detail = json!({ "version": version });
    audit::note_with(app, &mut tx, &caller, "flow.published", &row.id, detail).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::FlowsChanged]);
    Ok(Json(Published { version }))
}
