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
        for (key, value) in more {
            set[*key] = value.clone();
        }
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

/// A flow with one router, which waits only when it says so.
fn routed(router: &Value, more: &[(&str, Value)]) -> Value {
    let mut router = router.clone();
    let categories =
        json!([{"uuid": "k1", "name": "Yes", "exit_uuid": "x1"}, {"uuid": "k2", "name": "Other", "exit_uuid": "x2"}]);
    for (key, value) in [("type", json!("switch")), ("categories", categories), ("default_category_uuid", json!("k2"))]
    {
        router[key] = value;
    }
    let mut file = json!({"flows": [{"uuid": "f1", "name": "One", "language": "eng", "nodes": [
        {"uuid": "n1", "router": router, "exits": [{"uuid": "x1", "destination_uuid": "n2"}, {"uuid": "x2"}]},
        {"uuid": "n2", "actions": [{"type": "send_msg", "uuid": "a1", "text": "Well"}], "exits": []}]}]});
    for (key, value) in more {
        file[*key] = value.clone();
    }
    file
}

fn case(kind: &str, arguments: &[&str]) -> Value {
    json!([{"uuid": "c1", "type": kind, "arguments": arguments, "category_uuid": "k1"}])
}

#[test]
fn what_sets_a_flow_off_is_kept_or_told() {
    let trigger = |more: Value| {
        let mut trigger = json!({"flow": {"uuid": "f1"}});
        for (key, value) in more.as_object().unwrap() {
            trigger[key] = value.clone();
        }
        trigger
    };
    let groups = json!([{"name": "Members"}]);
    let triggers = json!([
        trigger(json!({"trigger_type": "K", "keyword": "first", "match_type": "F", "groups": groups})),
        trigger(json!({"trigger_type": "K", "keywords": ["only"], "match_type": "O"})),
        trigger(json!({"trigger_type": "C"})),
        trigger(json!({"trigger_type": "N"})),
        trigger(json!({"trigger_type": "S"})),
    ]);
    let campaigns = json!([{"name": "Yearly", "events": [{"flow": {"uuid": "f1"}}]}, {"name": "Other", "events": []}]);
    let router = json!({"operand": "@input.text", "cases": case("has_text", &[])});
    let flow = imported(&routed(&router, &[("triggers", triggers), ("campaigns", campaigns)]));
    holds(&flow, &["- only\n  - keyword:", "- first\n    match: starts_with\n  - any_message: true"]);
    for part in ["a new conversation", "at a time", "“Yearly”"] {
        notes(&flow, Fate::Dropped, part);
    }
    notes(&flow, Fate::Changed, "only people of “Members” could set it off");
    assert!(!flow.notes.iter().any(|note| note.message.contains("Other")));
}

#[test]
fn groups_are_called_by_their_names() {
    let uuid = "a3a1d3b8-5c3f-4d6e-9a0b-1b2c3d4e5f60";
    let router = json!({"operand": "@contact.groups", "cases": case("has_group", &[uuid])});
    let groups = json!([{"uuid": uuid, "name": "Members"}]);
    holds(&imported(&routed(&router, &[("groups", groups)])), &["when: \"'Members' in contact.labels\""]);
    notes(&imported(&routed(&router, &[])), Fate::Dropped, "does not say what the group");
    let adds = json!({"name": "One", "version": 10, "base_language": "eng", "entry": "a1", "rule_sets": [], "action_sets": [
        {"uuid": "a1", "actions": [{"type": "add_group", "groups": ["@flow.group_name", "Members"]}]}]});
    let flow = imported(&adds);
    holds(&flow, &["add:", "- Members"]);
    assert!(!flow.document.contains("group_name"), "{}", flow.document);
    notes(&flow, Fate::Dropped, "`@flow.group_name` is known only while it runs");
}

#[test]
fn categories_are_tested_as_categories() {
    let child = json!({"uuid": "f2", "name": "Two", "language": "eng", "nodes": [
        {"uuid": "m1", "router": {"type": "switch", "operand": "@input.text", "result_name": "Size", "wait": {"type": "msg"},
            "cases": [], "categories": [{"uuid": "q", "name": "Any", "exit_uuid": "e"}], "default_category_uuid": "q"},
            "exits": [{"uuid": "e"}]}]});
    for (operand, kind) in
        [("@child.results.size.category", "has_only_phrase"), ("@child.results.size", "has_category")]
    {
        let router = json!({"operand": operand, "cases": case(kind, &["Any"])});
        let alone = routed(&router, &[]);
        notes(&imported(&alone), Fate::Dropped, "which no flow of this file keeps, cannot be read here");
        let mut file = alone.clone();
        file["flows"][0]["nodes"][0]["actions"] = json!([{"type": "enter_flow", "uuid": "a", "flow": {"name": "Two"}}]);
        file["flows"].as_array_mut().unwrap().push(child.clone());
        let (_, flows) = import(&file.to_string()).unwrap();
        holds(&flows[0], &["when:", "child.size_category"]);
        holds(&flows[1], &["name: size_category", "value: Any"]);
    }
    let router = json!({"operand": "@results.hook", "cases": case("has_category", &["Success"])});
    let mut file = routed(&router, &[]);
    file["flows"][0]["nodes"][0]["actions"] = json!([{"type": "call_webhook", "uuid": "a", "method": "GET", "url": "https://x.example", "result_name": "Hook"}]);
    holds(&imported(&file), &["when: ('Success' if http.ok else 'Failure') == 'Success'"]);
    let router = json!({"operand": "@results.size", "cases": case("has_category", &["Large"])});
    let mut file = routed(&router, &[]);
    file["flows"][0]["nodes"][0]["actions"] =
        json!([{"type": "set_run_result", "uuid": "a", "name": "Size", "value": "44", "category": "Large"}]);
    holds(&imported(&file), &["name: size_category", "value: Large", "when: size_category == 'Large'"]);
}

