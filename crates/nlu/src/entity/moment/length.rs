//! Lengths of time: "3 hours 30 minutes", "hora y media", "a couple of days".

use super::calendar;
use super::lexicon::{Lex, Unit};
use super::{Grammar, Length};
use crate::entity::Language;
use crate::entity::number::Word;
use crate::entity::token::Class;

impl Grammar<'_> {
    /// The length that begins at `at`.
    pub(super) fn length(&self, at: usize) -> Option<Length> {
        let (mut end, count, unit) = self.counted_unit(at)?;
        let quarters =
            self.reader.text.word(end.wrapping_sub(2)) == "de" || self.reader.text.word(end.wrapping_sub(3)) == "of";
        let (count, unit) =
            if quarters && unit == Unit::Hour && count < 1.0 { (count * 60.0, Unit::Minute) } else { (count, unit) };
        let mut parts = vec![(count, unit)];
        // "una hora y media": a half of the unit.
        if let Some((half_end, half)) = self.half_more(end) {
            if let Some((_, count)) = parts.last_mut().map(|(count, unit)| (unit, count)) {
                *count += half;
            }
            end = half_end;
        }
        while let Some((next_end, count, finer)) = self.next_part(end)
            && parts.last().is_some_and(|(_, last)| finer < *last)
        {
            parts.push((count, finer));
            end = next_end;
        }
        let seconds = match parts.as_slice() {
            [(years, Unit::Year), (months, Unit::Month)] => calendar::seconds(years + months / 12.0, Unit::Year),
            parts => parts.iter().map(|(count, unit)| calendar::seconds(*count, *unit)).sum(),
        };
        Some(Length { end, timex: timex(&parts), seconds, parts })
    }

    pub(super) fn next_part(&self, at: usize) -> Option<(usize, f64, Unit)> {
        let comma = self.reader.text.word(at) == ",";
        let at = if comma { at + 1 } else { self.skip(at, Lex::And) };
        self.counted_unit(at)
    }

    /// "and a half", "y media", "y cuarto".
    pub(super) fn half_more(&self, at: usize) -> Option<(usize, f64)> {
        let place = self.word(at, Lex::And)?;
        let text = self.reader.text;
        let place = if matches!(text.word(place), "a" | "un" | "um") { place + 1 } else { place };
        let (end, part) = match self.reader.numbers.word(place) {
            Some(Word::Half) => (place + 1, 0.5),
            _ if matches!(text.word(place), "quarter" | "cuarto" | "quarto") => (place + 1, 0.25),
            _ => return None,
        };
        // "y media hora" is a part of its own.
        self.unit(end).is_none().then_some((end, part))
    }

    pub(super) fn counted_unit(&self, at: usize) -> Option<(usize, f64, Unit)> {
        let text = self.reader.text;
        if !self.reader.begins(at) || self.word(at, Lex::Noon).is_some() {
            return None;
        }
        let half = matches!(self.reader.numbers.word(at), Some(Word::Half));
        let (end, count) =
            if let Some((end, few)) = self.pick(at, |lex| if let Lex::Few(few) = lex { Some(few) } else { None }) {
                (end, f64::from(few))
            } else if half {
                let article = matches!(text.word(at + 1), "an" | "a");
                (if article { at + 2 } else { at + 1 }, 0.5)
            } else if let Some(reading) = self.reader.numbers.at(at) {
                (reading.end, reading.value)
            } else if self.for_another(at)
                || matches!(text.word(at), "a" | "an" | "one") && self.language == Language::English
            {
                (at + 1, 1.0)
            } else if self.hour_and_half(at) {
                (at, 1.0)
            } else if self.language == Language::English
                && text.word(at) == "all"
                && matches!(text.word(at + 1), "day" | "week" | "month" | "year")
            {
                (at + 1, 1.0)
            } else {
                return None;
            };
        let hyphen = text.word(end) == "-" && text.glued(end) && text.glued(end + 1);
        let place = if hyphen { end + 1 } else { end };
        let (place, count) = self.word_and_unit(at, place, count);
        let place =
            if matches!(text.word(place), "more" | "mas" | "mais" | "of" | "full" | "whole" | "entire") && !hyphen {
                place + 1
            } else {
                place
            };
        let (unit_end, unit) = self.unit(place)?;
        let letter = text.word(place).len() == 1;
        let odd = letter && !(text.is(at, Class::Digits) && self.length_letter(place))
            || !(self.reader.ends(unit_end)
                || text.is(unit_end - 1, Class::Sign)
                || letter && text.is(unit_end, Class::Digits));
        let ordinal = text.word(place) == "second" && text.word(at) == "a";
        let whole =
            matches!(text.word(unit_end), "entero" | "entera" | "completo" | "completa" | "inteiro" | "inteira");
        (!odd && !ordinal && count >= 0.0).then_some((if whole { unit_end + 1 } else { unit_end }, count, unit))
    }

    /// "two quarters" is no half; "un cuarto de hora" is one of an hour.
    pub(super) fn word_and_unit(&self, at: usize, place: usize, count: f64) -> (usize, f64) {
        if self.unit(place).is_some() {
            return (place, count);
        }
        match self.reader.numbers.word(at) {
            Some(Word::Unit(value) | Word::Teen(value)) if place > at + 1 && self.unit(at + 1).is_some() => {
                (at + 1, *value)
            }
            _ => (self.reader.phrase(place, &["de", "of an", "of a"]).filter(|_| count < 1.0).unwrap_or(place), count),
        }
    }

    /// "s" and "h" are lengths only beside digits: "30s", "3 h"; "90 s" is a decade.
    pub(super) fn length_letter(&self, at: usize) -> bool {
        self.reader.text.word(at) == "h" || self.reader.text.glued(at)
    }

    /// "por otro día" lasts one; "otro día" alone is any.
    pub(super) fn for_another(&self, at: usize) -> bool {
        let word = |at: usize| self.reader.text.word(at);
        matches!(word(at), "another" | "otro" | "otra" | "outro" | "outra")
            && at.checked_sub(1).is_some_and(|before| matches!(word(before), "for" | "por" | "durante"))
    }

    /// "hora y media" without its number.
    pub(super) fn hour_and_half(&self, at: usize) -> bool {
        let unit = self
            .unit(at)
            .filter(|(_, unit)| matches!(unit, Unit::Hour | Unit::Minute | Unit::Day | Unit::Month | Unit::Year));
        unit.is_some_and(|(end, _)| self.half_more(end).is_some_and(|(half, _)| half > end + 1))
            && self.language != Language::English
    }
}

/// "P1Y2M", "PT1H30M"; "P1DT2H" where days and hours meet.
fn timex(parts: &[(f64, Unit)]) -> String {
    let written = parts.iter().map(|(count, unit)| calendar::length(*count, *unit));
    let (clock, days): (Vec<String>, Vec<String>) = written.partition(|one| one.starts_with("PT"));
    let days: String = days.iter().map(|one| one.trim_start_matches('P')).collect();
    let clock: String = clock.iter().map(|one| one.trim_start_matches("PT")).collect();
    // Three months are a quarter of a year where years were said.
    if let [(years, Unit::Year), (months, Unit::Month)] = parts {
        return calendar::length(years + months / 12.0, Unit::Year);
    }
    if clock.is_empty() { format!("P{days}") } else { format!("P{days}T{clock}") }
}
