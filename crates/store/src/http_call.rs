//! HTTP requests that flows asked for. A row stays until its answer has been taken in by the flow.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::flow::session::HttpCall;
use domain::id::{HttpRequestId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    /// A lease that ran out belongs to a node that is gone: the request is made again.
    CLAIM = "WITH due AS MATERIALIZED ( \
             SELECT id FROM http_calls WHERE workspace_id = $1 AND (lease_until IS NULL OR lease_until <= $2) ORDER BY id LIMIT $4 {skip_locked}) \
         UPDATE http_calls SET lease_until = $3, attempt = attempt + 1 WHERE workspace_id = $1 AND id IN (SELECT id FROM due) \
         RETURNING request, attempt";
    REMOVE = "DELETE FROM http_calls WHERE workspace_id = $1 AND id = $2";
}

/// Takes calls to be made, until `lease_until`; (call, which attempt this is).
pub async fn claim(
    tx: &mut Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    lease_until: Timestamp,
    most: u32,
) -> Result<Vec<(HttpCall, i64)>> {
    let rows: Vec<(Json<HttpCall>, i64)> = tx.rows(CLAIM, args![workspace, now, lease_until, most]).await?;
    Ok(rows.into_iter().map(|(call, attempt)| (call.0, attempt)).collect())
}

/// True when the row was still there: its answer has not been taken in yet.
pub async fn remove(tx: &mut Tx, workspace: WorkspaceId, call: HttpRequestId) -> Result<bool> {
    Ok(tx.execute(REMOVE, args![workspace, call]).await? > 0)
}
