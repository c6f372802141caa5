//! The proof of what people let us send them: every record, as it was written. None is ever changed.

use crate::error::Result;
use crate::record::Json;
use crate::{Tx, args};
use domain::consent::ConsentRecord;
use domain::id::{ContactId, WorkspaceId};
use std::collections::BTreeSet;

crate::statements! {
    OF_CONTACTS = "SELECT record FROM consent_records WHERE workspace_id = $1 AND contact_id IN {list_2} \
         ORDER BY recorded_at, category, source, number_id, state";
    BEFORE = "SELECT record FROM consent_records WHERE workspace_id = $1 AND contact_id = $2 AND recorded_at <= $3 \
         ORDER BY recorded_at DESC, category, source, number_id, state LIMIT $4";
}

/// Oldest first.
pub async fn of_contacts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &BTreeSet<ContactId>,
) -> Result<Vec<ConsentRecord>> {
    let rows: Vec<(Json<ConsentRecord>,)> = tx.rows(OF_CONTACTS, args![workspace, crate::sql::list(contacts)?]).await?;
    Ok(rows.into_iter().map(|(record,)| record.0).collect())
}

/// Latest first, up to this moment.
pub async fn before(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contact: ContactId,
    moment: i64,
    limit: u32,
) -> Result<Vec<ConsentRecord>> {
    let rows: Vec<(Json<ConsentRecord>,)> = tx.rows(BEFORE, args![workspace, contact, moment, limit]).await?;
    Ok(rows.into_iter().map(|(record,)| record.0).collect())
}
