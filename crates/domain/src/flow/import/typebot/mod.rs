//! Typebot, version 6: groups of blocks, edges between them, variables.
//!
//! The text that stands before an input of the same group is the question; what has no question gets one. Every other
//! block is a node. See the [`super`] module for what happens to what cannot be translated.

mod blocks;
mod condition;
mod formula;
mod inputs;
mod requests;
mod rich_text;
mod triggers;
mod variables;

use super::draft::Draft;
use super::json::{list, text, words};
use super::names::slug;
use super::{Fate, Unset, json};
use serde_json::Value;
use std::collections::BTreeMap;
use variables::Variables;

/// Typebot says nothing of the language its texts are in.
const LANGUAGE: &str = "en";

pub(super) fn translate(file: &Value, unset: &Unset) -> Draft {
    let mut typebot = Typebot::of(file, unset);
    typebot.name_blocks();
    typebot.start();
    typebot.commands();
    typebot.starting_words(file);
    let groups = typebot.groups;
    for group in groups {
        typebot.group(group);
    }
    let keyword = words(file, "name").unwrap_or_else(|| "start".to_owned());
    let mut draft = typebot.draft;
    draft.complete(&keyword);
    draft
}

struct Typebot<'a> {
    draft: Draft,
    variables: Variables<'a>,
    groups: &'a [Value],
    events: &'a [Value],
    /// Where an edge leads: a group, and a block of it.
    edges: BTreeMap<&'a str, (&'a str, Option<&'a str>)>,
    /// The node that begins each block; blocks that are one node share it.
    nodes: BTreeMap<&'a str, String>,
    /// Where in a group it begins.
    entries: BTreeMap<&'a str, String>,
}

impl<'a> Typebot<'a> {
    fn of(file: &'a Value, unset: &'a Unset) -> Self {
        let mut draft = Draft::new(text(file, "name"), LANGUAGE);
        draft.note(Fate::Added, "language", "the file says no language; the texts are taken for English");
        let edges = list(file, "edges").iter().filter_map(|edge| {
            let to = edge.get("to")?;
            let group = to.get("groupId")?.as_str()?;
            Some((edge.get("id")?.as_str()?, (group, to.get("blockId").and_then(Value::as_str))))
        });
        Self {
            draft,
            variables: Variables::of(file, unset),
            groups: list(file, "groups"),
            events: list(file, "events"),
            edges: edges.collect(),
            nodes: BTreeMap::new(),
            entries: BTreeMap::new(),
        }
    }

    fn name_blocks(&mut self) {
        for group in self.groups {
            let title = slug(text(group, "title"), "group");
            let blocks = list(group, "blocks");
            let mut question: Option<String> = None;
            for (index, block) in blocks.iter().enumerate() {
                let name = question.take().unwrap_or_else(|| self.draft.reserve(&title));
                if index == 0 {
                    self.entries.insert(text(group, "id"), name.clone());
                }
                self.nodes.insert(text(block, "id"), name.clone());
                let asks_next = blocks.get(index + 1).is_some_and(|next| is_question_of(block, next));
                question = asks_next.then_some(name);
            }
            if blocks.is_empty() {
                let name = self.draft.reserve(&title);
                self.draft.pass(&name, None);
                self.entries.insert(text(group, "id"), name);
            }
        }
    }

    /// The start event, or before version 6 the start block.
    fn start(&mut self) {
        let blocks = self.groups.iter().flat_map(|group| list(group, "blocks"));
        let mut starts = self.events.iter().chain(blocks).filter(|event| text(event, "type") == "start");
        let edge = starts.next().map(|start| text(start, "outgoingEdgeId").to_owned());
        if let Some(target) = edge.and_then(|edge| self.target(&edge)) {
            self.draft.start = Some(target);
        }
    }

    fn group(&mut self, group: &'a Value) {
        let blocks = list(group, "blocks");
        let mut question: Option<&Value> = None;
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            let at = at(group, block, index);
            self.draft.parts += 1;
            if next.is_some_and(|next| is_question_of(block, next)) {
                question = Some(block);
                continue;
            }
            let name = self.nodes.get(text(block, "id")).cloned().unwrap_or_default();
            let after = self.after(block, next, &at);
            let place = Place { at, name, next: after };
            self.block(block, &place, question.take());
        }
    }

    /// Where a block leads: along its edge, else to the next block of its group.
    fn after(&mut self, block: &Value, next: Option<&Value>, at: &str) -> Option<String> {
        let edge = text(block, "outgoingEdgeId");
        if edge.is_empty() {
            return next.and_then(|next| self.nodes.get(text(next, "id")).cloned());
        }
        let target = self.target(edge);
        if target.is_none() {
            self.draft.note(Fate::Dropped, at, "its edge leads to nothing in the file");
        }
        target
    }

    fn target(&self, edge: &str) -> Option<String> {
        let (group, block) = self.edges.get(edge)?;
        self.place(group, *block)
    }

    fn place(&self, group: &str, block: Option<&str>) -> Option<String> {
        let block = block.and_then(|block| self.nodes.get(block));
        block.or_else(|| self.entries.get(group)).cloned()
    }
}

/// Where a block stands in the file, the node it becomes, and where it leads.
struct Place {
    at: String,
    name: String,
    next: Option<String>,
}

fn at(group: &Value, block: &Value, index: usize) -> String {
    let title = text(group, "title");
    let title = if title.is_empty() { text(group, "id") } else { title };
    let kind = block.get("type").and_then(Value::as_str).unwrap_or("a block without a type");
    format!("{title}, block {} ({kind})", index + 1)
}

/// The text before an input, when nothing but it leads there, is what the input asks.
fn is_question_of(block: &Value, next: &Value) -> bool {
    let leads_on = text(block, "outgoingEdgeId").is_empty();
    leads_on
        && text(block, "type") == "text"
        && inputs::is_input(text(next, "type"))
        && !rich_text::of(block).is_empty()
}

/// The options of a block, or nothing.
fn options(block: &Value) -> &Value {
    block.get("options").unwrap_or(&Value::Null)
}

fn option_words(block: &Value, key: &str) -> Option<String> {
    json::words(options(block), key)
}

#[cfg(test)]
mod tests;
