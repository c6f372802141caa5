//! The ledger is written: what is known of a slice of people, and their rows.

use crate::error::Result;
use crate::sql::{Arg, json, list};
use crate::{Tx, args};
use domain::campaign::RecipientState;
use domain::id::{CampaignId, ContactId, NumberId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::BTreeSet;

crate::statements! {
    /// Whom the business wrote to since, in a conversation or by a campaign.
    WRITTEN = "SELECT c.contact_id FROM conversations c WHERE c.workspace_id = $1 AND c.contact_id IN {list_2} \
             AND EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = $1 AND m.conversation_id = c.id \
                 AND m.direction = 'outbound' AND m.at > $3) \
         UNION SELECT r.contact_id FROM recipients r WHERE r.workspace_id = $1 AND r.contact_id IN {list_2} AND r.accepted_at > $3";
    SEEN = "SELECT contact_id FROM conversations WHERE workspace_id = $1 AND contact_id IN {list_2} AND last_inbound_at > $3";
    IN_FLOW = "SELECT c.contact_id FROM conversations c WHERE c.workspace_id = $1 AND c.contact_id IN {list_2} \
         AND EXISTS (SELECT 1 FROM sessions s WHERE s.workspace_id = c.workspace_id AND s.conversation_id = c.id AND s.ended_at IS NULL)";
    CANCEL = "UPDATE recipients SET state = 'cancelled' WHERE workspace_id = $1 AND campaign_id = $2 AND position IN ( \
             SELECT due.position FROM recipients due WHERE due.workspace_id = $1 AND due.campaign_id = $2 \
             AND due.state = 'waiting' AND due.state IN ('waiting', 'sending') LIMIT $3) AND state = 'waiting' RETURNING variant";
}

/// A row as it is planned.
#[derive(Clone, Debug)]
pub struct Planned {
    pub position: i64,
    pub contact: ContactId,
    pub step: u32,
    pub number: NumberId,
    pub address: String,
    pub variant: u32,
    pub values: Vec<String>,
    pub state: RecipientState,
    pub reason: Option<&'static str>,
    pub due_at: Timestamp,
}

pub async fn written(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &[ContactId],
    since: Timestamp,
) -> Result<BTreeSet<ContactId>> {
    ids(tx.rows(WRITTEN, args![workspace, list(contacts)?, since]).await?)
}

/// Who wrote since.
pub async fn seen(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &[ContactId],
    since: Timestamp,
) -> Result<BTreeSet<ContactId>> {
    ids(tx.rows(SEEN, args![workspace, list(contacts)?, since]).await?)
}

pub async fn in_flow(tx: &mut Tx, workspace: WorkspaceId, contacts: &[ContactId]) -> Result<BTreeSet<ContactId>> {
    ids(tx.rows(IN_FLOW, args![workspace, list(contacts)?]).await?)
}

fn ids(rows: Vec<(String,)>) -> Result<BTreeSet<ContactId>> {
    rows.into_iter().map(|(id,)| crate::row::id("contact", &id)).collect()
}

pub async fn insert(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId, rows: &[Planned]) -> Result<()> {
    let rows: Vec<Vec<Arg>> = rows
        .iter()
        .map(|row| {
            Ok(args![
                workspace,
                campaign,
                row.position,
                row.contact,
                row.step,
                row.number,
                row.address.as_str(),
                row.variant,
                json(&row.values)?,
                row.state.as_str(),
                row.reason.map(str::to_owned),
                0_i64,
                row.due_at
            ])
        })
        .collect::<Result<_>>()?;
    tx.insert(
        "INSERT INTO recipients (workspace_id, campaign_id, position, contact_id, step, number_id, address, variant, parameters, state, \
         reason, attempt, due_at)",
        rows,
        "",
    )
    .await?;
    Ok(())
}

/// Cancels some of what waits; answers the variants of those that were, one for each.
pub async fn cancel(tx: &mut Tx, workspace: WorkspaceId, campaign: CampaignId, most: u32) -> Result<Vec<u32>> {
    let rows: Vec<(i64,)> = tx.rows(CANCEL, args![workspace, campaign, most]).await?;
    rows.into_iter().map(|(variant,)| crate::row::unsigned("variant", variant)).collect()
}
