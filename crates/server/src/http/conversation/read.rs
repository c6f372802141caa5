//! One conversation with its contact and where its bot stands.

use super::view::ConversationDetail;
use crate::app::App;
use crate::http::caller::{Allowed, ReadConversations};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{ContactId, ConversationId};

/// One conversation
#[utoipa::path(get, path = "/conversations/{id}", tag = "conversations", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_conversations"])),
    responses((status = 200, description = "The conversation, its contact and its running flow", body = ConversationDetail)))]
pub async fn read_conversation(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadConversations>,
    At(id): At<ConversationId>,
) -> Result<Json<ConversationDetail>, Problem> {
    let mut tx = app.db.read().await?;
    let conversation = super::load(&mut tx, caller.workspace, id).await?;
    let contact: ContactId = conversation.contact.id.parse().map_err(|error| Problem::internal(&error))?;
    let contact = store::contact::one(&mut tx, caller.workspace, contact).await?;
    let contact = contact.ok_or_else(|| Problem::not_found("contact"))?.into();
    let session = store::conversation::session(&mut tx, caller.workspace, id).await?.map(Into::into);
    Ok(Json(ConversationDetail { facts: conversation.facts, contact, session }))
}
