//! Requests to other systems.

use super::{Place, Typebot, options};
use crate::flow::import::Fate;
use crate::flow::import::choices::set_variable;
use crate::flow::import::draft::Node;
use crate::flow::import::json::{list, text, words};
use crate::flow::import::names;
use crate::flow::import::tree::Tree;
use serde_json::Value;

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

impl Typebot<'_> {
    pub(super) fn request(&mut self, block: &Value, place: &Place) {
        let options = options(block);
        let webhook = options.get("webhook").or_else(|| block.get("webhook")).unwrap_or(&Value::Null);
        let Some(url) = words(webhook, "url") else {
            return self.left_out(place, "the file does not say which address is requested");
        };
        let mut parts = Vec::new();
        let method = text(webhook, "method");
        let method = if METHODS.contains(&method) { method } else { "POST" };
        parts.push(("method", Tree::text(method)));
        let address = self.address(&url, webhook, &place.at);
        parts.push(("url", Tree::text(address)));
        let headers = pairs(webhook, "headers").into_iter();
        let headers: Vec<_> = headers.map(|(name, value)| (name, Tree::text(self.said(&value, &place.at)))).collect();
        if !headers.is_empty() {
            parts.push(("headers", Tree::map(headers)));
        }
        parts.extend(self.body(webhook, method, &place.at).map(|body| ("body", body)));
        let mappings = list(options, "responseVariableMapping");
        let answer = names::of_answer(&place.name);
        parts.push(("save_as", Tree::text(&answer)));
        // A request that failed has no answer, but a status.
        let (of_status, of_answer): (Vec<&Value>, Vec<&Value>) =
            mappings.iter().partition(|mapping| text(mapping, "bodyPath").trim() == "statusCode");
        let failed = self.remember_answers(&of_status, &answer, place, place.next.clone());
        let after = self.remember_answers(&of_answer, &answer, place, failed.clone());
        // The flow goes on there whether or not the request succeeds.
        let node = Node::new("http_request", Tree::map(parts));
        let failed = self.draft.or_finish(failed.as_ref());
        self.draft.add(&place.name, node.next(after.as_ref()).route("on_failure", Some(&failed)));
    }

    fn address(&mut self, url: &str, webhook: &Value, at: &str) -> String {
        let (mut address, lost) = self.variables.in_address(url);
        self.lost(&lost, at);
        let parameters = pairs(webhook, "queryParams");
        for (index, (key, value)) in parameters.into_iter().enumerate() {
            let sign = if index == 0 && !address.contains('?') { "?" } else { "&" };
            let ((key, lost), (value, also_lost)) = (self.variables.in_query(&key), self.variables.in_query(&value));
            self.lost(&lost, at);
            self.lost(&also_lost, at);
            address.extend([sign, key.as_str(), "=", value.as_str()]);
        }
        address
    }

    /// A body of JSON, its texts filled in.
    fn body(&mut self, webhook: &Value, method: &str, at: &str) -> Option<Tree> {
        let source = words(webhook, "body").filter(|_| method != "GET");
        let Some(source) = source else {
            if method != "GET" {
                self.draft.note(Fate::Changed, at, "all answers were sent there; say here which");
            }
            return None;
        };
        if source.trim() == "{{state}}" {
            self.draft.note(Fate::Changed, at, "all variables were sent there; say here which");
            return None;
        }
        let Ok(body) = serde_json::from_str::<Value>(&source) else {
            self.draft.note(Fate::Changed, at, "the body is no JSON before it is filled in: it is sent as a text");
            return Some(Tree::text(self.said(&source, at)));
        };
        Some(Tree::Value(self.filled(body, at, 20)))
    }

    fn filled(&mut self, value: Value, at: &str, depth: usize) -> Value {
        match value {
            Value::String(text) => Value::String(self.said(&text, at)),
            Value::Array(items) if depth > 0 => {
                Value::Array(items.into_iter().map(|item| self.filled(item, at, depth - 1)).collect())
            }
            Value::Object(fields) if depth > 0 => {
                Value::Object(fields.into_iter().map(|(key, field)| (key, self.filled(field, at, depth - 1))).collect())
            }
            other => other,
        }
    }

    /// One node for each part of the answer that is kept, before what comes next; the first of them.
    fn remember_answers(
        &mut self,
        mappings: &[&Value],
        answer: &str,
        place: &Place,
        mut next: Option<String>,
    ) -> Option<String> {
        for mapping in mappings.iter().rev() {
            let path = words(mapping, "bodyPath").unwrap_or_default();
            let Some(name) = self.variables.named(text(mapping, "variableId")).map(str::to_owned) else { continue };
            let Some(path) = path_in(answer, &path) else {
                self.draft.note(Fate::Dropped, &place.at, format!("`{path}` of the answer is no path"));
                continue;
            };
            let node = self.draft.reserve(&names::slug(&format!("{} keep {name}", place.name), "keep"));
            let value = Tree::text(format!("{{{{ {path} | default('') }}}}"));
            self.draft.add(&node, set_variable(&name, value).next(next.as_ref()));
            next = Some(node);
        }
        next
    }

    fn lost(&mut self, names: &[String], at: &str) {
        for name in names {
            self.draft.note(Fate::Dropped, at, format!("`{}` is set by nothing in the file", names::slug(name, "…")));
        }
    }
}

fn pairs(webhook: &Value, key: &str) -> Vec<(String, String)> {
    let pairs = list(webhook, key).iter();
    pairs.filter_map(|pair| Some((words(pair, "key")?, words(pair, "value").unwrap_or_default()))).collect()
}

/// `data.items[0].name` is below the answer, which they call `data`.
fn path_in(answer: &str, path: &str) -> Option<String> {
    let path = path.trim();
    if path == "statusCode" {
        return Some("http.status".to_owned());
    }
    let below = path.strip_prefix("data").filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let path = below.unwrap_or(path).trim_start_matches('.');
    let allowed = |character: char| character.is_ascii_alphanumeric() || "_.[]".contains(character);
    if path.is_empty() {
        return Some(answer.to_owned());
    }
    let dotted = if path.starts_with('[') { format!("{answer}{path}") } else { format!("{answer}.{path}") };
    (path.chars().all(allowed) && !dotted.contains("..") && !dotted.ends_with('.')).then_some(dotted)
}
