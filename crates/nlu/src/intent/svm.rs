//! A linear support vector machine for many classes, one against the rest, trained by dual coordinate descent (Hsieh et
//! al., 2008). Sixteen classes are learnt side by side: one walk over an example's features serves them all, their weights
//! for a feature fill one line of the processor's cache, and their margins stay in its registers.

use wide::f32x8;

use super::random::Random;
use super::vectoriser::Sparse;

/// How much a wrong example may cost.
const COST: f32 = 1.0;
const MOST_ROUNDS: usize = 20;
/// A round in which no multiplier moved further than this is the last.
const SETTLED: f32 = 0.05;
/// Classes learnt side by side.
const BLOCK: usize = 16;

/// A number for each class of a block.
type Lane = [f32x8; 2];

/// One example: its features, its class and its squared length with the bias.
struct Example<'a> {
    features: &'a Sparse,
    class: usize,
    norm: f32,
}

/// What is learnt of sixteen classes: their weights by column, the bias last, and each example's multipliers.
struct Block {
    first_class: usize,
    weights: Vec<Lane>,
    multipliers: Vec<Lane>,
}

/// Weights that tell `classes` apart, by column and the classes of a column side by side; the last row is the bias.
pub fn train(vectors: &[Sparse], labels: &[usize], columns: usize, classes: usize, random: &mut Random) -> Vec<f32> {
    let examples: Vec<Example<'_>> =
        vectors.iter().zip(labels).map(|(features, class)| example(features, *class)).collect();
    let orders = orders(examples.len(), random);
    let mut weights = vec![0.0; (columns + 1) * classes];
    for first_class in (0..classes).step_by(BLOCK) {
        let mut block = Block {
            first_class,
            weights: vec![[f32x8::ZERO; 2]; columns + 1],
            multipliers: vec![[f32x8::ZERO; 2]; examples.len()],
        };
        block.learn(&examples, &orders);
        for (row, lane) in weights.chunks_exact_mut(classes).zip(&block.weights) {
            for (weight, learnt) in row.iter_mut().skip(first_class).zip(lane.iter().flat_map(f32x8::as_array)) {
                *weight = *learnt;
            }
        }
    }
    weights
}

fn example(features: &Sparse, class: usize) -> Example<'_> {
    let norm = 1.0 + features.iter().map(|(_, weight)| weight * weight).sum::<f32>();
    Example { features, class, norm }
}

/// The order of the examples in each round.
fn orders(count: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..count).collect();
    let shuffled = |_| {
        random.shuffle(&mut order);
        order.clone()
    };
    (0..MOST_ROUNDS).map(shuffled).collect()
}

impl Block {
    fn learn(&mut self, examples: &[Example<'_>], orders: &[Vec<usize>]) {
        for order in orders {
            let mut furthest = 0.0_f32;
            for at in order {
                if let Some(example) = examples.get(*at) {
                    furthest = furthest.max(self.step(*at, example));
                }
            }
            if furthest < SETTLED {
                break;
            }
        }
    }

    /// Moves one example's multipliers to their best values, the others held; says how far the furthest went.
    fn step(&mut self, at: usize, example: &Example<'_>) -> f32 {
        let mut lane = self.weights.last().copied().unwrap_or_default();
        for (column, weight) in example.features {
            if let Some(weights) = self.weights.get(*column as usize) {
                add_scaled(&mut lane, weights, *weight);
            }
        }
        let Some(multipliers) = self.multipliers.get_mut(at) else { return 0.0 };
        let furthest = moves(&mut lane, multipliers, example.class.wrapping_sub(self.first_class), example.norm);
        if furthest > 0.0 {
            if let Some(bias) = self.weights.last_mut() {
                add_scaled(bias, &lane, 1.0);
            }
            for (column, weight) in example.features {
                if let Some(weights) = self.weights.get_mut(*column as usize) {
                    add_scaled(weights, &lane, *weight);
                }
            }
        }
        furthest
    }
}

/// Turns margins into the signed moves of the multipliers, which it makes, under a squared hinge.
fn moves(lane: &mut Lane, multipliers: &mut Lane, class: usize, norm: f32) -> f32 {
    let mut signs = [-1.0_f32; BLOCK];
    if let Some(sign) = signs.get_mut(class) {
        *sign = 1.0;
    }
    let (signs, _) = signs.as_chunks::<8>();
    let scale = f32x8::splat(1.0 / (norm + 0.5 / COST));
    let mut furthest = f32x8::ZERO;
    for ((values, multipliers), signs) in lane.iter_mut().zip(multipliers).zip(signs) {
        let signs = f32x8::new(*signs);
        let gradient = signs * *values - 1.0 + *multipliers * (0.5 / COST);
        let moved = (*multipliers - gradient * scale).max(f32x8::ZERO);
        let change = moved - *multipliers;
        *multipliers = moved;
        *values = change * signs;
        furthest = furthest.max(change.abs());
    }
    furthest.as_array().iter().copied().fold(0.0, f32::max)
}

#[inline]
fn add_scaled(to: &mut Lane, from: &Lane, scale: f32) {
    let ([to_low, to_high], [low, high]) = (to, from);
    *to_low += *low * scale;
    *to_high += *high * scale;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_told_apart_is() {
        // Twenty classes, more than a block, each with a feature of its own and one that all share.
        let class = |at: usize| u32::try_from(at % 20).unwrap();
        let vectors: Vec<Sparse> = (0..60).map(|at| vec![(class(at), 1.0), (20, 0.5)]).collect();
        let labels: Vec<usize> = (0..60).map(|at| at % 20).collect();
        let weights = train(&vectors, &labels, 21, 20, &mut Random::new(1));
        for (vector, label) in vectors.iter().zip(&labels) {
            let margin = |class: usize| -> f32 {
                let bias = weights[21 * 20 + class];
                bias + vector
                    .iter()
                    .map(|(column, weight)| weights[*column as usize * 20 + class] * weight)
                    .sum::<f32>()
            };
            assert!(margin(*label) > 0.3, "{}", margin(*label));
            assert!((0..20).filter(|other| other != label).all(|other| margin(other) < -0.3));
        }
    }
}
