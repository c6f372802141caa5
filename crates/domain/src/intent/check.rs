//! Sentences that must be understood: what was right once stays right.

use super::{Understander, WANTS_NOTHING};
use serde::{Deserialize, Serialize};

/// One sentence and what it wants; `none` for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub text: String,
    pub intent: String,
}

/// A sentence that was not understood as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Miss {
    pub text: String,
    pub expected: String,
    /// What was understood; absent where nothing was, or where the customer would be asked back.
    pub understood: Option<String>,
}

/// How the sentences went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub checks: usize,
    pub misses: Vec<Miss>,
}

impl Outcome {
    pub fn of(understander: &Understander, checks: &[Check]) -> Self {
        let miss = |check: &Check| {
            let understood = understander.hear(&check.text).intent;
            let expected = Some(check.intent.as_str()).filter(|name| *name != WANTS_NOTHING);
            (understood.as_deref() != expected).then(|| Miss {
                text: check.text.clone(),
                expected: check.intent.clone(),
                understood,
            })
        };
        Self { checks: checks.len(), misses: checks.iter().filter_map(miss).collect() }
    }

    /// The sentences that were right before and are not now: they stand in the way of publishing.
    pub fn lost_since(&self, before: &Self) -> Vec<&Miss> {
        let was_missed =
            |miss: &&Miss| before.misses.iter().any(|old| old.text == miss.text && old.expected == miss.expected);
        self.misses.iter().filter(|miss| !was_missed(miss)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_right_before_stands_in_the_way() {
        let miss = |text: &str| Miss { text: text.into(), expected: "hours".into(), understood: None };
        let before = Outcome { checks: 3, misses: vec![miss("a")] };
        let after = Outcome { checks: 3, misses: vec![miss("a"), miss("b")] };
        assert_eq!(after.lost_since(&before), [&miss("b")]);
        assert_eq!(before.lost_since(&after), Vec::<&Miss>::new());
    }
}
