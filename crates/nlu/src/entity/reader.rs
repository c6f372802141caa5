//! One message as one language reads it, and what the grammars find in it.

use super::number::Numbers;
use super::token::{Class, Text};
use super::value::Value;
use super::{Context, Kind, Language};

/// A message before a grammar.
pub(super) struct Reader<'t> {
    pub text: &'t Text<'t>,
    pub numbers: Numbers<'t>,
    pub language: Language,
    pub context: &'t Context<'t>,
}

/// Something found, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
    pub values: Vec<Value>,
    /// Whether the words leave no doubt about the kind: it then wins over other kinds of the same length.
    pub sure: bool,
    /// Where it stands in bytes, when it begins or ends inside a token.
    pub bytes: Option<std::ops::Range<usize>>,
}

impl Found {
    pub fn new(kind: Kind, from: usize, to: usize, value: Value) -> Self {
        Self { kind, from, to, values: vec![value], sure: false, bytes: None }
    }
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t Text<'t>, language: Language, context: &'t Context<'t>) -> Self {
        Self { text, numbers: Numbers::new(text, language), language, context }
    }

    /// The first phrase of `phrases` that stands at `at`, its words parted by spaces: the token after it.
    pub fn phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.words(at, phrase))
    }

    /// The token after the words of `phrase`, when they stand at `at`.
    pub fn words(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut end = at;
        for word in phrase.split(' ') {
            if self.text.word(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether `at` begins a word of its own: letters, digits or a sign of an address touch it otherwise.
    pub fn begins(&self, at: usize) -> bool {
        !self.text.glued(at)
            || at.checked_sub(1).is_none_or(|before| {
                self.text.is(before, Class::Sign)
                    && !matches!(self.text.word(before), "%" | "_" | "=" | "@" | "#" | "\\")
            })
    }

    /// Whether nothing runs on where `end` cuts.
    pub fn ends(&self, end: usize) -> bool {
        !self.text.glued(end) || self.text.is(end, Class::Sign)
    }
}

/// Tries `read` at every token from left to right and goes on after what it found.
pub(super) fn sweep(length: usize, found: &mut Vec<Found>, mut read: impl FnMut(usize) -> Option<Found>) {
    let mut at = 0;
    while at < length {
        match read(at) {
            Some(one) => {
                at = one.to.max(at + 1);
                found.push(one);
            }
            None => at += 1,
        }
    }
}
