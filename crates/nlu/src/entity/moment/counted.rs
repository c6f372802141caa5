//! Stretches of so many units: "next 3 days", "los últimos 5 minutos", "the last four months of 2021".

use super::calendar;
use super::lexicon::{Lex, Rel, Unit};
use super::{Grammar, Item, Period, Reading, midnight};
use crate::entity::Language;
use crate::entity::value::Shape;

impl Grammar<'_> {
    /// "next 3 days", "los últimos 5 minutos", "3 próximas semanas", "within 9 months".
    pub(super) fn counted_period(&self, at: usize) -> Option<Period> {
        let (end, length, rel) = self.counted_stretch(at)?;
        if length.is_clock() {
            return None;
        }
        let forward = rel == Rel::Next;
        let sign = if forward { 1.0 } else { -1.0 };
        let (_, unit) = *length.parts.first()?;
        let within = self.word(at, Lex::Within).is_some() || self.reader.text.word(at) == "within";
        let base = if forward && !within { calendar::days(self.today, 1) } else { self.today };
        let base = if unit == Unit::BusinessDay && forward {
            calendar::shift(midnight(self.today), 1.0, unit).date()
        } else {
            base
        };
        let base = match unit {
            Unit::Quarter => Self::span_of(self.today, Unit::Quarter)
                .map_or(base, |(_, start, finish)| if forward { finish } else { start }),
            _ => base,
        };
        let other = length
            .parts
            .iter()
            .fold(midnight(base), |at, (count, unit)| calendar::shift(at, sign * count, *unit))
            .date();
        let other = if unit == Unit::BusinessDay && forward {
            calendar::days(calendar::shift(midnight(self.today), length.parts.first()?.0, unit).date(), 1)
        } else {
            other
        };
        let (start, finish) = if forward { (base, other) } else { (other, base) };
        let timex = format!("({start},{finish},{})", length.timex);
        Some(Period { end, timex, spans: vec![(start, finish)], unit: Unit::Day, yearless: None, modifier: None })
    }

    /// "the last four months of 2021", "nos primeiros dez dias do último ano".
    pub(super) fn counted_of(&self, at: usize) -> Option<Period> {
        let lead = self.reader.phrase(at, &["the", "las", "los", "nos", "nas", "os", "as"]).unwrap_or(at);
        let text = self.reader.text;
        let first = matches!(text.word(lead), "first" | "primeros" | "primeras" | "primeiros" | "primeiras");
        let last = self.rel(lead).is_some_and(|(_, rel)| rel == Rel::Last);
        let end = if first { lead + 1 } else { self.rel(lead).filter(|_| last)?.0 };
        let length = self.length(end).filter(|length| !length.is_clock())?;
        let place = self.word(length.end, Lex::Of)?;
        let place = self.skip(place, Lex::The);
        let whole =
            self.month_period(place).or_else(|| self.relative_period(place)).or_else(|| self.year_period(place))?;
        let (mut start, mut finish) = *whole.spans.last()?;
        let (count, unit) = *length.parts.first()?;
        if unit == Unit::Week && whole.unit == Unit::Year {
            start = calendar::monday(calendar::days(start, 3));
            finish = calendar::monday(calendar::days(finish, 3));
        }
        let (start, finish) = if first {
            (start, calendar::shift(midnight(start), count, unit).date())
        } else {
            (calendar::shift(midnight(finish), -count, unit).date(), finish)
        };
        let at_start = if self.language == Language::English || unit != Unit::Week { lead } else { at };
        let _ = at_start;
        let timex = format!("({start},{finish},{})", length.timex);
        Some(Period {
            end: whole.end,
            timex,
            spans: vec![(start, finish)],
            unit: Unit::Day,
            yearless: None,
            modifier: None,
        })
    }

    /// A length before or after "next", "last" or "within".
    pub(super) fn counted_stretch(&self, at: usize) -> Option<(usize, super::Length, Rel)> {
        if let Some(mut start) = self.word(at, Lex::Within) {
            if let Some((next, Rel::Next)) = self.rel(start) {
                start = next;
            }
            let length = self.length(start)?;
            return Some((length.end, length, Rel::Next));
        }
        if let Some((end, rel)) = self.rel(at)
            && matches!(rel, Rel::Next | Rel::Last | Rel::Past)
            && let Some(length) = self.length(end)
        {
            return Some((length.end, length, if rel == Rel::Next { Rel::Next } else { Rel::Last }));
        }
        self.count_rel_unit(at).or_else(|| {
            let length = self.length(at).filter(|_| self.language != Language::English)?;
            let (end, rel) = self.rel(length.end).filter(|(_, rel)| matches!(rel, Rel::Next | Rel::Last))?;
            Some((end, length, rel))
        })
    }

    /// "3 próximas semanas", "13 últimos minutos".
    pub(super) fn count_rel_unit(&self, at: usize) -> Option<(usize, super::Length, Rel)> {
        let (end, count) = self.reader.numbers.whole(at)?;
        let article = matches!(self.reader.text.word(end), "la" | "el" | "a" | "o" | "na" | "no" | "da" | "do");
        let (end, rel) = self.rel(end).filter(|(_, rel)| !article && matches!(rel, Rel::Next | Rel::Last))?;
        let (end, unit) = self.unit(end)?;
        #[expect(clippy::cast_precision_loss, reason = "nobody counts that many weeks")]
        let count = count as f64;
        let parts = vec![(count, unit)];
        let length =
            super::Length { end, timex: calendar::length(count, unit), seconds: calendar::seconds(count, unit), parts };
        Some((end, length, rel))
    }

    /// "last 5 minutes", "dentro de dos horas": a stretch of hours that touches now.
    pub(super) fn counted_hours(&self, at: usize) -> Option<Item> {
        let (end, length, rel) = self.counted_stretch(at).filter(|(_, length, _)| length.is_clock())?;
        let sign = if rel == Rel::Next { 1.0 } else { -1.0 };
        let other = length.parts.iter().fold(self.now, |at, (count, unit)| calendar::shift(at, sign * count, *unit));
        let (start, finish) = if rel == Rel::Next { (self.now, other) } else { (other, self.now) };
        let write = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        let timex = format!("({},{},{})", write(start), write(finish), length.timex);
        Some(Item::new(at, end, Shape::DateTimeRange, vec![Reading::stretch(timex, start, finish)]))
    }
}
