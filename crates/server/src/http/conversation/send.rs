//! Sending a message by hand or by program.

use super::message::Message;
use super::refusal::refused;
use crate::act::{self, ActError};
use crate::app::App;
use crate::http::caller::{Allowed, SendMessages};
use crate::http::extract::{At, Body};
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use crate::templates;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::decide::action::Action;
use domain::id::ConversationId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct SendMessage {
    /// The message in Meta's shape: `{"type": "text", "text": {"body": "Hola"}}`.
    #[schema(value_type = Object)]
    pub message: Value,
    /// The wamid of the message this one answers.
    #[serde(default)]
    pub context_wamid: Option<String>,
}

/// Send a message
///
/// It is queued and goes out at the number's pace; its status comes by the live events. An agent who sends takes the
/// conversation over from the bot. Outside the window only templates may be sent.
#[utoipa::path(post, path = "/conversations/{id}/messages", tag = "conversations",
    params(("id" = String, Path, format = "uuid"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and sends once")),
    request_body = SendMessage, security(("session" = []), ("token" = ["send_messages"])),
    responses(
        (status = 201, description = "On its way", body = Message),
        (status = 409, description = "The gate refused: `window_closed`, `opted_out`, `blocked_contact`, …",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Not a message, or beyond Meta's limits",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn send_message(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<SendMessages>,
    At(conversation): At<ConversationId>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<SendMessage>,
) -> Result<Response, Problem> {
    let app = &app;
    let message = read(asked.message)?;
    let template = templates::standing(app, conversation, &message).await?;
    let action = Action::Send { message, template, quotes: asked.context_wamid };
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let (acted, after) = match act::perform_in(app, &mut tx, caller.as_actor(), conversation, action).await {
        Ok(done) => done,
        Err(ActError::Unsaid(unsaid)) => {
            drop(tx);
            return Err(refused(app, caller.workspace, conversation, unsaid).await);
        }
        Err(ActError::Store(error)) => return Err(error.into()),
    };
    let sent = acted.message.ok_or_else(|| Problem::internal(&"sending made no message"))?;
    let rows = store::thread::messages_by_ids(&mut tx, caller.workspace, &[sent.id]).await?;
    let row = rows.into_iter().next().ok_or_else(|| Problem::internal(&"a sent message was not stored"))?;
    let sent = Message::try_from(row)?;
    once.remember(&mut tx, StatusCode::CREATED, &sent, app.universe.now()).await?;
    tx.commit().await?;
    app.announce(after);
    Ok((StatusCode::CREATED, Json(sent)).into_response())
}

/// Kinds that Meta added later pass as they are; something without a kind is no message.
fn read(message: Value) -> Result<whatsapp::message::Message, Problem> {
    if message.get("type").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Err(Problem::invalid("message.type", "missing: `text`, `template`, `interactive`, …"));
    }
    let read = serde_json::from_value(message);
    read.map_err(|error| Problem::invalid("message", format!("not a message in Meta's shape: {error}")))
}
