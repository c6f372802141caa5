//! Where contacts stand in a flow right now, and where others left it.

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
use std::collections::BTreeMap;
use std::time::Duration;
use store::standing::LeftAt;
use utoipa::ToSchema;

/// What goes on in a flow: where contacts stand, and where others stopped answering.
#[derive(Debug, Serialize, ToSchema)]
pub struct FlowStanding {
    pub items: Vec<NodeCount>,
    /// Conversations with this flow that ended in the last 30 days.
    pub ended: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NodeCount {
    pub node: String,
    /// Contacts who stand here now.
    pub contacts: i64,
    /// Conversations of the last 30 days that ended here because nobody replied.
    pub left: i64,
}

/// How far back those who left are counted.
const LOOK_BACK: Duration = Duration::from_hours(30 * 24);

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

/// Where contacts stand in a flow, and where others left it
///
/// Whatever version they began with; nodes with nothing to count are left out.
#[utoipa::path(get, path = "/flows/{id}/standing", tag = "flows", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "The counts by node", body = FlowStanding)))]
pub async fn count_standing(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    At(id): At<FlowId>,
) -> Result<Json<FlowStanding>, Problem> {
    let mut tx = app.db.read().await?;
    store::flow::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let here = store::standing::here(&mut tx, caller.workspace, id).await?;
    let since = app.universe.now().minus(LOOK_BACK);
    let left = store::standing::left(&mut tx, caller.workspace, id, since).await?;
    Ok(Json(FlowStanding::of(here, left)))
}

impl FlowStanding {
    fn of(here: Vec<(String, i64)>, left: Vec<LeftAt>) -> Self {
        let ended = left.iter().map(|node| node.ended).sum();
        let mut counts: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for (node, contacts) in here {
            counts.entry(node).or_default().0 = contacts;
        }
        for LeftAt { node, silent, .. } in left.into_iter().filter(|node| node.silent > 0) {
            counts.entry(node).or_default().1 = silent;
        }
        let items = counts.into_iter().map(|(node, (contacts, left))| NodeCount { node, contacts, left }).collect();
        Self { items, ended }
    }
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
