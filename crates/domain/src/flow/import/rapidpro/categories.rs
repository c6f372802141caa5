//! Categories of results: which of them somebody reads, for a node has to keep them here.

use super::paths::result;
use crate::flow::import::json::{list, text, words};
use serde_json::Value;
use std::collections::BTreeSet;

/// Results of which `.category` is read anywhere in the flow.
pub(super) fn read(flow: &Value) -> BTreeSet<String> {
    after_roots(flow, &["results.", "flow."])
}

/// Results of called flows of which it is.
pub(super) fn read_of_children(flow: &Value) -> BTreeSet<String> {
    after_roots(flow, &["child.results.", "child."])
}

fn after_roots(flow: &Value, roots: &[&str]) -> BTreeSet<String> {
    let source = flow.to_string().to_lowercase();
    let mut read = BTreeSet::new();
    for root in roots {
        for (at, _) in source.match_indices(root) {
            let rest = source.get(at + root.len()..).unwrap_or_default();
            let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if rest.get(name.len()..).is_some_and(|after| after.starts_with(".category")) {
                read.insert(result(&name));
            }
        }
    }
    let routers = list(flow, "nodes").iter().filter_map(|node| node.get("router"));
    let tested = routers.filter(|router| list(router, "cases").iter().any(tests_category));
    read.extend(tested.filter_map(|router| {
        let operand = text(router, "operand").trim().to_lowercase();
        let name = roots.iter().find_map(|root| {
            operand.strip_prefix('@')?.strip_prefix("run.").unwrap_or(operand.strip_prefix('@')?).strip_prefix(root)
        })?;
        (!name.contains('.')).then(|| result(name))
    }));
    read
}

pub(super) fn tests_category(case: &Value) -> bool {
    text(case, "type") == "has_category"
}

/// Results that have a category in this flow.
pub(super) fn kept(flow: &Value) -> BTreeSet<String> {
    let nodes = || list(flow, "nodes").iter();
    let routers = nodes().filter_map(|node| words(node.get("router")?, "result_name"));
    let actions = nodes().flat_map(|node| list(node, "actions"));
    let set = actions.filter(|action| words(action, "category").is_some()).filter_map(|action| words(action, "name"));
    routers.chain(set).map(|name| result(&name)).collect()
}

/// What is tested for its category, rather than its value.
pub(super) fn of_operand(operand: &str) -> String {
    let operand = operand.trim();
    let parts: Vec<&str> = operand.split('.').collect();
    let is_result =
        matches!(parts.as_slice(), ["@results" | "@flow" | "@child", _] | ["@run" | "@child", "results", _]);
    if is_result { format!("{operand}.category") } else { operand.to_owned() }
}
