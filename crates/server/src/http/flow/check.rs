//! What the checker says of a document, without saving it.

use super::save::SaveFlow;
use super::surroundings;
use super::view::{Checked, FlowProblem};
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct FlowProblems {
    pub problems: Vec<FlowProblem>,
}

/// Check a flow document
#[utoipa::path(post, path = "/flows/check", tag = "flows", request_body = SaveFlow,
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Errors and warnings with their places", body = FlowProblems)))]
pub async fn check_flow(
    State(app): State<App>,
    _: Allowed<ReadFlows>,
    Body { value: asked, .. }: Body<SaveFlow>,
) -> Result<Json<FlowProblems>, Problem> {
    let known = surroundings::known(&app, &asked.document, None).await?;
    Ok(Json(FlowProblems { problems: Checked::among(&asked.document, known.around()).problems }))
}
