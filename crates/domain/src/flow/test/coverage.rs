//! Which nodes and edges of the flows the conversations walked.
//!
//! An edge is a pair of nodes: two buttons that lead to the same place count once. A jump by a keyword or an old button
//! follows no edge, unless there is one between the same nodes.

use crate::flow::checker;
use crate::flow::document::{Flow, NodeId};
use crate::flow::engine::Passage;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default)]
pub struct Coverage {
    nodes: BTreeMap<NodeId, bool>,
    edges: BTreeMap<(NodeId, NodeId), Edge>,
}

#[derive(Clone, Debug)]
struct Edge {
    /// Where it is written.
    places: Vec<String>,
    walked: bool,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub walked: usize,
    pub all: usize,
}

impl Share {
    /// 100 when there is nothing to walk.
    #[expect(clippy::cast_precision_loss, reason = "a flow has hundreds of nodes, not 2^52")]
    pub fn percent(self) -> f64 {
        if self.all == 0 { 100.0 } else { 100.0 * self.walked as f64 / self.all as f64 }
    }
}

impl std::ops::Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { walked: self.walked + other.walked, all: self.all + other.all }
    }
}

impl Coverage {
    /// Nothing walked yet. Edges to nodes that do not exist are the checker's business.
    pub fn of(flow: &Flow) -> Self {
        let mut edges: BTreeMap<(NodeId, NodeId), Edge> = BTreeMap::new();
        for (from, to, place) in checker::edges(flow) {
            if flow.nodes.contains_key(to) {
                let edge = edges.entry((from.to_owned(), to.to_owned()));
                edge.or_insert_with(|| Edge { places: Vec::new(), walked: false }).places.push(place);
            }
        }
        Self { nodes: flow.nodes.keys().map(|node| (node.clone(), false)).collect(), edges }
    }

    pub fn add(&mut self, passage: &Passage) {
        let Passage { from, to, .. } = passage;
        if let Some(walked) = self.nodes.get_mut(to) {
            *walked = true;
        }
        if let Some(edge) = from.as_ref().and_then(|from| self.edges.get_mut(&(from.clone(), to.clone()))) {
            edge.walked = true;
        }
    }

    pub fn nodes(&self) -> Share {
        Share { walked: self.nodes.values().filter(|walked| **walked).count(), all: self.nodes.len() }
    }

    pub fn edges(&self) -> Share {
        Share { walked: self.edges.values().filter(|edge| edge.walked).count(), all: self.edges.len() }
    }

    pub fn missed_nodes(&self) -> BTreeSet<&str> {
        self.nodes.iter().filter(|(_, walked)| !**walked).map(|(node, _)| node.as_str()).collect()
    }

    /// From, to, and where each is written.
    pub fn missed_edges(&self) -> impl Iterator<Item = (&str, &str, &[String])> {
        let missed = self.edges.iter().filter(|(_, edge)| !edge.walked);
        missed.map(|((from, to), edge)| (from.as_str(), to.as_str(), edge.places.as_slice()))
    }
}
