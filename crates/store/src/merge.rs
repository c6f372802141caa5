//! What merges did, so that they can be told and taken back.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::contact::Merge;
use domain::id::{ContactId, UserId, WorkspaceId};
use domain::time::Timestamp;

crate::statements! {
    /// The merge that holds a contact now. Held until the commit.
    STANDING = "SELECT record FROM contact_merges WHERE workspace_id = $1 AND gone_contact_id = $2 AND undone_at IS NULL \
         AND record IS NOT NULL {for_update}";
    OF_KEPT = "SELECT record, undone_at, undone_by FROM contact_merges \
         WHERE workspace_id = $1 AND kept_contact_id IN {list_2} AND record IS NOT NULL ORDER BY merged_at, gone_contact_id";
}

/// A merge, and when it was taken back.
#[derive(Clone, Debug)]
pub struct Told {
    pub merge: Merge,
    pub undone_at: Option<Timestamp>,
    pub undone_by: Option<UserId>,
}

/// The merge by which this contact went into another one.
pub async fn standing(tx: &mut Tx, workspace: WorkspaceId, gone: ContactId) -> Result<Option<Merge>> {
    let row: Option<(Json<Merge>,)> = tx.row(STANDING, args![workspace, gone]).await?;
    Ok(row.map(|(merge,)| merge.0))
}

/// Everything that was ever merged into these, oldest first.
pub async fn of_contacts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    kept: impl IntoIterator<Item = ContactId>,
) -> Result<Vec<Told>> {
    type Row = (Json<Merge>, Option<i64>, Option<String>);
    let rows: Vec<Row> = tx.rows(OF_KEPT, args![workspace, crate::sql::list(kept)?]).await?;
    rows.into_iter()
        .map(|(merge, undone_at, undone_by)| {
            let undone_by = crate::row::optional_id("user", undone_by)?;
            Ok(Told { merge: merge.0, undone_at: undone_at.map(Timestamp), undone_by })
        })
        .collect()
}
