//! A number with whatever follows it: sign, decimals in words, fraction, power, suffix.

use super::cardinal::{self, Prefix};
use super::literal::{self, Literal};
use super::words::Word;
use super::{Numbers, Reading};
use crate::entity::Language;
use crate::entity::token::Class;
use crate::entity::value::NumberForm;

/// A number that begins with a digit or a sign.
pub(super) fn digits(numbers: &Numbers<'_>, start: usize) -> Option<Reading> {
    if matches!(numbers.text.word(start), "-" | "+" | "−") {
        return signed(numbers, start);
    }
    if let Some(value) = vulgar(numbers.text.word(start)) {
        return Some(Reading { end: start + 1, value, form: NumberForm::Fraction, digits: true });
    }
    let literal = literal::read(numbers, start)?;
    if let Some((end, value)) = literal::power(numbers.text, literal.end, literal.value) {
        return Some(Reading { end, value, form: NumberForm::Power, digits: true });
    }
    let simple = Reading {
        end: literal.end,
        value: literal.value,
        form: if literal.whole { NumberForm::Integer } else { NumberForm::Decimal },
        digits: true,
    };
    slashed(numbers, start, literal)
        .or_else(|| suffixed(numbers, literal))
        .or_else(|| words(numbers, start))
        .or_else(|| ratio(numbers, start, simple))
        .or_else(|| with_half(numbers, simple))
        .or(Some(simple))
}

/// A sign before digits; between two numbers it is no sign but a dash.
fn signed(numbers: &Numbers<'_>, start: usize) -> Option<Reading> {
    let text = numbers.text;
    let follows_number = start.checked_sub(1).is_some_and(|before| {
        text.is(before, Class::Digits)
            || (!text.spaced(start) && !matches!(text.word(before), "(" | "," | "=" | "<" | ">" | "~" | "$" | ":"))
            || (text.spaced(start) && text.spaced(start + 1) && numbers.word(before).is_some())
    });
    if follows_number
        || text.word(start) == "+"
        || !(text.is(start + 1, Class::Digits) || text.is(start + 1, Class::Sign))
    {
        return None;
    }
    if matches!(text.word(start + 1), "-" | "+") {
        return None;
    }
    let reading = digits(numbers, start + 1)?;
    let dashed_on = text.word(reading.end) == "-" && text.glued(reading.end) && text.is(reading.end + 1, Class::Digits);
    let negative = Reading { value: -reading.value, ..reading };
    (!dashed_on || reading.form == NumberForm::Power).then_some(negative)
}

fn vulgar(word: &str) -> Option<f64> {
    let (upper, lower) = match word {
        "½" => (1.0, 2.0),
        "⅓" => (1.0, 3.0),
        "⅔" => (2.0, 3.0),
        "¼" => (1.0, 4.0),
        "¾" => (3.0, 4.0),
        "⅕" => (1.0, 5.0),
        "⅖" => (2.0, 5.0),
        "⅗" => (3.0, 5.0),
        "⅘" => (4.0, 5.0),
        "⅙" => (1.0, 6.0),
        "⅚" => (5.0, 6.0),
        "⅐" => (1.0, 7.0),
        "⅛" => (1.0, 8.0),
        "⅜" => (3.0, 8.0),
        "⅝" => (5.0, 8.0),
        "⅞" => (7.0, 8.0),
        "⅑" => (1.0, 9.0),
        "⅒" => (1.0, 10.0),
        _ => return None,
    };
    Some(upper / lower)
}

