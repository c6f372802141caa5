//! The flow while it is made: nodes in the order they came, and what there is to say of them.

use super::names::Taken;
use super::tree::Tree;
use super::{Fate, ImportError, Note};
use crate::flow::document::is_name;
use crate::text::fold;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) language: String,
    pub(super) triggers: Vec<Tree>,
    pub(super) start: Option<String>,
    pub(super) parts: usize,
    pub(super) notes: Vec<Note>,
    nodes: Vec<(String, Node)>,
    taken: Taken,
    aliases: BTreeMap<String, String>,
    finish: Option<String>,
    /// Nodes of ours that are left out when nothing leads to them.
    optional: BTreeSet<String>,
}

/// A node of the document: what it does, and where it leads.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: &'static str,
    pub(super) content: Tree,
    pub(super) routes: Vec<(&'static str, String)>,
}

impl Node {
    pub(super) fn new(kind: &'static str, content: Tree) -> Self {
        Self { kind, content, routes: Vec::new() }
    }

    pub(super) fn next(self, next: Option<&String>) -> Self {
        self.route("next", next)
    }

    pub(super) fn route(mut self, route: &'static str, target: Option<&String>) -> Self {
        self.routes.extend(target.map(|target| (route, target.clone())));
        self
    }

    /// Whether each of its buttons leads somewhere of its own, so that nobody goes on to its `next`.
    fn leads_by_choices(&self) -> bool {
        let buttons = self.content.get("buttons").filter(|_| self.kind == "say");
        matches!(buttons, Some(Tree::List(buttons)) if buttons.iter().all(|button| button.get("go_to").is_some()))
    }
}

/// The way to a person that every flow has to have.
const PERSON: &str = "person";
/// More would help nobody, and a hostile file could make any number.
const NOTES: usize = 500;
const FINISH: &str = "finish";
const PERSON_WORDS: [&str; 8] = ["human", "agent", "person", "persona", "agente", "humano", "pessoa", "atendente"];

impl Draft {
    pub(super) fn new(name: &str, language: &str) -> Self {
        let name = if name.trim().is_empty() { "Imported flow" } else { name.trim() };
        Self {
            name: name.chars().take(100).collect(),
            language: language.to_owned(),
            triggers: Vec::new(),
            start: None,
            parts: 0,
            notes: Vec::new(),
            nodes: Vec::new(),
            taken: Taken::default(),
            aliases: BTreeMap::new(),
            finish: None,
            optional: BTreeSet::new(),
        }
    }

    /// A name for a node that is still to come.
    pub(super) fn reserve(&mut self, name: &str) -> String {
        self.taken.unique(name)
    }

    /// A broken file can give two parts one id: edges cannot tell them apart, so the first one stays.
    pub(super) fn add(&mut self, name: &str, node: Node) {
        if self.nodes.iter().any(|(taken, _)| taken == name) {
            self.note(Fate::Dropped, name, "another part of the file has the same id");
            return;
        }
        self.nodes.push((name.to_owned(), node));
    }

    pub(super) fn note(&mut self, fate: Fate, at: &str, message: impl Into<String>) {
        let note = Note { fate, at: at.to_owned(), message: message.into() };
        if self.notes.len() >= NOTES || self.notes.contains(&note) {
            return;
        }
        self.notes.push(note);
        if self.notes.len() == NOTES {
            let message = "there is more than this report holds".to_owned();
            self.notes.push(Note { fate: Fate::Dropped, at: "the file".to_owned(), message });
        }
    }

    /// What WhatsApp and our checker ask of every flow, and other builders do not.
    pub(super) fn complete(&mut self, keyword: &str) {
        if self.start.is_none() {
            self.start = self.nodes.first().map(|(name, _)| name.clone());
        }
        if self.triggers.iter().all(|trigger| trigger.get("go_to").is_some()) {
            let keyword = if fold(keyword).is_empty() { "start" } else { keyword };
            self.triggers.push(Tree::map([("keyword", Tree::texts([keyword]))]));
            let message = format!("nothing in the file sets the flow off, so the word “{keyword}” does");
            self.note(Fate::Added, "triggers", message);
        }
        let reached = self.reached();
        if !self.nodes.iter().any(|(name, node)| node.kind == "hand_over" && reached.contains(name)) {
            let person = self.reserve(PERSON);
            let note = Tree::map([("note", Tree::text("{{ contact.name }} asks for a person: {{ message.text }}"))]);
            self.add(&person, Node::new("hand_over", note));
            self.lead_to(&person);
        }
    }

