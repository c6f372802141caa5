//! Errands that flows have set: taken out in the transaction that does them, so that none is done twice.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::errand::Errand;
use domain::id::WorkspaceId;

crate::statements! {
    ANY = "SELECT id FROM errands WHERE workspace_id = $1 LIMIT 1";
    TAKE = "WITH due AS MATERIALIZED (SELECT id FROM errands WHERE workspace_id = $1 ORDER BY id LIMIT $2 {skip_locked}) \
         DELETE FROM errands WHERE workspace_id = $1 AND id IN (SELECT id FROM due) RETURNING errand";
}

pub async fn any(tx: &mut Tx, workspace: WorkspaceId) -> Result<bool> {
    let row: Option<(String,)> = tx.row(ANY, args![workspace]).await?;
    Ok(row.is_some())
}

/// The oldest of them, in the order they were set.
pub async fn take(tx: &mut Tx, workspace: WorkspaceId, most: u32) -> Result<Vec<Errand>> {
    let rows: Vec<(Json<Errand>,)> = tx.rows(TAKE, args![workspace, most]).await?;
    let mut errands: Vec<Errand> = rows.into_iter().map(|(errand,)| errand.0).collect();
    errands.sort_by_key(|errand| errand.id);
    Ok(errands)
}
