//! Where contacts stand in a flow right now.

use super::view::not_found;
use crate::app::App;
use crate::http::caller::{Allowed, ReadConversations, ReadFlows};
use crate::http::extract::At;
use crate::http::page::{MOST, Page};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::FlowId;
use serde::Serialize;
use utoipa::ToSchema;

/// How many contacts stand at a node.
#[derive(Debug, Serialize, ToSchema)]
pub struct NodeCount {
    pub node: String,
    pub contacts: i64,
}

/// A contact who stands at a node.
#[derive(Debug, Serialize, ToSchema)]
pub struct Standing {
    #[schema(format = "uuid")]
    pub conversation_id: String,
    #[schema(format = "uuid")]
    pub contact_id: String,
    pub contact_name: String,
    /// When the contact's session last moved.
    pub since: i64,
    /// The version of the flow the contact began with.
    pub flow_version: i64,
}

/// How many contacts stand at each node of a flow
///
/// Whatever version they began with; nodes where nobody stands are left out.
#[utoipa::path(get, path = "/flows/{id}/standing", tag = "flows", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "The counts by node", body = Page<NodeCount>)))]
pub async fn count_standing(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    At(id): At<FlowId>,
) -> Result<Json<Page<NodeCount>>, Problem> {
    let mut tx = app.db.read().await?;
    store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let rows = store::standing::counts(&mut tx, caller.workspace, id).await?;
    Ok(Json(Page::whole(rows).map(|(node, contacts)| NodeCount { node, contacts })))
}

/// Who stands at a node of a flow
#[utoipa::path(get, path = "/flows/{id}/standing/{node}", tag = "flows",
    params(("id" = String, Path, format = "uuid"), ("node" = String, Path)),
    security(("session" = []), ("token" = ["read_conversations"])),
    responses((status = 200, description = "At most 200 contacts, the longest there first", body = Page<Standing>)))]
pub async fn list_standing(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadConversations>,
    At((id, node)): At<(FlowId, String)>,
) -> Result<Json<Page<Standing>>, Problem> {
    let mut tx = app.db.read().await?;
    store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let rows = store::standing::people(&mut tx, caller.workspace, id, &node, MOST).await?;
    Ok(Json(Page::whole(rows).map(|row| {
        let store::standing::StandingRow { conversation_id, contact_id, contact_name, since, flow_version } = row;
        Standing { conversation_id, contact_id, contact_name, since, flow_version }
    })))
}
