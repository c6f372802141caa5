//! Templates between Meta and our rows: looked at, submitted, deleted. No transaction is open while Meta is asked.

pub(crate) mod desk;
pub(crate) mod library;
pub(crate) mod meta;
pub(crate) mod sync;

use crate::app::App;
use domain::id::ConversationId;
use domain::policy::{TemplateCategory, TemplateStatus};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use whatsapp::message::Message;

/// Webhooks tell what happens; what they missed is found after this long.
const EVERY: Duration = Duration::from_mins(10);
/// After Meta could not be asked.
const AGAIN: Duration = Duration::from_secs(30);
/// A template that we do not have may be new at Meta; then it is asked no oftener than this.
pub(crate) const FRESH: Duration = Duration::from_mins(1);
/// However often Meta refuses messages for their templates, it is asked no oftener than this.
const AT_MOST_EVERY: Duration = Duration::from_secs(2);

/// Compares our templates with Meta's when a server starts, from time to time, and when something says that they differ.
/// Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let mut whatever_is_fresh = Some(EVERY);
    loop {
        let pause = match sync::all(&app, whatever_is_fresh).await {
            Ok(()) => EVERY,
            Err(error) => {
                tracing::warn!(%error, "templates could not be compared with Meta's; trying again");
                AGAIN
            }
        };
        tokio::select! {
            () = tokio::time::sleep(AT_MOST_EVERY) => {}
            () = stop.cancelled() => return,
        }
        whatever_is_fresh = tokio::select! {
            () = app.wake.templates.notified() => None,
            () = tokio::time::sleep(pause) => Some(EVERY),
            () = stop.cancelled() => return,
        };
    }
}

/// What the gate asks about the template in this message; `None` when it is none, or nobody has heard of it.
pub(crate) async fn standing(
    app: &App,
    conversation: ConversationId,
    message: &Message,
) -> store::Result<Option<(TemplateCategory, TemplateStatus)>> {
    let Message::Template(template) = message else { return Ok(None) };
    let (name, language) = (template.name.as_str(), template.language.code.as_str());
    let mut tx = app.db.read().await?;
    let known = store::template::standing_in(&mut tx, app.workspace, conversation, name, language).await?;
    drop(tx);
    if known.is_some() {
        return Ok(known);
    }
    if let Err(error) = sync::all(app, Some(FRESH)).await {
        tracing::warn!(%error, "templates could not be compared with Meta's");
    }
    store::template::standing_in(&mut app.db.read().await?, app.workspace, conversation, name, language).await
}
