//! Names in texts and conditions: known at all, and set on every way that leads to them.

use super::graph::{After, Graph};
use super::sources::{self, Source};
use super::{ProblemCode, Report};
use crate::flow::document::{Flow, NodeKind, TriggerKind, Wait};
use crate::flow::scope::{CONTACT_NAMES, EVENT_NAMES, HTTP_NAMES, MESSAGE_NAMES, NOW_NAMES, ROOTS, WINDOW_NAMES};
use std::collections::{BTreeMap, BTreeSet};

type Names<'a> = BTreeSet<&'a str>;

pub(super) fn check(flow: &Flow, graph: &Graph<'_>, report: &mut Report) {
    let saved = flow.nodes.values().flat_map(|node| saved_by(&node.kind));
    let all: Names<'_> = saved.chain(flow.inputs.iter().map(String::as_str)).collect();
    let set = set_before(flow, graph, &all);
    for (path, source) in sources::of_document(flow) {
        check_source(flow, None, &path, source, &all, None, report);
    }
    for (id, node) in &flow.nodes {
        for (path, source) in sources::of_node(&node.kind) {
            // The texts after the question itself are said when there is still no answer.
            check_source(flow, Some(id), &path, source, &all, set.get(id.as_str()), report);
        }
    }
}

fn check_source(
    flow: &Flow,
    node: Option<&str>,
    path: &str,
    source: Source<'_>,
    all: &Names<'_>,
    set: Option<&Names<'_>>,
    report: &mut Report,
) {
    let names = match source.names() {
        Ok(names) => names,
        Err(error) => return report.add(ProblemCode::BadExpression, node, path, error.to_string()),
    };
    for name in names {
        let mut parts = name.split('.');
        let (root, member) = (parts.next().unwrap_or_default(), parts.next());
        if root == "answer" && matches!(source, Source::OfAnswer(_)) {
            continue;
        }
        if let Some(message) = unknown(flow, root, member, all) {
            report.add(ProblemCode::UnknownName, node, path, message);
        } else if set.is_some_and(|set| all.contains(root) && !set.contains(root)) && !source.is_careful() {
            report.add(
                ProblemCode::MayBeUnset,
                node,
                path,
                format!("`{root}` is not set on every way that leads here"),
            );
        }
    }
}

fn unknown(flow: &Flow, root: &str, member: Option<&str>, all: &Names<'_>) -> Option<String> {
    let members: &[&str] = match root {
        "contact" => &CONTACT_NAMES,
        "now" => &NOW_NAMES,
        "window" => &WINDOW_NAMES,
        "message" => &MESSAGE_NAMES,
        "http" => &HTTP_NAMES,
        "event" => &EVENT_NAMES,
        _ => &[],
    };
    if !ROOTS.contains(&root) && !all.contains(root) {
        return Some(format!("nothing sets `{root}`"));
    }
    if root == "http" && !all.contains("http") {
        return Some("`http` is known only after an `http_request`".to_owned());
    }
    if root == "event" && !hears_events(flow) {
        return Some("`event` is known only where an event begins the flow or is waited for".to_owned());
    }
    let member = member.filter(|member| !members.is_empty() && !members.contains(member))?;
    Some(format!("`{root}` has no `{member}`; it has {}", members.join(", ")))
}

fn hears_events(flow: &Flow) -> bool {
    let waits = |kind: &NodeKind| matches!(kind, NodeKind::Wait(Wait::Event { .. }));
    flow.triggers.iter().any(|trigger| matches!(trigger.on, TriggerKind::Event(_)))
        || flow.nodes.values().any(|node| waits(&node.kind))
}

fn one(name: Option<&String>) -> Vec<&str> {
    name.into_iter().map(String::as_str).collect()
}

fn saved_by(kind: &NodeKind) -> Vec<&str> {
    match kind {
        NodeKind::Say(say) => one(say.save_as.as_ref()),
        NodeKind::Ask(ask) => vec![ask.save_as.as_str()],
        NodeKind::AskConsent(ask) => one(ask.save_as.as_ref()),
        NodeKind::Survey(survey) => one(survey.save_as.as_ref()),
        NodeKind::RequestPayment(payment) => one(payment.save_as.as_ref()),
        NodeKind::Wait(Wait::Event { save_as, .. }) => one(save_as.as_ref()),
        NodeKind::WaitForReply(wait) => one(wait.save_as.as_ref()),
        NodeKind::SetVariable(set) => vec![set.name.as_str()],
        NodeKind::CallFlow(call) => one(call.save_as.as_ref()),
        NodeKind::LanguageModel(model) => one(model.save_as.as_ref()),
        NodeKind::HttpRequest(request) => {
            let mapped = request.map.keys().map(String::as_str);
            one(request.save_as.as_ref()).into_iter().chain(mapped).chain(["http"]).collect()
        }
        _ => Vec::new(),
    }
}

/// What is known of a node once it was left this way.
fn known_after(kind: &NodeKind, after: After) -> Vec<&str> {
    match (after, kind) {
        (After::Answer | After::Request(_) | After::Event(_) | After::Called, _)
        | (After::Nothing, NodeKind::SetVariable(_)) => saved_by(kind),
        // A failed request tells of itself, and leaves everything else as it was.
        (After::RequestFailed(_), NodeKind::HttpRequest(_)) => vec!["http"],
        _ => Vec::new(),
    }
}

/// What is certainly set when a node is entered: the intersection over all ways to it.
fn set_before<'a>(flow: &'a Flow, graph: &Graph<'a>, all: &Names<'a>) -> BTreeMap<&'a str, Names<'a>> {
    // A flow that nothing but others begins is given what it asks for.
    let given: Names<'_> =
        if flow.triggers.is_empty() { flow.inputs.iter().map(String::as_str).collect() } else { Names::new() };
    let mut before: BTreeMap<&str, Names<'_>> = graph.entries.iter().map(|entry| (*entry, given.clone())).collect();
    let mut open: BTreeSet<&str> = graph.entries.clone();
    while let Some(node) = open.pop_first() {
        let Some(kind) = flow.nodes.get(node).map(|node| &node.kind) else { continue };
        let here = before.get(node).cloned().unwrap_or_else(|| all.clone());
        for edge in graph.from(node) {
            let Some(target) = graph.known(edge.to) else { continue };
            let mut there = here.clone();
            there.extend(known_after(kind, edge.after));
            let merged: Names<'_> = match before.get(target) {
                Some(known) => known.intersection(&there).copied().collect(),
                None => there,
            };
            if before.get(target) != Some(&merged) {
                before.insert(target, merged);
                open.insert(target);
            }
        }
    }
    before
}
