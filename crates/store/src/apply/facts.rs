//! Facts: messages, outbox rows, statuses, activities, HTTP calls, consent records. Only ever added, or moved forward.

use crate::counter;
use crate::error::Result;
use crate::row::word_of;
use crate::sql::{Arg, json, list};
use crate::{Tx, args};
use domain::activity::Activity;
use domain::consent::ConsentRecord;
use domain::errand::Errand;
use domain::event::{Advance, StatusRecord};
use domain::flow::session::HttpCall;
use domain::id::{MessageId, WorkspaceId};
use domain::message::{Author, Message, MessageStatus, Outgoing};
use domain::outside::OutsideEvent;
use domain::time::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// `wamid` is learned once; the status was decided against the row this transaction holds.
const ADVANCE: &str = "UPDATE messages SET status = item.value ->> 'status', wamid = COALESCE(messages.wamid, item.value ->> 'wamid'), \
     failure = COALESCE(item.value -> 'failure', messages.failure) \
     FROM {items_2} WHERE messages.workspace_id = $1 AND messages.id = item.value ->> 'message'";
/// A status proves that the request arrived: the outbox row has done its duty.
const SETTLE_OUTBOX: &str = "DELETE FROM outbox WHERE workspace_id = $1 AND message_id IN {list_2}";

pub(super) const STATEMENTS: &[(&str, &str)] =
    &[("apply::facts::ADVANCE", ADVANCE), ("apply::facts::SETTLE_OUTBOX", SETTLE_OUTBOX)];

const MESSAGE_COLUMNS: &str = "INSERT INTO messages (workspace_id, id, number_id, conversation_id, direction, author_kind, author_id, wamid, kind, content, \
     preview, status, failure, context_wamid, at, created_at)";

fn message_row(workspace: WorkspaceId, message: &Message) -> Result<Vec<Arg>> {
    let (author_kind, author_id) = match &message.author {
        Author::Contact => ("contact", None),
        Author::Bot => ("bot", None),
        Author::Agent(user) => ("agent", Some(*user)),
        Author::Api => ("api", None),
        Author::Phone => ("phone", None),
    };
    Ok(args![
        workspace,
        message.id,
        message.number,
        message.conversation,
        word_of(&message.direction)?,
        author_kind,
        author_id,
        message.wamid.clone(),
        message.kind.as_str(),
        json(&message.content)?,
        message.preview.as_str(),
        word_of(&message.status)?,
        message.failure.as_ref().map_or(Ok(Arg::Json(None)), json)?,
        message.context_wamid.clone(),
        message.at,
        message.created_at,
    ])
}

pub(super) async fn insert_messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    received: &[Message],
    queued: &[Outgoing],
) -> Result<()> {
    let messages = received.iter().chain(queued.iter().map(|outgoing| &outgoing.message));
    let rows = messages.map(|message| message_row(workspace, message)).collect::<Result<Vec<_>>>()?;
    tx.insert(MESSAGE_COLUMNS, rows, "").await?;
    counter::bump(tx, workspace, now, &[(counter::MESSAGES_RECEIVED, received.len())]).await
}

/// Message row and outbox row in one transaction: there is never a request without a row.
pub(super) async fn queue_messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    queued: Vec<Outgoing>,
) -> Result<()> {
    let mut outbox = Vec::with_capacity(queued.len());
    for outgoing in &queued {
        outbox.push(args![
            workspace,
            outgoing.message.id,
            outgoing.message.number,
            outgoing.message.conversation,
            "queued",
            0_i64,
            outgoing.silence_rule(),
            outgoing.purpose.as_str(),
            outgoing.template_category.map(|category| category.as_str().to_owned()),
            now,
            json(&outgoing.envelope)?,
        ]);
    }
    tx.insert(
        "INSERT INTO outbox (workspace_id, message_id, number_id, conversation_id, state, attempt, silence_rule, purpose, template_category, due_at, envelope)",
        outbox,
        "",
    )
    .await?;
    Ok(())
}

pub(super) async fn record_statuses(tx: &mut Tx, workspace: WorkspaceId, statuses: Vec<StatusRecord>) -> Result<()> {
    let mut rows = Vec::with_capacity(statuses.len());
    for status in statuses {
        rows.push(args![workspace, status.wamid, status.status, status.message, status.at, json(&status.raw)?]);
    }
    tx.insert(
        "INSERT INTO statuses (workspace_id, wamid, status, message_id, at, raw)",
        rows,
        "ON CONFLICT (workspace_id, wamid, status) DO NOTHING",
    )
    .await?;
    Ok(())
}

