//! A score, and why; nobody is asked twice within a week. Sent, answered and commented are three events, so that a rate of answers can be told.

use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{ContactField, EndReason, FlowEffect};
use crate::flow::answer::rating;
use crate::flow::document::{Node, NodeKind, Survey};
use crate::flow::limits;
use crate::flow::trigger::Reply;
use crate::time::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The contact's field that keeps when a score was asked for last, in whatever flow.
const ASKED_AT: &str = "surveyed_at";

impl<'a> Run<'a> {
    pub(super) fn begin_survey(&mut self, node: &'a Node, survey: &'a Survey) -> Moved {
        if self.was_asked_lately() {
            // As if nobody had answered.
            let route = node.routes.on_timeout.as_ref();
            return Ok(route.map_or(Move::End(EndReason::Finished, None), |target| Move::To(target.clone())));
        }
        self.show(node)?;
        self.note_asked()?;
        self.record_survey("survey_sent", survey, []);
        Ok(self.waiting(survey.timeout.or(Some(limits::SURVEY))))
    }

    fn was_asked_lately(&self) -> bool {
        let asked_at = self.contact.fields.get(ASKED_AT).and_then(Value::as_str);
        let asked_at = asked_at.and_then(|text| text.parse::<jiff::Timestamp>().ok());
        asked_at.is_some_and(|at| self.scope.now < Timestamp(at.as_millisecond()).plus(limits::SURVEY_AGAIN))
    }

    fn note_asked(&mut self) -> Result<(), Trouble> {
        let now = jiff::Timestamp::from_second(self.scope.now.as_millis() / 1_000);
        let now = now.map(|now| now.to_string()).unwrap_or_default();
        self.set_field(ContactField::named(ASKED_AT), now.into())
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
        match rating::read(text, lowest.into(), highest.into()) {
            Some(score) => self.scored(node, survey, score),
            None => self.try_again(node, None, None),
        }
    }

    pub(super) fn scored(&mut self, node: &'a Node, survey: &'a Survey, score: i64) -> Moved {
        self.understood();
        self.forget_message();
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