/// "4/5", "1 4/5", "2½".
fn slashed(numbers: &Numbers<'_>, start: usize, literal: Literal) -> Option<Reading> {
    let text = numbers.text;
    let fraction = |value: f64, end: usize| Some(Reading { end, value, form: NumberForm::Fraction, digits: true });
    let whole = |at: usize| text.digits(at).and_then(|digits| digits.parse::<f64>().ok());
    if let Some(part) = vulgar(text.word(literal.end)) {
        return fraction(literal.value + part, literal.end + 1);
    }
    let over = |at: usize| {
        let dashed = at > 1 && text.glued(at) && text.word(at - 1) == "-" && text.is(at - 2, Class::Digits);
        let ends = !dashed && text.word(at + 3) != "/" && !(text.glued(at + 3) && text.is(at + 3, Class::Digits));
        let lower = whole(at + 2).filter(|lower| *lower > 0.0 && text.word(at + 1) == "/" && ends)?;
        Some(whole(at)? / lower)
    };
    if literal.end == start + 1
        && let Some(value) = over(start)
    {
        return fraction(value, start + 3);
    }
    let part = over(literal.end).filter(|part| *part < 1.0 && literal.whole && text.spaced(literal.end))?;
    fraction(literal.value + part, literal.end + 3)
}

/// "10k", "1,2 M".
fn suffixed(numbers: &Numbers<'_>, literal: Literal) -> Option<Reading> {
    let text = numbers.text;
    let token = text.get(literal.end).filter(|token| token.class == Class::Word)?;
    let raw = text.raw.get(token.span.clone())?;
    if text.glued(literal.end + 1) && text.is(literal.end + 1, Class::Digits) {
        return None;
    }
    let scale = match raw {
        "k" | "K" => 1e3,
        "M" | "MM" => 1e6,
        "mi" if numbers.language == Language::Portuguese => 1e6,
        "b" | "B" | "bn" if text.glued(literal.end) => 1e9,
        _ => return None,
    };
    let value = (literal.value * scale * 1e6).round() / 1e6;
    let kept = !literal.whole && numbers.language.comma_is_decimal();
    let form = if kept || value.fract() != 0.0 { NumberForm::Decimal } else { NumberForm::Integer };
    Some(Reading { end: literal.end + 1, value, form, digits: true })
}

/// A number that is or begins with words.
pub(super) fn words(numbers: &Numbers<'_>, start: usize) -> Option<Reading> {
    let first = numbers.word(start);
    match first {
        Some(Word::Minus) => {
            let reading = numbers_after_minus(numbers, start + 1)?;
            return Some(Reading { value: -reading.value, ..reading });
        }
        Some(Word::HalfNoun) => {
            return Some(Reading { end: start + 1, value: 0.5, form: NumberForm::Fraction, digits: false });
        }
        Some(Word::Half) => return half(numbers, start),
        Some(_) => {}
        None if numbers.text.is(start, Class::Digits) => {}
        None => return None,
    }
    let mut prefixes = Vec::new();
    cardinal::prefixes(numbers, start, &mut prefixes);
    if let Some(fraction) = article_fraction(numbers, start).or_else(|| fraction(numbers, &prefixes)) {
        return Some(fraction);
    }
    let longest = *prefixes.last()?;
    let simple = Reading {
        end: longest.end,
        value: longest.value,
        form: if longest.decimal && longest.value.fract() != 0.0 { NumberForm::Decimal } else { NumberForm::Integer },
        digits: false,
    };
    scaled_fraction(numbers, longest)
        .or_else(|| decimals(numbers, longest))
        .or_else(|| ratio(numbers, start, simple))
        .or_else(|| with_half(numbers, simple))
        .or_else(|| counts_alone(numbers, start, longest).then_some(simple))
}

fn numbers_after_minus(numbers: &Numbers<'_>, start: usize) -> Option<Reading> {
    if numbers.text.is(start, Class::Digits) { digits(numbers, start) } else { words(numbers, start) }
}

/// "the one you mentioned" names no number.
fn counts_alone(numbers: &Numbers<'_>, start: usize, longest: Prefix) -> bool {
    let one = longest.end == start + 1 && numbers.text.word(start) == "one";
    let before = start.checked_sub(1).map_or("", |before| numbers.text.word(before));
    !one || !numbers.lexicon.table().not_one_after.contains(&before)
}

