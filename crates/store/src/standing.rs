//! Where contacts stand in a flow right now: how many at each node, and who.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{FlowId, WorkspaceId};

crate::statements! {
    /// Walks `sessions_by_flow`.
    COUNTS = "SELECT node, COUNT(*) FROM sessions WHERE workspace_id = $1 AND flow_id = $2 AND ended_at IS NULL \
         GROUP BY node ORDER BY node";
    PEOPLE = "SELECT s.conversation_id, p.id AS contact_id, p.name AS contact_name, s.updated_at AS since, s.flow_version \
         FROM sessions s \
         JOIN conversations c ON c.workspace_id = s.workspace_id AND c.id = s.conversation_id \
         JOIN contacts p ON p.workspace_id = c.workspace_id AND p.id = c.contact_id \
         WHERE s.workspace_id = $1 AND s.flow_id = $2 AND s.node = $3 AND s.ended_at IS NULL \
         ORDER BY s.updated_at, s.id LIMIT $4";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct StandingRow {
        pub conversation_id: String,
        pub contact_id: String,
        pub contact_name: String,
        pub since: i64,
        pub flow_version: i64,
    }
}

/// How many contacts stand at each node; nodes where nobody stands are not among them.
pub async fn counts(tx: &mut Tx, workspace: WorkspaceId, flow: FlowId) -> Result<Vec<(String, i64)>> {
    tx.rows(COUNTS, args![workspace, flow]).await
}

/// Who stands at this node, the longest there first.
pub async fn people(
    tx: &mut Tx,
    workspace: WorkspaceId,
    flow: FlowId,
    node: &str,
    most: u32,
) -> Result<Vec<StandingRow>> {
    tx.rows(PEOPLE, args![workspace, flow, node, most]).await
}
