use super::*;
use crate::flow::checker::has_errors;
use proptest::prelude::*;
use serde_json::json;

#[test]
fn what_is_no_flow_is_told() {
    for (source, expected) in [
        ("nonsense", "the file is no JSON"),
        ("{}", "this is no flow file we know"),
        ("[]", "this is no flow file we know"),
        (r#"{"flows": []}"#, "the file holds no flow"),
        (r#"{"flows": [{"name": "x"}]}"#, "the file holds no flow"),
    ] {
        let error = import(source).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{source}: {error}");
    }
    let large = format!("\"{}\"", "x".repeat(FILE_BYTES));
    assert!(matches!(import(&large), Err(ImportError::TooLarge { .. })));
}
