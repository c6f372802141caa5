//! Reading: here the badge goes, on the customer's phone the ticks turn blue.

use super::view::Conversation;
use crate::app::App;
use crate::http::caller::{Allowed, ManageConversations};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::seal;
use axum::Json;
use axum::extract::State;
use domain::decide::action::Action;
use domain::id::{ConversationId, NumberId};
use whatsapp::message::MarkRead;

/// Mark the conversation as read
///
/// Also tells Meta, once the answer is given: a receipt that is lost harms nobody.
#[utoipa::path(post, path = "/conversations/{id}/read", tag = "conversations",
    params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_conversations"])),
    responses((status = 200, description = "The conversation as it is now", body = Conversation)))]
pub async fn mark_read(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageConversations>,
    At(id): At<ConversationId>,
) -> Result<Json<Conversation>, Problem> {
    let before = super::load_now(&app, caller.workspace, id).await?;
    if before.facts.unread == 0 {
        return Ok(Json(before));
    }
    let now = super::act::perform(&app, &caller, id, Action::MarkRead).await?;
    tokio::spawn(async move {
        if let Err(error) = tell_meta(&app, id, &before).await {
            tracing::warn!(conversation = %id, %error, "a read receipt was not sent");
        }
    });
    Ok(now)
}

async fn tell_meta(app: &App, id: ConversationId, conversation: &Conversation) -> Result<(), String> {
    let mut tx = app.db.read().await.map_err(|error| error.to_string())?;
    let wamid = store::conversation::last_inbound_wamid(&mut tx, app.workspace, id).await;
    let numbers = store::workspace::numbers(&mut tx, app.workspace).await.map_err(|error| error.to_string())?;
    drop(tx);
    let Some(wamid) = wamid.map_err(|error| error.to_string())? else { return Ok(()) };
    let number: NumberId = conversation.facts.number.id.parse().map_err(|_| "unreadable number id")?;
    let number = numbers.into_iter().find(|known| known.id == number).ok_or("the number is gone")?;
    let token = seal::access_token(app, number.id).await.map_err(|error| error.to_string())?;
    let mark = MarkRead { message_id: wamid, typing: false };
    let exchange = app.cloud.mark_read(&number.phone_number_id, &token, &mark).await;
    exchange.result.map(|_| ()).map_err(|error| error.to_string())
}
