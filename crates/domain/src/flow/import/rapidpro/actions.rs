//! Actions: what a node does before it decides where to go.

use super::messages::Ahead;
use super::paths::{CHILD, WEBHOOK, category, result};
use super::{Place, Rapidpro, expression, languages};
use crate::flow::import::Fate;
use crate::flow::import::choices::set_variable;
use crate::flow::import::draft::Node;
use crate::flow::import::json::{flag, list, text, words};
use crate::flow::import::tree::Tree;
use serde_json::{Value, json};

impl<'a> Rapidpro<'a> {
    /// The actions of a node, one after the other; `next` is what follows them.
    pub(super) fn actions(&mut self, node: &'a Value, place: &Place, next: Option<&String>, router: Option<&'a Value>) {
        let actions = list(node, "actions");
        let mut name = place.entry.clone();
        for (index, action) in actions.iter().enumerate() {
            self.draft.parts += 1;
            let is_last = index + 1 == actions.len();
            let following = if is_last {
                next.cloned()
            } else {
                Some(self.draft.reserve(&format!("{}_{}", place.entry, index + 2)))
            };
            let begun = std::mem::replace(&mut name, following.clone().unwrap_or_default());
            match self.ahead(action, node, place, is_last, following.as_ref()) {
                Some(ahead) if text(action, "type") == "send_msg" => self.menu(action, place, &begun, ahead),
                Some(ahead) => self.interactive(action, place, &begun, ahead),
                None => {
                    let nodes = self.action(action, node, place, router);
                    // It never comes back from there.
                    let ends = text(action, "type") == "enter_flow" && flag(action, "terminal");
                    let following = if ends { Some(self.draft.or_finish(None)) } else { following };
                    self.chain(&begun, nodes, following.as_ref());
                }
            }
        }
    }

    /// What lies ahead of a message that offers something to tap, if the flow waits right after it.
    fn ahead(
        &mut self,
        action: &'a Value,
        node: &'a Value,
        place: &Place,
        is_last: bool,
        following: Option<&String>,
    ) -> Option<Ahead> {
        let is_interactive = text(action, "type") == "send_interactive_msg";
        let offers = text(action, "type") == "send_msg" && !list(action, "quick_replies").is_empty();
        if !is_interactive && !offers {
            return None;
        }
        let here = (is_last && place.waits).then(|| (node, place.clone()));
        let waiting = here
            .or_else(|| self.waiting_next(node).filter(|_| is_last && node.get("router").is_none_or(Value::is_null)));
        let Some((waiting_node, waiting)) = waiting else {
            return is_interactive.then(|| Ahead { next: following.cloned(), timeout: None });
        };
        let router = waiting_node.get("router")?;
        let timeout = waiting.timeout.map(|seconds| {
            let category = router.pointer("/wait/timeout/category_uuid").and_then(Value::as_str).unwrap_or_default();
            (seconds, category.to_owned())
        });
        let timeout = timeout.map(|(seconds, category)| {
            let target = self.exit_of(waiting_node, router, &category);
            (format!("{}s", seconds.clamp(1, 2_592_000)), target)
        });
        Some(Ahead { next: Some(waiting.router), timeout })
    }

    /// The node that an action-only node leads to, when that one waits before anything else.
    fn waiting_next(&self, node: &'a Value) -> Option<(&'a Value, Place)> {
        let exit = list(node, "exits").first()?;
        let uuid = text(exit, "destination_uuid");
        let place = self.places.get(uuid).filter(|place| place.waits)?;
        let next = list(self.flow, "nodes").iter().find(|next| text(next, "uuid") == uuid)?;
        list(next, "actions").is_empty().then(|| (next, place.clone()))
    }

