//! RapidPro and Glific: nodes of actions with a router, and exits that lead to other nodes.
//!
//! A node becomes a chain of nodes: one for each action, then what its router does. A router that waits becomes
//! `wait_for_reply`, unless the message before it has quick replies: then that message waits.

mod actions;
mod before8;
mod categories;
mod export;
mod expression;
mod functions;
mod interactive;
mod languages;
mod legacy;
mod messages;
mod paths;
mod router;
mod specification12;
#[cfg(test)]
mod tests;
mod triggers;
mod words;

pub(super) use export::Export;

use super::draft::{Draft, Node, Texts};
use super::json::{list, text};
use super::names::slug;
use super::{Fate, Unset};
use paths::Known;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn translate(export: &Export<'_>, flow: &Value, unset: &Unset) -> Draft {
    let mut rapidpro = Rapidpro::of(export, flow, unset);
    rapidpro.name_nodes();
    for node in list(flow, "nodes") {
        rapidpro.node(node);
    }
    if list(flow, "nodes").is_empty() {
        // Whoever calls it goes on behind it.
        rapidpro.draft.start = Some(rapidpro.draft.or_finish(None));
        rapidpro.draft.note(Fate::Changed, "the flow", "it has no nodes: it ends at once");
    }
    rapidpro.triggers();
    let mut draft = rapidpro.draft;
    let keyword = draft.name.clone();
    draft.complete(&keyword);
    draft
}

struct Rapidpro<'a> {
    draft: Draft,
    export: &'a Export<'a>,
    flow: &'a Value,
    language: String,
    /// Texts of other languages: language, then action or case.
    translations: Vec<(String, &'a Value)>,
    places: BTreeMap<&'a str, Place>,
    unset: &'a Unset,
    /// Results that are answers of requests.
    requests: BTreeSet<String>,
    /// Results whose category somebody reads.
    categories: BTreeSet<String>,
    /// The node that remembers a category, by node and category of theirs.
    kept_categories: BTreeMap<(String, String), String>,
}

/// The nodes of ours that one of theirs becomes, by name.
#[derive(Clone, Debug)]
struct Place {
    /// Where it begins.
    entry: String,
    /// What its router does, once a reply has come.
    router: String,
    /// Whether its router waits for a reply, and for how many seconds.
    waits: bool,
    timeout: Option<u64>,
}

impl<'a> Rapidpro<'a> {
    fn of(export: &'a Export<'a>, flow: &'a Value, unset: &'a Unset) -> Self {
        let own = languages::code(text(flow, "language"));
        let language = own.clone().unwrap_or_else(|| "en".to_owned());
        let mut draft = Draft::new(text(flow, "name"), &language);
        if own.is_none() {
            draft.note(Fate::Added, "language", "the file says no language; its texts are taken for English");
        }
        let translations = flow.get("localization").and_then(Value::as_object);
        let translations = translations.into_iter().flatten().filter_map(|(code, texts)| {
            let code = languages::code(code)?;
            (code != language && texts.is_object()).then_some((code, texts))
        });
        let translations = translations.collect();
        let actions = || list(flow, "nodes").iter().flat_map(|node| list(node, "actions"));
        let calls = actions().filter(|action| matches!(text(action, "type"), "call_webhook" | "call_resthook"));
        let requests = calls.map(|call| paths::result(text(call, "result_name"))).collect();
        let mut categories = categories::read(flow);
        categories.extend(export.read_of_children.iter().cloned());
        Self {
            draft,
            export,
            flow,
            language,
            translations,
            places: BTreeMap::new(),
            unset,
            requests,
            categories,
            kept_categories: BTreeMap::new(),
        }
    }

