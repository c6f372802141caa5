//! Every piece of a node that is written in the expression language.

use crate::flow::document::{Flow, Localised, NodeKind};
use crate::flow::expression::{self, ExpressionError};
use serde_json::Value;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'a> {
    Condition(&'a str),
    Text(&'a str),
}

impl Source<'_> {
    pub(super) fn names(&self) -> Result<BTreeSet<String>, ExpressionError> {
        match self {
            Self::Condition(source) => expression::names_in_expression(source),
            Self::Text(source) => expression::names_in_text(source),
        }
    }

    /// Whether it asks itself if things are there.
    pub(super) fn is_careful(&self) -> bool {
        let (Self::Condition(source) | Self::Text(source)) = self;
        source.contains("defined") || source.contains("default")
    }
}

/// With the path of each in its node.
pub(super) fn of_node(kind: &NodeKind) -> Vec<(String, Source<'_>)> {
    let mut sources: Vec<(String, Source<'_>)> = Vec::new();
    for (path, text) in kind.texts() {
        add_texts(&mut sources, &path, text);
    }
    match kind {
        NodeKind::Branch(cases) => {
            let conditions = cases.iter().enumerate();
            sources.extend(
                conditions.map(|(index, case)| (format!("branch[{index}].when"), Source::Condition(&case.when))),
            );
        }
        NodeKind::SetContactField(set) => add_value(&mut sources, "set_contact_field.value", &set.value),
        NodeKind::HttpRequest(request) => {
            sources.push(("http_request.url".to_owned(), Source::Text(&request.url)));
            let headers = request.headers.iter();
            sources.extend(headers.map(|(name, value)| (format!("http_request.headers.{name}"), Source::Text(value))));
            if let Some(body) = &request.body {
                add_value(&mut sources, "http_request.body", body);
            }
        }
        NodeKind::HandOver(hand_over) => {
            sources.extend(hand_over.note.iter().map(|note| ("hand_over.note".to_owned(), Source::Text(note))));
        }
        _ => {}
    }
    sources
}

pub(super) fn of_fallback(flow: &Flow) -> Vec<(String, Source<'_>)> {
    let mut sources = Vec::new();
    if let Some(text) = &flow.fallback {
        add_texts(&mut sources, "fallback", text);
    }
    sources
}

fn add_texts<'a>(sources: &mut Vec<(String, Source<'a>)>, path: &str, text: &'a Localised) {
    sources.extend(text.texts().map(|(language, text)| {
        let path = language.map_or_else(|| path.to_owned(), |language| format!("{path}.{language}"));
        (path, Source::Text(text))
    }));
}

/// The documents' depth is bounded by the reader, so this recursion is.
fn add_value<'a>(sources: &mut Vec<(String, Source<'a>)>, path: &str, value: &'a Value) {
    match value {
        Value::String(text) => sources.push((path.to_owned(), Source::Text(text))),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                add_value(sources, &format!("{path}[{index}]"), item);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                add_value(sources, &format!("{path}.{key}"), field);
            }
        }
        _ => {}
    }
}