#[derive(Serialize)]
struct AdvanceItem {
    message: MessageId,
    status: MessageStatus,
    wamid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<domain::message::Failure>,
}

pub(super) async fn advance_messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    advances: Vec<Advance>,
) -> Result<()> {
    if advances.is_empty() {
        return Ok(());
    }
    let failed = advances.iter().filter(|advance| advance.status == MessageStatus::Failed).count();
    let recognised: Vec<_> = advances.iter().filter(|a| a.wamid.is_some()).map(|a| a.message).collect();
    let items: Vec<AdvanceItem> = whole_way(advances).into_values().collect();
    tx.execute(ADVANCE, args![workspace, json(&items)?]).await?;
    if !recognised.is_empty() {
        tx.execute(SETTLE_OUTBOX, args![workspace, list(recognised)?]).await?;
    }
    counter::bump(tx, workspace, now, &[(counter::MESSAGES_FAILED, failed)]).await
}

/// Several steps of one message are one: the last status, and whatever was learned on the way.
fn whole_way(advances: Vec<Advance>) -> BTreeMap<MessageId, AdvanceItem> {
    let mut ways: BTreeMap<MessageId, AdvanceItem> = BTreeMap::new();
    for Advance { message, status, wamid, failure, .. } in advances {
        let before = ways.remove(&message);
        let (known_wamid, known_failure) = before.map_or((None, None), |before| (before.wamid, before.failure));
        let (wamid, failure) = (known_wamid.or(wamid), failure.or(known_failure));
        ways.insert(message, AdvanceItem { message, status, wamid, failure });
    }
    ways
}

pub(super) async fn request_http_calls(tx: &mut Tx, workspace: WorkspaceId, calls: Vec<HttpCall>) -> Result<()> {
    let mut rows = Vec::with_capacity(calls.len());
    for call in calls {
        rows.push(args![workspace, call.id, call.conversation, json(&call)?, 0_i64, call.deadline]);
    }
    tx.insert("INSERT INTO http_calls (workspace_id, id, conversation_id, request, attempt, deadline)", rows, "")
        .await?;
    Ok(())
}

pub(super) async fn set_errands(tx: &mut Tx, workspace: WorkspaceId, errands: Vec<Errand>) -> Result<()> {
    let mut rows = Vec::with_capacity(errands.len());
    for errand in errands {
        rows.push(args![workspace, errand.id, json(&errand)?]);
    }
    tx.insert("INSERT INTO errands (workspace_id, id, errand)", rows, "ON CONFLICT (workspace_id, id) DO NOTHING")
        .await?;
    Ok(())
}

pub(super) async fn record_events(tx: &mut Tx, workspace: WorkspaceId, events: Vec<OutsideEvent>) -> Result<()> {
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        rows.push(args![
            workspace,
            event.id,
            event.external_id,
            event.name,
            event.source.as_str(),
            event.contact,
            event.conversation,
            event.amount.as_ref().map(|amount| amount.value),
            event.amount.map(|amount| amount.currency),
            json(&event.properties)?,
            event.at,
            event.recorded_at,
        ]);
    }
    tx.insert(
        "INSERT INTO events (workspace_id, id, external_id, name, source, contact_id, conversation_id, value, currency, properties, at, recorded_at)",
        rows,
        "",
    )
    .await?;
    Ok(())
}

pub(super) async fn note_activities(tx: &mut Tx, workspace: WorkspaceId, activities: Vec<Activity>) -> Result<()> {
    let mut rows = Vec::with_capacity(activities.len());
    for activity in activities {
        rows.push(args![
            workspace,
            activity.id,
            activity.conversation,
            activity.actor,
            json(&activity.kind)?,
            activity.at
        ]);
    }
    tx.insert("INSERT INTO activities (workspace_id, id, conversation_id, actor_id, detail, at)", rows, "").await?;
    Ok(())
}

pub(super) async fn record_consents(tx: &mut Tx, workspace: WorkspaceId, records: Vec<ConsentRecord>) -> Result<()> {
    let mut rows = Vec::with_capacity(records.len());
    for record in records {
        rows.push(args![
            workspace,
            record.contact,
            record.category.as_str(),
            record.source.as_str(),
            record.number.map(|number| number.to_string()).unwrap_or_default(),
            record.state.as_str(),
            json(&record)?,
            record.at
        ]);
    }
    tx.insert(
        "INSERT INTO consent_records (workspace_id, contact_id, category, source, number_id, state, record, recorded_at)",
        rows,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}
