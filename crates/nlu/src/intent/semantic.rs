//! The encoder's tier: which direction of meaning speaks for which intent, and which examples mean nearly the same.

use serde::{Deserialize, Serialize};

use super::directions::Directions;
use super::discriminant;
use super::quantised::Matrix;
use super::random::Random;
use super::svm;
use super::symmetric::{Factor, Rows};
use super::vectoriser::Sparse;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Semantic {
    /// The encoder it was trained with.
    pub encoder: String,
    /// Classes by dimension; the last row is the bias.
    weights: Matrix,
    /// The vectors of the examples kept, the class of each, and which of the texts it was.
    examples: Directions,
    classes: Vec<usize>,
    places: Vec<usize>,
    /// What each example kept says for and against each class, where all are kept.
    votes: Option<Matrix>,
}

/// What each part counts for, in units of log-probability: found on development sets.
const DISCRIMINANT: f32 = 24.0;
const MARGIN: f32 = 3.0;
const VOTE: f32 = 8.0;
const NEARNESS: f32 = 8.0;

/// Up to so many examples all are kept, and vote; what is learnt from more has straight borders, which they suffice for.
const FEW: usize = 2_000;
/// Examples of a class kept where there are more; others cost time and say little new.
const MOST_OF_CLASS: usize = 40;
/// Vectors are stretched before margins are learnt: four times the cost of an error, so to speak.
const STRETCH: f32 = 2.0;
/// An example's voice falls by this exponent of the distance.
const FALL: f32 = 3.0;
/// How little examples need to agree with their own votes.
const RIDGE: f32 = 0.3;
/// Nearness of what is opposite, so that logarithms exist.
const FAR: f32 = 1e-8;

impl Semantic {
    /// Learns from the vectors of texts and the number of each one's class.
    pub fn train(encoder: &str, vectors: &[&[f32]], labels: &[usize], classes: usize, random: &mut Random) -> Self {
        let are_few = vectors.len() <= FEW;
        let mut weights = discriminant::train(vectors, labels, classes);
        for weight in &mut weights {
            *weight *= DISCRIMINANT;
        }
        if !are_few {
            for (weight, margin) in weights.iter_mut().zip(margins(vectors, labels, classes, random)) {
                *weight += MARGIN * margin;
            }
        }
        let places = if are_few { (0..labels.len()).collect() } else { first_of_each(labels, classes) };
        let examples = Directions::of(places.iter().filter_map(|at| vectors.get(*at).copied()), width(vectors));
        Self {
            encoder: encoder.to_owned(),
            weights: Matrix::of(&weights, classes),
            examples,
            classes: places.iter().filter_map(|at| labels.get(*at).copied()).collect(),
            places,
            votes: are_few.then(|| Matrix::of(&votes(vectors, labels, classes), classes)),
        }
    }

    /// How much a vector speaks for each class.
    pub fn scores(&self, vector: &[f32]) -> Vec<f32> {
        let mut scores = vec![0.0; self.weights.width()];
        self.weights.add_row(&mut scores, vector.len(), 1.0);
        for (row, value) in vector.iter().enumerate() {
            self.weights.add_row(&mut scores, row, *value);
        }
        let mut near = vec![(0.0_f32, 0_u16); scores.len()];
        for (at, (cosine, class)) in self.examples.products(vector).zip(&self.classes).enumerate() {
            let voice = voice(cosine);
            if let Some(votes) = &self.votes {
                votes.add_row(&mut scores, at, voice * VOTE);
            }
            if let Some((sum, count)) = near.get_mut(*class) {
                // The cube falls off three times as steeply: what is nearest says most of it.
                *sum += voice * voice * voice;
                *count += 1;
            }
        }
        for (score, (sum, count)) in scores.iter_mut().zip(near) {
            let mean = sum / f32::from(count.max(1));
            *score += NEARNESS * (mean + FAR).ln() / (3.0 * FALL);
        }
        scores
    }

    /// The cosine with each example kept, and which of the texts that was.
    pub fn similarities(&self, vector: &[f32]) -> impl Iterator<Item = (usize, f32)> {
        self.places.iter().copied().zip(self.examples.products(vector))
    }
}

fn width(vectors: &[&[f32]]) -> usize {
    vectors.first().map_or(0, |vector| vector.len())
}

/// What an example counts for, by the cosine with it.
fn voice(cosine: f32) -> f32 {
    (FALL * (cosine - 1.0)).exp()
}

/// How far each class is on the right side of a straight border, by dimension.
fn margins(vectors: &[&[f32]], labels: &[usize], classes: usize, random: &mut Random) -> Vec<f32> {
    let dimensions = width(vectors);
    let stretched = |vector: &&[f32]| (0..).zip(vector.iter().map(|value| value * STRETCH)).collect::<Sparse>();
    let stretched: Vec<Sparse> = vectors.iter().map(stretched).collect();
    let mut weights = svm::train(&stretched, labels, dimensions, classes, random);
    for weight in weights.iter_mut().take(dimensions * classes) {
        *weight *= STRETCH;
    }
    weights
}

/// The votes with which the examples, each heard by its voice, give one to their own class and minus one to the others:
/// kernel ridge regression.
fn votes(vectors: &[&[f32]], labels: &[usize], classes: usize) -> Vec<f32> {
    let products = Rows::of(vectors.iter().copied(), width(vectors)).products();
    let entry = |row: usize, column: usize| voice(products.at(row, column)) + if row == column { RIDGE } else { 0.0 };
    let mut votes = vec![-1.0; labels.len() * classes];
    for (row, class) in votes.chunks_exact_mut(classes.max(1)).zip(labels) {
        if let Some(own) = row.get_mut(*class) {
            *own = 1.0;
        }
    }
    Factor::of(labels.len(), entry).solve(&mut votes, classes);
    votes
}

/// Where the first examples of each class are.
fn first_of_each(labels: &[usize], classes: usize) -> Vec<usize> {
    let mut counts = vec![0_usize; classes];
    let mut is_kept = |class: usize| {
        counts.get_mut(class).is_some_and(|count| {
            *count += 1;
            *count <= MOST_OF_CLASS
        })
    };
    labels.iter().enumerate().filter(|(_, class)| is_kept(**class)).map(|(at, _)| at).collect()
}
