//! The published flows that a decision may run, and how flows find each other.

use crate::flow::document::{AnswerKind, Condition, Flow, NodeKind, TriggerKind};
use crate::flow::trigger::{Priority, Reply};
use crate::id::FlowId;
use crate::text::fold;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A version of a flow that was published.
#[derive(Clone, Debug)]
pub struct PublishedFlow {
    pub id: FlowId,
    pub version: u32,
    pub name: String,
    pub document: Flow,
}

/// All flows a decision may run: the enabled ones, and the older versions that sessions still stand on.
#[derive(Clone, Debug, Default)]
pub struct FlowBook {
    active: Vec<Arc<PublishedFlow>>,
    versions: HashMap<(FlowId, u32), Arc<PublishedFlow>>,
    /// By folded name, of the active ones.
    names: HashMap<String, usize>,
    names_people: bool,
    segments: BTreeSet<String>,
    template_names: BTreeSet<String>,
    reads_entities: bool,
    /// What the active ones are set off by.
    intents: BTreeSet<String>,
}

impl FlowBook {
    pub fn new(active: Vec<Arc<PublishedFlow>>, older: impl IntoIterator<Item = Arc<PublishedFlow>>) -> Self {
        let versions: HashMap<_, _> =
            active.iter().cloned().chain(older).map(|flow| ((flow.id, flow.version), flow)).collect();
        // Of two flows with one name the one that was made first is meant.
        let names = active.iter().enumerate().rev().map(|(place, flow)| (fold(&flow.name), place)).collect();
        let names_people = versions.values().any(|flow| names_people(&flow.document));
        let segments = versions.values().flat_map(|flow| segments_named(&flow.document)).map(fold).collect();
        let said = versions.values().flat_map(|flow| flow.document.templates());
        let template_names = said.map(|(_, template)| template.name.clone()).collect();
        let reads_entities = versions.values().any(|flow| reads_entities(&flow.document));
        let intents = active.iter().flat_map(|flow| begun_by_intents(&flow.document)).map(str::to_owned).collect();
        Self { active, versions, names, names_people, segments, template_names, reads_entities, intents }
    }

    /// Published and enabled, in the order they were made.
    pub fn active(&self) -> &[Arc<PublishedFlow>] {
        &self.active
    }

    pub fn version(&self, flow: FlowId, version: u32) -> Option<&Arc<PublishedFlow>> {
        self.versions.get(&(flow, version))
    }

    /// The enabled flow of this name; case, accents and punctuation do not count.
    pub fn named(&self, name: &str) -> Option<&Arc<PublishedFlow>> {
        self.active.get(*self.names.get(&fold(name))?)
    }

    /// The flow that answers a message which begins a session: the best match, and among equals the first.
    pub fn best(&self, reply: &Reply) -> Option<&Arc<PublishedFlow>> {
        self.best_match(reply).map(|(_, flow)| flow)
    }

    /// The same with how well it fits.
    pub fn best_match(&self, reply: &Reply) -> Option<(Priority, &Arc<PublishedFlow>)> {
        let mut best: Option<(Priority, &Arc<PublishedFlow>)> = None;
        for flow in &self.active {
            let Some(priority) = flow.document.matches_trigger(reply) else { continue };
            if best.is_none_or(|(highest, _)| priority > highest) {
                best = Some((priority, flow));
            }
        }
        best
    }

    /// The intents that set any of the active flows off.
    pub fn intents(&self) -> &BTreeSet<String> {
        &self.intents
    }

    /// The flow that something outside begins; the first that names it.
    pub fn begun_by(&self, event: &str) -> Option<&Arc<PublishedFlow>> {
        self.active.iter().find(|flow| flow.document.entry_of_event(event).is_some())
    }

    /// The templates that any of them says, so that the gate has to know them.
    pub fn template_names(&self) -> &BTreeSet<String> {
        &self.template_names
    }

    /// Whether any of them gives conversations to users by name, so that the users have to be known.
    pub fn names_people(&self) -> bool {
        self.names_people
    }

    /// Whether any of them asks for what messages name, or speaks of it: messages need not be read for it otherwise.
    pub fn reads_entities(&self) -> bool {
        self.reads_entities
    }

    /// The segments that any of them branches on, by folded name: who is in them has to be known.
    pub fn segments(&self) -> &BTreeSet<String> {
        &self.segments
    }
}

fn begun_by_intents(flow: &Flow) -> impl Iterator<Item = &str> {
    let names = flow.triggers.iter().filter_map(|trigger| match &trigger.on {
        TriggerKind::Intent(names) => Some(names),
        _ => None,
    });
    names.flatten().map(String::as_str)
}

/// The intents a flow begins by or branches on, each as often as it does.
pub fn intents_named(flow: &Flow) -> impl Iterator<Item = &str> {
    let cases = flow.nodes.values().filter_map(|node| match &node.kind {
        NodeKind::Branch(cases) => Some(cases),
        _ => None,
    });
    let branched = cases.flatten().filter_map(|case| match &case.on {
        Condition::Intent(name) => Some(name.as_str()),
        _ => None,
    });
    begun_by_intents(flow).chain(branched)
}

fn reads_entities(flow: &Flow) -> bool {
    let speaks_of_them = || serde_json::to_string(flow).is_ok_and(|text| text.contains("message.entities"));
    entities_asked(flow).next().is_some() || speaks_of_them()
}

/// The entities a flow asks for, each as often as it does.
pub fn entities_asked(flow: &Flow) -> impl Iterator<Item = &str> {
    flow.nodes.values().filter_map(|node| match &node.kind {
        NodeKind::Ask(ask) if ask.kind == AnswerKind::Entity => ask.entity.as_deref(),
        _ => None,
    })
}

fn names_people(flow: &Flow) -> bool {
    flow.nodes.values().any(|node| match &node.kind {
        NodeKind::HandOver(hand_over) => hand_over.person.is_some(),
        NodeKind::Assign(assign) => assign.person.is_some(),
        _ => false,
    })
}

/// The segments a flow branches on, each as often as it does.
pub fn segments_named(flow: &Flow) -> impl Iterator<Item = &str> {
    let cases = flow.nodes.values().filter_map(|node| match &node.kind {
        NodeKind::Branch(cases) => Some(cases),
        _ => None,
    });
    cases.flatten().filter_map(|case| match &case.on {
        Condition::Segment(name) => Some(name.as_str()),
        _ => None,
    })
}
