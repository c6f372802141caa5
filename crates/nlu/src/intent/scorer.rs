//! Both tiers together: a score for each class.

use serde::{Deserialize, Serialize};

use super::lexical::Lexical;
use super::random::Random;
use super::samples::Sample;
use super::semantic::Semantic;
use super::{Encoder, Language, Tier};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scorer {
    pub lexical: Lexical,
    pub semantic: Option<Semantic>,
}

/// What a tier's numbers count for, in units of log-probability: found on development sets, never on a test set.
const LEXICAL: f32 = 3.0;
const SEMANTIC: f32 = 4.0;
const NEAREST: f32 = 8.0;

impl Scorer {
    pub fn train(
        samples: &[&Sample],
        classes: usize,
        language: Option<Language>,
        encoder: Option<&dyn Encoder>,
        random: &mut Random,
    ) -> Self {
        let texts: Vec<&str> = samples.iter().map(|sample| sample.text.as_str()).collect();
        let labels: Vec<usize> = samples.iter().map(|sample| sample.class).collect();
        let lexical = Lexical::train(&texts, &labels, classes, language, random);
        let semantic = encoder.map(|encoder| {
            let known = samples.iter().filter_map(|sample| Some((sample.vector.as_deref()?, sample.class)));
            let (vectors, labels): (Vec<&[f32]>, Vec<usize>) = known.unzip();
            Semantic::train(encoder.id(), &vectors, &labels, classes, random)
        });
        Self { lexical, semantic }
    }

    /// The vector of a text, from the encoder this was trained with.
    pub fn vector(&self, text: &str, encoder: Option<&dyn Encoder>) -> Option<Vec<f32>> {
        let semantic = self.semantic.as_ref()?;
        encoder.filter(|encoder| encoder.id() == semantic.encoder).map(|encoder| encoder.encode(text))
    }

    /// The score of each class, from both tiers where there is a vector.
    pub fn scores(&self, text: &str, vector: Option<&[f32]>) -> (Vec<f32>, Tier) {
        let mut scores = self.lexical.margins(text);
        for score in &mut scores {
            *score *= LEXICAL;
        }
        let (Some(semantic), Some(vector)) = (&self.semantic, vector) else { return (scores, Tier::Lexical) };
        let meant = semantic.margins(vector).into_iter().zip(semantic.nearest(vector));
        for (score, (margin, nearest)) in scores.iter_mut().zip(meant) {
            *score += SEMANTIC * margin + NEAREST * nearest;
        }
        (scores, Tier::Encoder)
    }
}
