//! Ranges of numbers: "entre 20 y 30", "more than 5", "200 o más", ">= 30".

use super::Kind;
use super::reader::{Found, Reader, sweep};
use super::value::Value;

mod words;

use words::{Side, Words};

/// One side of a range, or both.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    from: Option<f64>,
    from_included: bool,
    to: Option<f64>,
    to_included: bool,
}

impl Range {
    fn side(side: Side, value: f64) -> Self {
        let (from, to) = match side {
            Side::More | Side::AtLeast => (Some(value), None),
            Side::Less | Side::AtMost => (None, Some(value)),
            Side::Equal => (Some(value), Some(value)),
        };
        let included = side == Side::Equal;
        Self {
            from,
            from_included: side == Side::AtLeast || included,
            to,
            to_included: side == Side::AtMost || included,
        }
    }

    /// Both sides at once, when one gives the lower and the other the upper and something lies between.
    fn meet(self, other: Self) -> Option<Self> {
        let (lower, upper) = match (self.from, self.to, other.from, other.to) {
            (Some(_), None, None, Some(_)) => (self, other),
            (None, Some(_), Some(_), None) => (other, self),
            _ => return None,
        };
        (lower.from < upper.to).then_some(Self { to: upper.to, to_included: upper.to_included, ..lower })
    }
}

pub(super) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let grammar = Grammar { reader, words: words::of(reader.language) };
    sweep(reader.text.len(), found, |at| {
        let (to, range) = grammar.read(at)?;
        let Range { from, from_included, to: upper, to_included } = range;
        let value = Value::NumberRange { from, from_included, to: upper, to_included };
        Some(Found::new(Kind::NumberRange, at, to, value))
    });
}

struct Grammar<'r> {
    reader: &'r Reader<'r>,
    words: &'static Words,
}

type Read = Option<(usize, Range)>;

impl Grammar<'_> {
    fn read(&self, at: usize) -> Read {
        if let Some(between) = self.between(at).or_else(|| self.dashed(at)) {
            return Some(between);
        }
        let (end, range) = self.side(at)?;
        let second = self.reader.phrase(end, self.words.and).unwrap_or(end);
        let met = (second > end).then(|| self.side(second)).flatten();
        let met = met.and_then(|(end, other)| Some((end, range.meet(other)?)));
        Some(met.unwrap_or((end, range)))
    }

    /// "between 20 and 30", "de 0 a 2".
    fn between(&self, at: usize) -> Read {
        let mut pairs = self.words.between.iter();
        let (opened, joint) = pairs.find_map(|(open, joint)| Some((self.reader.words(at, open)?, *joint)))?;
        let (end, from) = self.number(opened)?;
        let (end, to) = self.number(self.reader.phrase(end, joint)?)?;
        if self.reader.phrase(end, self.words.before_year).is_some_and(|year| self.reader.text.digits(year).is_some()) {
            return None;
        }
        (from < to).then_some((end, Range { from: Some(from), from_included: true, to: Some(to), to_included: false }))
    }

    /// "1000-5000": not the digits of a telephone, nor a year and a month.
    fn dashed(&self, at: usize) -> Read {
        let reader = self.reader;
        let reading = reader.numbers.at(at).filter(|reading| reading.digits && reader.begins(at))?;
        if !matches!(reader.text.word(reading.end), "-" | "–" | "—" | "~")
            || (at > 0 && matches!(reader.text.word(at - 1), "-" | "+" | "/"))
        {
            return None;
        }
        let second = reader.numbers.at(reading.end + 1).filter(|second| second.digits)?;
        let tight = reader.text.glued(reading.end + 1);
        let continues =
            matches!(reader.text.word(second.end), "-" | "/" | "–") || reader.numbers.runs_into_letters(second);
        let padded = tight && reader.text.word(reading.end + 1).starts_with('0');
        let rises = reading.value < second.value && !continues && !padded;
        let range =
            Range { from: Some(reading.value), from_included: true, to: Some(second.value), to_included: false };
        rises.then_some((second.end, range))
    }

    /// One side: its words before the number or after it.
    fn side(&self, at: usize) -> Read {
        self.words_first(at).or_else(|| self.number_first(at))
    }

    fn words_first(&self, at: usize) -> Read {
        let (end, side) = self.side_words(at)?;
        let (end, value) = self.number(end)?;
        let or_equal = if side == Side::Equal { None } else { self.reader.phrase(end, self.words.or_equal) };
        if let Some(or_equal) = or_equal.filter(|or_equal| !self.number_near(*or_equal)) {
            return Some((or_equal, Range::side(side.included(), value)));
        }
        if side == Side::Equal
            && let Some((end, side)) = self.or_more(end)
        {
            return Some((end, Range::side(side, value)));
        }
        Some((end, Range::side(side, value)))
    }

    fn number_near(&self, at: usize) -> bool {
        self.number(at).is_some()
    }

    /// "200 o más", "30 al menos", unless the words belong to a number that follows.
    fn number_first(&self, at: usize) -> Read {
        let (end, value) = self.number(at)?;
        if let Some((end, side)) = self.or_more(end) {
            return Some((end, Range::side(side, value)));
        }
        let mut after = self.words.after.iter();
        let (end, side) = after.find_map(|(phrase, side)| Some((self.reader.words(end, phrase)?, *side)))?;
        (!self.number_near(end)).then(|| (end, Range::side(side, value)))
    }

    fn or_more(&self, at: usize) -> Option<(usize, Side)> {
        let (end, side) = self.words.or_more.longest(self.reader.text, at)?;
        let runs_on = self.reader.phrase(end, self.words.than).is_some_and(|than| self.number_near(than));
        (!runs_on && !self.number_near(end)).then_some((end, side))
    }

    fn side_words(&self, at: usize) -> Option<(usize, Side)> {
        self.words.before.longest(self.reader.text, at)
    }

    /// A number or an ordinal, with the article it may have.
    fn number(&self, at: usize) -> Option<(usize, f64)> {
        let at = self.reader.phrase(at, self.words.articles).unwrap_or(at);
        let reading = self.reader.numbers.at(at).filter(|reading| !self.reader.numbers.runs_into_letters(*reading));
        let cardinal = reading.map(|reading| (reading.end, reading.value));
        let ordinal = self.reader.numbers.ordinal(at);
        match (cardinal, ordinal) {
            (Some(cardinal), Some(ordinal)) => Some(if ordinal.0 > cardinal.0 { ordinal } else { cardinal }),
            (cardinal, ordinal) => cardinal.or(ordinal),
        }
    }
}
