//! Typebots that other people's files taught us to read: each test holds one thing that was lost or wrong.

use crate::flow::checker::has_errors;
use crate::flow::expression;
use crate::flow::import::{Fate, Imported, import};
use minijinja::value::{Serde, Value as Known};
use serde_json::{Value, json};

/// A file with these groups; each variable's id is its name, and the edge to a group is `to` and its id.
fn file(groups: &Value) -> Value {
    let names = ["Name", "Age", "Plano", "B", "Pts", "C", "D", "Nobody"];
    let edges = groups.as_array().unwrap().iter().map(|group| {
        let id = group["id"].as_str().unwrap();
        json!({"id": format!("to {id}"), "to": {"groupId": id}})
    });
    json!({
        "name": "Test",
        "events": [{"id": "start", "type": "start", "outgoingEdgeId": "to a"}],
        "groups": groups,
        "edges": edges.collect::<Vec<_>>(),
        "variables": names.map(|name| json!({"id": name, "name": name})),
    })
}

fn group(id: &str, blocks: &Value) -> Value {
    let mut blocks = blocks.clone();
    for (index, block) in blocks.as_array_mut().unwrap().iter_mut().enumerate() {
        block["id"] = json!(format!("{id}{index}"));
    }
    json!({"id": id, "title": id, "blocks": blocks})
}

fn say(words: &str) -> Value {
    json!({"type": "text", "content": {"plainText": words}})
}

fn ask(kind: &str, variable: &str) -> Value {
    json!({"type": kind, "options": {"variableId": variable}})
}

fn set(variable: &str, formula: &str) -> Value {
    json!({"type": "Set variable", "options": {"variableId": variable, "expressionToEvaluate": formula}})
}

fn condition(comparison: &Value, edge: &str) -> Value {
    json!({"type": "Condition", "items": [{"id": "i", "outgoingEdgeId": edge, "content": {"comparisons": [comparison]}}]})
}

/// The flow of a file, which the checker has nothing against.
fn clean(file: &Value) -> Imported {
    let (_, mut flows) = import(&file.to_string()).unwrap();
    let flow = flows.remove(0);
    assert!(!has_errors(&flow.problems), "{}\n{:#?}", flow.document, flow.problems);
    flow
}

fn flow_of(blocks: &Value) -> Imported {
    clean(&file(&json!([group("a", blocks), group("b", &json!([say("Bye")]))])))
}

fn document(flow: &Imported) -> Value {
    serde_saphyr::from_str(&flow.document).unwrap()
}

fn is_told(flow: &Imported, fate: Fate, words: &str) -> bool {
    flow.notes.iter().any(|note| note.fate == fate && format!("{}: {}", note.at, note.message).contains(words))
}

#[test]
fn commands_and_the_start_condition_set_the_flow_off() {
    let groups = json!([group("a", &json!([say("Hi")])), group("b", &json!([say("Wizz")]))]);
    let mut file = file(&groups);
    file["events"] = json!([
        {"id": "1", "type": "start", "outgoingEdgeId": "to a"},
        {"id": "2", "type": "command", "options": {"command": "wizz"}, "outgoingEdgeId": "to b"},
        {"id": "3", "type": "reply", "outgoingEdgeId": "to b"},
    ]);
    let flow = clean(&file);
    let triggers = &document(&flow)["triggers"];
    assert_eq!(triggers[0], json!({"keyword": ["wizz"], "anytime": true, "go_to": "b"}));
    assert_eq!(triggers[1], json!({"keyword": ["Test"]}));
    assert!(is_told(&flow, Fate::Changed, "wizz") && is_told(&flow, Fate::Dropped, "reply"), "{:?}", flow.notes);

    file["events"].as_array_mut().unwrap().truncate(1);
    let comparison = |operator: &str| json!({"comparisonOperator": operator, "value": "pizza"});
    for (operators, joint, expected) in [
        (vec!["Contains"], "AND", Some("contains")),
        (vec!["Starts with", "Equal to"], "OR", Some("starts_with")),
        (vec!["Contains", "Equal to"], "AND", None),
        (vec!["Matches regex"], "AND", None),
    ] {
        let comparisons: Vec<_> = operators.iter().map(|operator| comparison(operator)).collect();
        file["settings"] =
            json!({"whatsApp": {"startCondition": {"logicalOperator": joint, "comparisons": comparisons}}});
        let flow = clean(&file);
        let first = document(&flow)["triggers"][0].clone();
        assert_eq!(first["match"].as_str(), expected, "{operators:?}");
        assert_eq!(first["keyword"], if expected.is_some() { json!(["pizza"]) } else { json!(["Test"]) });
        assert_eq!(is_told(&flow, Fate::Dropped, "start condition"), expected.is_none());
    }
}

