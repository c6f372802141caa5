//! A trained model: reads messages, is stored as it is.

use serde::{Deserialize, Serialize};

use super::lexical::Lexical;
use super::random::Random;
use super::similarity::Index;
use super::{Band, Encoder, Guess, Language, Neighbour, Tier, TrainError, TrainingSet, Understanding};

/// What was learnt from a [`TrainingSet`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    language: Option<Language>,
    intents: Vec<String>,
    lexical: Lexical,
    examples: Vec<Example>,
}

/// An example kept to say why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Example {
    intent: usize,
    text: String,
}

impl Model {
    /// Learns; equal sets, encoders and seeds give equal models.
    pub fn train(set: &TrainingSet, _encoder: Option<&dyn Encoder>, seed: u64) -> Result<Self, TrainError> {
        let intents = set.learnable()?;
        let examples = || intents.iter().flat_map(|intent| intent.examples.iter());
        let language = set.language.or_else(|| Language::of_most(examples().map(String::as_str)));
        let mut texts: Vec<&str> = Vec::new();
        let mut labels: Vec<usize> = Vec::new();
        for (label, intent) in intents.iter().enumerate() {
            texts.extend(intent.examples.iter().map(String::as_str));
            labels.resize(texts.len(), label);
        }
        let mut random = Random::new(seed);
        let lexical = Lexical::train(&texts, &labels, intents.len(), language, &mut random);
        let example = |(text, intent): (&&str, &usize)| Example { intent: *intent, text: (*text).to_owned() };
        let examples = texts.iter().zip(&labels).map(example).collect();
        Ok(Self { language, intents: intents.iter().map(|intent| intent.name.clone()).collect(), lexical, examples })
    }

    /// What a message wants.
    pub fn understand(&self, text: &str, _encoder: Option<&dyn Encoder>) -> Understanding {
        let margins = self.lexical.margins(text);
        let exponentials: Vec<f32> = margins.iter().map(|margin| (3.0 * margin).exp()).collect();
        let total: f32 = exponentials.iter().sum();
        let guess =
            |(intent, exponential): (&String, &f32)| Guess { intent: intent.clone(), probability: exponential / total };
        let mut ranked: Vec<Guess> = self.intents.iter().zip(&exponentials).map(guess).collect();
        ranked.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        Understanding { ranked, none: 0.0, band: Band::Answer, tier: Tier::Lexical, language: self.language }
    }

    /// The training examples that resemble a message most.
    pub fn nearest(&self, text: &str, _encoder: Option<&dyn Encoder>, most: usize) -> Vec<Neighbour> {
        let texts: Vec<&str> = self.examples.iter().map(|example| example.text.as_str()).collect();
        let similarities = Index::of(&texts, self.language).similarities(text);
        let mut nearest: Vec<(&Example, f32)> = self.examples.iter().zip(similarities).collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1));
        let neighbour = |(example, similarity): (&Example, f32)| Neighbour {
            intent: self.intents.get(example.intent).cloned(),
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