    fn action(&mut self, action: &'a Value, node: &'a Value, place: &Place, router: Option<&'a Value>) -> Vec<Node> {
        let kind = text(action, "type");
        let at = format!("{} ({kind})", place.entry);
        match kind {
            "send_msg" | "say_msg" => self.message(action, &at),
            "set_contact_name" => self.field("name", text(action, "name"), &at),
            "set_contact_language" => self.set_language(text(action, "language"), &at),
            "set_contact_field" => {
                let field = action.get("field").unwrap_or(&Value::Null);
                let key = words(field, "key").or_else(|| words(field, "name")).unwrap_or_default();
                self.field(&crate::flow::import::names::slug(&key, "field"), text(action, "value"), &at)
            }
            "add_contact_groups" => self.label("add", list(action, "groups"), &at),
            "remove_contact_groups" => self.label("remove", list(action, "groups"), &at),
            "add_input_labels" => {
                self.draft.note(Fate::Changed, &at, "labels of a message are labels of the contact here");
                self.label("add", list(action, "labels"), &at)
            }
            "set_run_result" => {
                let name = result(text(action, "name"));
                let value = self.said(text(action, "value"), &at);
                let mut nodes = vec![set_variable(&name, Tree::text(value))];
                if let Some(kept) = words(action, "category").filter(|_| self.categories.contains(&name)) {
                    let kept = self.said(&kept, &at);
                    nodes.push(set_variable(&category(&name), Tree::text(kept)));
                }
                nodes
            }
            "call_webhook" => self.request(action, &at),
            "enter_flow" => self.call(action, node, router, &at),
            "start_session" => self.start(action, &at),
            "open_ticket" => self.ticket(action, &at),
            "request_optin" => self.consent(action, &at),
            "wait_for_time" => {
                let seconds = words(action, "delay").and_then(|delay| delay.parse::<u64>().ok()).unwrap_or(60);
                vec![Node::new("wait", Tree::map([("for", Tree::text(format!("{}s", seconds.clamp(1, 2_592_000))))]))]
            }
            other => self.left_out(other, &at),
        }
    }

    fn left_out(&mut self, kind: &str, at: &str) -> Vec<Node> {
        let why = match kind {
            "send_email" => "no e-mail is sent from a flow; an HTTP request can do it",
            "send_broadcast" => "messages to other people are campaigns here",
            "call_classifier" => "no classifier of another service is asked",
            "call_resthook" => "the file does not say which addresses are called",
            "set_contact_channel" | "add_contact_urn" => "there is one channel here, the number the customer wrote to",
            "set_contact_timezone" => "the flow's own time zone is used",
            "set_contact_status" => "contacts are blocked by people, not by flows",
            "transfer_airtime" => "there is no airtime here",
            "play_audio" => "there are no voice calls here",
            "" => "it does not say what it is",
            _ => "this kind of action has no counterpart",
        };
        self.draft.note(Fate::Dropped, at, why);
        Vec::new()
    }

    fn field(&mut self, field: &str, value: &str, at: &str) -> Vec<Node> {
        let value = self.said(value, at);
        let value = if value.is_empty() && field != "name" { Tree::Value(Value::Null) } else { Tree::text(value) };
        vec![Node::new("set_contact_field", Tree::map([("field", Tree::text(field)), ("value", value)]))]
    }

    fn set_language(&mut self, language: &str, at: &str) -> Vec<Node> {
        let Some(code) = languages::code(language) else {
            self.draft.note(Fate::Dropped, at, format!("“{language}” is no language we know"));
            return Vec::new();
        };
        vec![Node::new("set_language", Tree::text(code))]
    }

    fn label(&mut self, key: &'static str, labels: &[Value], at: &str) -> Vec<Node> {
        let named = labels.iter().filter_map(|label| {
            let name = words(label, "name").or_else(|| label.as_str().map(str::to_owned));
            let name = name.or_else(|| words(label, "name_match"));
            name.or_else(|| self.export.group(text(label, "uuid")).map(str::to_owned))
        });
        let named: Vec<String> = named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        if named.len() < labels.len() || named.is_empty() {
            self.draft.note(Fate::Dropped, at, "groups without a name of their own, or “all groups”");
        }
        let (names, moving): (Vec<String>, Vec<String>) =
            named.into_iter().partition(|name| expression::is_constant(name) && !name.starts_with('='));
        for name in moving {
            self.draft.note(Fate::Dropped, at, format!("the name of the group `{name}` is known only while it runs"));
        }
        if names.is_empty() {
            return Vec::new();
        }
        vec![Node::new("label", Tree::map([(key, Tree::texts(names))]))]
    }