#[test]
fn each_button_of_a_card_leads_its_own_way() {
    let card = |title: &str| {
        json!({"id": title, "title": title, "description": "A city", "paths": [
            {"id": "p", "text": "Go"}, {"id": "q", "text": "More", "outgoingEdgeId": "to b"},
        ]})
    };
    let flow =
        flow_of(&json!([say("Where?"), {"type": "cards", "items": [card("Paris"), card("{{Nobody}}")]}, say("Gone")]));
    let document = document(&flow);
    let rows = &document["nodes"]["a"]["say"]["list"]["sections"][0]["rows"];
    assert_eq!(rows[0]["title"], "Paris: Go");
    assert_eq!(
        (&rows[0]["go_to"], &rows[1]["title"], &rows[1]["go_to"]),
        (&Value::Null, &json!("Paris: More"), &json!("b"))
    );
    let single = json!({"type": "cards", "items": [{"title": "{{Nobody}}", "paths": []}, {"title": "One", "paths": [{"text": "Buy"}]}]});
    let flow = flow_of(&json!([say("Where?"), single]));
    assert!(is_told(&flow, Fate::Dropped, "a choice whose title"), "{:?}", flow.notes);
}

#[test]
fn a_case_that_holds_and_leads_nowhere_ends_the_flow() {
    let comparison = json!({"variableId": "Name", "comparisonOperator": "Equal to", "value": "Ann"});
    let flow = flow_of(&json!([ask("text input", "Name"), condition(&comparison, ""), say("You are not Ann")]));
    let document = document(&flow);
    let target = document["nodes"]["a_2"]["branch"][0]["go_to"].as_str().unwrap();
    assert!(document["nodes"][target]["end"].is_object(), "{}", flow.document);
    assert_eq!(document["nodes"]["a_2"]["otherwise"], "a_3");
}

#[test]
fn comparisons_hold_as_they_do_there() {
    for (operator, value, variable, known, expected) in [
        ("Equal to", "true", "Name", json!({"name": true}), true),
        ("Equal to", "200", "Name", json!({"name": 200}), true),
        ("Not equal", "200", "Name", json!({"name": 200}), false),
        ("Equal to", "{{Age}} years", "Name", json!({"name": "7 years", "age": 7}), true),
        ("Equal to", "{{Age}}", "Name", json!({"name": "7", "age": 7}), true),
        ("Equal to", "7", "Age", json!({"age": 7.0}), true),
        ("Greater than", "6", "Name", json!({"name": "7"}), true),
        ("Greater than", "6", "Name", json!({"name": "seven"}), false),
        ("Less than", "6", "Name", json!({"name": "seven"}), false),
        ("Less or equal to", "6", "Name", json!({"name": ""}), false),
        ("Greater or equal to", "x", "Name", json!({"name": "7"}), false),
        ("Less than", "{{Name}}", "Age", json!({"age": 7, "name": "x"}), false),
        ("Is empty", "", "Nobody", json!({}), true),
        ("Is set", "", "Nobody", json!({}), false),
        ("Less than", "6", "Nobody", json!({}), false),
        ("Starts with", "Se", "Name", json!({"name": "seven"}), true),
    ] {
        let comparison = json!({"variableId": variable, "comparisonOperator": operator, "value": value});
        let blocks =
            json!(
                [ask("text input", "Name"), say("Age?"), ask("number input", "Age"), condition(&comparison, "to b"),]
            );
        let flow = flow_of(&blocks);
        let document = document(&flow);
        let branches = document["nodes"].as_object().unwrap().values().find_map(|node| node.get("branch"));
        let when = branches.unwrap()[0]["when"].as_str().unwrap();
        let holds = expression::holds(when, &Known::from(Serde(&known)));
        assert_eq!(holds, Ok(expected), "{operator} {value:?}: {when} with {known}");
    }
}

