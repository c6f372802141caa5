//! Values that make no sense, go beyond a limit, or stand where they do nothing.

mod asking;
mod document;
mod doing;

use super::{ProblemCode, Report};
use crate::flow::document::{Flow, Node, NodeKind, Span, is_name};
use crate::flow::limits;
use crate::flow::scope::ROOTS;
use std::collections::BTreeSet;
use std::time::Duration;

pub(super) fn check(flow: &Flow, report: &mut Report) {
    document::check(flow, report);
    for (id, node) in &flow.nodes {
        let mut here = Here { id, flow, report: &mut *report };
        if !is_name(id) {
            here.add(ProblemCode::BadName, "", format!("`{id}` cannot be the name of a node"));
        }
        here.node(node);
    }
}

/// The node that is looked at.
struct Here<'a> {
    id: &'a str,
    flow: &'a Flow,
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
            NodeKind::Say(say) => self.say(node, say),
            NodeKind::Ask(ask) => self.ask(ask),
            NodeKind::AskConsent(ask) => self.variable_if("ask_consent.save_as", ask.save_as.as_ref()),
            NodeKind::Survey(survey) => self.variable_if("survey.save_as", survey.save_as.as_ref()),
            NodeKind::WaitForReply(wait) => self.variable_if("wait_for_reply.save_as", wait.save_as.as_ref()),
            kind => self.doing(node, kind),
        }
    }

    fn choices(&mut self, kind: &NodeKind) {
        let mut seen = BTreeSet::new();
        for choice in kind.choices() {
            if !is_name(&choice.id) {
                self.add(ProblemCode::BadName, kind.key(), format!("`{}` cannot be the id of a choice", choice.id));
            }
            if choice.title.texts().any(|(_, title)| title.trim().is_empty()) {
                self.add(ProblemCode::BadSetting, kind.key(), format!("the choice `{}` has no title", choice.id));
            }
            if !seen.insert(&choice.id) {
                self.add(ProblemCode::DuplicateChoice, kind.key(), format!("two choices have the id `{}`", choice.id));
            }
        }
    }

    fn span(&mut self, path: &str, span: Span, maximum: Duration) {
        if span.0 > maximum || span.0.is_zero() {
            let message = format!("{span}, where more than 0s and at most {} is allowed", Span(maximum));
            self.add(ProblemCode::BadSetting, path, message);
        }
    }

    fn variable_if(&mut self, path: &str, name: Option<&String>) {
        if let Some(name) = name {
            self.variable(path, name);
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

    fn is_empty(&mut self, path: &str, text: &str, what: &str) {
        if text.trim().is_empty() {
            self.add(ProblemCode::BadSetting, path, format!("{what} is missing"));
        }
    }
}
