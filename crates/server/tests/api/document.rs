//! The API document is kept in the repository, and the UI's types are made from it.

use serde_json::Value;

#[test]
fn the_kept_document_is_the_one_the_routes_describe() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let kept = std::fs::read_to_string(path).expect("docs/openapi.json");
    let described = server::http::openapi().to_pretty_json().expect("JSON") + "\n";
    assert!(kept == described, "docs/openapi.json is stale: cargo run -p recado -- openapi > docs/openapi.json");
}

#[test]
fn every_operation_says_what_it_is_and_what_it_answers() {
    let document = serde_json::to_value(server::http::openapi()).expect("JSON");
    let mut ids = Vec::new();
    for (path, method, operation) in operations(&document) {
        let name = format!("{method} {path}");
        ids.push(operation["operationId"].as_str().expect("an id").to_owned());
        assert!(operation["summary"].is_string() && operation["tags"].is_array(), "{name}");
        assert!(operation["security"].is_array(), "{name} does not say who may");
        for (status, response) in operation["responses"].as_object().expect("responses") {
            assert!(response["description"].as_str().is_some_and(|text| !text.is_empty()), "{name} {status}");
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "an operation id is used twice");
}

/// (path, method, operation)
pub fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let methods = ["get", "put", "post", "patch", "delete"];
    paths
        .iter()
        .flat_map(|(path, item)| methods.map(|method| (path.clone(), method.to_uppercase(), item[method].clone())))
        .filter(|(_, _, operation)| operation.is_object())
        .collect()
}
