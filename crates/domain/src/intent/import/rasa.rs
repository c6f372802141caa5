//! Rasa's training data: a YAML list of intents whose examples are lines of a text, with what they name in brackets.

use super::{Example, Found, name_of};
use crate::flow::document::read_document;
use crate::intent::{CustomEntity, EntityValue, Mark};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct File {
    nlu: Vec<Entry>,
}

/// One of `intent`, `synonym`, `lookup` and `regex`, each with its lines.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry {
    intent: Option<String>,
    synonym: Option<String>,
    lookup: Option<String>,
    regex: Option<String>,
    examples: String,
}

pub(super) fn read(content: &str, found: &mut Found) -> Result<(), String> {
    let file: File = read_document(content).map_err(|error| error.to_string())?;
    let mut values: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for entry in &file.nlu {
        let Some(intent) = &entry.intent else { continue };
        // `faq/hours` is the part `hours` of `faq`: an intent of its own here.
        for line in lines(&entry.examples) {
            let (example, named) = example(line);
            for (entity, value, word) in named {
                values.entry(entity).or_default().entry(value).or_default().push(word);
            }
            found.add(intent, example);
        }
    }
    for entry in &file.nlu {
        if let Some(lookup) = &entry.lookup {
            let known = values.entry(name_of(lookup)).or_default();
            for line in lines(&entry.examples) {
                known.entry(line.to_owned()).or_default();
            }
        }
        if let Some(value) = &entry.synonym {
            // A synonym says nothing of the entity it belongs to: every entity with such a value takes it.
            for known in values.values_mut() {
                if let Some(words) = known.get_mut(value) {
                    words.extend(lines(&entry.examples).map(str::to_owned));
                }
            }
        }
        if let Some(name) = &entry.regex {
            add_pattern(name, &entry.examples, found);
        }
    }
    for (name, known) in values {
        let values = known.into_iter().map(|(value, words)| EntityValue { value, words }).collect();
        found.add_entity(CustomEntity { name, values, ..CustomEntity::default() });
    }
    Ok(())
}

fn add_pattern(name: &str, examples: &str, found: &mut Found) {
    let patterns: Vec<&str> = lines(examples).collect();
    let pattern = Some(patterns.join("|"));
    found.add_entity(CustomEntity { name: name_of(name), pattern, ..CustomEntity::default() });
}

fn lines(examples: &str) -> impl Iterator<Item = &str> {
    examples.lines().filter_map(|line| line.trim().strip_prefix('-')).map(str::trim).filter(|line| !line.is_empty())
}

type Named = (String, String, String);

/// `from [Madrid](city)` and `from [NY]{"entity": "city", "value": "New York"}`: the text, and what it names.
fn example(line: &str) -> (Example, Vec<Named>) {
    let (mut text, mut marks, mut named) = (String::new(), Vec::new(), Vec::new());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((word, note, left)) = bracket(after) else { break };
        text.push_str(before);
        let start = text.chars().count();
        text.push_str(word);
        marks.push(Mark { entity: note.entity.clone(), start, end: text.chars().count() });
        named.push((note.entity, note.value.unwrap_or_else(|| word.to_owned()), word.to_owned()));
        rest = left;
    }
    text.push_str(rest);
    (Example { text, marks }, named)
}

#[derive(Deserialize)]
struct Note {
    entity: String,
    value: Option<String>,
}

/// The word in the bracket, what is noted of it, and what follows.
fn bracket(after: &str) -> Option<(&str, Note, &str)> {
    let (word, rest) = after.split_once(']')?;
    if let Some(rest) = rest.strip_prefix('(') {
        let (entity, left) = rest.split_once(')')?;
        let (entity, value) = entity.split_once(':').map_or((entity, None), |(entity, value)| (entity, Some(value)));
        return Some((word, Note { entity: name_of(entity), value: value.map(str::to_owned) }, left));
    }
    let end = rest.strip_prefix('{').and(rest.find('}'))? + 1;
    let (json, left) = rest.split_at_checked(end)?;
    let note: Note = serde_json::from_str(json).ok()?;
    Some((word, Note { entity: name_of(&note.entity), value: note.value }, left))
}
