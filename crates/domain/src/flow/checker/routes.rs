//! Edges that lead nowhere, nodes nobody reaches, loops without a question, and the way to a person.

use super::graph::{After, Graph};
use super::{ProblemCode, Report};
use crate::flow::document::{Flow, NodeKind};
use std::collections::BTreeSet;

pub(super) fn check(flow: &Flow, graph: &Graph<'_>, report: &mut Report) {
    dangling(flow, graph, report);
    dead_ends(flow, report);
    let reachable = graph.reachable();
    for node in flow.nodes.keys().filter(|node| !reachable.contains(node.as_str())) {
        report.add(ProblemCode::UnreachableNode, Some(node), "", format!("no way leads to `{node}`"));
    }
    loops(flow, graph, report);
    way_to_a_person(flow, graph, &reachable, report);
}

fn dangling(flow: &Flow, graph: &Graph<'_>, report: &mut Report) {
    if !flow.nodes.contains_key(&flow.start) {
        report.add(ProblemCode::NoStart, None, "start", format!("the start `{}` is not among the nodes", flow.start));
    }
    for (index, trigger) in flow.triggers.iter().enumerate() {
        if let Some(target) = trigger.go_to.as_ref().filter(|target| !flow.nodes.contains_key(*target)) {
            let path = format!("triggers[{index}].go_to");
            report.add(ProblemCode::UnknownNode, None, &path, format!("there is no node `{target}`"));
        }
    }
    for (node, edges) in &graph.edges {
        for edge in edges.iter().filter(|edge| graph.known(edge.to).is_none()) {
            report.add(ProblemCode::UnknownNode, Some(node), &edge.path, format!("there is no node `{}`", edge.to));
        }
    }
}

fn dead_ends(flow: &Flow, report: &mut Report) {
    for (id, node) in &flow.nodes {
        if !matches!(node.kind, NodeKind::Say(_)) || node.routes.next.is_some() {
            continue;
        }
        for choice in node.kind.choices().filter(|choice| choice.go_to.is_none()) {
            report.add(
                ProblemCode::DeadEnd,
                Some(id),
                "",
                format!("the choice `{}` leads nowhere: the flow ends there", choice.id),
            );
        }
    }
}

fn loops(flow: &Flow, graph: &Graph<'_>, report: &mut Report) {
    let at_once = |after: After| matches!(after, After::Nothing | After::WindowOpen | After::Called);
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for (node, edges) in &graph.edges {
        let targets = edges.iter().filter(|edge| at_once(edge.after)).filter_map(|edge| graph.known(edge.to));
        let reached = graph.reach(targets, at_once);
        if !reached.contains(node) || reported.contains(node) {
            continue;
        }
        let members = reached.into_iter().filter(|other| graph.reach([*other], at_once).contains(node));
        let members: BTreeSet<&str> = members.collect();
        let branches = members.iter().any(|member| is_branch(flow, member));
        let code = if branches { ProblemCode::PossibleLoop } else { ProblemCode::EndlessLoop };
        let names: Vec<&str> = members.iter().copied().collect();
        report.add(code, Some(node), "", format!("goes round without ever waiting: {}", names.join(", ")));
        reported.extend(members);
    }
}

fn is_branch(flow: &Flow, node: &str) -> bool {
    flow.nodes
        .get(node)
        .is_some_and(|node| matches!(node.kind, NodeKind::Branch(_) | NodeKind::Split(_) | NodeKind::Knowledge(_)))
}

fn way_to_a_person(flow: &Flow, graph: &Graph<'_>, reachable: &BTreeSet<&str>, report: &mut Report) {
    let hands_over = |node: &str| flow.nodes.get(node).is_some_and(|node| matches!(node.kind, NodeKind::HandOver(_)));
    let persons: BTreeSet<&str> = graph.edges.keys().copied().filter(|node| hands_over(node)).collect();
    // A flow that only others call gives the customer back to them.
    if flow.triggers.is_empty() && persons.is_empty() {
        return;
    }
    if !persons.iter().any(|person| reachable.contains(person)) {
        let message = "nobody who is in this flow can reach a person".to_owned();
        report.add(ProblemCode::NoWayToAPerson, None, "start", message);
        return;
    }
    let leading = graph.lead_to(persons);
    let any_time = flow.triggers.iter().filter(|trigger| trigger.anytime);
    let mut any_time = any_time.map(|trigger| trigger.go_to.as_deref().unwrap_or(&flow.start));
    if any_time.any(|target| leading.contains(target)) {
        return;
    }
    let waiting = flow.nodes.iter().filter(|(id, node)| node.kind.waits().is_some() && reachable.contains(id.as_str()));
    for (node, _) in waiting.filter(|(id, _)| !leading.contains(id.as_str())) {
        report.add(ProblemCode::FarFromAPerson, Some(node), "", format!("no way leads from `{node}` to a person"));
    }
}
