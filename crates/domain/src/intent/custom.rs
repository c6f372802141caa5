//! The things of a business: a list of values with the words for them, a pattern, or whatever sentences have marked.

use super::training_set::{Example, SEED};
use super::{Texts, TrainingSet};
use crate::text::fold;
use nlu::entity::{Custom, Entry, List, Marked, Pattern, PatternError, Tagger};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Without values and without a pattern it is learnt from what is marked in sentences.

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CustomEntity {
    pub name: String,
    pub title: Texts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<EntityValue>,
    /// A regular expression; what it finds between the borders of words is remembered as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EntityValue {
    /// What is remembered.
    pub value: String,
    /// What people say for it, besides the value itself.
    pub words: Vec<String>,
}

/// Why an entity would never be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntityFault {
    #[error("it has values or a pattern, and not both")]
    Both,
    #[error("the pattern cannot be read, or is too large")]
    BadPattern,
    #[error("a value is empty")]
    EmptyValue,
}

impl CustomEntity {
    pub fn fault(&self) -> Option<EntityFault> {
        let is_empty = |it: &EntityValue| it.value.trim().is_empty();
        match &self.pattern {
            Some(_) if !self.values.is_empty() => Some(EntityFault::Both),
            Some(pattern) => self.read_pattern(pattern).is_err().then_some(EntityFault::BadPattern),
            None => self.values.iter().any(is_empty).then_some(EntityFault::EmptyValue),
        }
    }

    pub fn is_learnt_from_marks(&self) -> bool {
        self.values.is_empty() && self.pattern.is_none()
    }

    /// Finds it in messages, unless it is learnt from marks: see [`tagger`].
    pub(super) fn finder(&self) -> Option<Custom> {
        if let Some(pattern) = &self.pattern {
            return self.read_pattern(pattern).ok().map(Custom::Pattern);
        }
        let entry = |it: &EntityValue| Entry { value: it.value.clone(), synonyms: it.words.clone() };
        let entries: Vec<Entry> = self.values.iter().map(entry).collect();
        (!entries.is_empty()).then(|| Custom::List(List::new(&self.name, &entries, true)))
    }

    /// As whole words.
    fn read_pattern(&self, pattern: &str) -> Result<Pattern, PatternError> {
        Pattern::new(&self.name, &format!(r"\b(?:{pattern})\b"))
    }

    pub(super) fn learn(&mut self, other: Self) {
        self.title.extend(other.title);
        // A pattern and a list are two ways to say it, and the first stays.
        if self.pattern.is_some() || other.pattern.is_some() {
            return;
        }
        for value in other.values {
            match self.values.iter_mut().find(|known| known.value == value.value) {
                Some(known) => {
                    let new =
                        value.words.into_iter().filter(|word| !known.words.iter().any(|had| fold(had) == fold(word)));
                    let new: Vec<String> = new.collect();
                    known.words.extend(new);
                }
                None => self.values.push(value),
            }
        }
    }
}

/// What is learnt from the marks of all sentences together: the words around one thing tell it from another.
pub(super) fn tagger(set: &TrainingSet) -> Option<Custom> {
    let learnt = set.entities.iter().filter(|it| it.is_learnt_from_marks()).map(|it| it.name.as_str());
    let learnt: BTreeSet<&str> = learnt.collect();
    let marked = |example: &Example| {
        let marks = example.marks.iter().filter(|mark| learnt.contains(mark.entity.as_str()));
        let byte = |at: usize| example.text.char_indices().nth(at).map_or(example.text.len(), |(byte, _)| byte);
        let mark =
            |it: &super::Mark| nlu::entity::Mark { span: byte(it.start)..byte(it.end), entity: it.entity.clone() };
        Marked { text: example.text.clone(), marks: marks.map(mark).collect() }
    };
    let sentences = set.intents.iter().flat_map(|intent| &intent.examples);
    let sentences: Vec<Marked> = sentences.map(marked).collect();
    let is_taught = sentences.iter().any(|sentence| !sentence.marks.is_empty());
    is_taught.then(|| Custom::Tagger(Tagger::train(&sentences, SEED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_that_is_never_found_says_why() {
        let entity =
            |pattern: Option<&str>| CustomEntity { pattern: pattern.map(str::to_owned), ..CustomEntity::default() };
        let value = EntityValue { value: "a".into(), words: Vec::new() };
        let both = CustomEntity { values: vec![value], ..entity(Some(r"\d+")) };
        assert_eq!(both.fault(), Some(EntityFault::Both));
        assert_eq!(entity(None).fault(), None);
        assert_eq!(entity(Some("(")).fault(), Some(EntityFault::BadPattern));
        assert_eq!(entity(Some(r"\d+")).fault(), None);
    }
}
