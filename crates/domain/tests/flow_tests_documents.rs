//! The published schema of flow tests says what the code reads, and its guide what the schema says.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]

use domain::flow::test::TestFile;
use serde_json::Value;
use std::collections::BTreeSet;

fn repository(file: &str) -> String {
    std::fs::read_to_string(format!("{}/../../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What the reader expects where it finds the key `zzz`, in its own words.
fn expected_keys(document: &str) -> BTreeSet<String> {
    let message = TestFile::parse(document).unwrap_err().message;
    let (_, expected) = message.split_once(", expected ").unwrap_or_else(|| panic!("{message}"));
    let expected = expected.trim_start_matches("one of ").replace(" or ", ", ");
    expected.split(", ").map(|key| key.trim_matches('`').to_owned()).collect()
}

#[test]
fn the_schema_knows_every_key() {
    let schema: Value = serde_json::from_str(&repository("docs/flow-test.schema.json")).unwrap();
    let step = |content: &str| format!("tests: [{{name: t, steps: [{{{content}}}]}}]");
    for (definition, document) in [
        ("", "zzz: 1".to_owned()),
        ("given", "given: {zzz: 1}".to_owned()),
        ("person", "given: {contact: {zzz: 1}}".to_owned()),
        ("stub", "given: {http: [{zzz: 1}]}".to_owned()),
        ("test", "tests: [{zzz: 1}]".to_owned()),
        ("step", step("zzz: 1")),
        ("old_button", step("taps: {zzz: 1}")),
        ("answer", step("answers: {zzz: 1}")),
        ("event", step("event: {zzz: 1}")),
        ("contact_change", step("changes: {zzz: 1}")),
        ("notice", step("tells: {zzz: 1}")),
        ("message", step("bot: {zzz: 1}")),
        ("template", step("bot: {template: {zzz: 1}}")),
        ("expected_contact", step("contact: {zzz: 1}")),
        ("hand_over", step("hands_over: {zzz: 1}")),
        ("expected_request", step("requests: {zzz: 1}")),
    ] {
        let object = if definition.is_empty() { &schema } else { &schema["$defs"][definition] };
        let keys: BTreeSet<String> = object["properties"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, expected_keys(&document), "{definition}");
        assert_eq!(object["additionalProperties"], Value::Bool(false), "{definition}");
    }
}

#[test]
fn every_step_is_in_the_guide() {
    let schema: Value = serde_json::from_str(&repository("docs/flow-test.schema.json")).unwrap();
    let guide = repository("docs/flow-tests.md");
    for step in schema["$defs"]["step"]["properties"].as_object().unwrap().keys() {
        assert!(guide.contains(&format!("`{step}: ")), "docs/flow-tests.md does not show `{step}`");
    }
}

#[test]
fn the_example_of_the_guide_can_be_read() {
    let guide = repository("docs/flow-tests.md");
    let example = guide.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(TestFile::parse(example).unwrap().tests.len(), 2);
}