    /// The nodes that a conversation can come to.
    fn reached(&self) -> BTreeSet<String> {
        let mut open = BTreeSet::from([self.resolve(self.start.as_deref().unwrap_or_default()).to_owned()]);
        self.triggers.iter().for_each(|trigger| gather(&self.resolved(trigger), &mut open));
        let nodes: BTreeMap<&str, &Node> = self.nodes.iter().map(|(name, node)| (name.as_str(), node)).collect();
        let mut reached = BTreeSet::new();
        while let Some(name) = open.pop_first() {
            if let Some(node) = nodes.get(name.as_str()).filter(|_| reached.insert(name.clone())) {
                let mut targets = BTreeSet::new();
                self.targets_of(node, &mut targets);
                open.extend(targets.into_iter().filter(|target| !reached.contains(target)));
            }
        }
        reached
    }

    fn targets_of(&self, node: &Node, targets: &mut BTreeSet<String>) {
        let routes = node.routes.iter().filter(|(route, _)| *route != "next" || !node.leads_by_choices());
        targets.extend(routes.map(|(_, target)| self.resolve(target).to_owned()));
        gather(&self.resolved(&node.content), targets);
    }

    fn lead_to(&mut self, person: &str) {
        let trigger = [
            ("keyword", Tree::texts(PERSON_WORDS)),
            ("anytime", Tree::Value(true.into())),
            ("go_to", Tree::text(person)),
        ];
        self.triggers.push(Tree::map(trigger));
        let message = "a way to a person at any time, which WhatsApp's policy asks for";
        self.note(Fate::Added, "triggers", message);
    }

    /// Something that does nothing here: whoever leads to it is led on.
    pub(super) fn pass(&mut self, name: &str, next: Option<&String>) {
        let next = self.or_finish(next);
        self.aliases.insert(name.to_owned(), next);
    }

    /// Where a way leads that ends there: a choice without a target would follow its node's `next`.
    pub(super) fn or_finish(&mut self, target: Option<&String>) -> String {
        if let Some(target) = target {
            return target.clone();
        }
        if let Some(finish) = &self.finish {
            return finish.clone();
        }
        let finish = self.reserve(FINISH);
        self.add(&finish, Node::new("end", Tree::Map(Vec::new())));
        self.only_if_reached(&finish);
        self.finish = Some(finish.clone());
        finish
    }

    pub(super) fn only_if_reached(&mut self, name: &str) {
        self.optional.insert(name.to_owned());
    }

    /// Before these nodes a case asks whether the 24-hour window is open; if not, a person has to see to it.
    pub(super) fn keep_in_window(&mut self, nodes: &BTreeSet<String>) {
        let person = self.nodes.iter().find(|(_, node)| node.kind == "hand_over").map(|(name, _)| name.clone());
        for name in nodes {
            let Some(at) = self.nodes.iter().position(|(node, _)| node == name) else { continue };
            let inside = self.reserve(&format!("{name}_in_window"));
            let case = Tree::map([("window", Tree::text("open")), ("go_to", Tree::text(&inside))]);
            let asks = Node::new("branch", Tree::List(vec![case])).route("otherwise", person.as_ref());
            if let Some((_, node)) = self.nodes.get_mut(at) {
                let guarded = std::mem::replace(node, asks);
                self.nodes.insert(at + 1, (inside, guarded));
            }
            self.note(Fate::Added, name, "it may come when the 24-hour window has closed: then a person takes over");
        }
    }

