//! Parts of the day, alone and with their day: "de tarde", "tomorrow morning", "esta noche a las 9".

use super::calendar;
use super::lexicon::{Lex, Part};
use super::{Day, Grammar, Item, Reading, midnight};
use crate::entity::Language;
use crate::entity::value::{Modifier, Shape};
use jiff::civil::{Date, DateTime};

impl Grammar<'_> {
    /// A day with a part of it: "this morning", "tonight", "mañana por la tarde".
    pub(super) fn day_with_part(&self, at: usize) -> Option<(Day, Part)> {
        if let Some((end, (days, part))) =
            self.pick(at, |lex| if let Lex::DayPart(days, part) = lex { Some((days, part)) } else { None })
        {
            return Some((self.day_from(end, days), part));
        }
        if let Some((end, rel)) = self.rel(at)
            && self.named_day(at).is_none()
            && let Some((end, part)) = self.part(end).filter(|(_, part)| !is_meal(*part))
        {
            let ahead = match rel {
                super::lexicon::Rel::Next => 1,
                super::lexicon::Rel::This => 0,
                super::lexicon::Rel::Last | super::lexicon::Rel::Past => -1,
                _ => return None,
            };
            return Some((self.day_from(end, ahead), part));
        }
        let day = self.day(at).filter(|day| !day.dates.is_empty())?;
        let (end, part) = self.part_phrase(day.end).filter(|(_, part)| !is_meal(*part))?;
        Some((Day { end, ..day }, part))
    }

    /// "esta tarde a las 5", "tonight from 7 to 7:30", "between 10 and 11 this morning".
    pub(super) fn part_and_time(&self, start: usize) -> Option<Item> {
        if let Some((day, part)) = self.day_with_part(start) {
            let hours = self.hours(day.end).map(|hours| hours.of_part(part));
            if let Some(hours) = hours {
                return Some(Self::join_hours(start, hours.end, &day, hours));
            }
            let place = self.day_to_time(day.end);
            let led = place > day.end && self.reader.text.word(day.end) != ",";
            let clock = self.clock(place, led)?;
            return Some(Self::join_clock(start, clock.end, &day, super::clock::in_part(clock, part)));
        }
        if let Some(hours) = self.hours(start)
            && let Some((day, part)) = self.day_with_part(hours.end)
        {
            let hours = hours.of_part(part);
            return Some(Self::join_hours(start, day.end, &day, hours));
        }
        let clock = self.clock(start, self.announced(start))?;
        let (day, part) = self.time_to_day(clock.end).find_map(|place| self.day_with_part(place))?;
        Some(Self::join_clock(start, day.end, &day, super::clock::in_part(clock, part)))
    }

    pub(super) fn join_part(start: usize, end: usize, day: &Day, part: Part) -> Item {
        Self::at_day(Shape::DateTimeRange, start, end, day, |date| {
            vec![part_reading(&format!("{}{}", day.timex, part.timex()), date, part)]
        })
    }

    /// "tomorrow morning", "martes por la mañana", "ontem à noite".
    pub(super) fn day_and_part(&self, start: usize, day: &Day) -> Option<Item> {
        let comma = if self.reader.text.word(day.end) == "," { day.end + 1 } else { day.end };
        let of = self.language == Language::English && matches!(self.reader.text.word(comma), "at");
        let (end, part) = self
            .part_phrase(if of { comma + 1 } else { comma })
            .filter(|(_, part)| !day.dates.is_empty() && !is_meal(*part))?;
        Some(Self::join_part(start, end, day, part))
    }

    /// "this afternoon", "the morning of May 3rd", "early in the day Wednesday", "mid today".
    pub(super) fn part_and_day(&self, start: usize) -> Option<Item> {
        let edge = self.edge_of_part(start);
        let place = edge.map_or(start, |(end, _)| end);
        if let Some((end, rel)) = self.rel(place)
            && self.named_day(place).is_none()
            && let Some((end, part)) = self.part(end)
        {
            let ahead = match rel {
                super::lexicon::Rel::Next => 1,
                super::lexicon::Rel::This => 0,
                super::lexicon::Rel::Last | super::lexicon::Rel::Past => -1,
                _ => return None,
            };
            let date = calendar::days(self.today, ahead);
            if is_meal(part) {
                return None;
            }
            let day = Day { end, timex: date.to_string(), dates: vec![date], yearless: None };
            let item = Self::join_part(start, end, &day, part);
            return Some(edge.map_or(item.clone(), |(_, modifier)| Self::cut_part(item, modifier)));
        }
        let (end, part) = self.part_phrase(place).filter(|(_, part)| !is_meal(*part))?;
        let day = self.time_to_day(end).find_map(|place| self.day(place)).filter(|day| !day.dates.is_empty())?;
        let item = Self::join_part(start, day.end, &day, part);
        Some(edge.map_or(item.clone(), |(_, modifier)| Self::cut_part(item, modifier)))
    }

    pub(super) fn edge_of_part(&self, start: usize) -> Option<(usize, Modifier)> {
        let (end, modifier) = self.pick(start, |lex| match lex {
            Lex::Early => Some(Modifier::Early),
            Lex::Middle => Some(Modifier::Middle),
            Lex::Late => Some(Modifier::Late),
            _ => None,
        })?;
        Some((self.skip(end, Lex::The), modifier))
    }

    /// "late afternoon", "temprano por la mañana": half of a part of the day.
    pub(super) fn part_of_day(&self, start: usize) -> Option<Item> {
        let (end, modifier) = self.edge_of_part(start)?;
        if let Some((end, part)) = self.part(end) {
            let reading = part_reading(part.timex(), Date::ZERO, part);
            let item = Item::new(start, end, Shape::TimeRange, vec![reading]);
            return Some(Self::cut_part(item, modifier));
        }
        let in_day = self.reader.phrase(end, &["in the day", "day", "in the", "in"]).unwrap_or(end);
        let day =
            self.day(in_day).or_else(|| self.day(end)).filter(|day| !day.dates.is_empty() && day.yearless.is_none())?;
        let (from, to) = match modifier {
            Modifier::Early => (0, 12),
            Modifier::Middle => (10, 14),
            _ => (12, 24),
        };
        let dates = if day.timex.starts_with("XXXX-WXX") {
            day.dates.last().into_iter().copied().collect()
        } else {
            day.dates.clone()
        };
        let day = Day { dates, ..day };
        let item = Self::at_day(Shape::DateTimeRange, start, day.end, &day, |date| {
            vec![Reading::stretch(day.timex.clone(), hour(date, from), hour(date, to))]
        });
        Some(Item { modifier: Some(modifier), ..item })
    }

    pub(super) fn cut_part(mut item: Item, modifier: Modifier) -> Item {
        for reading in &mut item.readings {
            if let (Some(start), Some(end)) = (reading.start, reading.end) {
                let middle = start.saturating_add(jiff::Span::new().hours(2));
                match modifier {
                    Modifier::Early => reading.end = Some(middle),
                    _ if end > middle => reading.start = Some(middle),
                    _ => {}
                }
            }
        }
        item.modifier = Some(modifier);
        item
    }

    /// "tonight", "anoche".
    pub(super) fn day_part(&self, start: usize) -> Option<Item> {
        let (end, (days, part)) =
            self.pick(start, |lex| if let Lex::DayPart(days, part) = lex { Some((days, part)) } else { None })?;
        let date = calendar::days(self.today, i64::from(days));
        let day = Day { end, timex: date.to_string(), dates: vec![date], yearless: None };
        let place = self.day_to_time(end);
        if let Some(clock) = self.clock(place, place > end).filter(|_| place > end) {
            return Some(Self::join_clock(start, clock.end, &day, super::clock::in_part(clock, part)));
        }
        Some(Self::join_part(start, end, &day, part))
    }

    /// "in the morning", "de tarde"; "good morning" names no time.
    pub(super) fn part_alone(&self, start: usize) -> Option<Item> {
        let text = self.reader.text;
        let (end, part) = self.part_phrase(start)?;
        let before = start.checked_sub(1).map_or("", |before| text.word(before));
        let greeting = matches!(
            before,
            "good"
                | "buenas"
                | "buenos"
                | "buena"
                | "boa"
                | "bom"
                | "mas"
                | "muy"
                | "demasiado"
                | "tan"
                | "mais"
                | "muito"
                | "chega"
                | "llegar"
                | "llego"
                | "every"
                | "cada"
                | "i"
                | "1"
                | "half"
        );
        let letters = matches!(text.word(start), "am" | "pm");
        let meal = is_meal(part) && text.word(start) != "at";
        let start = if self.language == Language::English { start } else { end - 1 };
        (!greeting && !letters && !meal)
            .then(|| Item::new(start, end, Shape::TimeRange, vec![part_reading(part.timex(), Date::ZERO, part)]))
    }
}

pub(super) fn hour(date: Date, hour: i8) -> DateTime {
    if hour >= 24 { midnight(calendar::days(date, 1)) } else { date.at(hour, 0, 0, 0) }
}

pub(super) fn is_meal(part: Part) -> bool {
    matches!(part, Part::Breakfast | Part::Lunch | Part::Dinner)
}

/// A part of a day; a night ends with the day's last second.
pub(super) fn part_reading(timex: &str, date: Date, part: Part) -> Reading {
    let (from, to) = part.hours();
    let end = if to == 24 { date.at(23, 59, 59, 0) } else { hour(date, to) };
    Reading::stretch(timex.to_owned(), hour(date, from), end)
}
