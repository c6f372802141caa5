//! A training set as a list of texts and the number of each one's class: the examples, what else an intent says of itself,
//! and copies with typing errors.

use super::random::Random;
use super::shorthand::written_out;
use super::typos::with_typo;
use super::{Encoder, Intent, Language, TrainingSet};

/// A text to learn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    pub text: String,
    /// The text with shorthand written out: what is learnt from.
    pub read: String,
    pub class: usize,
    pub source: Source,
    /// Its meaning, when there is an encoder and the text is not a copy.
    pub vector: Option<Vec<f32>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Written by the bot's owner: counts in cross-validation and is shown as "why".
    Example,
    /// An intent's name or description.
    Label,
    /// A copy, with a typing error, of the sample at this place.
    Copy(usize),
}

/// Intents with more texts than this have seen enough ways of typing.
const FEW_EXAMPLES: usize = 29;
/// Up to here two copies of each example are better than one.
const VERY_FEW_EXAMPLES: usize = 6;

/// All there is to learn of the intents, numbered in their order, and of the messages that belong to none, numbered last.
pub fn samples(
    set: &TrainingSet,
    intents: &[&Intent],
    language: Option<Language>,
    encoder: Option<&dyn Encoder>,
    random: &mut Random,
) -> Vec<Sample> {
    let mut samples = Vec::new();
    let sample = |text: &str, class: usize, source: Source| {
        let read = written_out(text, Language::guess(text).or(language));
        let vector = encoder.map(|encoder| encoder.encode(&read));
        Sample { text: text.to_owned(), read, class, source, vector }
    };
    let written = |text: &&String| !text.trim().is_empty();
    for (class, intent) in intents.iter().enumerate() {
        samples.extend(intent.examples.iter().filter(written).map(|text| sample(text, class, Source::Example)));
        let labels = [spoken(&intent.name), intent.description.clone().unwrap_or_default()];
        samples.extend(labels.iter().filter(written).map(|text| sample(text, class, Source::Label)));
    }
    let none = set.none_examples.iter().filter(written);
    samples.extend(none.map(|text| sample(text, intents.len(), Source::Example)));
    let rounds = match samples.len() / intents.len().max(1) {
        texts if texts <= VERY_FEW_EXAMPLES => 2,
        texts if texts <= FEW_EXAMPLES => 1,
        _ => 0,
    };
    let copies: Vec<Sample> = (0..rounds).flat_map(|_| copies(&samples, random)).collect();
    samples.extend(copies);
    samples
}

fn copies(samples: &[Sample], random: &mut Random) -> Vec<Sample> {
    let examples = samples.iter().enumerate().filter(|(_, sample)| sample.source == Source::Example);
    let copy = |(at, sample): (usize, &Sample)| {
        let read = with_typo(&sample.read, random);
        Sample { text: String::new(), read, class: sample.class, source: Source::Copy(at), vector: None }
    };
    examples.map(copy).collect()
}

/// A name as one would say it: `order_status`, `OrderStatus` and `order.status` are "order status".
fn spoken(name: &str) -> String {
    let mut spoken = String::with_capacity(name.len() + 4);
    let mut previous = ' ';
    for c in name.chars() {
        if c.is_uppercase() && previous.is_lowercase() {
            spoken.push(' ');
        }
        spoken.push(if c.is_alphanumeric() { c } else { ' ' });
        previous = c;
    }
    spoken.to_lowercase().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_words() {
        let cases = [
            ("order_status", "order status"),
            ("OrderStatus", "order status"),
            ("smalltalk.hi", "smalltalk hi"),
            ("FAQ", "faq"),
            ("__", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(spoken(name), expected, "{name}");
        }
    }
}
