//! The things of a business: a list of values with the words for them, or a pattern.

use super::Texts;
use crate::flow::engine::pattern_within;
use crate::text::fold;
use serde::{Deserialize, Serialize};

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
    #[error("it needs values or a pattern, and not both")]
    NeitherOrBoth,
    #[error("the pattern cannot be read, or is too large")]
    BadPattern,
    #[error("a value is empty")]
    EmptyValue,
}

impl CustomEntity {
    pub fn fault(&self) -> Option<EntityFault> {
        match &self.pattern {
            Some(pattern) if self.values.is_empty() => {
                pattern_within(pattern).is_err().then_some(EntityFault::BadPattern)
            }
            None if !self.values.is_empty() => {
                self.values.iter().any(|it| it.value.trim().is_empty()).then_some(EntityFault::EmptyValue)
            }
            _ => Some(EntityFault::NeitherOrBoth),
        }
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

/// An entity made ready to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    pub(super) name: String,
    /// Folded words with what they stand for, the longest first.
    words: Vec<(String, String)>,
    pattern: Option<regex::Regex>,
}

impl Finder {
    pub(super) fn of(entity: &CustomEntity) -> Self {
        let said = |it: &EntityValue| {
            let words = std::iter::once(&it.value).chain(&it.words).map(|word| fold(word));
            words.filter(|word| !word.is_empty()).map(|word| (word, it.value.clone())).collect::<Vec<_>>()
        };
        let mut words: Vec<(String, String)> = entity.values.iter().flat_map(said).collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let pattern = entity.pattern.as_deref().and_then(|pattern| pattern_within(pattern).ok());
        Self { name: entity.name.clone(), words, pattern }
    }

    /// The value the text names; of several the longest word, or the first find of the pattern.
    pub(super) fn find(&self, text: &str, folded: &str) -> Option<String> {
        if let Some(pattern) = &self.pattern {
            return pattern.find(text).map(|found| found.as_str().to_owned());
        }
        let text = format!(" {folded} ");
        let found = self.words.iter().find(|(word, _)| text.contains(&format!(" {word} ")));
        found.map(|(_, value)| value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(entity: &CustomEntity, text: &str) -> Option<String> {
        Finder::of(entity).find(text, &fold(text))
    }

    #[test]
    fn the_longest_words_count_whatever_the_accents() {
        let value = |value: &str, words: &[&str]| EntityValue {
            value: value.into(),
            words: words.iter().map(|word| (*word).into()).collect(),
        };
        let entity = CustomEntity {
            values: vec![value("doctor", &["médico"]), value("family_doctor", &["Médico de familia"])],
            ..CustomEntity::default()
        };
        for (text, expected) in [
            ("quiero un MEDICO de familia", Some("family_doctor")),
            ("el médico, por favor", Some("doctor")),
            ("medicos", None),
            ("", None),
        ] {
            assert_eq!(find(&entity, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_pattern_finds_whole_words() {
        let entity = CustomEntity { pattern: Some(r"[A-Z]{0,3}-?\d{4,10}".into()), ..CustomEntity::default() };
        for (text, expected) in
            [("mi pedido mx-20031 no llega", Some("mx-20031")), ("el 12345.", Some("12345")), ("a123b", None)]
        {
            assert_eq!(find(&entity, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_entity_that_is_never_found_says_why() {
        let entity =
            |pattern: Option<&str>| CustomEntity { pattern: pattern.map(str::to_owned), ..CustomEntity::default() };
        assert_eq!(entity(None).fault(), Some(EntityFault::NeitherOrBoth));
        assert_eq!(entity(Some("(")).fault(), Some(EntityFault::BadPattern));
        assert_eq!(entity(Some(r"\d+")).fault(), None);
    }
}
