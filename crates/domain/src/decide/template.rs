//! What Meta reports of our templates.

use super::Turn;
use crate::event::Event;
use crate::id::{IdSource, TemplateChangeId, TemplateId, UserId};
use crate::template::{ChangeKind, TemplateChange, TemplateNews};
use crate::time::Timestamp;

/// Takes in one piece of news. Of a template nobody here has heard of, and of texts that are told only in part, Meta has
/// to be asked.
pub fn reported(turn: &mut Turn<'_>, news: &TemplateNews) {
    let now = turn.now;
    let Some(id) = turn.world.template_told_of(news) else { return turn.emit(Event::TemplatesOutdated) };
    let changes = turn.world.change_template(id, |template| template.hear(news, now)).unwrap_or_default();
    for event in changed(turn.ids, id, None, changes, now) {
        turn.emit(event);
    }
    if matches!(news, TemplateNews::Components(_)) {
        turn.emit(Event::TemplatesOutdated);
    }
}

/// What happened to a template, as events.
pub fn changed(
    ids: &mut IdSource,
    template: TemplateId,
    actor: Option<UserId>,
    kinds: Vec<ChangeKind>,
    at: Timestamp,
) -> Vec<Event> {
    let change = |kind| TemplateChange { id: TemplateChangeId::new(ids, at), template, actor, kind, at };
    kinds.into_iter().map(change).map(|change| Event::TemplateChanged(Box::new(change))).collect()
}
