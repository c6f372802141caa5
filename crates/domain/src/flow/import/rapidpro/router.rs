//! Routers: which of a node's exits is taken.

use super::paths::{self, category, result};
use super::words::{self, Operand, Test};
use super::{Place, Rapidpro, categories, expression};
use crate::flow::import::choices::set_variable;
use crate::flow::import::draft::Node;
use crate::flow::import::json::{list, text};
use crate::flow::import::tree::Tree;
use crate::flow::import::{CASES, Fate};
use serde_json::{Value, json};

impl<'a> Rapidpro<'a> {
    pub(super) fn router(&mut self, node: &'a Value, router: &'a Value, place: &Place, entry: &str) {
        self.draft.parts += 1;
        let at = format!("{} (router)", place.entry);
        if place.waits {
            self.wait(node, router, place, entry);
        }
        match text(router, "type") {
            "random" => self.random(node, router, place, &at),
            "switch" => self.switch(node, router, place, &at),
            other => {
                self.draft.note(Fate::Dropped, &at, format!("a router of the kind “{other}” has no counterpart"));
                self.draft.pass(&place.router, None);
            }
        }
    }

    fn is_first(&self, node: &Value) -> bool {
        list(self.flow, "nodes").first().is_some_and(|first| text(first, "uuid") == text(node, "uuid"))
    }

    fn wait(&mut self, node: &'a Value, router: &'a Value, place: &Place, entry: &str) {
        let timeout = place.timeout.map(|seconds| ("timeout", Tree::text(format!("{}s", seconds.clamp(1, 2_592_000)))));
        let category = router.pointer("/wait/timeout/category_uuid").and_then(Value::as_str);
        let on_timeout = category.and_then(|category| self.exit_of(node, router, category));
        let wait = Node::new("wait_for_reply", Tree::map(timeout));
        self.draft.add(entry, wait.next(Some(&place.router)).route("on_timeout", on_timeout.as_ref()));
        if entry != place.entry || !list(node, "actions").is_empty() || !self.is_first(node) {
            self.draft.only_if_reached(entry);
        }
    }

    fn random(&mut self, node: &'a Value, router: &'a Value, place: &Place, at: &str) {
        let mut ways = Vec::new();
        for way in list(router, "categories") {
            let target = self.target(node, router, text(way, "uuid"), place);
            ways.push(Tree::map([("weight", Tree::Value(json!(1))), ("go_to", Tree::text(target))]));
        }
        let name = text(router, "result_name");
        if !name.is_empty() {
            self.draft.note(
                Fate::Dropped,
                at,
                format!("the number of the way that chance took, in the result “{name}”"),
            );
        }
        if ways.is_empty() {
            self.draft.note(Fate::Dropped, at, "it has no ways");
            return self.draft.pass(&place.router, None);
        }
        self.draft.add(&place.router, Node::new("split", Tree::List(ways)));
    }

    fn switch(&mut self, node: &'a Value, router: &'a Value, place: &Place, at: &str) {
        let source = text(router, "operand");
        let default = self.target(node, router, text(router, "default_category_uuid"), place);
        if is_status_of_a_called_flow(source) {
            let completed = self.completed(node, router);
            return self.draft.pass(&place.router, Some(&completed.unwrap_or(default)));
        }
        let operand = match self.operand(source) {
            Ok(operand) => operand,
            Err(why) => {
                self.draft.note(Fate::Dropped, at, format!("{why} cannot be read here: the way of no case is taken"));
                return self.draft.pass(&place.router, Some(&default));
            }
        };
        let mut cases = Vec::new();
        if list(router, "cases").len() > CASES {
            self.draft.note(Fate::Dropped, at, format!("cases beyond the first {CASES}"));
        }
        for case in list(router, "cases").iter().take(CASES) {
            let target = self.target(node, router, text(case, "category_uuid"), place);
            let arguments = self.arguments(case);
            let test = self.test(case, source, &operand, &arguments);
            match test {
                Ok(test) => {
                    if let Some(remark) = test.remark {
                        self.draft.note(Fate::Changed, at, remark);
                    }
                    cases.push(Tree::map([("when", Tree::text(test.when)), ("go_to", Tree::text(target))]));
                }
                Err(why) => {
                    let way = category_named(router, text(case, "category_uuid"));
                    let told = arguments.iter().filter_map(|spoken| spoken.first()).map(|it| format!("“{it}”, "));
                    let told: String = told.collect();
                    self.draft.note(Fate::Dropped, at, format!("{why} ({told}the way of “{way}”)"));
                }
            }
        }
        let kept = self.kept(router, &operand);
        let decides = if cases.is_empty() { None } else { Some(Node::new("branch", Tree::List(cases))) };
        match (kept, decides) {
            (None, None) => self.draft.pass(&place.router, Some(&default)),
            (Some(kept), None) => self.draft.add(&place.router, kept.next(Some(&default))),
            (None, Some(branch)) => self.draft.add(&place.router, branch.route("otherwise", Some(&default))),
            (Some(kept), Some(branch)) => {
                let which = self.draft.reserve(&format!("{}_which", place.entry));
                self.draft.add(&place.router, kept.next(Some(&which)));
                self.draft.add(&which, branch.route("otherwise", Some(&default)));
            }
        }
    }

