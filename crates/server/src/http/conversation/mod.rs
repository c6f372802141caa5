//! The inbox: conversations, their threads, and what people do with them.

pub mod act;
pub mod campaign;
pub mod decide;
pub mod list;
pub mod mark_read;
pub mod message;
pub mod messages;
pub mod read;
pub mod refusal;
pub mod send;
pub mod view;

use crate::app::App;
use crate::http::problem::Problem;
use domain::id::{ConversationId, WorkspaceId};
use store::Tx;
use view::Conversation;

/// As it stands in this transaction.
pub(super) async fn load(tx: &mut Tx, workspace: WorkspaceId, id: ConversationId) -> Result<Conversation, Problem> {
    let row = store::conversation::one(tx, workspace, id).await?;
    row.ok_or_else(|| Problem::not_found("conversation"))?.try_into()
}

pub(super) async fn load_now(app: &App, workspace: WorkspaceId, id: ConversationId) -> Result<Conversation, Problem> {
    load(&mut app.db.read().await?, workspace, id).await
}
