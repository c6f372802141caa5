//! What another system posts, as a row: each column is a path into the JSON, each cell what stands there.
//!
//! `customer.phone` goes into objects, `line_items.0.title` into one element of a list, `line_items.*.title` into all of
//! them, parted by commas. `a | b` is the first that says something. `header:x-shopify-topic` is a header of the request.

mod suggest;

use super::MOST_COLUMNS;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

pub use suggest::suggest;

const HEADER: &str = "header:";
const PATH_CHARACTERS: usize = 500;
/// A payload is somebody else's: deeper than this nobody looks.
const DEEPEST: usize = 12;

/// One request of another system.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    /// Those that say what it is about, by their names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: Value,
}

/// A path that leads nowhere whatever the payload.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no path: names parted by dots, at most {PATH_CHARACTERS} characters")]
pub struct BadPath(pub String);

pub fn check(path: &str) -> Result<(), BadPath> {
    let is_path = |path: &str| match path.strip_prefix(HEADER) {
        Some(header) => !header.is_empty(),
        None => path.split('.').all(|step| !step.is_empty()),
    };
    let fits = path.chars().count() <= PATH_CHARACTERS && path.split('|').map(str::trim).all(is_path);
    if fits { Ok(()) } else { Err(BadPath(path.to_owned())) }
}

impl Payload {
    /// What stands at each of the paths; nothing where there is nothing.
    pub fn cells(&self, paths: &[String]) -> Vec<String> {
        paths.iter().map(|path| self.cell(path)).collect()
    }

    fn cell(&self, path: &str) -> String {
        let alternatives = path.split('|').map(|path| self.at(path.trim()));
        alternatives.into_iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default()
    }

    fn at(&self, path: &str) -> String {
        if let Some(header) = path.strip_prefix(HEADER) {
            return self.headers.get(&header.to_lowercase()).cloned().unwrap_or_default();
        }
        let mut found = Vec::new();
        let steps: Vec<&str> = path.split('.').collect();
        walk(&self.body, &steps, &mut found);
        found.retain(|cell| !cell.is_empty());
        found.join(", ")
    }

    /// Every path that leads to something; of a list of objects those of its first.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.headers.keys().map(|name| format!("{HEADER}{name}")).collect();
        gather(&self.body, "", 0, &mut paths);
        paths.truncate(MOST_COLUMNS);
        paths
    }
}

fn walk(value: &Value, steps: &[&str], found: &mut Vec<String>) {
    let Some((step, rest)) = steps.split_first() else {
        found.push(text_of(value));
        return;
    };
    match value {
        Value::Object(fields) => {
            if let Some(inner) = fields.get(*step) {
                walk(inner, rest, found);
            }
        }
        Value::Array(items) if *step == "*" => {
            for item in items {
                walk(item, rest, found);
            }
        }
        Value::Array(items) => {
            if let Some(item) = step.parse::<usize>().ok().and_then(|place| items.get(place)) {
                walk(item, rest, found);
            }
        }
        _ => {}
    }
}

/// As a cell would hold it.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            items.iter().map(text_of).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

fn gather(value: &Value, path: &str, depth: usize, paths: &mut Vec<String>) {
    if paths.len() >= MOST_COLUMNS {
        return;
    }
    let below = |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match value {
        Value::Object(fields) if depth < DEEPEST => {
            // A name with a dot in it cannot be told from a way through two names.
            for (name, inner) in fields.iter().filter(|(name, _)| !name.is_empty() && !name.contains(['.', '|'])) {
                gather(inner, &below(name), depth + 1, paths);
            }
        }
        Value::Array(items) if depth < DEEPEST => match items.first() {
            Some(first) if first.is_object() || first.is_array() => gather(first, &below("0"), depth + 1, paths),
            Some(_) if !path.is_empty() => paths.push(path.to_owned()),
            _ => {}
        },
        Value::Object(_) | Value::Array(_) => {}
        _ if path.is_empty() => {}
        _ => paths.push(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn payload() -> Payload {
        Payload {
            headers: BTreeMap::from([("x-shopify-topic".to_owned(), "orders/paid".to_owned())]),
            body: json!({
                "id": 450_789_469, "phone": null, "total_price": "409.94", "tags": ["vip", "norte"],
                "customer": { "first_name": "Ana", "phone": "", "accepts_marketing": true },
                "billing_address": { "phone": "+54 9 11 2345-6789" },
                "line_items": [{ "title": "Yerba", "quantity": 2 }, { "title": "Mate", "quantity": 1 }],
                "a.b": 1, "note": { "": 1 }, "empty": []
            }),
        }
    }

    #[test]
    fn what_stands_at_a_path() {
        for (path, expected) in [
            ("id", "450789469"),
            ("customer.first_name", "Ana"),
            ("customer.accepts_marketing", "true"),
            ("phone", ""),
            ("phone | customer.phone | billing_address.phone", "+54 9 11 2345-6789"),
            ("line_items.1.title", "Mate"),
            ("line_items.*.title", "Yerba, Mate"),
            ("line_items.9.title", ""),
            ("line_items.title", ""),
            ("id.deeper", ""),
            ("tags", "vip, norte"),
            ("header:X-Shopify-Topic", "orders/paid"),
            ("header:x-other | id", "450789469"),
            ("billing_address", r#"{"phone":"+54 9 11 2345-6789"}"#),
        ] {
            assert_eq!(payload().cells(&[path.to_owned()]), [expected], "{path}");
        }
    }

    #[test]
    fn every_path_leads_somewhere() {
        let payload = payload();
        let paths = payload.paths();
        assert_eq!(
            paths,
            [
                "header:x-shopify-topic",
                "billing_address.phone",
                "customer.accepts_marketing",
                "customer.first_name",
                "customer.phone",
                "id",
                "line_items.0.quantity",
                "line_items.0.title",
                "phone",
                "tags",
                "total_price",
            ]
        );
        assert!(paths.iter().all(|path| check(path).is_ok()));
    }

    #[test]
    fn what_is_no_path() {
        for path in ["", "a..b", ".a", "a |", "header:", &"a".repeat(501)] {
            assert_eq!(check(path), Err(BadPath(path.to_owned())));
        }
    }

    proptest::proptest! {
        /// Whatever somebody posts, its paths lead back to what stands there.
        #[test]
        fn any_payload_is_no_panic(text in "[\\[\\]{}\":,a-c0-9.* |]{0,60}") {
            let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
            let payload = Payload { headers: BTreeMap::new(), body };
            let paths = payload.paths();
            proptest::prop_assert_eq!(payload.cells(&paths).len(), paths.len());
        }
    }
}