/// "half", "half a dozen", "medio millón".
fn half(numbers: &Numbers<'_>, start: usize) -> Option<Reading> {
    let at = if numbers.word(start + 1) == Some(&Word::Article) { start + 2 } else { start + 1 };
    let packed = match numbers.word(at) {
        Some(Word::Scale(size) | Word::Pack(size)) => Some(size / 2.0),
        Some(Word::TimesHundred) => Some(50.0),
        _ => None,
    };
    if let Some(value) = packed {
        return Some(Reading { end: at + 1, value, form: NumberForm::Integer, digits: false });
    }
    let english = numbers.language == Language::English;
    english.then_some(Reading { end: start + 1, value: 0.5, form: NumberForm::Fraction, digits: false })
}

/// "a third".
fn article_fraction(numbers: &Numbers<'_>, start: usize) -> Option<Reading> {
    if numbers.word(start) != Some(&Word::Article) {
        return None;
    }
    if numbers.word(start + 1) == Some(&Word::Half) {
        return Some(Reading { end: start + 2, value: 0.5, form: NumberForm::Fraction, digits: false });
    }
    let lower = cardinal::ordinal(numbers, start + 1).filter(|lower| lower.denominator && !lower.plural)?;
    Some(Reading { end: lower.end, value: 1.0 / lower.value, form: NumberForm::Fraction, digits: false })
}

/// "two thirds": the shortest upper part that leaves a lower one.
fn fraction(numbers: &Numbers<'_>, prefixes: &[Prefix]) -> Option<Reading> {
    let attempt = |(index, upper): (usize, &Prefix)| {
        if upper.digits || (upper.open_ten && prefixes.get(index + 1).is_some()) {
            return None;
        }
        let at = if numbers.text.word(upper.end) == "-" { upper.end + 1 } else { upper.end };
        let (end, value) = denominator(numbers, at, upper.value)?;
        Some((index, end, value))
    };
    let mut upper_parts = prefixes.iter().enumerate();
    let english = numbers.language == Language::English;
    let (index, end, lower) =
        if english { upper_parts.find_map(attempt)? } else { upper_parts.rev().find_map(attempt)? };
    let upper = prefixes.get(index)?;
    let fraction = |value: f64| Some(Reading { end, value, form: NumberForm::Fraction, digits: false });
    if let Some((whole, _)) = upper.before_and
        && english
        && upper.value - whole < lower
    {
        return Some(mixed(numbers, whole, (upper.value - whole) / lower, upper.scale, end));
    }
    fraction(upper.value / lower)
}

/// The lower part of a fraction: plural, unless the upper one is one.
fn denominator(numbers: &Numbers<'_>, at: usize, upper: f64) -> Option<(usize, f64)> {
    if matches!(numbers.word(at), Some(Word::Scale(_) | Word::TimesHundred)) {
        return None;
    }
    let ordinal = cardinal::ordinal(numbers, at).filter(|lower| lower.denominator && (lower.plural || is_one(upper)));
    if let Some(lower) = ordinal {
        return Some((lower.end, lower.value));
    }
    if matches!(numbers.word(at), Some(Word::Half)) && is_one(upper) && numbers.language != Language::English {
        return Some((at + 1, 2.0));
    }
    let mut parts = Vec::new();
    cardinal::prefixes(numbers, at, &mut parts);
    let lower = parts.last()?;
    (numbers.word(lower.end) == Some(&Word::Parts)).then_some((lower.end + 1, lower.value))
}

/// What follows "and" as a part of one: "a half", "medio", "tres cuartos", and the token after it.
fn part(numbers: &Numbers<'_>, at: usize) -> Option<(usize, f64)> {
    match numbers.word(at)? {
        Word::Half => return Some((at + 1, 0.5)),
        Word::Article => return article_fraction(numbers, at).map(|reading| (reading.end, reading.value)),
        _ => {}
    }
    let mut prefixes = Vec::new();
    cardinal::prefixes(numbers, at, &mut prefixes);
    fraction(numbers, &prefixes).map(|reading| (reading.end, reading.value))
}