    /// What other nodes, the start and the triggers lead to.
    fn targets(&self) -> BTreeSet<String> {
        let mut targets = BTreeSet::from([self.resolve(self.start.as_deref().unwrap_or_default()).to_owned()]);
        for (_, node) in &self.nodes {
            targets.extend(node.routes.iter().map(|(_, target)| self.resolve(target).to_owned()));
            gather(&self.resolved(&node.content), &mut targets);
        }
        self.triggers.iter().for_each(|trigger| gather(&self.resolved(trigger), &mut targets));
        targets
    }

    fn resolve<'a>(&'a self, target: &'a str) -> &'a str {
        let mut resolved = target;
        // A circle of things that do nothing is left at any of them.
        for _ in 0..=self.aliases.len() {
            match self.aliases.get(resolved) {
                Some(next) => resolved = next,
                None => return resolved,
            }
        }
        self.finish.as_deref().unwrap_or(target)
    }

    fn resolved(&self, tree: &Tree) -> Tree {
        match tree {
            Tree::Map(entries) => Tree::Map(
                entries
                    .iter()
                    .map(|(key, value)| match value {
                        Tree::Value(Value::String(target)) if key == "go_to" => {
                            (key.clone(), Tree::text(self.resolve(target)))
                        }
                        other => (key.clone(), self.resolved(other)),
                    })
                    .collect(),
            ),
            Tree::List(items) => Tree::List(items.iter().map(|item| self.resolved(item)).collect()),
            Tree::Value(value) => Tree::Value(value.clone()),
        }
    }

    pub(super) fn document(&self) -> Result<String, ImportError> {
        let targets = self.targets();
        let kept = self.nodes.iter().filter(|(name, _)| !self.optional.contains(name) || targets.contains(name));
        let nodes = kept.map(|(name, node)| {
            debug_assert!(is_name(name), "{name}");
            let routes = node.routes.iter().map(|(route, target)| (*route, Tree::text(self.resolve(target))));
            let content = match &node.content {
                Tree::Value(Value::String(target)) if node.kind == "go_to" => Tree::text(self.resolve(target)),
                content => self.resolved(content),
            };
            (name.as_str(), Tree::map(std::iter::once((node.kind, content)).chain(routes)))
        });
        let document = Tree::map([
            ("name", Tree::text(&self.name)),
            ("language", Tree::text(&self.language)),
            ("triggers", Tree::List(self.triggers.iter().map(|trigger| self.resolved(trigger)).collect())),
            ("start", Tree::text(self.resolve(self.start.as_deref().unwrap_or_default()))),
            ("nodes", Tree::map(nodes)),
        ]);
        let options = serde_saphyr::ser_options! { folded_wrap_chars: 10_000, compact_list_indent: false };
        serde_saphyr::to_string_with_options(&document, options)
            .map_err(|error| ImportError::Unwritable(error.to_string()))
    }
}

fn gather(tree: &Tree, targets: &mut BTreeSet<String>) {
    match tree {
        Tree::Map(entries) => entries.iter().for_each(|(key, value)| match value {
            Tree::Value(Value::String(target)) if key == "go_to" => drop(targets.insert(target.clone())),
            value => gather(value, targets),
        }),
        Tree::List(items) => items.iter().for_each(|item| gather(item, targets)),
        Tree::Value(_) => {}
    }
}

/// The same text in several languages; one text for all when there is only the flow's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Texts(pub(super) BTreeMap<String, String>);

impl Texts {
    pub(super) fn one(language: &str, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(language.to_owned(), text.into())]))
    }

    pub(super) fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self(self.0.iter().map(|(language, text)| (language.clone(), change(text))).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    pub(super) fn any(&self) -> &str {
        self.0.values().next().map_or("", String::as_str)
    }

    /// The longest, in characters.
    pub(super) fn length(&self) -> usize {
        self.0.values().map(|text| text.chars().count()).max().unwrap_or_default()
    }

    pub(super) fn tree(&self) -> Tree {
        match self.0.len() {
            1 => Tree::text(self.any()),
            _ => Tree::map(self.0.iter().map(|(language, text)| (language.as_str(), Tree::text(text)))),
        }
    }
}
