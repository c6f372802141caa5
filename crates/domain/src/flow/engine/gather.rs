//! Messages typed fast after each other are one turn: they are kept until no more come.

use super::Step;
use super::run::Run;
use crate::flow::limits;
use crate::flow::session::{Gathering, Waiting};
use crate::flow::trigger::Reply;

impl Run<'_> {
    /// Keeps a typed message for a moment; gives back what has to be answered now.
    pub(super) fn gather(&mut self, reply: Reply, begins: bool) -> Option<Reply> {
        let Some(span) = self.flow.gather else { return Some(reply) };
        let listens = begins || !matches!(self.session.waiting, Waiting::Http { .. });
        if !listens || !reply.is_typed() {
            // A tap, a picture or a place speaks for itself; what was typed before it stays in the thread.
            self.session.progress.gathering = None;
            return Some(reply);
        }
        let until = self.scope.now.plus(span.0.min(limits::GATHER_MAXIMUM));
        let gathered = match self.session.progress.gathering.take() {
            Some(mut before) => {
                before.reply.join(reply);
                Gathering { messages: before.messages + 1, until, ..before }
            }
            None => Gathering { reply, messages: 1, until, begins },
        };
        if gathered.messages >= limits::GATHERED_MESSAGES {
            return Some(gathered.reply);
        }
        self.session.progress.gathering = Some(gathered);
        None
    }

    /// Nobody typed any more: the messages together are the turn.
    pub(super) fn gathered(mut self, gathering: &Gathering) -> Step {
        self.session.progress.gathering = None;
        if gathering.begins { self.first(&gathering.reply) } else { self.hear_and_answer(&gathering.reply) }
    }
}
