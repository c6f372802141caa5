//! From scores to probabilities that keep their word, and to the decision whether to answer: measured on examples that the
//! model had not seen.

use serde::{Deserialize, Serialize};

use super::Band;

/// How the scores of one model and tier are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Scores are divided by this before they compete.
    temperature: f32,
    /// The score at which a message is as likely to belong to no intent as to one.
    doubtful: f32,
    /// The score of a usual message.
    usual: f32,
}

/// The scores of an example that was held back, and the class it belongs to.
pub struct Held {
    pub scores: Vec<f32>,
    pub class: usize,
}

/// The share of a bot's own examples that would fall back.
const GIVEN_UP: f32 = 0.05;
/// The probability that a usual message belongs to an intent.
const SURE: f32 = 0.95;
/// A first guess less likely than this is confirmed before it is acted on.
const ANSWERED: f32 = 0.6;
/// A first guess less likely than this share of `none` is not worth a question.
const WORTH_ASKING: f32 = 0.5;
const TEMPERATURES: [f32; 12] = [0.3, 0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0];

impl Calibration {
    /// Fits to examples held back; `none` is the class of what belongs to no intent.
    pub fn fit(held: &[Held], none: usize) -> Self {
        let mut best: Vec<f32> =
            held.iter().filter(|held| held.class != none).map(|held| best(&held.scores, none)).collect();
        if best.is_empty() {
            return Self { temperature: 1.0, doubtful: -1.0, usual: 0.0 };
        }
        best.sort_by(f32::total_cmp);
        let surprise = |temperature: &f32| held.iter().map(|held| surprise(held, *temperature)).sum::<f32>();
        let surprises = TEMPERATURES.iter().map(|temperature| (surprise(temperature), *temperature));
        let temperature = surprises.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(1.0, |(_, temperature)| temperature);
        let (doubtful, usual) = (quantile(&best, GIVEN_UP), quantile(&best, 0.5));
        Self { temperature, doubtful, usual: usual.max(doubtful + f32::EPSILON) }
    }

    /// The probability of each class, and of none of them.
    pub fn probabilities(&self, scores: &[f32], none: usize) -> (Vec<f32>, f32) {
        let mut shares = softmax(scores, self.temperature);
        let belongs = self.belongs(best(scores, none));
        for share in &mut shares {
            *share *= belongs;
        }
        let other = if shares.len() > none { shares.remove(none) } else { 0.0 };
        (shares, 1.0 - belongs + other)
    }

    fn belongs(&self, best: f32) -> f32 {
        let slope = (SURE / (1.0 - SURE)).ln() / (self.usual - self.doubtful);
        1.0 / (1.0 + (-slope * (best - self.doubtful)).exp())
    }

    pub fn band(best: f32, none: f32) -> Band {
        match () {
            () if none >= 0.5 || best < none * WORTH_ASKING => Band::FallBack,
            () if best >= ANSWERED => Band::Answer,
            () => Band::Confirm,
        }
    }
}

/// The best score of a class that is an intent.
fn best(scores: &[f32], none: usize) -> f32 {
    scores.iter().take(none).copied().fold(f32::NEG_INFINITY, f32::max)
}

fn surprise(held: &Held, temperature: f32) -> f32 {
    let shares = softmax(&held.scores, temperature);
    -shares.get(held.class).copied().unwrap_or_default().max(f32::MIN_POSITIVE).ln()
}

fn softmax(scores: &[f32], temperature: f32) -> Vec<f32> {
    let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut shares: Vec<f32> = scores.iter().map(|score| ((score - largest) / temperature).exp()).collect();
    let sum: f32 = shares.iter().sum();
    for share in &mut shares {
        *share /= sum;
    }
    shares
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place in a list"
)]
fn quantile(sorted: &[f32], share: f32) -> f32 {
    let at = (share * sorted.len().saturating_sub(1) as f32).round() as usize;
    sorted.get(at).copied().unwrap_or_default()
}
