//! A corpus of nlp.js: `{"data": [{"intent": "..", "utterances": [..]}], "entities": {..}}`.

use super::{Example, Found, name_of};
use crate::intent::{CustomEntity, EntityValue};
use serde_json::Value;

pub(super) fn read(json: &Value, found: &mut Found) {
    let intents = json.get("data").and_then(Value::as_array).into_iter().flatten();
    for intent in intents {
        let Some(name) = intent.get("intent").and_then(Value::as_str) else { continue };
        // What stands under `tests` is no example.
        let lines = intent.get("utterances").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        lines.for_each(|line| found.add(name, Example::plain(line)));
        if intent.get("answers").and_then(Value::as_array).is_some_and(|answers| !answers.is_empty()) {
            found.left_out.push(format!("the answers of {name}: say them in a flow"));
        }
    }
    for (name, entity) in json.get("entities").and_then(Value::as_object).into_iter().flatten() {
        read_entity(name, entity, found);
    }
}

/// `{"options": {"value": ["word", ..]}}`, or a text that is a pattern between slashes.
fn read_entity(name: &str, entity: &Value, found: &mut Found) {
    let pattern = entity.as_str().or_else(|| entity.get("regex")?.as_str());
    let pattern = pattern.map(|pattern| pattern.trim_start_matches('/').rsplit_once('/').map_or(pattern, |it| it.0));
    let options = entity.get("options").and_then(Value::as_object).into_iter().flatten();
    let value = |(value, words): (&String, &Value)| {
        let words = words.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        EntityValue { value: value.clone(), words: words.collect() }
    };
    let values: Vec<EntityValue> = options.map(value).collect();
    let pattern = pattern.filter(|_| values.is_empty()).map(|pattern| pattern.trim_start_matches('/').to_owned());
    found.add_entity(CustomEntity { name: name_of(name), values, pattern, ..CustomEntity::default() });
}
