//! What comes back: "every Monday", "cada 3 semanas", "todos los días a las 8", "mensualmente".

use super::calendar;
use super::lexicon::{Lex, Unit};
use super::{Grammar, Item, Reading};
use crate::entity::value::Shape;

impl Grammar<'_> {
    pub(super) fn recurrence(&self, start: usize) -> Option<Item> {
        let (end, timex) = self
            .every(start)
            .or_else(|| self.adverb(start))
            .or_else(|| self.plural_weekday(start))
            .or_else(|| self.time_every(start))
            .or_else(|| self.once(start))
            .or_else(|| self.weekday_parts(start))?;
        Some(Item::new(start, end, Shape::Recurrence, vec![Reading::open(timex)]))
    }

    pub(super) fn adverb(&self, start: usize) -> Option<(usize, String)> {
        let (end, timex) = self.pick(start, |lex| if let Lex::Adverb(timex) = lex { Some(timex) } else { None })?;
        Some((end, timex.to_owned()))
    }

    pub(super) fn every(&self, start: usize) -> Option<(usize, String)> {
        let end = self.word(start, Lex::Every)?;
        let place = self.skip(end, Lex::The);
        let other = self.reader.text.word(end.wrapping_sub(1)) == "other";
        if let Some((end, weekday)) = self.weekday(place) {
            let timex = format!("XXXX-WXX-{weekday}");
            return Some(self.with_clock(end, timex));
        }
        if let Some((after, weekday)) = self.small(place, 10).and_then(|(end, _)| self.weekday(end)) {
            return Some((after, format!("XXXX-WXX-{weekday}")));
        }
        if let Some((end, part)) = self.part(place).filter(|_| {
            self.unit(place).is_none()
                || matches!(self.reader.text.word(place), "night" | "noche" | "noches" | "noite" | "noites")
        }) {
            return Some(self.with_day_clock(end, part.timex().to_owned()));
        }
        if let Some((end, unit)) = self.unit(place) {
            let timex = match unit {
                Unit::Weekend => "P1WE".to_owned(),
                Unit::BusinessDay => "P1BD".to_owned(),
                _ => calendar::length(if other { 2.0 } else { 1.0 }, unit),
            };
            return Some(if unit == Unit::Day { self.with_day_clock(end, timex) } else { (end, timex) });
        }
        if let Some((end, month)) = self.month(place) {
            return Some((end, format!("XXXX-{month:02}")));
        }
        let length = self.length(place).filter(|_| end == place || self.reader.text.word(start) != "todos")?;
        if let Some(clock) = self.clock(place, false).filter(|clock| clock.end >= length.end) {
            return Some((clock.end, clock.timex()));
        }
        Some((length.end, length.timex))
    }

    /// "once a week", "una vez por mes".
    pub(super) fn once(&self, start: usize) -> Option<(usize, String)> {
        let often = &[
            "once a",
            "once per",
            "once every",
            "una vez al",
            "una vez por",
            "una vez a la",
            "una vez cada",
            "uma vez por",
            "uma vez ao",
            "uma vez a cada",
        ];
        let (end, unit) = self.unit(self.reader.phrase(start, often)?)?;
        Some((end, calendar::length(1.0, unit)))
    }

    /// "Friday mornings", "weekends".
    pub(super) fn weekday_parts(&self, start: usize) -> Option<(usize, String)> {
        let text = self.reader.text;
        if text.word(start) == "weekends" || (text.word(start) == "any" && text.word(start + 1) == "weekend") {
            return Some((start + if text.word(start) == "any" { 2 } else { 1 }, "P1WE".to_owned()));
        }
        let (end, weekday) = self.weekday(start)?;
        let (end, part) = self
            .part(end)
            .filter(|(end, _)| matches!(text.word(end - 1), "mornings" | "afternoons" | "evenings" | "nights"))?;
        Some((end, format!("XXXX-WXX-{weekday}{}", part.timex())))
    }

    /// "every Monday at 4 pm".
    pub(super) fn with_clock(&self, end: usize, timex: String) -> (usize, String) {
        let place = self.skip(end, Lex::At);
        match self.clock(place, place > end) {
            Some(clock) => (clock.end, format!("{timex}{}", clock.timex())),
            None => match self.part_phrase(end) {
                Some((end, part)) => (end, format!("{timex}{}", part.timex())),
                None => (end, timex),
            },
        }
    }

    /// "every day at 8": the hour alone says it.
    pub(super) fn with_day_clock(&self, end: usize, timex: String) -> (usize, String) {
        let place = self.skip(end, Lex::At);
        self.clock(place, place > end).map_or((end, timex), |clock| (clock.end, clock.timex()))
    }

    /// "mondays".
    pub(super) fn plural_weekday(&self, start: usize) -> Option<(usize, String)> {
        let word = self.reader.text.word(start);
        let plural = word.len() > 6 && word.ends_with("days")
            || matches!(word, "sabados" | "domingos")
                && self.language != crate::entity::Language::English
                && self.reader.text.word(start.wrapping_sub(1)) == "los";
        let (end, weekday) = self.weekday(start).filter(|_| plural)?;
        Some(self.with_clock(end, format!("XXXX-WXX-{weekday}")))
    }

    /// "8 am every day", "a las 9 todos los días".
    pub(super) fn time_every(&self, start: usize) -> Option<(usize, String)> {
        let clock = self.clock(start, self.announced(start))?;
        let end = self.word(clock.end, Lex::Every)?;
        let place = self.skip(end, Lex::The);
        if let Some((end, weekday)) = self.weekday(place) {
            return Some((end, format!("XXXX-WXX-{weekday}{}", clock.timex())));
        }
        let (end, unit) = self.unit(place)?;
        (unit == Unit::Day).then(|| (end, clock.timex()))
    }
}