#[test]
fn a_flow_without_nodes_ends() {
    let flow = imported(&json!({"name": "Empty", "nodes": []}));
    holds(&flow, &["start: finish", "finish:", "end: {}"]);
    notes(&flow, Fate::Changed, "it has no nodes");
}

#[test]
fn cases_that_are_left_out_say_which_they_are() {
    let told = |kind: &str, arguments: &[&str], expected: &str| {
        let router = json!({"operand": "@input.text", "cases": case(kind, arguments)});
        notes(&imported(&routed(&router, &[])), Fate::Dropped, expected);
    };
    told("has_pattern", &["x+"], "the test `has_pattern` has no counterpart (“x+”, the way of “Yes”)");
    told("has_phrase", &["@results.word"], "`@results.word`, which nothing sets, cannot be read here (“@results.word”");
}

#[test]
fn numbers_to_compare_with_may_be_texts() {
    let router = json!({"operand": "@input.text", "cases": case("has_number_gt", &["@fields.max"])});
    let flow = imported(&routed(&router, &[]));
    holds(&flow, &["when: ((contact.fields.max | float('')) is number and (message.text | digits) != ''"]);
}

#[test]
fn replies_of_every_age_are_in_every_language() {
    let with = |replies: Value| {
        let reply = json!({"type": "reply", "msg": {"eng": "Which?", "por": "Qual?"}, "quick_replies": replies,
            "url_buttons": {"eng": [{"url": "https://x.example", "title": "Site"}], "por": []},
            "media": {"eng": "image:https://x.example/e.png", "por": "image:https://x.example/p.png"}});
        let bye = json!({"type": "reply", "msg": {"eng": "Bye", "por": "Tchau"}});
        json!({"version": 10, "metadata": {"name": "One"}, "base_language": "eng", "entry": "a1", "action_sets": [
            {"uuid": "a1", "destination": "r1", "actions": [reply]}, {"uuid": "a2", "destination": null, "actions": [bye]}],
            "rule_sets": [{"uuid": "r1", "ruleset_type": "wait_message", "label": "Which", "rules": [
                {"uuid": "u1", "destination": "a2", "test": {"type": "true"}}]}]})
    };
    for replies in [
        json!({"por": [{"title": "Um"}, {"payload": "2"}], "eng": [{"title": "One"}, {"title": "Two"}]}),
        json!([{"eng": "One", "por": "Um"}, {"eng": "Two"}]),
    ] {
        let flow = imported(&with(replies));
        holds(&flow, &["en: Which?", "pt: Qual?", "en: One", "pt: Um", "title: Two", "en: Bye", "pt: Tchau"]);
        notes(&flow, Fate::Dropped, "the button “Site”, which opens https://x.example");
        notes(&flow, Fate::Changed, "its files are the same in every language here");
    }
    let location = json!({"name": "One", "language": "eng", "nodes": [{"uuid": "n", "exits": [], "actions": [
        {"type": "send_msg", "uuid": "a", "text": "Where?", "quick_replies": [{"type": "location"}]}]}]});
    notes(&imported(&location), Fate::Dropped, "a quick reply that asks for the place");
}

#[test]
fn requests_of_rule_sets_keep_their_headers() {
    let config = json!({"webhook": "https://x.example", "webhook_action": "GET",
        "webhook_headers": [{"name": "x-shop", "value": "luna"}]});
    let flow =
        imported(&json!({"version": 11, "base_language": "eng", "entry": "r1", "action_sets": [], "rule_sets": [
        {"uuid": "r1", "ruleset_type": "webhook", "label": "Hook", "config": config, "rules": []}]}));
    holds(&flow, &["http_request", "headers:", "x-shop: luna"]);
}

#[test]
fn what_chance_decides_is_remembered_where_somebody_reads_it() {
    let categories =
        json!([{"uuid": "k1", "name": "Left", "exit_uuid": "x1"}, {"uuid": "k2", "name": "Right", "exit_uuid": "x1"}]);
    let flow = imported(&json!({"name": "One", "language": "eng", "nodes": [
        {"uuid": "n1", "router": {"type": "random", "result_name": "Side", "categories": categories},
            "exits": [{"uuid": "x1", "destination_uuid": "n2"}]},
        {"uuid": "n2", "actions": [{"type": "send_msg", "uuid": "a", "text": "@results.side.category"}], "exits": []}]}));
    holds(&flow, &["name: side_category", "value: Left", "value: Right", "split:", "{{ side_category }}"]);
    notes(&flow, Fate::Dropped, "in the result “Side”");
}
