//! The lexical tier: which words and letters speak for which intent.

use serde::{Deserialize, Serialize};

use super::Language;
use super::features::Splitter;
use super::quantised::Matrix;
use super::random::Random;
use super::svm;
use super::vectoriser::Vectoriser;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lexical {
    language: Option<Language>,
    vectoriser: Vectoriser,
    /// Classes by column; the last row is the bias.
    weights: Matrix,
}

impl Lexical {
    /// Learns from texts and the number of each one's class.
    pub fn train(
        texts: &[&str],
        labels: &[usize],
        classes: usize,
        language: Option<Language>,
        random: &mut Random,
    ) -> Self {
        let splitter = Splitter::new(language);
        let counts: Vec<_> = texts.iter().map(|text| splitter.split(text)).collect();
        let vectoriser = Vectoriser::learn(&counts);
        let vectors: Vec<_> = counts.iter().map(|counts| vectoriser.vector(counts)).collect();
        let weights = svm::train(&vectors, labels, vectoriser.columns(), classes, random);
        Self { language, vectoriser, weights: Matrix::of(&weights, classes) }
    }

    /// How far each class is on the right side of its boundary.
    pub fn margins(&self, text: &str) -> Vec<f32> {
        let mut margins = vec![0.0; self.weights.width()];
        self.weights.add_row(&mut margins, self.vectoriser.columns(), 1.0);
        for (column, weight) in self.vectoriser.of_text(&Splitter::new(self.language), text) {
            self.weights.add_row(&mut margins, column as usize, weight);
        }
        margins
    }
}
