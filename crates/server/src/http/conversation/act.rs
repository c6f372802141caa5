//! What people do with a conversation besides writing: take over, give back, resolve, snooze, assign.

use super::refusal::refused;
use super::view::Conversation;
use crate::act::{self, ActError};
use crate::app::App;
use crate::http::caller::{Allowed, Caller, ManageConversations};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::decide::action::Action;
use domain::id::{ConversationId, UserId};
use domain::time::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

/// Acts that need nothing but the conversation.
macro_rules! acts {
    ($($name:ident, $path:literal, $summary:literal, $action:expr;)+) => {$(
        #[utoipa::path(post, path = $path, summary = $summary, tag = "conversations",
            params(("id" = String, Path, format = "uuid")),
            security(("session" = []), ("token" = ["manage_conversations"])),
            responses((status = 200, description = "The conversation as it is now", body = Conversation)))]
        pub async fn $name(
            State(app): State<App>,
            Allowed { caller, .. }: Allowed<ManageConversations>,
            At(id): At<ConversationId>,
        ) -> Result<Json<Conversation>, Problem> {
            perform(&app, &caller, id, $action).await
        }
    )+};
}

acts! {
    take_over, "/conversations/{id}/take-over", "Take the conversation over from the bot", Action::TakeOver;
    give_back, "/conversations/{id}/give-back", "Give the conversation back to the bot", Action::GiveBack;
    resolve, "/conversations/{id}/resolve", "Resolve the conversation", Action::Resolve;
    reopen, "/conversations/{id}/reopen", "Open the conversation again", Action::Reopen;
    mark_pending, "/conversations/{id}/pending", "Mark the conversation as waiting for something outside", Action::MarkPending;
    reset_session, "/conversations/{id}/reset-session", "Stop the flow that is running", Action::ResetSession;
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct Snooze {
    /// When it comes back; a message of the contact brings it back earlier.
    pub until: i64,
}

/// Put the conversation aside until later
#[utoipa::path(post, path = "/conversations/{id}/snooze", tag = "conversations",
    params(("id" = String, Path, format = "uuid")), request_body = Snooze,
    security(("session" = []), ("token" = ["manage_conversations"])),
    responses((status = 200, description = "The conversation as it is now", body = Conversation)))]
pub async fn snooze(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageConversations>,
    At(id): At<ConversationId>,
    Body { value: asked, .. }: Body<Snooze>,
) -> Result<Json<Conversation>, Problem> {
    let until = Timestamp(asked.until);
    if until <= app.universe.now() {
        return Err(Problem::invalid("until", "a moment that is still to come"));
    }
    perform(&app, &caller, id, Action::Snooze { until }).await
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct Assign {
    /// A user's id, or `null` for nobody.
    #[schema(required = true, format = "uuid")]
    pub assignee: Option<String>,
}

/// Give the conversation to a person
#[utoipa::path(post, path = "/conversations/{id}/assign", tag = "conversations",
    params(("id" = String, Path, format = "uuid")), request_body = Assign,
    security(("session" = []), ("token" = ["manage_conversations"])),
    responses((status = 200, description = "The conversation as it is now", body = Conversation)))]
pub async fn assign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageConversations>,
    At(id): At<ConversationId>,
    Body { value: asked, .. }: Body<Assign>,
) -> Result<Json<Conversation>, Problem> {
    let nobody_such = || Problem::invalid("assignee", "there is no such person in this workspace");
    let assignee = asked.assignee.map(|id| id.parse::<UserId>().map_err(|_| nobody_such())).transpose()?;
    if let Some(user) = assignee {
        let known = store::user::one(&mut app.db.read().await?, caller.workspace, user).await?;
        known.ok_or_else(nobody_such)?;
    }
    perform(&app, &caller, id, Action::Assign { assignee }).await
}

pub(super) async fn perform(
    app: &App,
    caller: &Caller,
    id: ConversationId,
    action: Action,
) -> Result<Json<Conversation>, Problem> {
    match act::perform(app, caller.as_actor(), id, action).await {
        Ok(_) => Ok(Json(super::load_now(app, caller.workspace, id).await?)),
        Err(ActError::Unsaid(unsaid)) => Err(refused(app, caller.workspace, id, unsaid).await),
        Err(ActError::Store(error)) => Err(error.into()),
    }
}
