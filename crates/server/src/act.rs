//! What people do in the inbox, done: the world of one conversation is loaded, the decision taken and written, and then
//! everybody who has to know is told.

use crate::app::App;
use crate::consequence::Consequences;
use crate::memory;
use domain::conversation::Conversation;
use domain::decide::Turn;
use domain::decide::action::{Action, Actor, act};
use domain::decide::speak::Unsaid;
use domain::event::Event;
use domain::id::ConversationId;
use domain::message::Message;
use store::Tx;
use store::world::Needs;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    #[error(transparent)]
    Unsaid(#[from] Unsaid),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The conversation as it is now, and the message that is on its way when one was sent.
#[derive(Debug)]
pub struct Acted {
    pub conversation: Conversation,
    pub message: Option<Message>,
}

/// Two people who act at once wait for each other in the database; a deadlock there is tried once more.
pub async fn perform(app: &App, actor: Actor, conversation: ConversationId, action: Action) -> Result<Acted, ActError> {
    match attempt(app, actor, conversation, action.clone()).await {
        Err(ActError::Store(error)) if error.is_contention() => attempt(app, actor, conversation, action).await,
        done => done,
    }
}

async fn attempt(app: &App, actor: Actor, conversation: ConversationId, action: Action) -> Result<Acted, ActError> {
    let mut tx = app.db.write().await?;
    let (acted, after) = perform_in(app, &mut tx, actor, conversation, action).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(acted)
}

/// The same within the caller's transaction; the consequences are to be announced once it is committed.
pub(crate) async fn perform_in(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    conversation: ConversationId,
    action: Action,
) -> Result<(Acted, Consequences), ActError> {
    let needs = Needs { conversations: [conversation].into(), reach: true, ..Needs::default() };
    let mut world = memory::load(app, tx, &needs).await?;
    let now = app.universe.now();
    let decided: Result<(Option<Message>, Vec<Event>), Unsaid> = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        let message = act(&mut turn, conversation, actor, action)?;
        Ok((message, turn.finish()))
    });
    let (message, events) = decided?;
    let after = Consequences::of(&events);
    store::apply::apply(tx, app.workspace, now, events).await?;
    let conversation = world.conversation(conversation).cloned().ok_or(Unsaid::NoConversation)?;
    Ok((Acted { conversation, message }, after))
}
