//! Messages that say the same, together: what was not understood is suggested to people in groups.

use super::similarity::Index;
use super::{Encoder, Language};

/// How alike a message must be to the first of a group to join it.
const ALIKE_IN_WORDS: f32 = 0.35;
const ALIKE_IN_MEANING: f32 = 0.6;

/// The places of the messages, those that resemble each other together, the largest group first.
///
/// The first message of a group is the one that most others resemble.
pub fn group(messages: &[String], encoder: Option<&dyn Encoder>) -> Vec<Vec<usize>> {
    let alike = alike(messages, encoder);
    let mut open: Vec<usize> = (0..messages.len()).collect();
    open.sort_by_key(|at| std::cmp::Reverse(alike.get(*at).map_or(0, Vec::len)));
    let mut is_taken = vec![false; messages.len()];
    let mut groups = Vec::new();
    for first in open {
        let around = std::iter::once(&first).chain(alike.get(first).into_iter().flatten()).copied();
        let group: Vec<usize> = around.filter(|at| !is_taken.get(*at).copied().unwrap_or(true)).collect();
        if group.first() != Some(&first) {
            continue;
        }
        for at in &group {
            if let Some(taken) = is_taken.get_mut(*at) {
                *taken = true;
            }
        }
        groups.push(group);
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// For each message, the others that resemble it.
fn alike(messages: &[String], encoder: Option<&dyn Encoder>) -> Vec<Vec<usize>> {
    let texts: Vec<&str> = messages.iter().map(String::as_str).collect();
    let index = Index::of(&texts, Language::of_most(texts.iter().copied()));
    let vectors: Vec<Vec<f32>> =
        encoder.map_or_else(Vec::new, |encoder| texts.iter().map(|text| encoder.encode(text)).collect());
    let means_the_same = |a: usize, b: usize| {
        let pair = vectors.get(a).zip(vectors.get(b));
        pair.is_some_and(|(a, b)| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>() >= ALIKE_IN_MEANING)
    };
    let others = |at: usize| {
        let similarities = index.similarities_within(at).into_iter().enumerate();
        let near = similarities
            .filter(|(other, words)| *other != at && (*words >= ALIKE_IN_WORDS || means_the_same(at, *other)));
        near.map(|(other, _)| other).collect()
    };
    (0..messages.len()).map(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_is_together_and_every_message_is_somewhere() {
        let messages =
            ["tienen estacionamiento?", "hola", "tienen estacionamiento propio", "hay estacionamiento?", "xyz"];
        let messages = messages.map(str::to_owned);
        let groups = group(&messages, None);
        let mut first = groups[0].clone();
        first.sort_unstable();
        assert_eq!(first, [0, 2, 3]);
        let mut all: Vec<usize> = groups.concat();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4]);
        assert!(group(&[], None).is_empty());
    }
}
