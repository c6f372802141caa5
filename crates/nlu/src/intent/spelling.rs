//! Slips of the finger in a message, mended by the words of the training set: an encoder takes a mistyped word for
//! another one, or for bits of several.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::normalise::{normalised, words_at};

/// The words a bot was trained with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Spelling {
    /// As they were written, without capitals.
    written: FxHashSet<String>,
    /// Without accents, by first letter; each with how it was written.
    folded: FxHashMap<char, Vec<Word>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    letters: Vec<char>,
    written: String,
}

/// One slip in a shorter word makes another word as often as not.
const SHORTEST: usize = 4;

impl Spelling {
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let words = texts.flat_map(|text| words_at(text, char::is_alphabetic));
        let mut words: Vec<String> = words.map(|(_, word)| word.to_lowercase()).collect();
        words.sort_unstable();
        words.dedup();
        Self::from(words)
    }

    /// The text with accents where the training set has them, and with each word that `is_known` does not know and that
    /// is one slip away from one of the training set's replaced by that.
    pub fn mended<'a>(&self, text: &'a str, is_known: impl Fn(&str) -> bool) -> Cow<'a, str> {
        let mut mended = String::new();
        let mut kept = 0;
        for (start, word) in words_at(text, char::is_alphabetic) {
            if let Some(meant) = self.meant(word, &is_known) {
                mended.push_str(text.get(kept..start).unwrap_or_default());
                mended.push_str(meant);
                kept = start + word.len();
            }
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        mended.push_str(text.get(kept..).unwrap_or_default());
        Cow::Owned(mended)
    }

    fn meant(&self, word: &str, is_known: impl Fn(&str) -> bool) -> Option<&str> {
        if self.written.contains(&word.to_lowercase()) {
            return None;
        }
        let letters: Vec<char> = normalised(word).chars().collect();
        let candidates = self.folded.get(letters.first()?)?;
        let same = candidates.iter().find(|candidate| candidate.letters == letters);
        let near = || {
            let is_slip = letters.len() >= SHORTEST && !is_known(word);
            let near = candidates.iter().filter(|candidate| is_slip && is_one_slip(&letters, &candidate.letters));
            // Fingers get letters in the wrong order or twice more often than they invent one.
            near.max_by_key(|candidate| has_same_letters(&letters, &candidate.letters))
        };
        same.or_else(near).map(|candidate| candidate.written.as_str())
    }
}

/// Whether one letter left out, put in, changed or swapped with the next makes one word the other.
fn is_one_slip(a: &[char], b: &[char]) -> bool {
    let ahead = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(ahead..).unwrap_or_default(), b.get(ahead..).unwrap_or_default());
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = |word: &[char]| word.get(..word.len() - behind).unwrap_or_default().to_vec();
    match (middle(a).as_slice(), middle(b).as_slice()) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Whether both are made of the same letters, however often and in whatever order.
fn has_same_letters(a: &[char], b: &[char]) -> bool {
    a.iter().all(|letter| b.contains(letter)) && b.iter().all(|letter| a.contains(letter))
}

impl From<Vec<String>> for Spelling {
    fn from(words: Vec<String>) -> Self {
        let mut folded: FxHashMap<char, Vec<Word>> = FxHashMap::default();
        for written in &words {
            let letters: Vec<char> = normalised(written).chars().collect();
            if let Some(first) = letters.first().copied() {
                folded.entry(first).or_default().push(Word { letters, written: written.clone() });
            }
        }
        Self { written: words.into_iter().collect(), folded }
    }
}

impl From<Spelling> for Vec<String> {
    fn from(spelling: Spelling) -> Self {
        let mut words: Self = spelling.written.into_iter().collect();
        words.sort_unstable();
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_words_are_not() {
        let spelling =
            Spelling::of(["¿Dónde está mi pedido?", "quiero cancelar la reserva", "cuánto cuesta él"].into_iter());
        let is_known = |word: &str| ["pedida", "reserve"].contains(&word);
        let cases = [
            ("donde esta mi pedido", "dónde está mi pedido"),
            ("dond esta mi peddio!!", "dónde está mi pedido!!"),
            ("la del aro, rso", "la del aro, rso"),
            ("del el", "del él"),
            ("quero cancear mi reservaa", "quiero cancelar mi reserva"),
            ("la pedida, reserve", "la pedida, reserve"),
            ("cuanti custa", "cuánto cuesta"),
            ("xyz 123 👍", "xyz 123 👍"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(spelling.mended(text, is_known), expected, "{text}");
        }
    }

    #[test]
    fn stored_words_are_the_same() {
        let spelling = Spelling::of(["hola qué tal"].into_iter());
        let stored = serde_json::to_string(&spelling).unwrap();
        assert_eq!(serde_json::from_str::<Spelling>(&stored).unwrap(), spelling);
    }
}
