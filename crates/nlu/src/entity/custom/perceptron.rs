//! An averaged perceptron over hashed features: learns a label for each token from a few examples, in the same way
//! every time.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Weights of every feature for every label.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Perceptron {
    labels: usize,
    weights: FxHashMap<u64, Vec<f32>>,
}

/// One token to learn from.
pub(super) struct Step {
    pub features: Vec<u64>,
    pub label: usize,
}

/// Weights while they are learnt: the value, the sum over time, and when the sum was last brought up to date.
#[derive(Default, Clone)]
struct Learnt {
    value: Vec<f32>,
    total: Vec<f64>,
    since: Vec<u32>,
}

impl Perceptron {
    /// Learns from `sentences`, whose features may depend on the label before; `rounds` times in an order of the seed.
    pub(super) fn train(
        labels: usize,
        sentences: &[Vec<Step>],
        with_before: impl Fn(&[u64], usize) -> Vec<u64>,
        rounds: usize,
        seed: u64,
    ) -> Self {
        let mut learnt: FxHashMap<u64, Learnt> = FxHashMap::default();
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut state = seed;
        let mut clock = 0_u32;
        for _ in 0..rounds {
            shuffle(&mut order, &mut state);
            for sentence in order.iter().filter_map(|place| sentences.get(*place)) {
                let mut before = 0;
                for step in sentence {
                    clock += 1;
                    let features = with_before(&step.features, before);
                    let guess = best(&scores(labels, &features, |feature| {
                        learnt.get(feature).map(|learnt| learnt.value.as_slice())
                    }));
                    if guess != step.label {
                        for feature in &features {
                            let weights = learnt.entry(*feature).or_insert_with(|| Learnt {
                                value: vec![0.0; labels],
                                total: vec![0.0; labels],
                                since: vec![0; labels],
                            });
                            weights.add(step.label, 1.0, clock);
                            weights.add(guess, -1.0, clock);
                        }
                    }
                    before = step.label;
                }
            }
        }
        let weights = learnt.into_iter().map(|(feature, learnt)| (feature, learnt.average(clock.max(1)))).collect();
        Self { labels, weights }
    }

    /// The best label and how far it is ahead of the next.
    pub(super) fn label(&self, features: &[u64]) -> (usize, f32) {
        let scores = scores(self.labels, features, |feature| self.weights.get(feature).map(Vec::as_slice));
        let best = best(&scores);
        let top = scores.get(best).copied().unwrap_or_default();
        let next = scores.iter().enumerate().filter(|(label, _)| *label != best).map(|(_, score)| *score);
        let margin = top - next.fold(f32::NEG_INFINITY, f32::max);
        (best, if margin.is_finite() { margin } else { 0.0 })
    }
}

impl Learnt {
    fn add(&mut self, label: usize, amount: f32, clock: u32) {
        let Self { value, total, since } = self;
        if let (Some(value), Some(total), Some(since)) =
            (value.get_mut(label), total.get_mut(label), since.get_mut(label))
        {
            *total += f64::from(*value) * f64::from(clock - *since);
            *since = clock;
            *value += amount;
        }
    }

    fn average(self, clock: u32) -> Vec<f32> {
        let each = self.value.into_iter().zip(self.total).zip(self.since);
        #[expect(clippy::cast_possible_truncation, reason = "an average of small weights")]
        let average = |((value, total), since): ((f32, f64), u32)| {
            ((total + f64::from(value) * f64::from(clock - since)) / f64::from(clock)) as f32
        };
        each.map(average).collect()
    }
}

fn scores<'w>(labels: usize, features: &[u64], weights: impl Fn(&u64) -> Option<&'w [f32]>) -> Vec<f32> {
    let mut scores = vec![0.0; labels];
    for weights in features.iter().filter_map(weights) {
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += weight;
        }
    }
    scores
}

/// The first of the highest.
fn best(scores: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (label, score) in scores.iter().enumerate() {
        if *score > best.1 {
            best = (label, *score);
        }
    }
    best.0
}

/// Fisher and Yates, with the generator of Steele, Lea and Flood.
fn shuffle(order: &mut [usize], state: &mut u64) {
    for place in (1..order.len()).rev() {
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        let other = usize::try_from(mixed % (place as u64 + 1)).unwrap_or(0);
        order.swap(place, other);
    }
}
