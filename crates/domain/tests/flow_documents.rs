//! The published schema, the guide and the pack say what the code does.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]

use domain::flow::checker;
use domain::flow::document::{AnswerKind, Flow, HttpMethod, Matching, NodeKind, SurveyKind};
use domain::intent::entity::BuiltIn;
use serde_json::Value;
use std::collections::BTreeSet;

fn repository(file: &str) -> String {
    std::fs::read_to_string(format!("{}/../../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn schema() -> Value {
    serde_json::from_str(&repository("docs/flow.schema.json")).unwrap()
}

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().unwrap().keys().cloned().collect()
}

/// What the reader expects where it finds the key `zzz`, in its own words.
fn expected_keys(document: &str) -> BTreeSet<String> {
    let message = Flow::parse(document).unwrap_err().message;
    let (_, expected) = message.split_once(", expected ").unwrap_or_else(|| panic!("{message}"));
    let expected = expected.trim_start_matches("one of ").replace(" or ", ", ");
    expected.split(", ").map(|key| key.trim_matches('`').to_owned()).collect()
}

#[test]
fn the_schema_knows_every_key() {
    let schema = schema();
    let node = |content: &str| format!("name: t\nlanguage: es\nstart: a\nnodes:\n  a: {{{content}}}\n");
    for (definition, document) in [
        ("", "zzz: 1".to_owned()),
        ("trigger", "name: t\nlanguage: es\nstart: a\ntriggers: [{zzz: 1}]\nnodes: {}".to_owned()),
        ("node", node("zzz: 1")),
        ("say", node("say: {zzz: 1}")),
        ("location", node("say: {location: {zzz: 1}}")),
        ("contact_card", node("say: {contact_cards: [{zzz: 1}]}")),
        ("link_button", node("say: {link_button: {zzz: 1}}")),
        ("whatsapp_flow", node("say: {whatsapp_flow: {zzz: 1}}")),
        ("product", node("say: {product: {zzz: 1}}")),
        ("products", node("say: {products: {zzz: 1}}")),
        ("product_group", node("say: {products: {sections: [{zzz: 1}]}}")),
        ("catalog", node("say: {catalog: {zzz: 1}}")),
        ("ask_consent", node("ask_consent: {zzz: 1}")),
        ("survey", node("survey: {zzz: 1}")),
        ("knowledge", node("knowledge: {zzz: 1}")),
        ("request_payment", node("request_payment: {zzz: 1}")),
        ("payment_order", node("request_payment: {order: {zzz: 1}}")),
        ("payment_item", node("request_payment: {order: {items: [{zzz: 1}]}}")),
        ("attribute", node("branch: [{attribute: {zzz: 1}}]")),
        ("way", node("split: [{zzz: 1}]")),
        ("wait", node("wait: {zzz: 1}")),
        ("set_variable", node("set_variable: {zzz: 1}")),
        ("language_model", node("language_model: {zzz: 1}")),
        ("call_flow", node("call_flow: {zzz: 1}")),
        ("start_flow", node("start_flow: {zzz: 1}")),
        ("notify_staff", node("notify_staff: {zzz: 1}")),
        ("assign", node("assign: {zzz: 1}")),
        ("not_understood", "not_understood: {zzz: 1}".to_owned()),
        ("business_hours", "business_hours: {zzz: 1}".to_owned()),
        ("knowledge_entry", "knowledge: {a: [{zzz: 1}]}".to_owned()),
        ("choice", node("say: {buttons: [{zzz: 1}]}")),
        ("list", node("say: {list: {zzz: 1}}")),
        ("section", node("say: {list: {sections: [{zzz: 1}]}}")),
        ("media", node("say: {media: {zzz: 1}}")),
        ("template", node("say: {template: {zzz: 1}}")),
        ("url_suffix", node("say: {template: {url_suffixes: [{zzz: 1}]}}")),
        ("ask", node("ask: {zzz: 1}")),
        ("case", node("branch: [{zzz: 1}]")),
        ("set_contact_field", node("set_contact_field: {zzz: 1}")),
        ("label", node("label: {zzz: 1}")),
        ("wait_for_reply", node("wait_for_reply: {zzz: 1}")),
        ("http_request", node("http_request: {zzz: 1}")),
        ("hand_over", node("hand_over: {zzz: 1}")),
        ("end", node("end: {zzz: 1}")),
    ] {
        let object = if definition.is_empty() { &schema } else { &schema["$defs"][definition] };
        assert_eq!(keys(&object["properties"]), expected_keys(&document), "{definition}");
        assert_eq!(object["additionalProperties"], Value::Bool(false), "{definition}");
    }
}

#[test]
fn the_schema_knows_every_kind_and_word() {
    let schema = schema();
    let kinds: Vec<&str> = schema["$defs"]["node"]["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["required"][0].as_str().unwrap())
        .collect();
    assert_eq!(kinds, NodeKind::KEYS);
    let words = |definition: &str, property: &str| schema["$defs"][definition]["properties"][property]["enum"].clone();
    assert_eq!(words("ask", "type"), serde_json::to_value(AnswerKind::ALL).unwrap());
    let built_in = schema["$defs"]["entity"]["anyOf"][0]["enum"].clone();
    assert_eq!(built_in, serde_json::to_value(BuiltIn::ALL).unwrap());
    assert_eq!(words("survey", "kind"), serde_json::to_value(SurveyKind::ALL).unwrap());
    assert_eq!(words("trigger", "match"), serde_json::to_value(Matching::ALL).unwrap());
    assert_eq!(words("http_request", "method"), serde_json::to_value(HttpMethod::ALL).unwrap());
}

#[test]
fn the_pack_and_the_example_of_the_guide_have_no_problems() {
    let guide = repository("docs/flows.md");
    let example = guide.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    for source in [example, &repository("packs/demo-shop/flows/atencion.yaml")] {
        let (flow, problems) = checker::check(source);
        assert_eq!(problems, [], "{source}");
        let flow = flow.unwrap();
        assert_eq!(Flow::parse(&serde_json::to_string(&flow).unwrap()).unwrap(), flow, "written and read again");
    }
}

#[test]
fn every_kind_is_in_the_guide() {
    let guide = repository("docs/flows.md");
    for key in NodeKind::KEYS {
        assert!(guide.contains(&format!("{key}:")), "docs/flows.md does not show `{key}`");
    }
}
