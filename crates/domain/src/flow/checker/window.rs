//! Free text on a path that is there after the 24-hour window has closed.
//!
//! The longest silence possible before each node: a reply sets it to nothing, a time-out adds its length.

use super::graph::{After, Graph};
use super::{ProblemCode, Report};
use crate::flow::document::{Flow, NodeKind, Span};
use crate::window::LENGTH;
use std::collections::BTreeMap;
use std::time::Duration;

pub(super) fn check(flow: &Flow, graph: &Graph<'_>, report: &mut Report) {
    let silence = longest_silence(graph);
    for (id, node) in &flow.nodes {
        let path = match &node.kind {
            NodeKind::Say(say) if say.template.is_none() => "say",
            NodeKind::Ask(_) => "ask",
            NodeKind::AskConsent(_) => "ask_consent",
            NodeKind::Survey(_) => "survey",
            NodeKind::Knowledge(_) => "knowledge",
            NodeKind::RequestPayment(_) => "request_payment",
            NodeKind::LanguageModel(model) if model.save_as.is_none() => "language_model",
            NodeKind::HandOver(hand_over) if hand_over.text.is_some() => "hand_over.text",
            _ => continue,
        };
        let Some(silence) = silence.get(id.as_str()).filter(|silence| **silence >= LENGTH) else { continue };
        let silence = if *silence == Duration::MAX { "any time".to_owned() } else { Span(*silence).to_string() };
        let message = format!(
            "free text that may come {silence} after the customer's last message, when the 24-hour window has closed"
        );
        report.add(ProblemCode::FreeTextAfterWindow, Some(id), path, message);
    }
}

/// `Duration::MAX` for nodes on a round of time-outs, which can go on for ever.
fn longest_silence<'a>(graph: &Graph<'a>) -> BTreeMap<&'a str, Duration> {
    let mut silence = beginnings(graph);
    // Longer than one round per node only where the way comes back to itself.
    for round in 0..=graph.edges.len() {
        let mut changed = Vec::new();
        for (node, sofar) in &silence {
            for edge in graph.from(node) {
                let (Some(target), Some(more)) = (graph.known(edge.to), added(edge.after)) else { continue };
                let longer = sofar.saturating_add(more);
                if silence.get(target).is_none_or(|known| longer > *known) {
                    changed.push((target, longer));
                }
            }
        }
        if changed.is_empty() {
            break;
        }
        let endless = round == graph.edges.len();
        for (target, longer) in changed {
            let longer = if endless { Duration::MAX } else { longer };
            let known = silence.entry(target).or_default();
            *known = longer.max(*known);
        }
    }
    silence
}

/// Where silence begins to be counted: where a conversation begins, and after each sign of the customer. They come
/// first, so that a long way through several replies is not taken for one that never ends.
fn beginnings<'a>(graph: &Graph<'a>) -> BTreeMap<&'a str, Duration> {
    let reachable = graph.reachable();
    let edges = reachable.iter().flat_map(|node| graph.from(node));
    let heard = edges.filter(|edge| added(edge.after).is_none()).filter_map(|edge| graph.known(edge.to));
    let mut silence: BTreeMap<&str, Duration> =
        graph.entries.iter().copied().chain(heard).map(|node| (node, Duration::ZERO)).collect();
    // What happens outside begins a flow whether or not the customer wrote of late.
    silence.extend(graph.entries_by_event.iter().map(|entry| (*entry, LENGTH)));
    silence
}

/// How much longer the customer may have been silent; `None` when they were just heard, or the window is known to be open.
const fn added(after: After) -> Option<Duration> {
    match after {
        After::Answer | After::Reply | After::WindowOpen => None,
        After::Nothing | After::Called => Some(Duration::ZERO),
        After::Silence(more) | After::Event(more) | After::Request(more) | After::RequestFailed(more) => Some(more),
    }
}
