//! Nodes of specification 12, which wait themselves and lead on by exits alone, made over as 13 writes them.
//!
//! Told by their shape: files that carry a later version have some of it, too.

use crate::flow::import::json::{list, text, words};
use serde_json::{Map, Value, json};

pub(super) fn is_older(flow: &Value) -> bool {
    list(flow, "nodes").iter().any(is_older_node)
}

/// The same flow with its older nodes made over.
pub(super) fn upgraded(flow: &Value) -> Value {
    let mut upgraded = flow.clone();
    let nodes = upgraded.get_mut("nodes").and_then(Value::as_array_mut);
    nodes.into_iter().flatten().filter(|node| is_older_node(node)).for_each(|node| *node = of_node(node));
    upgraded
}

fn is_older_node(node: &Value) -> bool {
    let leads_by_exits = |router: &Value| {
        router.get("default_exit_uuid").is_some()
            || list(router, "cases").iter().any(|it| it.get("exit_uuid").is_some())
    };
    node.get("wait").is_some_and(Value::is_object)
        || list(node, "exits").iter().any(|exit| exit.get("destination_node_uuid").is_some())
        || node.get("router").is_some_and(leads_by_exits)
}

fn of_node(node: &Value) -> Value {
    let mut node = node.as_object().cloned().unwrap_or_default();
    let exits: Vec<Value> = list_of(&node, "exits").iter().map(of_exit).collect();
    let wait = node.remove("wait").filter(waits_for_a_reply);
    let router = node.get("router").filter(|router| router.is_object()).cloned();
    // A node that only waits leads on by its one exit.
    let router = router.or_else(|| wait.is_some().then(|| json!({"type": "switch"})));
    if let Some(router) = router {
        node.insert("router".to_owned(), of_router(&router, wait.as_ref(), &exits));
    }
    node.insert("exits".to_owned(), Value::Array(exits));
    Value::Object(node)
}

fn list_of<'a>(node: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    node.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The others wait for a called flow, which comes back by itself here.
fn waits_for_a_reply(wait: &Value) -> bool {
    wait.is_object() && !matches!(text(wait, "type"), "flow" | "nothing")
}

fn of_exit(exit: &Value) -> Value {
    let mut exit = exit.clone();
    if let Some(exit) = exit.as_object_mut() {
        let older = exit.remove("destination_node_uuid").unwrap_or_default();
        let destination = exit.entry("destination_uuid").or_insert(Value::Null);
        if destination.is_null() {
            *destination = older;
        }
    }
    exit
}

/// Where there are no categories, each exit is one.
fn of_router(router: &Value, wait: Option<&Value>, exits: &[Value]) -> Value {
    let Some(mut made) = router.as_object().cloned() else { return router.clone() };
    if list(router, "categories").is_empty() {
        let categories = exits.iter().map(|exit| {
            let uuid = text(exit, "uuid");
            json!({"uuid": uuid, "name": text(exit, "name"), "exit_uuid": uuid})
        });
        made.insert("categories".to_owned(), categories.collect());
        let first = exits.first().map(|exit| text(exit, "uuid")).unwrap_or_default();
        let default = words(router, "default_exit_uuid").unwrap_or_else(|| first.to_owned());
        made.insert("default_category_uuid".to_owned(), Value::String(default));
    }
    let (late, cases): (Vec<Value>, Vec<Value>) =
        list(router, "cases").iter().map(of_case).partition(|case| text(case, "type") == "has_wait_timed_out");
    made.insert("cases".to_owned(), Value::Array(cases));
    if let Some(wait) = wait {
        let late = late.first().and_then(|case| words(case, "category_uuid"));
        let late = late.or_else(|| words(&Value::Object(made.clone()), "default_category_uuid"));
        made.insert("wait".to_owned(), of_wait(wait, late.as_deref()));
    }
    Value::Object(made)
}

fn of_case(case: &Value) -> Value {
    let mut case = case.clone();
    if let Some(case) = case.as_object_mut().filter(|case| !case.contains_key("category_uuid")) {
        let exit = case.get("exit_uuid").cloned().unwrap_or_default();
        case.insert("category_uuid".to_owned(), exit);
    }
    case
}

/// The time-out was a number of seconds, and its way a case of its own, or the one of no case.
fn of_wait(wait: &Value, late: Option<&str>) -> Value {
    match wait.get("timeout").and_then(Value::as_u64) {
        Some(seconds) => json!({"type": "msg", "timeout": {"seconds": seconds, "category_uuid": late}}),
        None => wait.clone(),
    }
}