    fn test(&self, case: &Value, source: &str, operand: &Operand, arguments: &[Vec<String>]) -> Result<Test, String> {
        let kind = text(case, "type");
        if !categories::tests_category(case) {
            return words::condition(kind, arguments, operand, &self.known());
        }
        let operand =
            self.operand(&categories::of_operand(source)).map_err(|why| format!("{why} cannot be read here"))?;
        words::condition(kind, arguments, &operand, &self.known())
    }

    /// The result that a router saves; the answers of requests are kept already.
    fn kept(&self, router: &Value, operand: &Operand) -> Option<Node> {
        let name = text(router, "result_name");
        let name = Some(result(name)).filter(|result| !name.is_empty() && !self.requests.contains(result))?;
        Some(set_variable(&name, Tree::text(format!("{{{{ {} }}}}", operand.expression))))
    }

    fn operand(&self, source: &str) -> Result<Operand, String> {
        let lower = source.trim().to_ascii_lowercase();
        let is_reply = matches!(lower.as_str(), "" | "@input" | "@input.text" | "@step.value" | "@step");
        let is_number = lower == "@webhook.status";
        let expression = if is_reply { "message.text".to_owned() } else { expression::operand(source, &self.known())? };
        Ok(Operand { expression, is_reply, is_number })
    }

    /// Each argument in every language there is.
    fn arguments(&self, case: &'a Value) -> Vec<Vec<String>> {
        let spoken = |index: usize| {
            let own = list(case, "arguments").get(index);
            let translated = self
                .translations
                .iter()
                .filter_map(move |(_, texts)| texts.get(text(case, "uuid"))?.get("arguments")?.get(index));
            own.into_iter().chain(translated).filter_map(|argument| match argument {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            })
        };
        let mut arguments: Vec<Vec<String>> =
            (0..list(case, "arguments").len().min(20)).map(|index| spoken(index).collect()).collect();
        // A group is called by its uuid, and mostly by its name as well.
        if let ("has_group", [only]) = (text(case, "type"), arguments.as_mut_slice()) {
            for group in only {
                *group = self.export.group(group).unwrap_or(group).to_owned();
            }
        }
        arguments
    }

    /// Where a category leads, through a node that remembers the category if somebody reads it.
    fn target(&mut self, node: &'a Value, router: &'a Value, uuid: &str, place: &Place) -> String {
        let exit = self.exit_of(node, router, uuid);
        let exit = self.draft.or_finish(exit.as_ref());
        let name = result(text(router, "result_name"));
        if !self.categories.contains(&name) || self.requests.contains(&name) {
            return exit;
        }
        let title = category_named(router, uuid);
        let known = self.kept_categories.get(&(place.entry.clone(), uuid.to_owned()));
        if let Some(known) = known {
            return known.clone();
        }
        let keeps = self.draft.reserve(&format!("{}_is", place.entry));
        self.kept_categories.insert((place.entry.clone(), uuid.to_owned()), keeps.clone());
        self.draft.add(&keeps, set_variable(&category(&name), Tree::text(title)).next(Some(&exit)));
        keeps
    }

    pub(super) fn exit_of(&mut self, node: &'a Value, router: &'a Value, uuid: &str) -> Option<String> {
        let category = list(router, "categories").iter().find(|it| text(it, "uuid") == uuid)?;
        let exit = list(node, "exits").iter().find(|exit| text(exit, "uuid") == text(category, "exit_uuid"))?;
        self.destination(exit)
    }

    /// Where it goes on when a called flow has ended as it should.
    pub(super) fn completed(&mut self, node: &'a Value, router: &'a Value) -> Option<String> {
        let is = |case: &&Value| list(case, "arguments").first().and_then(Value::as_str) == Some("completed");
        let case = list(router, "cases").iter().find(is)?;
        let exit = self.exit_of(node, router, text(case, "category_uuid"));
        Some(self.draft.or_finish(exit.as_ref()))
    }

    pub(super) fn expired(&mut self, node: &'a Value, router: &'a Value) -> Option<String> {
        let is = |case: &&Value| list(case, "arguments").first().and_then(Value::as_str) == Some("expired");
        let case = list(router, "cases").iter().find(is)?;
        self.exit_of(node, router, text(case, "category_uuid"))
    }
}

fn category_named<'v>(router: &'v Value, uuid: &str) -> &'v str {
    let found = list(router, "categories").iter().find(|category| text(category, "uuid") == uuid);
    found.map(|category| text(category, "name")).unwrap_or_default()
}

fn is_status_of_a_called_flow(operand: &str) -> bool {
    let operand = operand.trim().to_ascii_lowercase();
    matches!(operand.as_str(), "@child" | "@child.run.status" | "@child.status")
        || operand == format!("@{}.run.status", paths::CHILD)
}