    fn known(&self) -> Known<'_> {
        Known { unset: self.unset, requests: &self.requests, with_category: &self.export.with_category }
    }

    fn name_nodes(&mut self) {
        for (index, node) in list(self.flow, "nodes").iter().enumerate() {
            let router = node.get("router").filter(|router| router.is_object());
            let wait = router.and_then(|router| router.get("wait")).filter(|wait| wait.is_object());
            let entry = self.draft.reserve(&name_of(node));
            let has_actions = !list(node, "actions").is_empty();
            let decides = match (router.is_some(), wait.is_some() || has_actions) {
                (true, true) => self.draft.reserve(&format!("{entry}_then")),
                _ => entry.clone(),
            };
            let timeout = wait.and_then(|wait| wait.get("timeout")?.get("seconds")?.as_u64());
            if index == 0 {
                self.draft.start = Some(entry.clone());
            }
            let place = Place { entry, router: decides, waits: wait.is_some(), timeout };
            self.places.insert(text(node, "uuid"), place);
        }
    }

    fn node(&mut self, node: &'a Value) {
        let Some(place) = self.places.get(text(node, "uuid")).cloned() else { return };
        let router = node.get("router").filter(|router| router.is_object());
        let has_actions = !list(node, "actions").is_empty();
        let exit = list(node, "exits").first().and_then(|exit| self.destination(exit));
        // Where the actions lead: to the router's wait, to the router, or along the one exit.
        let mut router_entry = place.entry.clone();
        if has_actions {
            let next = match router {
                Some(_) if place.waits => {
                    router_entry = self.draft.reserve(&format!("{}_wait", place.entry));
                    Some(router_entry.clone())
                }
                Some(_) => Some(place.router.clone()),
                None => exit.clone(),
            };
            self.actions(node, &place, next.as_ref(), router);
        }
        match router {
            Some(router) => self.router(node, router, &place, &router_entry),
            None if !has_actions => self.draft.pass(&place.entry, exit.as_ref()),
            None => {}
        }
    }

    /// Where an exit leads; one to a node that is not in the file is noted.
    fn destination(&mut self, exit: &Value) -> Option<String> {
        let uuid = text(exit, "destination_uuid");
        if uuid.is_empty() {
            return None;
        }
        let place = self.places.get(uuid).map(|place| place.entry.clone());
        if place.is_none() {
            self.draft.note(
                Fate::Dropped,
                "an exit",
                format!("it leads to the node {uuid}, which the file does not have"),
            );
        }
        place
    }

    /// A text with its translations, filled in our way.
    fn texts(&mut self, source: &str, uuid: &str, key: &str, at: &str) -> Texts {
        let mut sources = vec![(self.language.clone(), source.to_owned())];
        for (language, translations) in &self.translations {
            let translated = translations.get(uuid).and_then(|texts| texts.get(key)?.get(0)?.as_str());
            let translated = translated.filter(|text| !text.trim().is_empty());
            sources.extend(translated.map(|text| (language.clone(), text.to_owned())));
        }
        let sources = sources.into_iter().map(|(language, source)| {
            let said = self.said(&source, at);
            (language, said)
        });
        Texts(sources.collect())
    }

    /// One text, filled in our way.
    fn said(&mut self, source: &str, at: &str) -> String {
        let (said, lost) = expression::text(source.trim(), &self.known());
        for what in lost {
            self.draft.note(Fate::Dropped, at, format!("{what} cannot be read here and is left out of the text"));
        }
        said
    }

    /// Nodes one after the other: the first under a name that was given, the last leading on.
    fn chain(&mut self, entry: &str, nodes: Vec<Node>, next: Option<&String>) {
        if nodes.is_empty() {
            return self.draft.pass(entry, next);
        }
        let last = nodes.len() - 1;
        let mut name = entry.to_owned();
        for (index, node) in nodes.into_iter().enumerate() {
            let ends = matches!(node.kind, "hand_over" | "end");
            let following = if index == last { next.cloned() } else { Some(self.draft.reserve(&slug(entry, "node"))) };
            let node = match node.kind {
                _ if ends => node,
                // It goes on whatever came of the request: the router looks at that.
                "http_request" => {
                    let failed = self.draft.or_finish(following.as_ref());
                    node.next(following.as_ref()).route("on_failure", Some(&failed))
                }
                _ => node.next(following.as_ref()),
            };
            self.draft.add(&name, node);
            name = following.unwrap_or_default();
        }
    }
}

/// Named after what it asks or says first.
fn name_of(node: &Value) -> String {
    let router = node.get("router").unwrap_or(&Value::Null);
    let said = list(node, "actions").iter().find_map(|action| {
        let words = match text(action, "type") {
            "send_msg" => text(action, "text"),
            "send_interactive_msg" => text(action, "name"),
            kind => kind,
        };
        (!words.trim().is_empty()).then(|| words.split_whitespace().take(4).collect::<Vec<_>>().join(" "))
    });
    match (said, text(router, "result_name")) {
        (Some(said), _) => slug(&said, "node"),
        (None, "") => "split".to_owned(),
        (None, result) => slug(result, "split"),
    }
}
