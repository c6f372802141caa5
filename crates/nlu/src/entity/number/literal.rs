//! Numbers in digits: "1.250,50", "1,250.50", "1 234 567", ".5", "6.02e23".

use super::Numbers;
use crate::entity::token::{Class, Text};

/// Digits with their separators, without sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    pub end: usize,
    pub value: f64,
    pub whole: bool,
}

/// The digits that begin at `start`.
pub(super) fn read(numbers: &Numbers<'_>, start: usize) -> Option<Literal> {
    let text = numbers.text;
    if is_separator(text.word(start)) {
        return leading_separator(text, start);
    }
    text.digits(start)?;
    let (end, separators) = extent(text, start);
    let grouped = Grouping { text, start, end, separators, comma: numbers.language.comma_is_decimal() };
    grouped.read().or_else(|| spaced_groups(text, start, numbers)).or_else(|| plain(text, start))
}

fn is_separator(word: &str) -> bool {
    word == "." || word == ","
}

/// ".25": only where nothing touches the sign from the left.
fn leading_separator(text: &Text<'_>, start: usize) -> Option<Literal> {
    let digits = text.digits(start + 1)?;
    if !text.spaced(start) && start > 0 && !matches!(text.word(start - 1), "-" | "+" | "(" | "$" | "=" | "<" | ">") {
        return None;
    }
    if !text.glued(start + 1) {
        return None;
    }
    let value = format!("0.{digits}").parse().ok()?;
    Some(Literal { end: start + 2, value, whole: false })
}

fn plain(text: &Text<'_>, start: usize) -> Option<Literal> {
    let value = text.digits(start)?.parse().ok()?;
    Some(Literal { end: start + 1, value, whole: true })
}

/// How far digits and separators run without a space, and how many separators there are.
fn extent(text: &Text<'_>, start: usize) -> (usize, usize) {
    let mut end = start + 1;
    let mut separators = 0;
    while is_separator(text.word(end)) && text.glued(end) && text.glued(end + 1) && text.is(end + 1, Class::Digits) {
        end += 2;
        separators += 1;
    }
    (end, separators)
}

/// Whether digits and a separator touch from the left: "22,24,26" is a row of numbers.
fn in_a_row(text: &Text<'_>, start: usize) -> bool {
    start > 1
        && text.glued(start)
        && is_separator(text.word(start - 1))
        && text.is(start - 2, Class::Digits)
        && text.glued(start - 1)
}

struct Grouping<'t> {
    text: &'t Text<'t>,
    start: usize,
    end: usize,
    separators: usize,
    comma: bool,
}

impl Grouping<'_> {
    fn read(&self) -> Option<Literal> {
        if self.separators == 0 || in_a_row(self.text, self.start) {
            return None;
        }
        let sign = |nth: usize| self.text.word(self.start + 1 + 2 * nth);
        let first = sign(0);
        let changed = (1..self.separators).find(|nth| sign(*nth) != first);
        match changed {
            // "1.250,50": the sign that comes once and last is the decimal one.
            Some(last) if last + 1 == self.separators && self.grouped(last) => self.literal(Some(last)),
            Some(_) => None,
            None if self.separators > 1 => self.grouped(self.separators).then(|| self.literal(None))?,
            None => {
                let decimal = (first == ",") == self.comma;
                let thousands = !decimal && self.grouped(1) && !self.text.word(self.start).starts_with('0');
                self.literal((!thousands).then_some(0))
            }
        }
    }

    /// Whether the first `count` separators part thousands.
    fn grouped(&self, count: usize) -> bool {
        let length = |nth: usize| self.text.word(self.start + 2 * nth).len();
        (1..=3).contains(&length(0)) && (1..=count).all(|nth| length(nth) == 3)
    }

    fn literal(&self, decimal: Option<usize>) -> Option<Literal> {
        let mut written = String::new();
        for nth in 0..=self.separators {
            written.push_str(self.text.word(self.start + 2 * nth));
            if decimal == Some(nth) {
                written.push('.');
            }
        }
        let value: f64 = written.parse().ok()?;
        Some(Literal { end: self.end, value, whole: decimal.is_none() || value.fract() == 0.0 })
    }
}

/// "1 234 567,89": groups of three parted by one space.
fn spaced_groups(text: &Text<'_>, start: usize, numbers: &Numbers<'_>) -> Option<Literal> {
    let group = |at: usize| text.digits(at).filter(|digits| digits.len() == 3 && text.spaced(at));
    if text.digits(start)?.len() > 3 || text.word(start).starts_with('0') || !single_space(text, start + 1) {
        return None;
    }
    let mut written = text.word(start).to_owned();
    let mut end = start + 1;
    while let Some(digits) = group(end)
        && single_space(text, end)
    {
        written.push_str(digits);
        end += 1;
    }
    if end == start + 1 || (text.is(end, Class::Digits) && !text.glued(end)) {
        return None;
    }
    let decimal = if numbers.language.comma_is_decimal() { "," } else { "." };
    let mut whole = true;
    if text.word(end) == decimal && text.glued(end) && text.glued(end + 1) && text.is(end + 1, Class::Digits) {
        written.push('.');
        written.push_str(text.word(end + 1));
        end += 2;
        whole = false;
    }
    Some(Literal { end, value: written.parse().ok()?, whole })
}

fn single_space(text: &Text<'_>, at: usize) -> bool {
    match (at.checked_sub(1).and_then(|before| text.get(before)), text.get(at)) {
        (Some(before), Some(token)) => {
            let gap = text.raw.get(before.span.end..token.span.start);
            gap.is_some_and(|gap| gap.chars().count() == 1)
        }
        _ => false,
    }
}

/// "e10", "^-1", "x10^-4" after a number: the token after it and the number raised.
pub(super) fn power(text: &Text<'_>, at: usize, base: f64) -> Option<(usize, f64)> {
    if !text.glued(at) {
        return None;
    }
    let ten = matches!(text.word(at), "x" | "*" | "×") && text.digits(at + 1) == Some("10") && text.word(at + 2) == "^";
    if ten {
        let (end, exponent) = signed(text, at + 3)?;
        return Some((end, base * 10f64.powi(exponent)));
    }
    let (end, exponent) = signed(text, at + 1)?;
    let value = match text.word(at) {
        "e" => format!("{base}e{exponent}").parse().ok()?,
        "^" => base.powi(exponent),
        _ => return None,
    };
    value.is_finite().then_some((end, value))
}

fn signed(text: &Text<'_>, mut at: usize) -> Option<(usize, i32)> {
    let mut negative = false;
    while matches!(text.word(at), "+" | "-") && text.glued(at) {
        negative ^= text.word(at) == "-";
        at += 1;
    }
    let exponent: i32 = text.digits(at).filter(|_| text.glued(at))?.parse().ok().filter(|exponent| *exponent < 400)?;
    Some((at + 1, if negative { -exponent } else { exponent }))
}
