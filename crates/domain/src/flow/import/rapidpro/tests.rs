//! Files of every age, small enough to see what each of them is about.

use crate::flow::checker::has_errors;
use crate::flow::import::{Fate, Imported, import};
use serde_json::{Value, json};

fn imported(file: &Value) -> Imported {
    let (_, mut flows) = import(&file.to_string()).unwrap();
    assert!(!has_errors(&flows[0].problems), "{}\n{:#?}", flows[0].document, flows[0].problems);
    flows.remove(0)
}

/// What the document has to hold, and in this order.
#[track_caller]
fn holds(flow: &Imported, parts: &[&str]) {
    let mut rest = flow.document.as_str();
    for part in parts {
        let Some(at) = rest.find(part) else { panic!("no {part} where it should be in\n{}", flow.document) };
        rest = &rest[at + part.len()..];
    }
}

#[track_caller]
fn notes(flow: &Imported, fate: Fate, part: &str) {
    let told =
        flow.notes.iter().any(|note| note.fate == fate && format!("{}: {}", note.at, note.message).contains(part));
    assert!(told, "no {fate} {part} in {:#?}\n{}", flow.notes, flow.document);
}

#[test]
fn nodes_of_specification_12_wait_and_lead_on() {
    let file = json!({"flows": [{"uuid": "f", "name": "Welcome", "spec_version": "12.0", "language": "eng", "nodes": [
        {"uuid": "n1", "actions": [{"type": "send_msg", "uuid": "a1", "text": "Your name?"}],
            "exits": [{"uuid": "e1", "destination_node_uuid": "n2"}]},
        {"uuid": "n2", "wait": {"type": "msg", "timeout": 600}, "router": {
            "type": "switch", "operand": "@input", "result_name": "Name", "default_exit_uuid": "e3", "cases": [
                {"uuid": "c0", "type": "has_wait_timed_out", "exit_uuid": "e4"},
                {"uuid": "c1", "type": "has_text", "exit_uuid": "e2"}]},
            "exits": [{"uuid": "e2", "destination_node_uuid": "n3", "name": "Not Empty"},
                {"uuid": "e3", "destination_node_uuid": "n2", "name": "Other"}, {"uuid": "e4", "destination_node_uuid": "n4"}]},
        {"uuid": "n3", "actions": [{"type": "send_msg", "uuid": "a2", "text": "Thanks"}],
            "exits": [{"uuid": "e5", "destination_node_uuid": null}]},
        {"uuid": "n4", "wait": {"type": "msg"}, "exits": [{"uuid": "e6", "destination_uuid": "n3"}]},
    ]}]});
    let flow = imported(&file);
    holds(&flow, &["your_name:", "next: name\n", "name:", "timeout: 600s", "next: name_then", "on_timeout: split"]);
    holds(&flow, &["name_which:", "when: ", "go_to: thanks", "otherwise: name\n", "split:", "next: thanks"]);
    assert_eq!((flow.parts, flow.translated), (4, 4), "{:?}", flow.notes);
}

#[test]
fn rule_sets_that_do_not_say_what_they_are_wait_for_the_reply() {
    let rules = json!([
        {"uuid": "u1", "destination": "a2", "test": {"type": "between", "min": "1", "max": "10"}},
        {"uuid": "u2", "destination": null, "category": "Other", "test": {"type": "true"}},
    ]);
    let flow_with = |more: &[(&str, Value)]| {
        let mut set = json!({"uuid": "r1", "y": 106, "label": "Guess", "rules": rules});
        more.iter().for_each(|(key, value)| set[*key] = value.clone());
        json!({"version": 3, "triggers": [{"trigger_type": "K", "keyword": "play", "flow": {"id": 7}}], "flows": [{
            "name": "Pick a number", "id": 7, "flow_type": "F", "definition": {"rule_sets": [set], "action_sets": [
                {"y": 228, "uuid": "a2", "destination": null, "actions": [{"type": "reply", "msg": "Thank you!"}]},
                {"y": 0, "uuid": "a1", "destination": "r1", "actions": [{"type": "reply", "msg": "From 1 to 10?"}]}]}}]})
    };
    let flow = imported(&flow_with(&[]));
    holds(&flow, &["name: Pick a number", "- play", "start: from_1_to_10", "guess:", "wait_for_reply", "guess_which:"]);
    let flow = imported(&flow_with(&[("operand", json!("@step.value")), ("ruleset_type", Value::Null)]));
    holds(&flow, &["guess:", "wait_for_reply", "guess_which:"]);
    let flow = imported(&flow_with(&[("operand", json!("@contact.age"))]));
    assert!(!flow.document.contains("wait_for_reply"), "{}", flow.document);
    let address = ("webhook", json!("https://shop.example/colour"));
    let flow = imported(&flow_with(&[address, ("operand", json!("@extra.value")), ("webhook_action", json!("POST"))]));
    holds(
        &flow,
        &["wait_for_reply", "next: call_webhook", "http_request", "method: POST", "webhook.value", "go_to: thank"],
    );
}

#[test]
fn what_stands_beside_the_definition_counts() {
    let actions = json!([
        {"y": 0, "uuid": "a1", "destination": null, "actions": [{"type": "reply", "uuid": "m1", "msg": {"base": "Last"}}]},
        {"y": 9, "uuid": "a2", "destination": "a1", "actions": [{"type": "reply", "uuid": "m2", "msg": {"base": "First"}}]},
    ]);
    let definition = json!({"base_language": "base", "action_sets": actions, "rule_sets": []});
    let file = json!({"version": 4, "flows": [{"definition": definition, "name": "Sides", "entry": "a2"}]});
    holds(&imported(&file), &["name: Sides", "start: first"]);
}

#[test]
fn expressions_of_before_version_8_are_read() {
    let file = json!({"version": 7, "flows": [{"name": "Old", "definition": {"base_language": "eng", "entry": "a1", "action_sets": [
        {"uuid": "a1", "destination": "r1", "actions": [{"type": "reply", "uuid": "m1",
            "msg": {"eng": "Hi @contact.name|upper_case, =(date.now)", "spa": "=contact.name"}}]}],
        "rule_sets": [{"uuid": "r1", "label": "Then", "operand": "@step.value|time_delta:\"3\"", "rules": [
            {"uuid": "u", "category": {"eng": "All"}, "destination": null, "test": {"type": "true"}}]}]}}]});
    let flow = imported(&file);
    holds(&flow, &["en: Hi {{ contact.name | upper }}, {{ now.date }}", "es: \"{{ contact.name }}\""]);
    notes(&flow, Fate::Dropped, "the filter `time_delta` cannot be read here");
}

#[test]
fn a_flow_that_is_entered_for_good_does_not_come_back() {
    let enters = |terminal: bool| {
        json!({"name": "One", "language": "eng", "nodes": [
            {"uuid": "n1", "actions": [{"type": "enter_flow", "uuid": "a1", "terminal": terminal, "flow": {"name": "Two"}}],
                "exits": [{"uuid": "x1", "destination_uuid": "n2"}]},
            {"uuid": "n2", "actions": [{"type": "send_msg", "uuid": "a2", "text": "Back again"}], "exits": []},
        ]})
    };
    holds(&imported(&enters(true)), &["call_flow", "next: finish"]);
    holds(&imported(&enters(false)), &["call_flow", "next: back_again", "back_again:"]);
}
