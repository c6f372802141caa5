//! The thread of a conversation.

use super::campaign;
use super::message::{Activity, Message, ThreadItem, attach_reactions};
use crate::app::App;
use crate::http::caller::{Allowed, ReadConversations};
use crate::http::extract::{Asked, At};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{ContactId, ConversationId, WorkspaceId};
use std::collections::BTreeSet;
use store::Tx;
use store::thread::{self, MessageRow};

/// What was said and done, newest first
#[utoipa::path(get, path = "/conversations/{id}/messages", tag = "conversations",
    params(("id" = String, Path, format = "uuid"), PageQuery),
    security(("session" = []), ("token" = ["read_conversations"])),
    responses((status = 200, description = "Messages and activities, merged", body = Page<ThreadItem>)))]
pub async fn list_messages(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadConversations>,
    At(id): At<ConversationId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<ThreadItem>>, Problem> {
    let (before, limit) = (query.after::<String>()?, query.limit());
    let mut tx = app.db.read().await?;
    let conversation = super::load(&mut tx, caller.workspace, id).await?;
    let rows = thread::messages(&mut tx, caller.workspace, id, before.as_deref(), limit + 1).await?;
    let mut messages = with_reactions(&mut tx, caller.workspace, rows).await?;
    let contact: ContactId = conversation.contact.id.parse().map_err(|error| Problem::internal(&error))?;
    let family: Vec<ContactId> =
        store::contact::family(&mut tx, caller.workspace, contact).await?.into_iter().collect();
    let number = Some(conversation.facts.number.id.as_str());
    let sent = campaign::messages(&mut tx, caller.workspace, &family, number, before.as_deref(), limit + 1).await?;
    messages.extend(sent);
    let activities = thread::activities(&mut tx, caller.workspace, id, before.as_deref(), limit + 1).await?;
    let activities = activities.into_iter().map(Activity::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(Page::of(merge(messages, activities), limit, |item| key(item).to_owned())))
}

/// Messages as the API shows them, each with the reactions to it.
pub async fn with_reactions(
    tx: &mut Tx,
    workspace: WorkspaceId,
    rows: Vec<MessageRow>,
) -> Result<Vec<Message>, Problem> {
    let conversations: BTreeSet<String> = rows.iter().map(|row| row.conversation_id.clone()).collect();
    let conversations: Vec<String> = conversations.into_iter().collect();
    let mut messages = rows.into_iter().map(Message::try_from).collect::<Result<Vec<_>, _>>()?;
    let wamids: Vec<String> = messages.iter().filter_map(|message| message.wamid.clone()).collect();
    let reactions = thread::reactions(tx, workspace, &conversations, &wamids).await?;
    attach_reactions(&mut messages, reactions)?;
    Ok(messages)
}

/// Ids grow with time: sorting by them is sorting by what happened when.
fn merge(messages: Vec<Message>, activities: Vec<Activity>) -> Vec<ThreadItem> {
    let messages = messages.into_iter().map(|message| ThreadItem::Message { message });
    let activities = activities.into_iter().map(|activity| ThreadItem::Activity { activity });
    let mut items: Vec<ThreadItem> = messages.chain(activities).collect();
    items.sort_by(|a, b| key(b).cmp(key(a)));
    items
}

fn key(item: &ThreadItem) -> &str {
    match item {
        ThreadItem::Message { message } => &message.id,
        ThreadItem::Activity { activity } => &activity.id,
    }
}
