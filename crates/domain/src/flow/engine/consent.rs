//! The answer to a question for consent, kept as proof with its words.

use super::FlowEffect;
use super::run::{Move, Run, follow};
use crate::flow::document::{AskConsent, Node};

impl Run<'_> {
    /// A yes goes on; a no goes the way of `otherwise`, or on as well.
    pub(super) fn consented(&mut self, node: &Node, ask: &AskConsent, given: bool, words: String) -> Move {
        self.understood();
        self.effects.push(FlowEffect::RecordConsent { category: ask.category, given, words });
        self.remember_if(ask.save_as.as_ref(), given.into());
        let declined = node.routes.otherwise.as_ref().filter(|_| !given);
        follow(declined.or(node.routes.next.as_ref()))
    }
}
