//! The files of a Dialogflow export: `intents/NAME_usersays_es.json`, `intents/NAME.json`, `entities/NAME_entries_es.json`.

use super::{Example, Found, name_of};
use crate::intent::{CustomEntity, EntityValue, Mark};
use serde_json::Value;

/// False for a file that is none of Dialogflow's.
pub(super) fn read(path: &str, json: &Value, found: &mut Found) -> bool {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let file = file.strip_suffix(".json").unwrap_or(file);
    if let Some((intent, _)) = file.split_once("_usersays_") {
        let lines = json.as_array().into_iter().flatten();
        lines.filter_map(example).for_each(|example| found.add(intent, example));
        return json.is_array();
    }
    if let Some((entity, _)) = file.split_once("_entries_") {
        entries(entity, json, found);
        return json.is_array();
    }
    // What an intent answers, and the settings of an entity or of the agent: nothing to learn.
    if json.get("responses").is_some() {
        found.left_out.push(format!("the answers of {file}: say them in a flow"));
        return true;
    }
    ["isOverridable", "webhook", "isPrivate", "version", "displayName"].iter().any(|key| json.get(key).is_some())
}

/// A sentence in parts; those with a `meta` name something.
fn example(line: &Value) -> Option<Example> {
    let mut example = Example::default();
    for part in line.get("data")?.as_array()? {
        let start = example.text.chars().count();
        example.text.push_str(part.get("text")?.as_str()?);
        let entity = part.get("meta").and_then(Value::as_str).filter(|meta| *meta != "@sys.ignore");
        if let Some(entity) = entity {
            let entity = name_of(entity.trim_start_matches('@').trim_start_matches("sys."));
            example.marks.push(Mark { entity, start, end: example.text.chars().count() });
        }
    }
    Some(example)
}

fn entries(name: &str, json: &Value, found: &mut Found) {
    let value = |entry: &Value| {
        let words = entry.get("synonyms").and_then(Value::as_array).into_iter().flatten();
        let words = words.filter_map(Value::as_str).map(str::to_owned).collect();
        Some(EntityValue { value: entry.get("value")?.as_str()?.to_owned(), words })
    };
    let values = json.as_array().into_iter().flatten().filter_map(value).collect();
    found.add_entity(CustomEntity { name: name_of(name), values, ..CustomEntity::default() });
}
