//! Cardinals and ordinals as words: "dos mil trescientos", "one hundred and twenty-fifth".
//!
//! A number is a row of parts, each closed by a scale ("two million"), and an open group below a thousand. A scale
//! that is larger than parts before it multiplies them too ("doscientos mil millones").

use super::words::{Level, Word};
use super::{Numbers, literal};
use crate::entity::token::Class;

/// A number that could end here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    pub end: usize,
    pub value: f64,
    /// The last scale that was said, one if none was.
    pub scale: f64,
    /// What stood before the last "and", and the token of that "and".
    pub before_and: Option<(f64, usize)>,
    /// Whether digits are part of it.
    pub digits: bool,
    pub decimal: bool,
    /// Whether the last word was a ten that a unit might follow.
    pub open_ten: bool,
}

/// An ordinal and whether it may be the lower part of a fraction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ordinal {
    pub end: usize,
    pub value: f64,
    pub plural: bool,
    pub denominator: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Group {
    Empty,
    Hundred,
    Ten,
    /// Units or teens are in: nothing more fits.
    Full,
}

/// A number being built.
#[derive(Clone, Copy, Debug)]
struct Sum {
    /// Sums closed by a scale, largest first, with that scale.
    parts: [(f64, f64); 6],
    count: usize,
    group: f64,
    state: Group,
    ordinal: bool,
}

impl Sum {
    const NEW: Self = Self { parts: [(0.0, 0.0); 6], count: 0, group: 0.0, state: Group::Empty, ordinal: false };

    fn value(&self) -> f64 {
        self.group + self.parts.iter().take(self.count).map(|(value, _)| value).sum::<f64>()
    }

    fn last_scale(&self) -> f64 {
        self.count.checked_sub(1).and_then(|last| self.parts.get(last)).map_or(1.0, |(_, scale)| *scale)
    }

    fn add(&mut self, value: f64, fits: bool, state: Group) -> bool {
        if fits {
            self.group += value;
            self.state = state;
        }
        fits
    }

    fn unit(&mut self, value: f64) -> bool {
        let first = self.state == Group::Empty;
        self.add(value, first || (value > 0.0 && matches!(self.state, Group::Hundred | Group::Ten)), Group::Full)
    }

    fn teen(&mut self, value: f64) -> bool {
        self.add(value, matches!(self.state, Group::Empty | Group::Hundred), Group::Full)
    }

    fn ten(&mut self, value: f64) -> bool {
        self.add(value, matches!(self.state, Group::Empty | Group::Hundred), Group::Ten)
    }

    fn hundred(&mut self, value: f64) -> bool {
        self.add(value, self.state == Group::Empty, Group::Hundred)
    }

    fn times_hundred(&mut self, bare: bool) -> bool {
        if self.state == Group::Empty && bare {
            return self.hundred(100.0);
        }
        let fits = self.state == Group::Full && self.group < 100.0 && self.group > 0.0;
        if fits {
            self.group *= 100.0;
            self.state = Group::Hundred;
        }
        fits
    }

    fn scale(&mut self, scale: f64, bare: bool) -> bool {
        let mut sum = self.group;
        let mut count = self.count;
        while let Some((value, inner)) = count.checked_sub(1).and_then(|last| self.parts.get(last))
            && *inner < scale
        {
            sum += value;
            count -= 1;
        }
        let outer = count.checked_sub(1).and_then(|last| self.parts.get(last));
        if sum == 0.0 {
            if !bare || self.state != Group::Empty {
                return false;
            }
            sum = 1.0;
        }
        if outer.is_some_and(|(_, outer)| *outer <= scale) {
            return false;
        }
        let Some(part) = self.parts.get_mut(count) else { return false };
        *part = (sum * scale, scale);
        self.count = count + 1;
        self.group = 0.0;
        self.state = Group::Empty;
        true
    }

    fn pack(&mut self, size: f64) -> bool {
        let fits = self.state != Group::Empty;
        if fits {
            self.group *= size;
            self.state = Group::Full;
        }
        fits
    }

    fn cardinal(&mut self, word: &Word, bare: bool) -> bool {
        if self.ordinal {
            return false;
        }
        match *word {
            Word::Unit(value) => self.unit(value),
            Word::Teen(value) => self.teen(value),
            Word::Ten(value) => self.ten(value),
            Word::Hundred(value) => self.hundred(value),
            Word::TimesHundred => self.times_hundred(false),
            Word::Scale(scale) => self.scale(scale, bare),
            Word::Pack(size) => self.pack(size),
            _ => false,
        }
    }