#[test]
fn a_choice_remembers_its_value() {
    let choices = json!({"type": "choice input", "options": {"variableId": "Plano"}, "items": [
        {"content": "Premium", "value": "prem"},
        {"content": "Basic", "value": "{{Name}}", "outgoingEdgeId": "to b"},
        {"content": "For {{Name}}"},
    ]});
    let flow = flow_of(&json!([ask("text input", "Name"), say("Which?"), choices, say("{{Plano}}")]));
    let document = document(&flow);
    let set: Vec<&str> = document["nodes"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(|node| node["set_variable"]["value"].as_str())
        .collect();
    assert!(set.iter().any(|value| value.contains("'premium': 'prem'")), "{set:?}");
    assert!(set.contains(&"{{ name }}") && set.contains(&"For {{ name }}"), "{set:?}");
}

#[test]
fn titles_that_begin_with_a_digit_and_addresses_with_spaces_check_clean() {
    let request = json!({"type": "Webhook", "options": {"webhook": {
        "url": "https://x.example/a b?q={{Name}} x", "method": "GET", "queryParams": [{"key": "a b", "value": "c&d {{Name}}"}],
    }, "responseVariableMapping": [{"variableId": "D", "bodyPath": "data.x"}]}});
    let mut group = group("a", &json!([ask("text input", "Name"), say("Mail?"), {"type": "email input"}, request]));
    group["title"] = json!("1 - Falar com Atendente");
    let flow = clean(&file(&json!([group])));
    assert!(
        flow.document
            .contains("https://x.example/a%20b?q={{ name | urlencode }}%20x&a%20b=c%26d%20{{ name | urlencode }}"),
        "{}",
        flow.document
    );
}

#[test]
fn a_copy_is_a_number_only_where_its_original_is() {
    let comparison = json!({"variableId": "B", "comparisonOperator": "Equal to", "value": "1"});
    for (kind, expected) in [("number input", "b == 1"), ("text input", "(b | string) == '1'")] {
        let flow =
            flow_of(&json!([say("?"), ask(kind, "Plano"), set("B", "{{Plano}}"), condition(&comparison, "to b")]));
        assert!(flow.document.contains(expected), "{kind}: {}", flow.document);
    }
}

#[test]
fn what_is_left_out_may_unset_what_follows_from_it() {
    let steps = json!([
        set("B", "{{Nobody}}.trim()"),
        set("C", "So {{B}}"),
        set("D", "So {{C}}"),
        set("Plano", "So {{D}}"),
        say("{{Plano}}!"),
    ]);
    assert!(is_told(&flow_of(&steps), Fate::Dropped, "`plano`"));
}

#[test]
fn a_person_whom_nothing_leads_to_is_no_way_to_a_person() {
    let flow = flow_of(&json!([
        say("Hi"),
        {"type": "choice input", "items": [{"content": "Bye", "outgoingEdgeId": "to b"}]},
        {"type": "payment input"},
    ]));
    assert!(is_told(&flow, Fate::Added, "a way to a person"), "{}", flow.document);
}

#[test]
fn what_has_no_counterpart_is_told() {
    let request = json!({"type": "Webhook", "options": {"webhook": {"url": "https://x.example", "method": "POST"},
        "responseVariableMapping": [{"variableId": "B", "bodyPath": "statusCode"}, {"variableId": "C", "bodyPath": "database.name"}]}});
    let age = json!({"type": "number input", "options": {"min": 1, "max": "{{Age}}", "step": 2}});
    let link = json!({"type": "Typebot link", "options": {"typebotId": "current", "groupId": "b"}});
    let random = json!({"type": "Set variable", "options": {"variableId": "D", "type": "Random ID"}});
    let listener = json!({"type": "webhook"});
    let flow = flow_of(&json!([request, say("?"), age, random, {"type": "Return"}, listener, link, say("After")]));
    for (fate, words) in [
        (Fate::Changed, "all answers were sent"),
        (Fate::Dropped, "the most that may be answered"),
        (Fate::Dropped, "the steps between"),
        (Fate::Dropped, "“Random ID”"),
        (Fate::Dropped, "it goes back to where"),
        (Fate::Changed, "the event “a_5”"),
        (Fate::Changed, "Typebot comes back"),
    ] {
        assert!(is_told(&flow, fate, words), "{words}: {:#?}", flow.notes);
    }
    assert!(!is_told(&flow, Fate::Dropped, "the least"));
    // The status is kept of a request that failed, too.
    let request = &document(&flow)["nodes"]["a"];
    assert_eq!((&request["next"], &request["on_failure"]), (&json!("a_keep_c"), &json!("a_keep_b")));
    assert!(flow.document.contains("http.status") && flow.document.contains("a_answer.database.name"));
    let wrapped = json!({"typebot": file(&json!([group("a", &json!([{"type": "text", "content": {"html": "<div>Hi <b>you</b></div>"}}]))]))});
    assert!(clean(&wrapped).document.contains("text: Hi you"));
}
