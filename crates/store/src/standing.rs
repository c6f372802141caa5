//! Where contacts stand in a flow right now, and where others left it without a word.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{FlowId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    /// Walks `sessions_by_flow`.
    HERE = "SELECT node, COUNT(*) FROM sessions WHERE workspace_id = $1 AND flow_id = $2 AND ended_at IS NULL \
         GROUP BY node ORDER BY node";
    /// Walks `sessions_left`. Who was silent until the alarm of the session rang has left; others went on or ended.
    LEFT = "SELECT node, COUNT(*), COUNT(*) FILTER (WHERE wake_at <= ended_at) FROM sessions \
         WHERE workspace_id = $1 AND flow_id = $2 AND ended_at >= $3 GROUP BY node ORDER BY node";
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

/// Sessions that ended while they stood at a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAt {
    pub node: String,
    pub ended: i64,
    /// Of those, how many because nobody replied.
    pub silent: i64,
}

/// How many contacts stand at each node; nodes where nobody stands are not among them.
pub async fn here(tx: &mut Tx, workspace: WorkspaceId, flow: FlowId) -> Result<Vec<(String, i64)>> {
    tx.rows(HERE, args![workspace, flow]).await
}

/// How many sessions have ended at each node since then.
pub async fn left(tx: &mut Tx, workspace: WorkspaceId, flow: FlowId, since: Timestamp) -> Result<Vec<LeftAt>> {
    let rows: Vec<(String, i64, i64)> = tx.rows(LEFT, args![workspace, flow, since]).await?;
    Ok(rows.into_iter().map(|(node, ended, silent)| LeftAt { node, ended, silent }).collect())
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
