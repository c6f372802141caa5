//! A new flow.

use super::view::{Checked, FlowDetail, not_found};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::FlowId;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateFlow {
    /// Used while the document has no name of its own.
    pub name: Option<String>,
    /// YAML or JSON. It is kept even with errors; only publishing needs it to be right.
    pub document: String,
}

/// Create a flow
///
/// It answers nobody until a version is published.
#[utoipa::path(post, path = "/flows", tag = "flows", request_body = CreateFlow,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 201, description = "Created, with what the checker says", body = FlowDetail)))]
pub async fn create_flow(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateFlow>,
) -> Result<Response, Problem> {
    let checked = Checked::of(&asked.document);
    let name = checked.name().map(str::to_owned).or(asked.name).unwrap_or_else(|| "Flow".to_owned());
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| FlowId::new(ids, now));
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    store::flow::create(&mut tx, caller.workspace, id, &name, &asked.document, now).await?;
    let row = store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let flow = FlowDetail::of(row);
    once.remember(&mut tx, StatusCode::CREATED, &flow, now).await?;
    audit::note(&app, &mut tx, &caller, "flow.created", &flow.facts.id).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::FlowsChanged]);
    Ok((StatusCode::CREATED, Json(flow)).into_response())
}
