//! The flow as nodes and edges, and who reaches whom.

use crate::flow::document::{
    Choice, Condition, Flow, Node, NodeId, NodeKind, OpenOrClosed, Trigger, TriggerKind, Wait,
};
use crate::flow::limits;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

pub(super) struct Edge<'a> {
    pub(super) to: &'a NodeId,
    /// Where it is written in its node.
    pub(super) path: String,
    pub(super) after: After,
}

/// What happens between a node and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    /// An answer that is valid, so what the node saves is known.
    Answer,
    /// A reply, but none that the node could save.
    Reply,
    Silence(Duration),
    /// What was waited for came, perhaps only at the end of this time; what the node saves is known.
    Event(Duration),
    Request(Duration),
    RequestFailed(Duration),
    /// Another flow ran and came back.
    Called,
    /// Only if the window is open.
    WindowOpen,
}

pub(super) struct Graph<'a> {
    pub(super) edges: BTreeMap<&'a str, Vec<Edge<'a>>>,
    /// Where a conversation can begin, or jump to at any time.
    pub(super) entries: BTreeSet<&'a str>,
    /// Those of them where something outside begins it.
    pub(super) entries_by_event: BTreeSet<&'a str>,
}

impl<'a> Graph<'a> {
    pub(super) fn of(flow: &'a Flow) -> Self {
        let of_node = |node: &'a Node| {
            let mut edges = edges(node);
            if matches!(node.kind, NodeKind::Restart(_)) {
                edges.push(Edge { to: &flow.start, path: "restart".to_owned(), after: After::Nothing });
            }
            edges
        };
        let edges = flow.nodes.iter().map(|(id, node)| (id.as_str(), of_node(node))).collect();
        let known = |entry: &&'a str| flow.nodes.contains_key(*entry);
        let target = |trigger: &'a Trigger| trigger.go_to.as_deref().unwrap_or(&flow.start);
        let by_event = flow.triggers.iter().filter(|trigger| matches!(trigger.on, TriggerKind::Event(_)));
        let menu = flow.not_understood.as_ref().and_then(|ladder| ladder.menu.as_deref());
        let entries = std::iter::once(flow.start.as_str()).chain(flow.triggers.iter().map(target)).chain(menu);
        Self {
            edges,
            entries: entries.filter(known).collect(),
            entries_by_event: by_event.map(target).filter(known).collect(),
        }
    }

    pub(super) fn from(&self, node: &str) -> &[Edge<'a>] {
        self.edges.get(node).map_or(&[], Vec::as_slice)
    }

    pub(super) fn reachable(&self) -> BTreeSet<&'a str> {
        self.reach(self.entries.iter().copied(), |_| true)
    }

    /// Everything that can be reached from some nodes, themselves included, over edges that pass.
    pub(super) fn reach(
        &self,
        from: impl IntoIterator<Item = &'a str>,
        passes: impl Fn(After) -> bool,
    ) -> BTreeSet<&'a str> {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = from.into_iter().collect();
        while let Some(node) = open.pop() {
            if reached.insert(node) {
                let known =
                    self.from(node).iter().filter(|edge| passes(edge.after)).filter_map(|edge| self.known(edge.to));
                open.extend(known);
            }
        }
        reached
    }

    /// Everything from which one of some nodes can be reached.
    pub(super) fn lead_to(&self, goals: BTreeSet<&'a str>) -> BTreeSet<&'a str> {
        let mut leading = goals;
        loop {
            let more: Vec<&str> = self
                .edges
                .iter()
                .filter(|(node, edges)| {
                    !leading.contains(*node) && edges.iter().any(|edge| leading.contains(edge.to.as_str()))
                })
                .map(|(node, _)| *node)
                .collect();
            if more.is_empty() {
                return leading;
            }
            leading.extend(more);
        }
    }

    pub(super) fn known(&self, node: &str) -> Option<&'a str> {
        self.edges.get_key_value(node).map(|(known, _)| *known)
    }
}

