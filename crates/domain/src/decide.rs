//! Decisions: a [`World`] and an input go in, [`Event`]s come out.
//!
//! - [`inbound`]: a customer's message or news about a customer;
//! - [`status`]: what Meta reports of our messages;
//! - [`bot`]: flows answering;
//! - [`happened`]: something outside, and [`errands`]: one flow's business with another person;
//! - [`action`]: what people do in the inbox;
//! - [`merge`]: two contacts that are one person, [`consent`] written down by others, and [`bulk`] changes;
//! - [`template`]: what Meta reports of our templates, [`trial`]: a campaign's message to somebody of the team;
//! - [`wake`]: time passed, or an HTTP answer came.
//!
//! A [`Turn`] carries the moment, the identifiers, the world and what was decided so far through all of them.

pub mod action;
pub mod bot;
pub mod bulk;
mod confirm;
pub mod consent;
mod doubt;
mod effects;
pub mod errands;
pub mod happened;
mod hearing;
pub mod inbound;
pub mod merge;
pub mod person;
pub mod speak;
pub mod status;
pub mod template;
pub mod trial;
pub mod wake;

use crate::activity::{Activity, ActivityKind};
use crate::event::Event;
use crate::flow::engine::Passage;
use crate::flow::session::Session;
use crate::id::{ActivityId, ConversationId, IdSource, UserId};
use crate::time::Timestamp;
use crate::world::World;

/// One run of decisions at one moment.
pub struct Turn<'a> {
    pub now: Timestamp,
    pub ids: &'a mut IdSource,
    pub world: &'a mut World,
    events: Vec<Event>,
    passages: Vec<Passage>,
}

impl<'a> Turn<'a> {
    pub fn new(now: Timestamp, ids: &'a mut IdSource, world: &'a mut World) -> Self {
        Self { now, ids, world, events: Vec::new(), passages: Vec::new() }
    }

    /// The nodes that flows entered in this turn; what the coverage of tests is measured by.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    fn walked(&mut self, before: Option<&Session>, mut trail: Vec<Passage>) {
        let begins = before.is_none_or(|session| session.progress.gathering.as_ref().is_some_and(|it| it.begins));
        if let Some(first) = trail.first_mut().filter(|_| begins) {
            first.from = None;
        }
        self.passages.extend(trail);
    }

    /// Everything that was decided: facts first, then each touched row once, in its last state.
    pub fn finish(mut self) -> Vec<Event> {
        self.events.extend(self.world.changes());
        self.events
    }

    fn emit(&mut self, event: Event) {
        self.events.push(event);
    }

    fn note(&mut self, conversation: ConversationId, actor: Option<UserId>, kind: ActivityKind) {
        let id = ActivityId::new(self.ids, self.now);
        self.emit(Event::ActivityNoted(Activity { id, conversation, actor, kind, at: self.now }));
    }
}
