use super::*;
use crate::flow::checker::has_errors;
use proptest::prelude::*;
use serde_json::json;

const TYPEBOT: &str = include_str!("tests/typebot.json");
const RAPIDPRO: &str = include_str!("tests/rapidpro.json");
const LEGACY: &str = include_str!("tests/legacy.json");

fn imported(source: &str) -> Imported {
    let (_, mut flows) = import(source).unwrap();
    assert!(!has_errors(&flows[0].problems), "{}\n{:#?}", flows[0].document, flows[0].problems);
    flows.remove(0)
}

fn told(flow: &Imported) -> String {
    let notes: Vec<String> =
        flow.notes.iter().map(|note| format!("# {} {}: {}\n", note.fate, note.at, note.message)).collect();
    format!("# {} of {}\n{}{}", flow.translated, flow.parts, notes.concat(), flow.document)
}

#[test]
fn a_typebot_becomes_a_flow() {
    insta::assert_snapshot!(told(&imported(TYPEBOT)));
}

#[test]
fn a_rapidpro_flow_becomes_a_flow() {
    insta::assert_snapshot!(told(&imported(RAPIDPRO)));
}

#[test]
fn action_sets_and_rule_sets_become_a_flow() {
    insta::assert_snapshot!(told(&imported(LEGACY)));
}

#[test]
fn what_is_no_flow_is_told() {
    for (source, expected) in [
        ("nonsense", "the file is no JSON"),
        ("{}", "this is no flow file we know"),
        (r#"{"blocks": {"byId": {}}, "steps": {}}"#, "an older Typebot"),
        (r#"{"blocks": [{"steps": []}], "edges": []}"#, "an older Typebot"),
        ("[]", "this is no flow file we know"),
        (r#"{"flows": []}"#, "the file holds no flow"),
        (r#"{"flows": [{"name": "x"}]}"#, "the file holds no flow"),
    ] {
        let error = import(source).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{source}: {error}");
    }
    let many = json!({"nodes": vec![json!({"uuid": "n"}); PARTS + 1]});
    assert!(matches!(import(&many.to_string()), Err(ImportError::TooManyParts { .. })));
    let large = format!("\"{}\"", "x".repeat(FILE_BYTES));
    assert!(matches!(import(&large), Err(ImportError::TooLarge { .. })));
}

#[test]
fn parts_that_share_an_id_are_told_and_the_first_stays() {
    let block = |text: &str| json!({"id": null, "type": "text", "content": {"plainText": text}});
    let groups = json!([{"id": "g", "title": "g", "blocks": [block("one"), block("two")]}]);
    let file = json!({"name": "x", "groups": groups, "edges": [], "variables": []});
    let (_, flows) = import(&file.to_string()).unwrap();
    let flow = &flows[0];
    assert!(crate::flow::document::Flow::parse(&flow.document).is_ok(), "{}", flow.document);
    assert!(flow.document.contains("one") && !flow.document.contains("two"), "{}", flow.document);
    assert!(flow.notes.iter().any(|note| note.message.contains("same id")), "{:?}", flow.notes);
}

/// Values that no export has, in places where an export has something.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z@({{}}).\"'\\PC]{0,12}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{"type": "text"}, null, 7])),
        Just(json!("@(((((")),
        Just(json!("{{{{%}}")),
    ]
}

/// Puts the value at the n-th place of the tree, counted as it is walked; answers how many places there were.
fn replace(tree: &mut Value, place: &mut i64, value: &Value) {
    if *place == 0 {
        *tree = value.clone();
    }
    *place -= 1;
    match tree {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, place, value)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, place, value)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn odd_files_give_a_flow_or_an_error(
        which in 0..3_usize,
        oddities in prop::collection::vec((0..300_i64, odd()), 1..6),
    ) {
        let mut file: Value = serde_json::from_str([TYPEBOT, RAPIDPRO, LEGACY][which]).unwrap();
        for (place, value) in &oddities {
            replace(&mut file, &mut place.clone(), value);
        }
        if let Ok((_, flows)) = import(&file.to_string()) {
            for flow in flows {
                prop_assert!(crate::flow::document::Flow::parse(&flow.document).is_ok(), "{}", flow.document);
            }
        }
    }

    #[test]
    fn any_text_is_no_panic(source in "\\PC{0,200}") {
        let _ = import(&source);
        let file = json!({"name": source, "groups": [{"id": "g", "title": source, "blocks": [
            {"id": "b", "type": "text", "content": {"plainText": source}},
            {"id": "c", "type": "Set variable", "options": {"variableId": "v", "expressionToEvaluate": source}},
        ]}], "edges": [], "variables": [{"id": "v", "name": source}]});
        import(&file.to_string()).unwrap();
        let file = json!({"name": source, "nodes": [{"uuid": "n", "actions": [
            {"type": "send_msg", "uuid": "a", "text": format!("@({source}) @{source}")},
        ], "exits": []}]});
        import(&file.to_string()).unwrap();
    }
}
