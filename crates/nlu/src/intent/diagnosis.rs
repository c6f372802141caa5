//! What a training set is good and bad at, measured on itself: each example is asked of a model that did not see it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cross_validation::{Asked, folds};
use super::similarity::Index;
use super::{Encoder, Language, Model, TrainError, TrainingSet};

/// How well a set tells its intents apart, and what to mend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// The share of examples whose intent is found without them.
    pub accuracy: f32,
    /// In the order of the set.
    pub intents: Vec<IntentReport>,
    /// Which intents are taken for which, the most frequent first.
    pub confusions: Vec<Confusion>,
    /// Examples of different intents that say nearly the same, the most alike first.
    pub near_duplicates: Vec<NearDuplicate>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntentReport {
    pub intent: String,
    pub examples: usize,
    /// The share of its examples that are found; absent when there are too few to ask.
    pub recall: Option<f32>,
    /// The share of what is taken for it that is it; absent when nothing is.
    pub precision: Option<f32>,
    pub weaknesses: Vec<Weakness>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weakness {
    /// Fewer than five examples.
    FewExamples,
    /// Less than 70 % of its examples are found.
    LowRecall,
    /// Less than 70 % of what is taken for it is it.
    LowPrecision,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confusion {
    pub expected: String,
    pub guessed: String,
    /// The examples of `expected` taken for `guessed`.
    pub examples: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearDuplicate {
    pub first: Labelled,
    pub second: Labelled,
    pub similarity: f32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    pub intent: String,
    pub example: String,
}

const PARTS: usize = 5;
const ENOUGH_EXAMPLES: usize = 5;
const GOOD_SHARE: f32 = 0.7;
const NEAR: f32 = 0.8;
/// The same by meaning: vectors of sentences about one subject are near each other well below this.
const NEAR_IN_MEANING: f32 = 0.85;
const MOST_NEAR_DUPLICATES: usize = 100;

/// Measures a set on itself.
pub fn diagnose(set: &TrainingSet, encoder: Option<&dyn Encoder>, seed: u64) -> Result<Diagnosis, TrainError> {
    set.learnable()?;
    let mut answers: Vec<(Asked, Option<String>)> = Vec::new();
    for fold in folds(set, PARTS, seed) {
        let model = Model::train(&fold.set, encoder, seed)?;
        for asked in fold.asked {
            let guessed = model.understand(&asked.example, encoder).best().map(|guess| guess.intent.clone());
            answers.push((asked, guessed));
        }
    }
    let right = answers.iter().filter(|(asked, guessed)| guessed.as_ref() == Some(&asked.intent)).count();
    Ok(Diagnosis {
        accuracy: share(right, answers.len()).unwrap_or_default(),
        intents: reports(set, &answers),
        confusions: confusions(answers),
        near_duplicates: near_duplicates(set, encoder),
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of examples are far below 2^24")]
fn share(part: usize, whole: usize) -> Option<f32> {
    (whole > 0).then(|| part as f32 / whole as f32)
}

fn reports(set: &TrainingSet, answers: &[(Asked, Option<String>)]) -> Vec<IntentReport> {
    let report = |name: &str, examples: usize| {
        let is_it = |guessed: &Option<String>| guessed.as_deref() == Some(name);
        let asked = answers.iter().filter(|(asked, _)| asked.intent == name);
        let found = asked.clone().filter(|(_, guessed)| is_it(guessed)).count();
        let taken = answers.iter().filter(|(_, guessed)| is_it(guessed)).count();
        let (recall, precision) = (share(found, asked.count()), share(found, taken));
        let low = |share: Option<f32>| share.is_some_and(|share| share < GOOD_SHARE);
        let weaknesses = [
            (examples < ENOUGH_EXAMPLES, Weakness::FewExamples),
            (low(recall), Weakness::LowRecall),
            (low(precision), Weakness::LowPrecision),
        ];
        let weaknesses = weaknesses.into_iter().filter(|(is, _)| *is).map(|(_, weakness)| weakness).collect();
        IntentReport { intent: name.to_owned(), examples, recall, precision, weaknesses }
    };
    set.intents.iter().map(|intent| report(&intent.name, intent.examples.len())).collect()
}

fn confusions(answers: Vec<(Asked, Option<String>)>) -> Vec<Confusion> {
    let mut by_pair: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (asked, guessed) in answers {
        if let Some(guessed) = guessed.filter(|guessed| *guessed != asked.intent) {
            by_pair.entry((asked.intent, guessed)).or_default().push(asked.example);
        }
    }
    let confusion = |((expected, guessed), examples)| Confusion { expected, guessed, examples };
    let mut confusions: Vec<Confusion> = by_pair.into_iter().map(confusion).collect();
    confusions.sort_by_key(|confusion| std::cmp::Reverse(confusion.examples.len()));
    confusions
}

/// By words, and where there is an encoder by meaning.
fn near_duplicates(set: &TrainingSet, encoder: Option<&dyn Encoder>) -> Vec<NearDuplicate> {
    let examples: Vec<(&str, &str)> = set
        .intents
        .iter()
        .flat_map(|intent| intent.examples.iter().map(|example| (intent.name.as_str(), example.as_str())))
        .collect();
    let texts: Vec<&str> = examples.iter().map(|(_, example)| *example).collect();
    let language = set.language.or_else(|| Language::of_most(texts.iter().copied()));
    let index = Index::of(&texts, language);
    let labelled =
        |(intent, example): (&str, &str)| Labelled { intent: intent.to_owned(), example: example.to_owned() };
    let vectors: Vec<Vec<f32>> =
        encoder.map_or_else(Vec::new, |encoder| texts.iter().map(|text| encoder.encode(text)).collect());
    let meaning = |a: usize, b: usize| {
        let cosine = vectors.get(a).zip(vectors.get(b)).map(|(a, b)| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>());
        cosine.filter(|cosine| *cosine >= NEAR_IN_MEANING).unwrap_or_default().min(1.0)
    };
    let mut found = Vec::new();
    for (at, first) in examples.iter().enumerate() {
        let similarities = index.similarities_within(at).into_iter().enumerate();
        let others = examples.iter().zip(similarities).skip(at + 1).filter(|(second, _)| second.0 != first.0);
        let others = others.map(|(second, (place, words))| (second, words.max(meaning(at, place))));
        for (second, similarity) in others.filter(|(_, near)| *near >= NEAR) {
            found.push(NearDuplicate { first: labelled(*first), second: labelled(*second), similarity });
        }
    }
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
    found.truncate(MOST_NEAR_DUPLICATES);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::Intent;

    fn set(intents: &[(&str, &[&str])]) -> TrainingSet {
        let intent = |(name, examples): &(&str, &[&str])| Intent::new(name, examples.iter().map(|e| (*e).to_owned()));
        TrainingSet { intents: intents.iter().map(intent).collect(), ..TrainingSet::default() }
    }

    /// Knows which of a few words mean the same.
    struct Meanings;

    impl Encoder for Meanings {
        fn id(&self) -> &'static str {
            "meanings"
        }

        fn dimensions(&self) -> usize {
            2
        }

        fn encode(&self, text: &str) -> Vec<f32> {
            let about_hours = text.contains("abren") || text.contains("open");
            if about_hours { vec![1.0, 0.0] } else { vec![0.0, 1.0] }
        }
    }

    #[test]
    fn what_means_the_same_in_other_words_is_found_too() {
        let (hours, prices): (&[&str], &[&str]) = (&["a qué hora abren"], &["are you open now", "cuánto cuesta"]);
        let near = near_duplicates(&set(&[("hours", hours), ("prices", prices)]), Some(&Meanings));
        let pairs: Vec<_> = near.iter().map(|it| (it.first.example.as_str(), it.second.example.as_str())).collect();
        assert_eq!(pairs, [("a qué hora abren", "are you open now")]);
        assert!(near_duplicates(&set(&[("hours", hours), ("prices", prices)]), None).is_empty());
    }

    #[test]
    fn what_is_weak_and_what_is_said_twice_is_found() {
        let hours: &[&str] =
            &["a qué hora abren", "a qué hora cierran", "qué horario tienen", "hasta qué hora abren", "abren hoy"];
        let prices: &[&str] = &["cuánto cuesta el envío", "cuánto cuesta", "A que hora abren?"];
        let diagnosis = diagnose(&set(&[("hours", hours), ("prices", prices)]), None, 1).unwrap();
        let duplicate = &diagnosis.near_duplicates[0];
        assert_eq!((duplicate.first.example.as_str(), duplicate.second.example.as_str()), (hours[0], prices[2]));
        assert!(duplicate.similarity > 0.99, "{duplicate:?}");
        assert!(diagnosis.intents[1].weaknesses.contains(&Weakness::FewExamples));
        assert!(!diagnosis.intents[0].weaknesses.contains(&Weakness::FewExamples));
        let confused = diagnosis.confusions.iter().flat_map(|confusion| &confusion.examples);
        assert!(confused.clone().any(|example| example == prices[2]), "{:?}", diagnosis.confusions);
    }
}