    fn ordinal(&mut self, value: f64, level: Level) -> bool {
        let fits = match level {
            Level::Unit => self.unit(value),
            Level::Teen => self.teen(value),
            Level::Ten => self.ten(value),
            Level::Hundred => self.hundred(value),
            Level::TimesHundred => self.times_hundred(true),
            Level::Scale => self.scale(value, true),
        };
        self.ordinal |= fits;
        fits
    }

    fn takes_and(&self, (after_hundred, after_ten): (bool, bool)) -> bool {
        match self.state {
            Group::Empty => self.count > 0,
            Group::Hundred => after_hundred,
            Group::Ten => after_ten,
            Group::Full => false,
        }
    }
}

/// Every number that begins at `start`, shortest first.
pub(super) fn prefixes(numbers: &Numbers<'_>, start: usize, found: &mut Vec<Prefix>) {
    let table = numbers.lexicon.table();
    let mut sum = Sum::NEW;
    let mut at = start;
    let mut before_and = None;
    let mut digits = false;
    let mut decimal = false;
    if numbers.word(at) == Some(&Word::Article) {
        if !matches!(numbers.word(at + 1), Some(Word::TimesHundred | Word::Scale(_) | Word::Pack(_))) {
            return;
        }
        sum.unit(1.0);
        at += 1;
    }
    loop {
        let first = at == start;
        let (word_at, and) = if first { (at, false) } else { connector(numbers, at, &sum) };
        let before = sum;
        let end = if let Some(literal) = literal::read(numbers, word_at) {
            let below = sum.state == Group::Hundred && and && literal.whole && literal.value < 100.0;
            let fits = (sum.state == Group::Empty || below)
                && (first
                    || below
                    || (sum.count > 0 && literal.value < sum.last_scale() && literal.whole && literal.value < 1000.0))
                && (first || numbers.text.spaced(word_at))
                && (!first || scale_follows(numbers, literal.end));
            if !fits {
                break;
            }
            sum.add(literal.value, true, Group::Full);
            digits = true;
            decimal |= !literal.whole;
            literal.end
        } else {
            let Some(word) = numbers.word(word_at) else { break };
            let alone = numbers.text.word(word_at);
            // "millones de gracias" counts nothing.
            let bare = table.bare_scale && (sum.count > 0 || !alone.ends_with("es"));
            if !sum.cardinal(word, bare) {
                drop_overtaken(found, word, before_and);
                break;
            }
            word_at + 1
        };
        if and {
            before_and = Some((before.value(), at));
        }
        at = end;
        found.push(Prefix {
            end,
            value: sum.value(),
            scale: sum.last_scale(),
            before_and,
            digits,
            decimal,
            open_ten: sum.state == Group::Ten,
        });
    }
}

/// "entre mil y dos mil": the two belongs to the second thousand, so what was read past "y" is given back.
fn drop_overtaken(found: &mut Vec<Prefix>, word: &Word, before_and: Option<(f64, usize)>) {
    if let (Word::Scale(_) | Word::TimesHundred, Some((_, and))) = (word, before_and) {
        found.retain(|prefix| prefix.end <= and);
    }
}

fn scale_follows(numbers: &Numbers<'_>, at: usize) -> bool {
    let glued = numbers.text.glued(at);
    !glued && matches!(numbers.word(at), Some(Word::Scale(_) | Word::TimesHundred | Word::Pack(_)))
}

/// Where the next word of a number may stand: past a hyphen or an "and" that fits here.
fn connector(numbers: &Numbers<'_>, at: usize, sum: &Sum) -> (usize, bool) {
    let text = numbers.text;
    if text.word(at) == "-" && (sum.state == Group::Ten || (text.glued(at) && text.glued(at + 1))) {
        return (at + 1, false);
    }
    let and = numbers.word(at) == Some(&Word::And);
    if and && sum.takes_and(numbers.lexicon.table().and_after) { (at + 1, true) } else { (at, false) }
}

/// The longest ordinal that begins at `start`.
pub(super) fn ordinal(numbers: &Numbers<'_>, start: usize) -> Option<Ordinal> {
    if !numbers.text.is(start, Class::Word) {
        return None;
    }
    let mut sum = Sum::NEW;
    let mut at = start;
    let mut best = None;
    loop {
        let word_at = if at == start { at } else { connector(numbers, at, &sum).0 };
        if !numbers.text.is(word_at, Class::Word) {
            break;
        }
        let word = numbers.text.word(word_at);
        let Some(word) = numbers.lexicon.get(word).copied().or_else(|| numbers.lexicon.compound(word)) else { break };
        if let Word::Ordinal { value, level, plural, denominator } = word {
            if !sum.ordinal(value, level) {
                break;
            }
            best = Some(Ordinal { end: word_at + 1, value: sum.value(), plural, denominator });
        } else if !sum.cardinal(&word, numbers.lexicon.table().bare_scale) {
            break;
        }
        at = word_at + 1;
    }
    best
}
