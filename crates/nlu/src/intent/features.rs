//! The features of a text in the lexical tier: stems alone and in pairs, and the character sequences of its words.

use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;

use super::Language;
use super::normalise::{normalised, words};

/// How often a feature, known by its hash, occurs. Words and characters are weighed apart.
pub struct Counts {
    pub words: FxHashMap<u32, f32>,
    pub characters: FxHashMap<u32, f32>,
}

/// Splits texts of one language into features.
pub struct Splitter {
    stemmer: Option<Stemmer>,
}

/// Lengths of character sequences.
const SEQUENCES: std::ops::RangeInclusive<usize> = 2..=4;

impl Splitter {
    pub fn new(language: Option<Language>) -> Self {
        Self { stemmer: language.map(Language::stemmer) }
    }

    pub fn split(&self, text: &str) -> Counts {
        let text = normalised(text);
        let mut counts = Counts { words: FxHashMap::default(), characters: FxHashMap::default() };
        let mut previous = hash(START, "");
        for word in words(&text) {
            let stem = match &self.stemmer {
                Some(stemmer) => hash(WORD, &stemmer.stem(word)),
                None => hash(WORD, word),
            };
            *counts.words.entry(stem).or_default() += 1.0;
            *counts.words.entry(pair(previous, stem)).or_default() += 1.0;
            previous = stem;
            count_sequences(word, &mut counts.characters);
        }
        counts
    }
}

/// Sequences inside a word and over its edges, which are marked: `_h`, `ho`, `hol`, `a_`.
fn count_sequences(word: &str, counts: &mut FxHashMap<u32, f32>) {
    let padded = format!("_{word}_");
    let starts: Vec<usize> = padded.char_indices().map(|(at, _)| at).chain([padded.len()]).collect();
    for length in SEQUENCES {
        let ends = starts.iter().skip(length);
        for sequence in starts.iter().zip(ends).filter_map(|(start, end)| padded.get(*start..*end)) {
            *counts.entry(hash(SEQUENCE, sequence)).or_default() += 1.0;
        }
    }
}

const START: u32 = 1;
const WORD: u32 = 2;
const SEQUENCE: u32 = 3;
const PRIME: u32 = 0x0100_0193;

/// FNV-1a, begun at a value of its own for each kind of feature. It is stored in models: it must not change.
fn hash(kind: u32, text: &str) -> u32 {
    let begin = (0x811c_9dc5 ^ kind).wrapping_mul(PRIME);
    text.bytes().fold(begin, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME))
}

fn pair(first: u32, second: u32) -> u32 {
    (first.rotate_left(15) ^ second).wrapping_mul(PRIME) ^ (second >> 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_gives_its_stem_its_pair_and_its_sequences() {
        let counts = Splitter::new(Some(Language::Es)).split("Pedidos pedido");
        let stem = hash(WORD, "ped");
        assert_eq!(counts.words.get(&stem), Some(&2.0));
        assert_eq!(counts.words.get(&pair(stem, stem)), Some(&1.0));
        assert_eq!(counts.words.get(&pair(hash(START, ""), stem)), Some(&1.0));
        assert_eq!(counts.characters.get(&hash(SEQUENCE, "_ped")), Some(&2.0));
        assert_eq!(counts.characters.get(&hash(SEQUENCE, "s_")), Some(&1.0));
    }

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        let features = |text| {
            let counts = Splitter::new(Some(Language::Es)).split(text);
            (counts.words, counts.characters)
        };
        assert_eq!(features("¿Dónde está?"), features("donde esta"));
        assert_ne!(features("donde esta"), features("donde estas"));
    }
}
