//! The encoder's tier: which direction of meaning speaks for which intent, and which examples mean nearly the same.

use serde::{Deserialize, Serialize};

use super::directions::Directions;
use super::quantised::Matrix;
use super::random::Random;
use super::svm;
use super::vectoriser::Sparse;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Semantic {
    /// The encoder it was trained with.
    pub encoder: String,
    /// Classes by dimension; the last row is the bias.
    weights: Matrix,
    /// The vectors of some examples of each class, the class of each, and which of the texts it was.
    examples: Directions,
    classes: Vec<usize>,
    places: Vec<usize>,
}

/// Vectors are stretched before the classifier learns: four times its cost of an error, so to speak.
const STRETCH: f32 = 2.0;
/// Examples of a class kept to compare with; more cost time and say little new.
const MOST_EXAMPLES: usize = 40;

impl Semantic {
    /// Learns from the vectors of texts and the number of each one's class.
    pub fn train(encoder: &str, vectors: &[&[f32]], labels: &[usize], classes: usize, random: &mut Random) -> Self {
        let dimensions = vectors.first().map_or(0, |vector| vector.len());
        let stretched = |vector: &&[f32]| (0..).zip(vector.iter().map(|value| value * STRETCH)).collect::<Sparse>();
        let stretched: Vec<Sparse> = vectors.iter().map(stretched).collect();
        let mut weights = svm::train(&stretched, labels, dimensions, classes, random);
        for weight in weights.iter_mut().take(dimensions * classes) {
            *weight *= STRETCH;
        }
        let places = kept(labels, classes);
        let examples = places.iter().filter_map(|at| vectors.get(*at).copied());
        let of = places.iter().filter_map(|at| labels.get(*at).copied()).collect();
        let examples = Directions::of(examples, dimensions);
        Self { encoder: encoder.to_owned(), weights: Matrix::of(&weights, classes), examples, classes: of, places }
    }

    /// How far each class is on the right side of its boundary.
    pub fn margins(&self, vector: &[f32]) -> Vec<f32> {
        let mut margins = vec![0.0; self.weights.width()];
        self.weights.add_row(&mut margins, vector.len(), 1.0);
        for (row, value) in vector.iter().enumerate() {
            self.weights.add_row(&mut margins, row, *value);
        }
        margins
    }

    /// The cosine with each example kept, and which of the texts that was.
    pub fn similarities(&self, vector: &[f32]) -> impl Iterator<Item = (usize, f32)> {
        self.places.iter().copied().zip(self.examples.products(vector))
    }

    /// The cosine with the nearest example of each class.
    pub fn nearest(&self, vector: &[f32]) -> Vec<f32> {
        let mut nearest = vec![0.0_f32; self.weights.width()];
        for (similarity, class) in self.examples.products(vector).zip(&self.classes) {
            if let Some(slot) = nearest.get_mut(*class) {
                *slot = slot.max(similarity);
            }
        }
        nearest
    }
}

/// Where the first examples of each class are.
fn kept(labels: &[usize], classes: usize) -> Vec<usize> {
    let mut counts = vec![0_usize; classes];
    let mut is_kept = |class: usize| {
        counts.get_mut(class).is_some_and(|count| {
            *count += 1;
            *count <= MOST_EXAMPLES
        })
    };
    labels.iter().enumerate().filter(|(_, class)| is_kept(**class)).map(|(at, _)| at).collect()
}
