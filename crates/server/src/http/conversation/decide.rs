//! What a person decides about a message of which nobody knows whether it arrived.

use super::message::Message;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, SendMessages};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use domain::id::{ConversationId, MessageId};
use domain::message::Failure;
use serde::Deserialize;
use serde_json::json;
use store::undecided;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct Decide {
    pub decision: Decision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It may then arrive twice.
    Resend,
    GiveUp,
}

/// Decide about an uncertain message
#[utoipa::path(post, path = "/conversations/{id}/messages/{message_id}/decision", tag = "conversations",
    params(("id" = String, Path, format = "uuid"), ("message_id" = String, Path, format = "uuid")), request_body = Decide,
    security(("session" = []), ("token" = ["send_messages"])),
    responses((status = 200, description = "The message as it is now", body = Message)))]
pub async fn decide_message(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<SendMessages>,
    At((conversation, message)): At<(ConversationId, MessageId)>,
    Body { value: asked, .. }: Body<Decide>,
) -> Result<Json<Message>, Problem> {
    let (workspace, now) = (caller.workspace, app.universe.now());
    let mut tx = app.db.write().await?;
    if undecided::conversation(&mut tx, workspace, message).await? != Some(conversation) {
        let detail = "This message does not wait for a decision: it is settled, or may still settle by itself.";
        return Err(Problem::conflict("not_undecided", "Nothing to decide", detail));
    }
    match asked.decision {
        Decision::Resend => undecided::resend(&mut tx, workspace, message, now).await?,
        Decision::GiveUp => undecided::give_up(&mut tx, workspace, message, &given_up(), now).await?,
    }
    let word = if asked.decision == Decision::Resend { "resend" } else { "give_up" };
    let detail = json!({ "decision": word });
    audit::note_with(&app, &mut tx, &caller, "message.decided", &message.to_string(), detail).await?;
    let row = store::thread::messages_by_ids(&mut tx, workspace, &[message]).await?.into_iter().next();
    tx.commit().await?;
    app.wake.outbox.queued();
    app.live.publish([LiveEvent::MessageChanged { conversation, message }]);
    Ok(Json(row.ok_or_else(|| Problem::not_found("message"))?.try_into()?))
}

fn given_up() -> Failure {
    Failure { code: None, reason: "given_up".to_owned(), detail: String::new() }
}
