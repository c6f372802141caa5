//! Entities learnt from examples in which they are marked: "quiero una [pizza de jamón]".

use super::found;
use super::perceptron::{Perceptron, Step};
use crate::entity::reader::Found;
use crate::entity::token::{Class, Text};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::ops::Range;

const ROUNDS: usize = 12;

/// An example with what is marked in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Marked {
    pub text: String,
    pub marks: Vec<Mark>,
}

/// A stretch of an example, in bytes, and the entity it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    pub span: Range<usize>,
    pub entity: String,
}

/// What was learnt. Label 0 is outside; an entity has one label for its first token and one for the others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tagger {
    entities: Vec<String>,
    model: Perceptron,
}

impl Tagger {
    /// Learns from examples; the same examples and seed give the same tagger.
    pub fn train(examples: &[Marked], seed: u64) -> Self {
        let mut entities: Vec<String> =
            examples.iter().flat_map(|example| &example.marks).map(|mark| mark.entity.clone()).collect();
        entities.sort_unstable();
        entities.dedup();
        let sentences: Vec<Vec<Step>> = examples.iter().map(|example| steps(example, &entities)).collect();
        let labels = 1 + 2 * entities.len();
        let model = Perceptron::train(labels, &sentences, with_before, ROUNDS, seed);
        Self { entities, model }
    }

    pub(super) fn find(&self, text: &Text<'_>, all: &mut Vec<Found>) {
        let mut before = 0;
        let mut open: Option<(usize, usize, f32)> = None;
        for at in 0..=text.len() {
            let (label, margin) =
                if at < text.len() { self.model.label(&with_before(&features(text, at), before)) } else { (0, 0.0) };
            let continues = label > 0 && label % 2 == 0;
            match &mut open {
                Some((_, entity, weakest)) if continues && *entity == (label - 1) / 2 => *weakest = weakest.min(margin),
                _ => {
                    if let Some((from, entity, weakest)) = open.take() {
                        self.push(text, from..at, entity, weakest, all);
                    }
                    open = (label > 0).then_some((at, label.saturating_sub(1) / 2, margin));
                }
            }
            before = label;
        }
    }

    fn push(&self, text: &Text<'_>, tokens: Range<usize>, entity: usize, margin: f32, all: &mut Vec<Found>) {
        let Some(name) = self.entities.get(entity) else { return };
        let typed = text.raw.get(text.span(tokens.start, tokens.end)).unwrap_or("");
        let score = 1.0 / (1.0 + f64::from(-margin).exp());
        all.push(found(tokens, name, typed, score));
    }
}

fn steps(example: &Marked, entities: &[String]) -> Vec<Step> {
    let text = Text::new(&example.text);
    let marks: Vec<(usize, usize, usize)> = example
        .marks
        .iter()
        .filter_map(|mark| {
            let (from, to) = text.tokens_of(&mark.span)?;
            Some((from, to, entities.binary_search(&mark.entity).ok()?))
        })
        .collect();
    let label = |at: usize| {
        let mark = marks.iter().find(|(from, to, _)| (*from..*to).contains(&at));
        mark.map_or(0, |(from, _, entity)| 1 + 2 * entity + usize::from(at > *from))
    };
    (0..text.len()).map(|at| Step { features: features(&text, at), label: label(at) }).collect()
}

/// What is known of a token: itself, its neighbours, its ends and its form.
fn features(text: &Text<'_>, at: usize) -> Vec<u64> {
    let word =
        |offset: isize| at.checked_add_signed(offset).filter(|at| *at < text.len()).map_or("\u{2}", |at| text.word(at));
    let start = |word: &str, count: usize| word.chars().take(count).collect::<String>();
    let end = |word: &str, count: usize| word.chars().rev().take(count).collect::<String>();
    let this = word(0);
    let form = match text.class(at) {
        Class::Digits => "digits",
        Class::Sign => "sign",
        Class::Word if text.typed(at).chars().next().is_some_and(char::is_uppercase) => "capital",
        Class::Word => "word",
    };
    vec![
        hashed("bias", ""),
        hashed("word", this),
        hashed("before", word(-1)),
        hashed("after", word(1)),
        hashed("two before", word(-2)),
        hashed("two after", word(2)),
        hashed("pair before", &format!("{} {this}", word(-1))),
        hashed("pair after", &format!("{this} {}", word(1))),
        hashed("around", &format!("{} {}", word(-1), word(1))),
        hashed("start", &start(this, 3)),
        hashed("end", &end(this, 3)),
        hashed("form", form),
    ]
}

/// The features with the label of the token before.
fn with_before(features: &[u64], before: usize) -> Vec<u64> {
    let first = features.get(1).copied().unwrap_or_default();
    let mut all = features.to_vec();
    all.push(hashed("label before", &before.to_string()));
    all.push(hashed("label before and word", &format!("{before} {first}")));
    all
}

fn hashed(name: &str, value: &str) -> u64 {
    let mut hasher = FxHasher::default();
    name.hash(&mut hasher);
    value.hash(&mut hasher);
    hasher.finish()
}
