//! A linear support vector machine for many classes, one against the rest, trained by dual coordinate descent
//! (Hsieh et al., 2008) with the classes side by side: one walk over an example's features serves them all.

use super::random::Random;
use super::vectoriser::Sparse;

/// How much a wrong example may cost.
const COST: f32 = 1.0;
const MOST_ROUNDS: usize = 20;
/// A round in which no example moved further than this is the last.
const SETTLED: f32 = 0.02;

/// Weights by column, those of all classes side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    pub classes: usize,
    /// `columns * classes`; the last row is the bias.
    pub values: Vec<f32>,
}

impl Weights {
    fn zero(columns: usize, classes: usize) -> Self {
        Self { classes, values: vec![0.0; (columns + 1) * classes] }
    }

    fn row(&self, column: usize) -> &[f32] {
        self.values.get(column * self.classes..(column + 1) * self.classes).unwrap_or_default()
    }

    fn row_mut(&mut self, column: usize) -> &mut [f32] {
        self.values.get_mut(column * self.classes..(column + 1) * self.classes).unwrap_or_default()
    }
}

/// One example: its features with the bias, and its class.
struct Example<'a> {
    features: &'a Sparse,
    class: usize,
    /// The squared length, with the bias.
    norm: f32,
}

/// Learns to tell `classes` apart; a class of `usize::MAX` is against all of them.
pub fn train(vectors: &[Sparse], labels: &[usize], columns: usize, classes: usize, random: &mut Random) -> Weights {
    let examples: Vec<Example<'_>> =
        vectors.iter().zip(labels).map(|(features, class)| example(features, *class)).collect();
    let mut weights = Weights::zero(columns, classes);
    let mut multipliers = vec![0.0_f32; examples.len() * classes];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut margins = vec![0.0_f32; classes];
    for _ in 0..MOST_ROUNDS {
        random.shuffle(&mut order);
        let mut furthest = 0.0_f32;
        for at in &order {
            let (Some(example), Some(mine)) =
                (examples.get(*at), multipliers.get_mut(at * classes..(at + 1) * classes))
            else {
                continue;
            };
            furthest = furthest.max(step(example, mine, &mut weights, &mut margins, columns));
        }
        if furthest < SETTLED {
            break;
        }
    }
    weights
}

fn example(features: &Sparse, class: usize) -> Example<'_> {
    let norm = 1.0 + features.iter().map(|(_, weight)| weight * weight).sum::<f32>();
    Example { features, class, norm }
}

/// Moves one example's multipliers to their best values, the others held; says how far the furthest went.
fn step(
    example: &Example<'_>,
    multipliers: &mut [f32],
    weights: &mut Weights,
    margins: &mut [f32],
    bias: usize,
) -> f32 {
    margins.copy_from_slice(weights.row(bias));
    for (column, weight) in example.features {
        add_scaled(margins, weights.row(*column as usize), *weight);
    }
    // The squared hinge's diagonal.
    let curvature = example.norm + 0.5 / COST;
    let mut furthest = 0.0_f32;
    for (class, (margin, multiplier)) in margins.iter_mut().zip(multipliers.iter_mut()).enumerate() {
        let sign = if class == example.class { 1.0 } else { -1.0 };
        let gradient = sign * *margin - 1.0 + *multiplier * 0.5 / COST;
        let moved = (*multiplier - gradient / curvature).max(0.0);
        let change = moved - *multiplier;
        *multiplier = moved;
        *margin = change * sign;
        furthest = furthest.max(change.abs());
    }
    if furthest > 0.0 {
        add_scaled(weights.row_mut(bias), margins, 1.0);
        for (column, weight) in example.features {
            add_scaled(weights.row_mut(*column as usize), margins, *weight);
        }
    }
    furthest
}

pub fn add_scaled(to: &mut [f32], from: &[f32], scale: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from * scale;
    }
}
