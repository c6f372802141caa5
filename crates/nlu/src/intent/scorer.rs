//! Both tiers together: a score for each class.

use serde::{Deserialize, Serialize};

use super::lexical::Lexical;
use super::random::Random;
use super::samples::{Sample, Source};
use super::semantic::Semantic;
use super::spelling::Spelling;
use super::{Encoder, Language, Tier};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scorer {
    lexical: Lexical,
    semantic: Option<Semantic>,
    spelling: Spelling,
}

/// What the lexical tier's margins count for, in units of log-probability: found on development sets.
const LEXICAL: f32 = 4.0;

/// Letters of a word that is hardly another one when one of them is wrong.
const LONG: usize = 5;

impl Scorer {
    pub fn train(
        samples: &[&Sample],
        classes: usize,
        language: Option<Language>,
        encoder: Option<&dyn Encoder>,
        random: &mut Random,
    ) -> Self {
        let texts: Vec<&str> = samples.iter().map(|sample| sample.read.as_str()).collect();
        let labels: Vec<usize> = samples.iter().map(|sample| sample.class).collect();
        let lexical = Lexical::train(&texts, &labels, classes, language, random);
        let semantic = encoder.map(|encoder| {
            let known = samples.iter().filter_map(|sample| Some((sample.vector.as_deref()?, sample.class)));
            let (vectors, labels): (Vec<&[f32]>, Vec<usize>) = known.unzip();
            Semantic::train(encoder.id(), &vectors, &labels, classes, random)
        });
        let written = samples.iter().filter(|sample| !matches!(sample.source, Source::Copy(_)));
        let spelling = Spelling::of(written.map(|sample| sample.read.as_str()));
        Self { lexical, semantic, spelling }
    }

    /// The scores of a message as it arrives, from both tiers where this is the encoder they were trained with.
    pub fn read(&self, text: &str, encoder: Option<&dyn Encoder>) -> (Vec<f32>, Tier) {
        match encoder.filter(|encoder| self.is_trained_with(*encoder)) {
            Some(encoder) => {
                let mended = self.spelling.mended(text, |word| encoder.knows(word));
                self.scores(&mended, Some(&encoder.encode(&mended)))
            }
            // Nobody tells which other words exist: a longer one that is a slip away from a known one seldom does.
            None => self.scores(&self.spelling.mended(text, |word| word.chars().count() < LONG), None),
        }
    }

    fn is_trained_with(&self, encoder: &dyn Encoder) -> bool {
        self.semantic.as_ref().is_some_and(|semantic| semantic.encoder == encoder.id())
    }

    /// How near in meaning a message is to the samples it was trained with, by their places; none without the encoder.
    pub fn meanings(&self, text: &str, encoder: Option<&dyn Encoder>) -> Vec<(usize, f32)> {
        let encoder = encoder.filter(|encoder| self.is_trained_with(*encoder));
        let pair = encoder.zip(self.semantic.as_ref());
        pair.map_or_else(Vec::new, |(encoder, semantic)| semantic.similarities(&encoder.encode(text)).collect())
    }

    /// The score of each class, from both tiers where there is a vector.
    pub fn scores(&self, text: &str, vector: Option<&[f32]>) -> (Vec<f32>, Tier) {
        let mut scores = self.lexical.margins(text);
        for score in &mut scores {
            *score *= LEXICAL;
        }
        let (Some(semantic), Some(vector)) = (&self.semantic, vector) else { return (scores, Tier::Lexical) };
        for (score, meant) in scores.iter_mut().zip(semantic.scores(vector)) {
            *score += meant;
        }
        (scores, Tier::Encoder)
    }
}
