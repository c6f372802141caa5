//! Messages of campaigns in a thread: they live in the ledger, and are shown where the person read them.

use super::message::{Author, AuthorKind, Failure, Message, MessageStatus};
use super::view::Direction;
use crate::http::problem::Problem;
use domain::campaign::{Launch, message};
use domain::id::{CampaignId, ContactId, WorkspaceId};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::Tx;
use store::campaign::people::{self, RecipientRow};
use uuid::Uuid;

/// What campaigns sent these contacts before a place in the thread, from one number or from any.
pub async fn messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    contacts: &[ContactId],
    number: Option<&str>,
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<Message>, Problem> {
    // Of the same moment, those before the place are found as well.
    let until = before.and_then(moment_of).map_or(i64::MAX, |moment| moment.saturating_add(1));
    let rows = people::of_contacts(tx, workspace, contacts, Timestamp(until), limit).await?;
    let mut campaigns: BTreeMap<String, Option<(String, Launch)>> = BTreeMap::new();
    let mut found = Vec::new();
    for row in rows.into_iter().filter(|row| number.is_none_or(|number| row.number_id == number)) {
        if !campaigns.contains_key(&row.campaign_id) {
            campaigns.insert(row.campaign_id.clone(), known(tx, workspace, &row.campaign_id).await?);
        }
        if let Some(Some((name, launch))) = campaigns.get(&row.campaign_id) {
            found.extend(shown(row, name, launch));
        }
    }
    found.retain(|message| before.is_none_or(|before| message.id.as_str() < before));
    Ok(found)
}

async fn known(tx: &mut Tx, workspace: WorkspaceId, id: &str) -> Result<Option<(String, Launch)>, Problem> {
    let id: CampaignId = id.parse().map_err(|error| Problem::internal(&error))?;
    let campaign = store::campaign::one(tx, workspace, id).await?;
    Ok(campaign.and_then(|campaign| Some((campaign.name, campaign.launch?))))
}

fn shown(row: RecipientRow, campaign: &str, launch: &Launch) -> Option<Message> {
    let variant = launch.variants.get(usize::try_from(row.variant).ok()?)?;
    let content = message::message(variant, &row.parameters.0);
    let at = row.accepted_at?;
    Some(Message {
        id: id_of(at, &row.campaign_id, row.position).to_string(),
        direction: Direction::Outbound,
        author: Author { kind: AuthorKind::Api, name: Some(campaign.to_owned()) },
        kind: content.kind().to_owned(),
        preview: content.preview(),
        content: serde_json::to_value(&content).ok()?,
        status: status(&row.state),
        failure: row.reason.filter(|_| row.state == "failed").map(|reason| Failure {
            code: row.code,
            reason,
            detail: String::new(),
        }),
        wamid: row.wamid,
        context_wamid: None,
        at,
        media: None,
        reactions: Vec::new(),
        needs_decision: false,
    })
}

fn status(state: &str) -> MessageStatus {
    match state {
        "sent" => MessageStatus::Sent,
        "delivered" => MessageStatus::Delivered,
        "read" => MessageStatus::Read,
        "failed" => MessageStatus::Failed,
        _ => MessageStatus::Accepted,
    }
}

/// An id as messages have them: it grows with time, and the same row has always the same.
fn id_of(at: i64, campaign: &str, position: i64) -> Uuid {
    let mut tail = [0_u8; 10];
    let campaign = Uuid::parse_str(campaign).unwrap_or_default();
    let (_, random) = campaign.as_u64_pair();
    let mark = (random ^ position.unsigned_abs().rotate_left(20)).to_be_bytes();
    for (slot, byte) in tail.iter_mut().skip(2).zip(mark) {
        *slot = byte;
    }
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at).unwrap_or(0), &tail).into_uuid()
}

fn moment_of(id: &str) -> Option<i64> {
    let (seconds, nanos) = Uuid::parse_str(id).ok()?.get_timestamp()?.to_unix();
    i64::try_from(seconds).ok()?.checked_mul(1_000)?.checked_add(i64::from(nanos / 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_its_moment_and_is_always_the_same() {
        let (one, other) = ("01920000-0000-7000-8000-000000000001", "01920000-0000-7000-8000-000000000002");
        let id = id_of(1_790_000_000_123, one, 7);
        assert_eq!(id, id_of(1_790_000_000_123, one, 7));
        assert_eq!(moment_of(&id.to_string()), Some(1_790_000_000_123));
        let different = [id_of(1_790_000_000_123, one, 8), id_of(1_790_000_000_123, other, 7)];
        assert!(!different.contains(&id));
    }
}
