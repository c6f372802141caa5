//! Values that make no sense, go beyond a limit, or stand where they do nothing.

use super::{ProblemCode, Report};
use crate::flow::document::{AnswerKind, Ask, Flow, HttpRequest, Node, NodeKind, Span, TriggerKind, is_name};
use crate::flow::engine::pattern;
use crate::flow::expression;
use crate::flow::limits;
use crate::flow::scope::{ROOTS, time_zone};
use std::collections::BTreeSet;
use std::time::Duration;

pub(super) fn check(flow: &Flow, report: &mut Report) {
    document(flow, report);
    for (id, node) in &flow.nodes {
        let mut here = Here { id, report: &mut *report };
        if !is_name(id) {
            here.add(ProblemCode::BadName, "", format!("`{id}` cannot be the name of a node"));
        }
        here.node(node);
    }
}

fn document(flow: &Flow, report: &mut Report) {
    if flow.name.trim().is_empty() {
        report.add(ProblemCode::BadSetting, None, "name", "the flow has no name".to_owned());
    }
    if let Some(zone) = flow.time_zone.as_deref().filter(|zone| time_zone(zone).is_none()) {
        report.add(ProblemCode::BadSetting, None, "time_zone", format!("there is no time zone `{zone}`"));
    }
    let languages = flow.spoken_languages();
    for language in languages.iter().filter(|language| !is_language(language)) {
        report.add(
            ProblemCode::BadSetting,
            None,
            "language",
            format!("`{language}` is not a language; write it like es or pt-BR"),
        );
    }
    for (index, trigger) in flow.triggers.iter().enumerate() {
        let TriggerKind::Keyword { words, .. } = &trigger.on else { continue };
        let path = format!("triggers[{index}]");
        if words.is_empty() || words.iter().any(|word| crate::text::fold(word).is_empty()) {
            report.add(ProblemCode::BadSetting, None, &path, "a keyword needs a letter or a digit".to_owned());
        }
    }
    for (index, trigger) in flow.triggers.iter().enumerate() {
        if trigger.anytime && trigger.on == TriggerKind::AnyMessage {
            let message = "`anytime` with `any_message` would swallow every answer".to_owned();
            report.add(ProblemCode::BadSetting, None, &format!("triggers[{index}]"), message);
        }
    }
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    first && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

struct Here<'a> {
    id: &'a str,
    report: &'a mut Report,
}

impl Here<'_> {
    fn add(&mut self, code: ProblemCode, path: &str, message: String) {
        self.report.add(code, Some(self.id), path, message);
    }

    fn node(&mut self, node: &Node) {
        self.choices(&node.kind);
        if let Some(Some(timeout)) = node.kind.waits() {
            self.span(&format!("{}.timeout", node.kind.key()), timeout, limits::WAIT_MAXIMUM);
        }
        match &node.kind {
            NodeKind::Say(say) if !say.waits() => {
                if say.timeout.is_some() {
                    self.add(ProblemCode::NoEffect, "say.timeout", "nothing is waited for here".to_owned());
                }
                for (key, _) in node.routes.named().filter(|(key, _)| *key != "next") {
                    self.add(ProblemCode::NoEffect, key, "nothing is waited for here".to_owned());
                }
            }
            NodeKind::Ask(ask) => self.ask(ask),
            NodeKind::Branch(cases) if cases.is_empty() => {
                self.add(ProblemCode::BadSetting, "branch", "a branch without cases".to_owned());
            }
            NodeKind::WaitForReply(wait) => {
                if let Some(name) = &wait.save_as {
                    self.variable("wait_for_reply.save_as", name);
                }
            }
            NodeKind::HttpRequest(request) => self.request(request),
            NodeKind::SetContactField(set) if !is_name(&set.field) => {
                self.add(
                    ProblemCode::BadName,
                    "set_contact_field.field",
                    format!("`{}` cannot be the name of a field", set.field),
                );
            }
            NodeKind::Label(label) if label.add.is_empty() && label.remove.is_empty() => {
                self.add(ProblemCode::NoEffect, "label", "no label to add or to remove".to_owned());
            }
            _ => {}
        }
    }

    fn choices(&mut self, kind: &NodeKind) {
        let mut seen = BTreeSet::new();
        for choice in kind.choices() {
            if !is_name(&choice.id) {
                self.add(ProblemCode::BadName, kind.key(), format!("`{}` cannot be the id of a choice", choice.id));
            }
            if !seen.insert(&choice.id) {
                self.add(ProblemCode::DuplicateChoice, kind.key(), format!("two choices have the id `{}`", choice.id));
            }
        }
    }

    fn ask(&mut self, ask: &Ask) {
        self.variable("ask.save_as", &ask.save_as);
        if ask.retries.is_some_and(|retries| retries > limits::RETRIES_MAXIMUM) {
            let message = format!("more than {} retries", limits::RETRIES_MAXIMUM);
            self.add(ProblemCode::BadSetting, "ask.retries", message);
        }
        match (&ask.pattern, ask.kind) {
            (Some(source), AnswerKind::Pattern) if pattern(source).is_err() => {
                self.add(
                    ProblemCode::BadPattern,
                    "ask.pattern",
                    "the pattern cannot be read, or is too large".to_owned(),
                );
            }
            (None, AnswerKind::Pattern) => {
                self.add(ProblemCode::BadSetting, "ask.type", "`type: pattern` needs a `pattern`".to_owned());
            }
            (Some(_), kind) if kind != AnswerKind::Pattern => {
                self.add(ProblemCode::NoEffect, "ask.pattern", "only `type: pattern` looks at it".to_owned());
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
        if (ask.minimum.is_some() || ask.maximum.is_some()) && ask.kind != AnswerKind::Number {
            self.add(
                ProblemCode::NoEffect,
                "ask.minimum",
                "only `type: number` has a minimum and a maximum".to_owned(),
            );
        }
    }

    fn request(&mut self, request: &HttpRequest) {
        if let Some(name) = &request.save_as {
            self.variable("http_request.save_as", name);
        }
        if let Some(timeout) = request.timeout {
            self.span("http_request.timeout", timeout, limits::HTTP_TIMEOUT_MAXIMUM);
        }
        let url = request.url.trim_start();
        let begins_well = ["http://", "https://", "{{"].iter().any(|beginning| url.starts_with(beginning));
        let fixed = expression::without_tags(url);
        if !begins_well || fixed.contains(char::is_whitespace) {
            self.add(ProblemCode::BadAddress, "http_request.url", "this is no address".to_owned());
        }
    }

    fn span(&mut self, path: &str, span: Span, maximum: Duration) {
        if span.0 > maximum || span.0.is_zero() {
            let message = format!("{span}, where more than 0s and at most {} is allowed", Span(maximum));
            self.add(ProblemCode::BadSetting, path, message);
        }
    }

    fn variable(&mut self, path: &str, name: &str) {
        const TAKEN: [&str; 14] =
            ["true", "false", "none", "not", "and", "or", "in", "is", "if", "else", "for", "set", "loop", "self"];
        let plain = is_name(name) && !name.contains('-') && !name.starts_with(|first: char| first.is_ascii_digit());
        let taken = ROOTS.contains(&name) || TAKEN.contains(&name.to_ascii_lowercase().as_str());
        if !plain || taken {
            self.add(ProblemCode::BadName, path, format!("`{name}` cannot be the name of a variable"));
        }
    }
}