/// "3 million and a half", "un billón y medio millón", "cinco trilhões com três quartos", "forty two and a third".
fn scaled_fraction(numbers: &Numbers<'_>, longest: Prefix) -> Option<Reading> {
    let joined = numbers.word(longest.end) == Some(&Word::And) || is_mixed(numbers, longest.end);
    if !joined {
        return None;
    }
    let (end, part) = part(numbers, longest.end + 1).filter(|(_, part)| *part < 1.0)?;
    Some(mixed(numbers, longest.value, part, longest.scale, end))
}

/// A whole and a part of one, of the whole's scale ("three million and a half") or of one that follows.
fn mixed(numbers: &Numbers<'_>, whole: f64, part: f64, scale: f64, end: usize) -> Reading {
    let (end, value) = match numbers.word(end) {
        Some(Word::Scale(own)) if scale > *own => (end + 1, whole + part * own),
        Some(Word::Scale(own)) => (end + 1, (whole + part) * own),
        _ => (end, whole + part * scale),
    };
    Reading { end, value, form: NumberForm::Fraction, digits: false }
}

fn is_mixed(numbers: &Numbers<'_>, at: usize) -> bool {
    numbers.lexicon.table().mixed.contains(&numbers.text.word(at))
}

/// "2 y medio", "3 and a half million".
fn with_half(numbers: &Numbers<'_>, simple: Reading) -> Option<Reading> {
    if numbers.word(simple.end) != Some(&Word::And) || simple.form != NumberForm::Integer {
        return None;
    }
    let (end, part) = part(numbers, simple.end + 1).filter(|(_, part)| *part < 1.0)?;
    let value = simple.value + part;
    let (end, value) = match numbers.word(end) {
        Some(Word::Scale(scale)) => (end + 1, value * scale),
        _ => (end, value),
    };
    Some(Reading { end, value, form: NumberForm::Fraction, digits: false })
}

/// "two point zero three", "siete con cincuenta": what is said after the sign is written after it.
fn decimals(numbers: &Numbers<'_>, longest: Prefix) -> Option<Reading> {
    if numbers.word(longest.end) != Some(&Word::Point) || longest.digits {
        return None;
    }
    let mut written = format!("{}.", longest.value);
    let mut at = longest.end + 1;
    let mut parts = Vec::new();
    loop {
        parts.clear();
        cardinal::prefixes(numbers, at, &mut parts);
        let Some(part) = parts.last().filter(|part| !part.digits) else { break };
        written.push_str(&part.value.to_string());
        at = part.end;
    }
    let value = written.parse().ok().filter(|_| at > longest.end + 1)?;
    Some(Reading { end: at, value, form: NumberForm::Decimal, digits: false })
}

/// "one over twenty", "1 in twenty-one", "two out of five hundred": proper fractions only.
fn ratio(numbers: &Numbers<'_>, start: usize, upper: Reading) -> Option<Reading> {
    let text = numbers.text;
    let english = numbers.language == Language::English;
    let at = match numbers.word(upper.end) {
        Some(Word::Over) => upper.end + 1,
        _ if english && text.word(upper.end) == "in" => upper.end + 1,
        _ if english && text.word(upper.end) == "out" && text.word(upper.end + 1) == "of" => upper.end + 2,
        _ => return None,
    };
    let both_digits = text.is(start, Class::Digits) && text.is(at, Class::Digits);
    if upper.form != NumberForm::Integer || (both_digits && english) {
        return None;
    }
    let lower = if let Some(literal) = literal::read(numbers, at) {
        (literal.end, literal.value)
    } else {
        let mut prefixes = Vec::new();
        cardinal::prefixes(numbers, at, &mut prefixes);
        prefixes.last().map(|last| (last.end, last.value))?
    };
    let proper = upper.value < lower.1;
    proper.then_some(Reading { end: lower.0, value: upper.value / lower.1, form: NumberForm::Fraction, digits: false })
}

fn is_one(value: f64) -> bool {
    (value - 1.0).abs() < f64::EPSILON
}
