//! Text as the encoder's pieces expect it: compatibility forms folded by the map that came with them, spaces marked.

use super::EncoderFileError;
use super::file::Reader;

/// What stands for a space, also before the first word.
const SPACE: &str = "\u{2581}";

/// A double-array trie from byte sequences to their replacements, as `SentencePiece` compiles it.
pub struct Normaliser {
    units: Vec<u32>,
    /// Texts that end with a zero byte.
    replacements: Vec<u8>,
}

impl Normaliser {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, EncoderFileError> {
        let length = reader.length()?;
        let (head, map) = reader.take(length)?.split_at_checked(4).ok_or(EncoderFileError::CutOff)?;
        let size = u32::from_le_bytes(head.try_into().map_err(|_| EncoderFileError::CutOff)?) as usize;
        let (units, replacements) = map.split_at_checked(size).ok_or(EncoderFileError::CutOff)?;
        let (units, _) = units.as_chunks::<4>();
        let units = units.iter().map(|unit| u32::from_le_bytes(*unit)).collect();
        Ok(Self { units, replacements: replacements.to_vec() })
    }

    /// Folded, single spaces between words, each word begun with the mark.
    pub fn normalised(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (replacement, length) = self.longest(rest).unwrap_or((None, first.len_utf8()));
            let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            folded.push_str(replacement.unwrap_or(taken));
            rest = after;
        }
        let mut marked = String::with_capacity(folded.len() + 16);
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            marked.push_str(SPACE);
            marked.push_str(word);
        }
        marked
    }

    /// The replacement of the longest sequence the text begins with, and that sequence's length.
    fn longest(&self, text: &str) -> Option<(Option<&str>, usize)> {
        let mut found = None;
        let mut node = offset(*self.units.first()?);
        for (at, byte) in text.bytes().enumerate() {
            node ^= u32::from(byte);
            let Some(unit) = self.units.get(node as usize).copied().filter(|unit| label(*unit) == u32::from(byte))
            else {
                break;
            };
            node ^= offset(unit);
            if unit & HAS_VALUE != 0 {
                found = self.units.get(node as usize).map(|value| (value & VALUE, at + 1));
            }
        }
        found.map(|(value, length)| (self.replacement(value as usize), length))
    }

    fn replacement(&self, at: usize) -> Option<&str> {
        let text = self.replacements.get(at..)?.split(|byte| *byte == 0).next()?;
        std::str::from_utf8(text).ok()
    }
}

const HAS_VALUE: u32 = 0x100;
const VALUE: u32 = 0x7fff_ffff;

fn label(unit: u32) -> u32 {
    unit & 0x8000_00ff
}

fn offset(unit: u32) -> u32 {
    (unit >> 10) << ((unit & 0x200) >> 6)
}
