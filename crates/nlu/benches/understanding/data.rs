//! Labelled sentences: public sets beside the repository, and our own acceptance phrases inside it.

use std::fs;
use std::path::Path;

use nlu::intent::{Intent, TrainingSet};

/// A sentence and the intent it belongs to.
#[derive(Clone)]
pub struct Line {
    pub intent: String,
    pub text: String,
}

/// The lines of a file, or nothing when it is not there.
pub fn read(path: &Path) -> Option<Vec<Line>> {
    let text = fs::read_to_string(path).ok()?;
    let line = |line: &str| {
        let (intent, text) = line.split_once('\t')?;
        Some(Line { intent: intent.to_owned(), text: text.to_owned() })
    };
    Some(text.lines().filter_map(line).collect())
}

/// The lines as a training set, intents in the order they appear in.
pub fn training_set(lines: &[Line]) -> TrainingSet {
    let mut intents: Vec<Intent> = Vec::new();
    for line in lines {
        match intents.iter_mut().find(|intent| intent.name == line.intent) {
            Some(intent) => intent.examples.push(line.text.clone()),
            None => intents.push(Intent::new(&line.intent, [line.text.clone()])),
        }
    }
    TrainingSet { intents, ..TrainingSet::default() }
}