fn edges(node: &Node) -> Vec<Edge<'_>> {
    let mut edges = choice_edges(&node.kind);
    match &node.kind {
        NodeKind::Branch(cases) => edges.extend(cases.iter().enumerate().map(|(index, case)| {
            let asks_for_window = match &case.on {
                Condition::When(source) => {
                    source.trim() == "window.open" || source.trim().starts_with("window.open and ")
                }
                Condition::Window(state) => *state == OpenOrClosed::Open,
                _ => false,
            };
            let after = if asks_for_window { After::WindowOpen } else { After::Nothing };
            Edge { to: &case.go_to, path: format!("branch[{index}].go_to"), after }
        })),
        NodeKind::Split(ways) => edges.extend(ways.iter().enumerate().map(|(index, way)| Edge {
            to: &way.go_to,
            path: format!("split[{index}].go_to"),
            after: After::Nothing,
        })),
        NodeKind::GoTo(target) => edges.push(Edge { to: target, path: "go_to".to_owned(), after: After::Nothing }),
        _ => {}
    }
    let routes = node.routes.named().filter(|(key, _)| *key != "next" || !all_choices_lead_elsewhere(&node.kind));
    edges.extend(routes.map(|(key, to)| Edge { to, path: key.to_owned(), after: after(&node.kind, key) }));
    edges
}

fn all_choices_lead_elsewhere(kind: &NodeKind) -> bool {
    let NodeKind::Say(say) = kind else { return false };
    say.choices().next().is_some() && say.choices().all(|choice| choice.go_to.is_some())
}

fn choice_edges(kind: &NodeKind) -> Vec<Edge<'_>> {
    fn edges<'a>(path: &str, choices: &'a [Choice]) -> Vec<Edge<'a>> {
        let targets = choices.iter().enumerate().filter_map(|(index, choice)| Some((index, choice.go_to.as_ref()?)));
        targets.map(|(index, to)| Edge { to, path: format!("{path}[{index}].go_to"), after: After::Answer }).collect()
    }
    match kind {
        NodeKind::Say(say) => {
            let mut all = edges("say.buttons", &say.buttons);
            for (index, section) in say.list.iter().flat_map(|list| &list.sections).enumerate() {
                all.extend(edges(&format!("say.list.sections[{index}].rows"), &section.rows));
            }
            all
        }
        NodeKind::Ask(ask) => edges("ask.choices", &ask.choices),
        _ => Vec::new(),
    }
}

fn after(kind: &NodeKind, route: &str) -> After {
    let within =
        |span: Option<crate::flow::document::Span>, usual| span.map_or(usual, |span| span.0.min(limits::WAIT_MAXIMUM));
    match (route, kind) {
        ("on_timeout", NodeKind::Survey(survey)) => After::Silence(within(survey.timeout, limits::SURVEY.0)),
        ("on_timeout", NodeKind::RequestPayment(payment)) => {
            After::Silence(within(payment.timeout, limits::EVENT_WAIT))
        }
        ("on_timeout", NodeKind::Wait(Wait::Event { timeout, .. })) => {
            After::Silence(within(*timeout, limits::EVENT_WAIT))
        }
        // What the called flow did is not looked at here: it may have waited as long as a question does.
        ("on_timeout", _) => After::Silence(within(kind.waits().flatten(), limits::WAIT)),
        ("otherwise", NodeKind::Wait(_) | NodeKind::RequestPayment(_)) => After::Reply,
        ("next", NodeKind::Wait(wait)) => match wait {
            Wait::For(span) => After::Silence(span.0),
            Wait::Until(_) => After::Silence(limits::TIME_WAIT_MAXIMUM),
            Wait::Event { timeout, .. } => After::Event(within(*timeout, limits::EVENT_WAIT)),
        },
        ("next" | "on_failure", NodeKind::RequestPayment(payment)) => {
            After::Event(within(payment.timeout, limits::EVENT_WAIT))
        }
        // Who gave a score need not say why, and goes on all the same.
        ("next", NodeKind::Survey(survey)) if survey.follow_up.is_some() => {
            After::Event(within(survey.timeout, limits::SURVEY.0))
        }
        ("next", NodeKind::HttpRequest(request)) => After::Request(request_time(request.timeout)),
        (_, NodeKind::HttpRequest(request)) => After::RequestFailed(request_time(request.timeout)),
        ("next", NodeKind::LanguageModel(_)) => After::Request(request_time(None)),
        (_, NodeKind::LanguageModel(_)) => After::RequestFailed(request_time(None)),
        ("next", NodeKind::CallFlow(_)) => After::Called,
        // A no is an answer too.
        ("otherwise", NodeKind::AskConsent(_)) => After::Answer,
        ("next", kind) if kind.waits().is_some() => After::Answer,
        (_, kind) if kind.waits().is_some() => After::Reply,
        _ => After::Nothing,
    }
}

fn request_time(timeout: Option<crate::flow::document::Span>) -> Duration {
    timeout.map_or(limits::HTTP_TIMEOUT, |span| span.0.min(limits::HTTP_TIMEOUT_MAXIMUM)) + limits::HTTP_GRACE
}
