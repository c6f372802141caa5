//! Numbers as digits and as words, in every form a message may have them: "1.250,50", "2 mil", "tres cuartos", "½".

mod cardinal;
mod en;
mod es;
mod fraction;
mod literal;
mod pt;
pub(super) mod words;

use super::language::Language;
use super::token::{Class, Text};
use super::value::NumberForm;
pub(super) use words::Lexicon;
pub(super) use words::Word;

/// A number read at some token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// The token after it.
    pub end: usize,
    pub value: f64,
    pub form: NumberForm,
    /// Whether it was typed as digits only, without words.
    pub digits: bool,
}

/// The numbers of one message: what a number that begins at each token reads as.
pub(super) struct Numbers<'t> {
    pub text: &'t Text<'t>,
    pub lexicon: &'static Lexicon,
    pub language: Language,
    readings: Vec<Option<Reading>>,
}

impl<'t> Numbers<'t> {
    pub fn new(text: &'t Text<'t>, language: Language) -> Self {
        let mut numbers = Self { text, lexicon: words::lexicon(language), language, readings: Vec::new() };
        numbers.readings = (0..text.len()).map(|start| numbers.read(start)).collect();
        numbers
    }

    /// The number that begins at `start`, the longest reading of it.
    pub fn at(&self, start: usize) -> Option<Reading> {
        self.readings.get(start).copied().flatten()
    }

    /// A whole number without sign that begins at `start`.
    pub fn whole(&self, start: usize) -> Option<(usize, u64)> {
        let reading = self.at(start)?;
        let fits = reading.form == NumberForm::Integer && (0.0..1e15).contains(&reading.value);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and in range")]
        fits.then_some((reading.end, reading.value as u64))
    }

    /// Whether letters touch the number's last digit, as in "29km".
    pub fn runs_into_letters(&self, reading: Reading) -> bool {
        self.text.glued(reading.end) && self.text.is(reading.end, Class::Word)
    }

    /// The word at a token, as this language counts.
    pub(in crate::entity) fn word(&self, index: usize) -> Option<&Word> {
        if self.text.is(index, Class::Word) { self.lexicon.get(self.text.word(index)) } else { None }
    }

    fn read(&self, start: usize) -> Option<Reading> {
        if self.text.is(start, Class::Digits) || self.text.is(start, Class::Sign) {
            return fraction::digits(self, start);
        }
        fraction::words(self, start)
    }

    /// The ordinal that begins at `start`: the token after it and its value.
    pub fn ordinal(&self, start: usize) -> Option<(usize, f64)> {
        cardinal::ordinal(self, start).map(|ordinal| (ordinal.end, ordinal.value))
    }

    /// The token after the suffix that makes the digits at `start` an ordinal: "5th", "3.ª".
    pub fn digit_ordinal(&self, start: usize) -> Option<usize> {
        self.text.digits(start)?;
        let dot = self.text.word(start + 1) == "." && self.text.glued(start + 1) && self.text.glued(start + 2);
        let suffix = if dot { start + 2 } else { start + 1 };
        let known = self.text.glued(suffix) && self.lexicon.table().digit_ordinals.contains(&self.text.word(suffix));
        let ends = !self.text.glued(suffix + 1) || !self.text.is(suffix + 1, Class::Digits);
        (known && ends).then_some(suffix + 1)
    }
}
