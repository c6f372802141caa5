//! A score, and why. Sent, answered and commented are three events, so that a rate of answers can be told.

use super::FlowEffect;
use super::answer::rating;
use super::run::{Moved, Run, follow};
use super::trouble::Trouble;
use crate::flow::document::{Node, NodeKind, Survey};
use crate::flow::limits;
use crate::flow::trigger::Reply;
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl<'a> Run<'a> {
    pub(super) fn begin_survey(&mut self, node: &'a Node, survey: &'a Survey) -> Moved {
        self.show(node)?;
        self.record_survey("survey_sent", survey, []);
        Ok(self.waiting(survey.timeout.or(Some(limits::SURVEY))))
    }

    pub(super) fn answer_survey(&mut self, node: &'a Node, survey: &'a Survey, reply: &Reply) -> Moved {
        let text = reply.text.as_deref().unwrap_or_default();
        if let Some(score) = self.session.progress.partial.take() {
            let comment: String = text.chars().take(limits::REPLY_CHARACTERS).collect();
            self.understood();
            self.record_survey("survey_commented", survey, [("score", score), ("comment", comment.into())]);
            return Ok(follow(node.routes.next.as_ref()));
        }
        let (lowest, highest) = survey.kind.scale();
        match rating(text, lowest.into(), highest.into()) {
            Some(score) => self.scored(node, survey, score),
            None => self.try_again(node, None, None),
        }
    }

    pub(super) fn scored(&mut self, node: &'a Node, survey: &'a Survey, score: i64) -> Moved {
        self.understood();
        self.remember_if(survey.save_as.as_ref(), score.into());
        self.record_survey("survey_answered", survey, [("score", score.into())]);
        let Some(follow_up) = &survey.follow_up else { return Ok(follow(node.routes.next.as_ref())) };
        self.say_text(follow_up)?;
        self.session.progress.partial = Some(score.into());
        Ok(self.waiting(survey.timeout.or(Some(limits::SURVEY))))
    }

    /// Whoever gave a score and no reason has answered all the same.
    pub(super) fn has_scored(&self) -> Result<bool, Trouble> {
        Ok(matches!(self.here()?.kind, NodeKind::Survey(_)) && self.session.progress.partial.is_some())
    }

    fn record_survey<const N: usize>(&mut self, name: &str, survey: &Survey, more: [(&str, Value); N]) {
        let about = [
            ("kind", json!(survey.kind)),
            ("flow", json!(self.flow.name)),
            ("node", json!(self.session.node)),
            ("session", json!(self.session.id)),
        ];
        let properties: BTreeMap<String, Value> =
            about.into_iter().chain(more).map(|(name, value)| (name.to_owned(), value)).collect();
        self.effects.push(FlowEffect::Record { name: name.to_owned(), properties });
    }
}
