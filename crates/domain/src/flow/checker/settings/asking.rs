//! Nodes that speak and ask.

use super::Here;
use crate::flow::checker::ProblemCode;
use crate::flow::document::{AnswerKind, Ask, Node, Say};
use crate::flow::engine::pattern;
use crate::flow::expression;
use crate::flow::limits;
use crate::intent::entity::BuiltIn;

impl Here<'_> {
    pub(super) fn say(&mut self, node: &Node, say: &Say) {
        self.variable_if("say.save_as", say.save_as.as_ref());
        if say.waits() {
            return;
        }
        if say.timeout.is_some() {
            self.add(ProblemCode::NoEffect, "say.timeout", "nothing is waited for here".to_owned());
        }
        if say.save_as.is_some() {
            self.add(ProblemCode::NoEffect, "say.save_as", "nothing is waited for here".to_owned());
        }
        for (key, _) in node.routes.named().filter(|(key, _)| *key != "next") {
            self.add(ProblemCode::NoEffect, key, "nothing is waited for here".to_owned());
        }
    }

    pub(super) fn ask(&mut self, ask: &Ask) {
        self.variable("ask.save_as", &ask.save_as);
        if ask.retries.is_some_and(|retries| retries > limits::RETRIES_MAXIMUM) {
            let message = format!("more than {} retries", limits::RETRIES_MAXIMUM);
            self.add(ProblemCode::BadSetting, "ask.retries", message);
        }
        self.pattern(ask);
        match (&ask.entity, ask.kind == AnswerKind::Entity) {
            (None, true) => {
                self.add(ProblemCode::BadSetting, "ask.type", "`type: entity` needs an `entity`".to_owned());
            }
            (Some(_), false) => {
                self.add(ProblemCode::NoEffect, "ask.entity", "only `type: entity` looks at it".to_owned());
            }
            _ => {}
        }
        match (ask.choices.is_empty(), ask.kind == AnswerKind::Choice) {
            (true, true) => self.add(ProblemCode::BadSetting, "ask.type", "`type: choice` needs `choices`".to_owned()),
            (false, false) => {
                self.add(ProblemCode::BadSetting, "ask.choices", "`choices` need `type: choice`".to_owned());
            }
            _ => {}
        }
        self.bounds(ask);
        if ask.kind != AnswerKind::File && !ask.files.is_empty() {
            self.add(ProblemCode::NoEffect, "ask.files", "only `type: file` looks at it".to_owned());
        }
    }

    fn pattern(&mut self, ask: &Ask) {
        match (&ask.pattern, ask.kind) {
            (Some(source), AnswerKind::Pattern) if pattern(source).is_err() => {
                let message = "the pattern cannot be read, or is too large".to_owned();
                self.add(ProblemCode::BadPattern, "ask.pattern", message);
            }
            (None, AnswerKind::Pattern) => {
                self.add(ProblemCode::BadSetting, "ask.type", "`type: pattern` needs a `pattern`".to_owned());
            }
            (Some(_), kind) if kind != AnswerKind::Pattern => {
                self.add(ProblemCode::NoEffect, "ask.pattern", "only `type: pattern` looks at it".to_owned());
            }
            _ => {}
        }
    }

    fn bounds(&mut self, ask: &Ask) {
        if (ask.minimum.is_some() || ask.maximum.is_some()) && !ask.is_number() {
            let message = "only numbers and `rating` have a minimum and a maximum".to_owned();
            self.add(ProblemCode::NoEffect, "ask.minimum", message);
        }
        if ask.minimum.zip(ask.maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.add(
                ProblemCode::BadSetting,
                "ask.minimum",
                "no number is above this and below the maximum".to_owned(),
            );
        }
        let (lowest, highest) = ask.scale();
        if ask.kind == AnswerKind::Rating
            && !(lowest < highest && (-1_000..=1_000).contains(&lowest) && highest <= 1_000)
        {
            self.add(
                ProblemCode::BadSetting,
                "ask.minimum",
                "a scale goes from a whole number to a greater one".to_owned(),
            );
        }
        for (path, bound) in [("ask.earliest", &ask.earliest), ("ask.latest", &ask.latest)] {
            let Some(bound) = bound else { continue };
            if !ask.is_moment() {
                self.add(ProblemCode::NoEffect, path, "only days and times have an earliest and a latest".to_owned());
            } else if expression::is_plain(bound) && !is_written_like(ask, bound) {
                let message =
                    format!("`{bound}` is not written as the answer is: 2026-03-31, 17:05 or 2026-03-31 17:05");
                self.add(ProblemCode::BadSetting, path, message);
            }
        }
    }
}

/// A day alone bounds a day with a time as well.
fn is_written_like(ask: &Ask, bound: &str) -> bool {
    let is_date = |text: &str| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    let is_time = |text: &str| text.len() == 5 && text.parse::<jiff::civil::Time>().is_ok();
    match ask.built_in() {
        Some(BuiltIn::Time) => is_time(bound),
        Some(BuiltIn::DateTime) => {
            is_date(bound) || bound.split_once(' ').is_some_and(|(date, time)| is_date(date) && is_time(time))
        }
        _ => is_date(bound),
    }
}
