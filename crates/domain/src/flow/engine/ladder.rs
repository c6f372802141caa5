//! What happens when a reply is not understood: the flow's ladder, which always ends with a person.

use super::run::{Move, Moved, Run};
use super::{FlowEffect, HandOverReason, phrases};
use crate::flow::document::{Localised, Node, NodeId, NodeKind};
use crate::flow::limits;

impl<'a> Run<'a> {
    /// An answer that fits: the next misunderstanding is the first again.
    pub(super) fn understood(&mut self) {
        self.session.progress.misses = 0;
    }

    /// A wrong answer to a question: its own error text and the question again, then `on_failure`, then the ladder.
    pub(super) fn try_again(&mut self, node: &'a Node, retries: Option<u32>, error: Option<&Localised>) -> Moved {
        self.note_misunderstood();
        let retries = retries.unwrap_or(limits::RETRIES).min(limits::RETRIES_MAXIMUM);
        if self.session.attempts >= retries {
            return match &node.routes.on_failure {
                Some(target) => Ok(Move::To(target.clone())),
                None => Ok(self.after_rephrasing()),
            };
        }
        self.session.attempts += 1;
        let words = match error {
            Some(error) => self.words().say(error)?,
            None => phrases::NOT_UNDERSTOOD.in_language(self.language()).to_owned(),
        };
        self.say_words(words)?;
        if shows_again(node) {
            self.show(node)?;
        }
        Ok(self.waiting(node.kind.waits().flatten()))
    }

    /// A reply that is none of the choices: the way the author chose, or the same again, and at last a person.
    pub(super) fn no_choice(&mut self, node: &'a Node) -> Moved {
        if let Some(otherwise) = &node.routes.otherwise {
            return Ok(Move::To(otherwise.clone()));
        }
        self.note_misunderstood();
        let flow = self.flow;
        if let Some(ladder) = &flow.not_understood {
            self.session.progress.misses = self.session.progress.misses.saturating_add(1);
            return if self.session.progress.misses > 1 {
                Ok(self.menu_or_person())
            } else {
                let words = match &ladder.rephrase {
                    Some(text) => self.words().say(text)?,
                    None => phrases::NOT_UNDERSTOOD.in_language(self.language()).to_owned(),
                };
                self.say_words(words)?;
                self.show(node)?;
                Ok(self.waiting(node.kind.waits().flatten()))
            };
        }
        if self.session.attempts >= limits::RETRIES {
            return Ok(self.give_to_a_person());
        }
        self.session.attempts += 1;
        self.show(node)?;
        Ok(self.waiting(node.kind.waits().flatten()))
    }

    /// What somebody typed where nothing fits it.
    fn note_misunderstood(&mut self) {
        let message = self.session.variables.get("message");
        let is_typed = message.and_then(|it| it.get("kind")?.as_str()) == Some("text");
        let text = self.last_words();
        if is_typed && text.chars().any(char::is_alphabetic) {
            self.effects.push(FlowEffect::Misunderstood { text });
        }
    }

    fn after_rephrasing(&mut self) -> Move {
        self.session.progress.misses = self.session.progress.misses.max(1).saturating_add(1);
        self.menu_or_person()
    }

    /// The menu once, then a person.
    fn menu_or_person(&self) -> Move {
        let menu: Option<&NodeId> = self.flow.not_understood.as_ref().and_then(|ladder| ladder.menu.as_ref());
        let menu = menu.filter(|menu| self.session.progress.misses == 2 && **menu != self.session.node);
        menu.map_or_else(|| self.give_to_a_person(), |menu| Move::To(menu.clone()))
    }

    fn give_to_a_person(&self) -> Move {
        let tries = self.session.attempts + 1;
        self.pass_on(HandOverReason::NotUnderstood, &format!("no answer that fits, after {tries} tries"))
    }
}

/// Whether there is something to tap or to send with the question.
fn shows_again(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Ask(ask) => !ask.choices.is_empty() || !super::offer::of_ask(ask, "").is_empty(),
        NodeKind::AskConsent(_) => true,
        NodeKind::Survey(survey) => !super::offer::of_survey(survey.kind).is_empty(),
        _ => false,
    }
}
