//! A set divided into parts, each asked of a model that learnt from the others.

use super::random::Random;
use super::{Intent, TrainingSet};

/// What is learnt from and what is asked.
pub struct Fold {
    pub set: TrainingSet,
    pub asked: Vec<Asked>,
}

/// An example held back, with the intent it belongs to.
pub struct Asked {
    pub intent: String,
    pub example: String,
}

/// Parts an intent's examples are dealt into; an intent of one example cannot be asked and stays in every set.
pub fn folds(set: &TrainingSet, parts: usize, seed: u64) -> Vec<Fold> {
    let mut random = Random::new(seed);
    let mut folds: Vec<Fold> = (0..parts).map(|_| empty_fold(set)).collect();
    for (number, intent) in set.intents.iter().enumerate() {
        let mut order: Vec<&String> = intent.examples.iter().collect();
        random.shuffle(&mut order);
        for (part, fold) in folds.iter_mut().enumerate() {
            deal(intent, &order, |at| order.len() > 1 && (at + number) % parts == part, fold);
        }
    }
    folds.retain(|fold| !fold.asked.is_empty());
    folds
}

fn empty_fold(set: &TrainingSet) -> Fold {
    let set = TrainingSet { intents: Vec::new(), none_examples: set.none_examples.clone(), language: set.language };
    Fold { set, asked: Vec::new() }
}

fn deal(intent: &Intent, examples: &[&String], is_asked: impl Fn(usize) -> bool, fold: &mut Fold) {
    let mut learnt = Vec::new();
    for (at, example) in examples.iter().enumerate() {
        if is_asked(at) {
            fold.asked.push(Asked { intent: intent.name.clone(), example: (*example).clone() });
        } else {
            learnt.push((*example).clone());
        }
    }
    fold.set.intents.push(Intent { examples: learnt, ..intent.clone() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_asked_once_of_a_set_without_it() {
        let examples = |count: usize, name: &str| (0..count).map(|at| format!("{name} {at}")).collect::<Vec<_>>();
        let names = [("a", 7), ("b", 2), ("c", 1)];
        let intents = names.map(|(name, count)| Intent::new(name, examples(count, name))).to_vec();
        let folds = folds(&TrainingSet { intents, ..TrainingSet::default() }, 5, 1);
        let mut asked: Vec<&str> = Vec::new();
        for fold in &folds {
            for one in &fold.asked {
                let learnt = fold.set.intents.iter().find(|intent| intent.name == one.intent).unwrap();
                assert!(!learnt.examples.is_empty() && !learnt.examples.contains(&one.example), "{}", one.example);
                asked.push(&one.example);
            }
        }
        asked.sort_unstable();
        assert_eq!(asked, ["a 0", "a 1", "a 2", "a 3", "a 4", "a 5", "a 6", "b 0", "b 1"]);
    }
}