    fn request(&mut self, action: &'a Value, at: &str) -> Vec<Node> {
        let address = self.address(text(action, "url"), at);
        let mut parts = vec![("method", Tree::text(method(text(action, "method")))), ("url", Tree::text(address))];
        let headers = action.get("headers").and_then(Value::as_object);
        let headers: Vec<(String, String)> = headers
            .into_iter()
            .flatten()
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect();
        if !headers.is_empty() {
            let headers = headers.into_iter().map(|(name, value)| {
                let value = self.said(&value, at);
                (name, Tree::text(value))
            });
            parts.push(("headers", Tree::map(headers.collect::<Vec<_>>())));
        }
        let body = text(action, "body");
        if !body.trim().is_empty() && text(action, "method") != "GET" {
            parts.push(("body", self.body(body, at)));
        }
        parts.push(("save_as", Tree::text(WEBHOOK)));
        let mut nodes = vec![Node::new("http_request", Tree::map(parts))];
        nodes.extend(words(action, "result_name").map(|name| {
            // What is kept of a request that failed is nothing.
            set_variable(&result(&name), Tree::text("{{ webhook | default('', true) }}"))
        }));
        nodes
    }

    fn address(&mut self, source: &str, at: &str) -> String {
        let said = self.said(source, at);
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn body(&mut self, source: &str, at: &str) -> Tree {
        let Ok(Value::Object(fields)) = serde_json::from_str(source) else {
            self.draft.note(Fate::Changed, at, "the body is made while it runs: it is sent as a text");
            return Tree::text(self.said(source, at));
        };
        let fields = fields.into_iter().map(|(key, value)| match value {
            Value::String(text) => (key, Tree::text(self.said(&text, at))),
            other => (key, Tree::Value(other)),
        });
        Tree::map(fields.collect::<Vec<_>>())
    }

    fn call(&mut self, action: &'a Value, node: &'a Value, router: Option<&'a Value>, at: &str) -> Vec<Node> {
        let name = action.get("flow").map(|flow| text(flow, "name")).unwrap_or_default();
        if name.is_empty() {
            self.draft.note(Fate::Dropped, at, "the file does not say which flow is entered");
            return Vec::new();
        }
        if !self.export.has_flow(name) {
            let why = format!("the flow “{name}” is not in this file: import it, too, and publish it under this name");
            self.draft.note(Fate::Changed, at, why);
        }
        let parts = [("flow", Tree::text(name)), ("save_as", Tree::text(CHILD))];
        let expired = router.and_then(|router| self.expired(node, router));
        vec![Node::new("call_flow", Tree::map(parts)).route("on_timeout", expired.as_ref())]
    }

    fn start(&mut self, action: &'a Value, at: &str) -> Vec<Node> {
        let name = action.get("flow").map(|flow| text(flow, "name")).unwrap_or_default();
        let people: Vec<&str> = list(action, "legacy_vars").iter().filter_map(Value::as_str).collect();
        let ([person], false) = (people.as_slice(), name.is_empty()) else {
            self.draft.note(Fate::Dropped, at, "a flow is started for one person by telephone number, not for groups");
            return Vec::new();
        };
        let contact = self.said(person, at);
        vec![Node::new("start_flow", Tree::map([("flow", Tree::text(name)), ("contact", Tree::text(contact))]))]
    }

    fn ticket(&mut self, action: &'a Value, at: &str) -> Vec<Node> {
        let note = words(action, "note").or_else(|| words(action, "body")).unwrap_or_default();
        let note = self.said(&note, at);
        let team = action.get("topic").and_then(|topic| words(topic, "name"));
        let note = if note.is_empty() { "{{ contact.name }}: {{ message.text }}".to_owned() } else { note };
        let mut parts = vec![("note", Tree::text(note))];
        parts.extend(team.map(|team| ("team", Tree::text(team))));
        self.draft.note(
            Fate::Changed,
            at,
            "a person takes over at once, and the flow ends: what followed is not reached",
        );
        vec![Node::new("hand_over", Tree::map(parts))]
    }

    fn consent(&mut self, action: &'a Value, at: &str) -> Vec<Node> {
        let name = action.get("optin").map(|optin| text(optin, "name")).unwrap_or_default();
        let question = format!("May we write to you about {name}?");
        self.draft.note(Fate::Added, at, format!("the question “{question}”: there it was the channel that asked"));
        let parts = [("category", json!("marketing")), ("text", json!(question))];
        vec![Node::new("ask_consent", Tree::map(parts.into_iter().map(|(key, value)| (key, Tree::Value(value)))))]
    }
}

fn method(theirs: &str) -> &str {
    if matches!(theirs, "GET" | "POST" | "PUT" | "PATCH" | "DELETE") { theirs } else { "GET" }
}
