//! What is taught: intents with their examples, and the entities of the business.

use super::CustomEntity;
use crate::flow::document::{ReadError, read_document};
use crate::text::fold;
use nlu::intent::{Diagnosis, Encoder, TrainError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The same set gives the same model on every machine.
pub(super) const SEED: u64 = 7;

/// A text by language.
pub type Texts = BTreeMap<String, String>;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct TrainingSet {
    pub intents: Vec<Intent>,
    /// Messages that belong to no intent.
    pub none: Vec<String>,
    pub entities: Vec<CustomEntity>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Intent {
    /// Flows know it by this name; its words teach as one more example does.
    pub name: String,
    /// What people read on a button when the model asks back.
    pub title: Texts,
    pub examples: Vec<Example>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    /// What it names, marked by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// A part of an example that names something. Counted in characters, as people and browsers count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub entity: String,
    pub start: usize,
    /// The first character that is no longer part of it.
    pub end: usize,
}

impl Example {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }

    /// Whether every mark lies in the text and none over another.
    pub fn is_sound(&self) -> bool {
        let length = self.text.chars().count();
        let mut marks: Vec<&Mark> = self.marks.iter().collect();
        marks.sort_by_key(|mark| mark.start);
        let apart = marks.iter().zip(marks.iter().skip(1)).all(|(one, next)| one.end <= next.start);
        apart && marks.iter().all(|mark| mark.start < mark.end && mark.end <= length)
    }
}

/// Letters, digits and `_`: what flows, expressions and programs can write without quotes.
pub fn is_name(name: &str) -> bool {
    let is_sign = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.len() <= 64 && name.chars().all(is_sign)
}

impl TrainingSet {
    /// Of a pack's `intents.yaml`, or of an export: YAML or JSON.
    pub fn parse(source: &str) -> Result<Self, ReadError> {
        read_document(source)
    }

    pub fn intent(&self, name: &str) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.name == name)
    }

    /// What the model learns. Its descriptions are the titles: in few words they say the same in every language.
    pub fn lesson(&self) -> nlu::intent::TrainingSet {
        let lesson = |intent: &Intent| nlu::intent::Intent {
            name: intent.name.clone(),
            description: None,
            examples: intent
                .title
                .values()
                .cloned()
                .chain(intent.examples.iter().map(|example| example.text.clone()))
                .collect(),
        };
        nlu::intent::TrainingSet {
            intents: self.intents.iter().filter(|intent| !intent.examples.is_empty()).map(lesson).collect(),
            none_examples: self.none.clone(),
            language: None,
        }
    }

    /// What it is good and bad at, measured on itself. Takes several times as long as learning it.
    pub fn diagnose(&self, encoder: Option<&dyn Encoder>) -> Result<Diagnosis, TrainError> {
        nlu::intent::diagnose(&self.lesson(), encoder, SEED)
    }

    /// Takes in another set: what has the same name grows, what is there already is not there twice.
    pub fn learn(&mut self, other: Self) {
        for intent in other.intents {
            match self.intents.iter_mut().find(|known| known.name == intent.name) {
                Some(known) => {
                    known.title.extend(intent.title);
                    let had: BTreeSet<String> = known.examples.iter().map(|example| key_of(&example.text)).collect();
                    known.examples.extend(intent.examples.into_iter().filter(|it| !had.contains(&key_of(&it.text))));
                }
                None => self.intents.push(intent),
            }
        }
        let had: BTreeSet<String> = self.none.iter().map(|text| key_of(text)).collect();
        self.none.extend(other.none.into_iter().filter(|text| !had.contains(&key_of(text))));
        for entity in other.entities {
            match self.entities.iter_mut().find(|known| known.name == entity.name) {
                Some(known) => known.learn(entity),
                None => self.entities.push(entity),
            }
        }
    }
}

/// By which two sentences are one; emoji alone fold to nothing and stay what they are.
pub fn key_of(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() { text.trim().to_owned() } else { folded }
}

/// A set as people write it: examples as plain text, one list or one for each language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    intents: Vec<WrittenIntent>,
    none: Lines,
    entities: Vec<CustomEntity>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenIntent {
    name: String,
    title: Texts,
    examples: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Lines {
    Plain(Vec<Line>),
    ByLanguage(BTreeMap<String, Vec<Line>>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Line {
    Text(String),
    Marked(Example),
}

impl Default for Lines {
    fn default() -> Self {
        Self::Plain(Vec::new())
    }
}

impl Lines {
    fn examples(self) -> Vec<Example> {
        let lines: Vec<Line> = match self {
            Self::Plain(lines) => lines,
            Self::ByLanguage(lines) => lines.into_values().flatten().collect(),
        };
        let example = |line| match line {
            Line::Text(text) => Example::plain(text),
            Line::Marked(example) => example,
        };
        lines.into_iter().map(example).collect()
    }
}

impl From<Written> for TrainingSet {
    fn from(written: Written) -> Self {
        let intent = |it: WrittenIntent| Intent { name: it.name, title: it.title, examples: it.examples.examples() };
        Self {
            intents: written.intents.into_iter().map(intent).collect(),
            none: written.none.examples().into_iter().map(|example| example.text).collect(),
            entities: written.entities,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_read_as_people_write_it_and_as_it_is_kept() {
        let set = TrainingSet::parse(
            "intents:\n  - name: hours\n    title: {es: Horario}\n    examples: {es: [abren hoy], en: [open today]}\n  \
             - name: order\n    examples:\n      - {text: pedido 45, marks: [{entity: number, start: 7, end: 9}]}\nnone: [hola]\n",
        )
        .unwrap();
        let texts = |name| set.intent(name).unwrap().examples.iter().map(|it| it.text.as_str()).collect::<Vec<_>>();
        assert_eq!(texts("hours"), ["open today", "abren hoy"]);
        assert_eq!(texts("order"), ["pedido 45"]);
        assert_eq!(set.none, ["hola"]);
        let kept = serde_json::to_string(&set).unwrap();
        assert_eq!(TrainingSet::parse(&kept).unwrap(), set);
    }

    #[test]
    fn what_is_known_is_not_learnt_twice() {
        let set = |example: &str| TrainingSet {
            intents: vec![Intent {
                name: "hours".into(),
                examples: vec![Example::plain(example)],
                ..Intent::default()
            }],
            ..TrainingSet::default()
        };
        let mut known = set("¿Abren hoy?");
        known.learn(set("abren hoy"));
        known.learn(set("a qué hora cierran"));
        assert_eq!(known.intents[0].examples.len(), 2);
    }

    #[test]
    fn marks_lie_in_the_text_and_apart() {
        let mark = |start, end| Mark { entity: "e".into(), start, end };
        for (marks, sound) in [
            (vec![mark(0, 3)], true),
            (vec![mark(4, 5), mark(0, 3)], true),
            (vec![mark(0, 3), mark(2, 4)], false),
            (vec![mark(3, 3)], false),
            (vec![mark(2, 6)], false),
        ] {
            assert_eq!(Example { text: "añ😀zu".into(), marks: marks.clone() }.is_sound(), sound, "{marks:?}");
        }
    }

    #[test]
    fn names_are_what_an_expression_can_write() {
        for (name, fits) in
            [("order_status", true), ("a1", true), ("1a", false), ("", false), ("Pedido", false), ("a b", false)]
        {
            assert_eq!(is_name(name), fits, "{name}");
        }
    }
}
