//! Training sets of other tools: nlp.js, Rasa, Dialogflow, a table of two columns, and our own files.

mod dialogflow;
mod nlpjs;
mod rasa;
mod table;

use super::{CustomEntity, Example, Intent, TrainingSet};
use crate::text::fold;
use serde_json::Value;

/// A file of an export, with its path in it.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub content: String,
}

words! {
    Format {
        Recado = "recado",
        NlpJs = "nlpjs",
        Rasa = "rasa",
        Dialogflow = "dialogflow",
        Table = "table",
    }
}

/// What was found in the files.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub set: TrainingSet,
    /// Each file with the tool it is of, in their order.
    pub formats: Vec<(String, Format)>,
    /// What was left out, in words.
    pub left_out: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error(
        "{0}: this is no export of nlp.js, Rasa or Dialogflow, and no table with an intent and a sentence in each row"
    )]
    Unknown(String),
    #[error("{file}: {problem}")]
    Unreadable { file: String, problem: String },
    #[error("there is not one example in these files")]
    Empty,
}

/// Reads all files of one export together.
pub fn read(files: &[File]) -> Result<Found, ImportError> {
    let mut found = Found::default();
    for file in files {
        let format = read_one(file, &mut found)?;
        found.formats.push((file.name.clone(), format));
    }
    let has_examples = found.set.intents.iter().any(|intent| !intent.examples.is_empty());
    if has_examples || !found.set.none.is_empty() { Ok(found) } else { Err(ImportError::Empty) }
}

fn read_one(file: &File, found: &mut Found) -> Result<Format, ImportError> {
    let content = file.content.trim_start_matches('\u{feff}');
    if let Ok(json) = serde_json::from_str::<Value>(content) {
        return read_json(file, &json, found);
    }
    if content.lines().any(|line| line.trim_end() == "nlu:") {
        rasa::read(content, found).map_err(|problem| unreadable(file, problem))?;
        return Ok(Format::Rasa);
    }
    if content.lines().any(|line| line.trim_end() == "intents:") {
        let set = TrainingSet::parse(content).map_err(|error| unreadable(file, error.to_string()))?;
        found.set.learn(set);
        return Ok(Format::Recado);
    }
    if table::read(content, found) { Ok(Format::Table) } else { Err(ImportError::Unknown(file.name.clone())) }
}

fn read_json(file: &File, json: &Value, found: &mut Found) -> Result<Format, ImportError> {
    if json.get("data").is_some_and(Value::is_array) {
        nlpjs::read(json, found);
        return Ok(Format::NlpJs);
    }
    if json.get("intents").is_some_and(Value::is_array) {
        let set = TrainingSet::parse(&file.content).map_err(|error| unreadable(file, error.to_string()))?;
        found.set.learn(set);
        return Ok(Format::Recado);
    }
    if dialogflow::read(&file.name, json, found) {
        Ok(Format::Dialogflow)
    } else {
        Err(ImportError::Unknown(file.name.clone()))
    }
}

fn unreadable(file: &File, problem: String) -> ImportError {
    ImportError::Unreadable { file: file.name.clone(), problem }
}

impl Found {
    /// An entity, if it could ever be found; in several languages it is one.
    fn add_entity(&mut self, entity: CustomEntity) {
        match entity.fault() {
            None => self.set.learn(TrainingSet { entities: vec![entity], ..TrainingSet::default() }),
            Some(fault) => self.left_out.push(format!("the entity {}: {fault}", entity.name)),
        }
    }

    /// An example of an intent, whatever that is called elsewhere.
    fn add(&mut self, intent: &str, example: Example) {
        if example.text.trim().is_empty() {
            return;
        }
        let name = name_of(intent);
        let mut set = TrainingSet::default();
        if name == super::WANTS_NOTHING {
            set.none.push(example.text);
        } else {
            let title = [("en".to_owned(), intent.trim().to_owned())].into();
            let title = if name == intent { super::Texts::new() } else { title };
            set.intents.push(Intent { name, title, examples: vec![example] });
        }
        self.set.learn(set);
    }
}

/// `agent.acquaintance`, `Order Status` and `faq/hours` as names that flows can write.
fn name_of(foreign: &str) -> String {
    let name = fold(foreign).replace(' ', "_");
    let name = if ["out_of_scope", "none", "nlu_fallback", "default_fallback_intent"].contains(&name.as_str()) {
        super::WANTS_NOTHING.to_owned()
    } else {
        name
    };
    let name: String =
        name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').take(60).collect();
    if name.starts_with(|letter: char| letter.is_ascii_lowercase()) { name } else { format!("it_{name}") }
}

#[cfg(test)]
mod tests;
