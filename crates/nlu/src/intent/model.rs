//! A trained model: reads messages, is stored as it is.

use serde::{Deserialize, Serialize};

use super::calibration::{Calibration, Held};
use super::random::Random;
use super::samples::{Sample, Source, samples};
use super::scorer::Scorer;
use super::shorthand::written_out;
use super::similarity::Index;
use super::{Encoder, Guess, Language, Neighbour, Tier, TrainError, TrainingSet, Understanding};

/// What was learnt from a [`TrainingSet`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    language: Option<Language>,
    intents: Vec<String>,
    scorer: Scorer,
    lexical: Calibration,
    both: Calibration,
    examples: Vec<Example>,
}

/// A text kept to say why: they are in the order they were learnt in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Example {
    /// The number of its intent, or the number of intents when it belongs to none.
    class: usize,
    text: String,
}

/// Parts the examples are dealt into for cross-validation.
const PARTS: usize = 5;
/// After so many examples held back, the parts that are left would say nothing new.
const ENOUGH: usize = 500;

impl Model {
    /// Learns; equal sets, encoders and seeds give equal models.
    pub fn train(set: &TrainingSet, encoder: Option<&dyn Encoder>, seed: u64) -> Result<Self, TrainError> {
        let intents = set.learnable()?;
        let mut random = Random::new(seed);
        let written = intents.iter().flat_map(|intent| &intent.examples).chain(&set.none_examples);
        let language = set.language.or_else(|| Language::of_most(written.map(String::as_str)));
        let samples = samples(set, &intents, language, encoder, &mut random);
        let kept = samples.iter().filter(|sample| !matches!(sample.source, Source::Copy(_)));
        let none = intents.len();
        let learner = Learner { samples: &samples, none, language, encoder };
        let (lexical, both) = learner.calibrations(&mut random);
        Ok(Self {
            language,
            intents: intents.iter().map(|intent| intent.name.clone()).collect(),
            scorer: learner.learn(|_| true, &mut random),
            lexical,
            both,
            examples: kept.map(|sample| Example { class: sample.class, text: sample.text.clone() }).collect(),
        })
    }

    /// What a message wants.
    pub fn understand(&self, text: &str, encoder: Option<&dyn Encoder>) -> Understanding {
        let language = Language::guess(text).or(self.language);
        let (scores, tier) = self.scorer.read(&written_out(text, language), encoder);
        let calibration = match tier {
            Tier::Lexical => &self.lexical,
            Tier::Encoder => &self.both,
        };
        let (probabilities, none) = calibration.probabilities(&scores, self.intents.len());
        let guess = |(intent, probability): (&String, f32)| Guess { intent: intent.clone(), probability };
        let mut ranked: Vec<Guess> = self.intents.iter().zip(probabilities).map(guess).collect();
        ranked.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        let band = Calibration::band(ranked.first().map_or(0.0, |guess| guess.probability), none);
        Understanding { ranked, none, band, tier, language }
    }

    /// The training examples, names and descriptions that resemble a message most, by their words or by their meaning.
    pub fn nearest(&self, text: &str, encoder: Option<&dyn Encoder>, most: usize) -> Vec<Neighbour> {
        let texts: Vec<&str> = self.examples.iter().map(|example| example.text.as_str()).collect();
        let mut similarities = Index::of(&texts, self.language).similarities(text);
        let read = written_out(text, Language::guess(text).or(self.language));
        for (at, meaning) in self.scorer.meanings(&read, encoder) {
            if let Some(similarity) = similarities.get_mut(at) {
                *similarity = similarity.max(meaning.min(1.0));
            }
        }
        let mut nearest: Vec<(&Example, f32)> = self.examples.iter().zip(similarities).collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1));
        let neighbour = |(example, similarity): (&Example, f32)| Neighbour {
            intent: self.intents.get(example.class).cloned(),
            example: example.text.clone(),
            similarity,
        };
        nearest.into_iter().take(most).filter(|(_, similarity)| *similarity > 0.0).map(neighbour).collect()
    }

    /// The names of the intents, in the order of the set.
    pub fn intents(&self) -> impl Iterator<Item = &str> {
        self.intents.iter().map(String::as_str)
    }
}

/// What is learnt from, again and again with a part of it left out.
struct Learner<'a> {
    samples: &'a [Sample],
    none: usize,
    language: Option<Language>,
    encoder: Option<&'a dyn Encoder>,
}

impl Learner<'_> {
    fn learn(&self, is_learnt: impl Fn(usize) -> bool, random: &mut Random) -> Scorer {
        let learnt: Vec<&Sample> =
            self.samples.iter().enumerate().filter(|(at, _)| is_learnt(*at)).map(|(_, sample)| sample).collect();
        let classes = self.samples.iter().map(|sample| sample.class + 1).max().unwrap_or_default();
        Scorer::train(&learnt, classes, self.language, self.encoder, random)
    }

    /// How to read the scores of the lexical tier alone and of both, from examples held back in turn.
    fn calibrations(&self, random: &mut Random) -> (Calibration, Calibration) {
        let parts = self.deal(random);
        let (mut lexical, mut both) = (Vec::new(), Vec::new());
        for part in 0..PARTS {
            if lexical.len() >= ENOUGH {
                break;
            }
            let is_held = |at: usize| parts.get(at) == Some(&Some(part));
            let is_learnt = |at: usize| match self.samples.get(at).map(|sample| sample.source) {
                Some(Source::Copy(of)) => !is_held(of),
                _ => !is_held(at),
            };
            let scorer = self.learn(is_learnt, random);
            for (_, sample) in self.samples.iter().enumerate().filter(|(at, _)| is_held(*at)) {
                let scores = |vector| scorer.scores(&sample.read, vector).0;
                lexical.push(Held { scores: scores(None), class: sample.class });
                if let Some(vector) = &sample.vector {
                    both.push(Held { scores: scores(Some(vector)), class: sample.class });
                }
            }
        }
        (Calibration::fit(&lexical, self.none), Calibration::fit(&both, self.none))
    }

    /// The part each example is held back in. The only example of an intent is always learnt from.
    fn deal(&self, random: &mut Random) -> Vec<Option<usize>> {
        let mut parts = vec![None; self.samples.len()];
        for class in 0..=self.none {
            let of_class = |(at, sample): (usize, &Sample)| {
                (sample.class == class && sample.source == Source::Example).then_some(at)
            };
            let mut examples: Vec<usize> = self.samples.iter().enumerate().filter_map(of_class).collect();
            random.shuffle(&mut examples);
            for (number, at) in examples.iter().enumerate().filter(|_| examples.len() > 1) {
                if let Some(part) = parts.get_mut(*at) {
                    *part = Some((number + class) % PARTS);
                }
            }
        }
        parts
    }
}
