//! Phrases found by their first word: one look-up says which of hundreds begin at a token.

use super::token::{Class, Text};
use rustc_hash::FxHashMap;

/// What follows a phrase's first word, and what the phrase means.
struct Phrase<T> {
    rest: Vec<(String, Class)>,
    meaning: T,
}

/// A table of phrases.
pub(super) struct Phrases<T> {
    by_first: FxHashMap<String, Vec<Phrase<T>>>,
}

impl<T: Copy> Phrases<T> {
    /// Phrases are cut into tokens as messages are.
    pub fn new<S: AsRef<str>>(rows: impl IntoIterator<Item = (S, T)>) -> Self {
        let mut by_first: FxHashMap<String, Vec<Phrase<T>>> = FxHashMap::default();
        for (written, meaning) in rows {
            let text = Text::new(written.as_ref());
            let rest = (1..text.len()).map(|at| (text.word(at).to_owned(), text.class(at))).collect();
            by_first.entry(text.word(0).to_owned()).or_default().push(Phrase { rest, meaning });
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Self { by_first }
    }

    /// Every phrase that begins at `at`, longest first: the token after it and its meaning.
    pub fn all<'p>(&'p self, text: &'p Text<'_>, at: usize) -> impl Iterator<Item = (usize, T)> + 'p {
        let phrases = self.by_first.get(text.word(at)).map_or(&[][..], Vec::as_slice);
        phrases.iter().filter_map(move |phrase| Some((phrase.end(text, at)?, phrase.meaning)))
    }

    pub fn longest(&self, text: &Text<'_>, at: usize) -> Option<(usize, T)> {
        self.all(text, at).next()
    }
}

impl<T> Phrase<T> {
    fn end(&self, text: &Text<'_>, at: usize) -> Option<usize> {
        let mut end = at + 1;
        for (word, class) in &self.rest {
            // "km2" is not "5 km 2".
            if text.word(end) != word || (*class == Class::Digits && !text.glued(end)) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }
}
