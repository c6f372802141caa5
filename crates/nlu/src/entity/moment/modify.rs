//! Words that bound or blur a moment: "before 4 pm", "desde agosto", "around 3", "more than 2 hours".

use super::calendar;
use super::lexicon::{Bound, Lex};
use super::{Grammar, Item};
use crate::entity::Language;
use crate::entity::value::{Modifier, Shape};

impl Grammar<'_> {
    /// An item behind words that bound it, or before "or later".
    pub(super) fn bounded(&self, start: usize) -> Option<Item> {
        self.length_bound(start)
            .into_iter()
            .chain(self.day_then_bound(start))
            .chain(self.bound_first(start))
            .chain(self.approximate(start))
            .chain(self.or_later(start))
            .max_by_key(|item| item.end)
    }

    /// "more than 2 weeks".
    pub(super) fn length_bound(&self, start: usize) -> Option<Item> {
        let (end, modifier) = self.pick(start, |lex| match lex {
            Lex::More => Some(Modifier::More),
            Lex::Less => Some(Modifier::Less),
            _ => None,
        })?;
        let item = self.plain(end)?;
        match item.shape {
            Shape::Duration => Some(Item { start, modifier: Some(modifier), ..item }),
            // "more than 2 days before yesterday" is any day before that one.
            Shape::Date if modifier == Modifier::More => {
                let back = item.readings.first()?.start? < calendar_start(self);
                let bound = if back { Bound::Before } else { Bound::After };
                let bounded = self.apply(bound, item, false);
                Some(Item { start, ..bounded })
            }
            _ => None,
        }
    }

    /// The bound at `start`: a word that is one here.
    pub(super) fn bound(&self, start: usize) -> Option<(usize, Bound)> {
        self.pick(start, |lex| if let Lex::Bound(bound) = lex { Some(bound) } else { None })
    }

    /// "before 4pm", "desde agosto", "until around 5".
    pub(super) fn bound_first(&self, start: usize) -> Option<Item> {
        let (end, bound) = self.bound(start)?;
        let about = self.word(end, Lex::Approximately);
        let place = about.unwrap_or(end);
        let at = self.skip(place, Lex::At);
        let the = self.skip(place, Lex::The);
        let item = self
            .bounded_clock(at)
            .or_else(|| self.bounded_clock(the))
            .or_else(|| self.plain(at))
            .or_else(|| self.plain(the))
            .or_else(|| self.meal(the))?;
        let word = self.reader.text.word(start);
        let range = matches!(word, "from" | "de" | "desde" | "del" | "following" | "by" | "through")
            && (self.word(item.end, Lex::To).is_some() && !matches!(self.reader.text.word(item.end), "y" | "e"));
        let weak = match word {
            "following" | "through" => true,
            "from" => !matches!(item.shape, Shape::DateTime | Shape::Date),
            "by" => item.shape == Shape::Duration,
            _ => false,
        };
        if range
            || weak
            || matches!(item.shape, Shape::Duration | Shape::Recurrence | Shape::TimeZone)
            || item.readings.iter().all(|reading| reading.start.is_none())
        {
            return None;
        }
        if matches!(item.shape, Shape::DateRange | Shape::DateTimeRange | Shape::TimeRange)
            && item.readings.first().is_some_and(|reading| reading.timex.starts_with('('))
            && item.modifier.is_none()
            && !matches!(bound, Bound::Since | Bound::Before | Bound::After | Bound::Until)
        {
            return None;
        }
        let item = Item { start, ..self.apply(bound, item, about.is_some()) };
        Some(item)
    }

    pub(super) fn bounded_clock(&self, at: usize) -> Option<Item> {
        let clock = self.clock(at, self.announced(at)).filter(|_| self.announced(at))?;
        let longer = self.plain(at).filter(|item| item.end > clock.end);
        Some(longer.unwrap_or_else(|| Self::of_clock(at, clock)))
    }

    /// "before lunch".
    pub(super) fn meal(&self, at: usize) -> Option<Item> {
        let (end, part) = self.part(at).filter(|_| self.language == Language::English)?;
        let (from, to) = part.hours();
        let zero = jiff::civil::Date::ZERO;
        let reading =
            super::Reading::stretch(part.timex().to_owned(), zero.at(from, 0, 0, 0), zero.at(to % 24, 0, 0, 0));
        Some(Item::new(at, end, Shape::TimeRange, vec![reading]))
    }

    /// "today before 4pm", "martes antes de las dos".
    pub(super) fn day_then_bound(&self, start: usize) -> Option<Item> {
        let day = self.day(start).filter(|day| !day.dates.is_empty())?;
        let comma = if self.reader.text.word(day.end) == "," { day.end + 1 } else { day.end };
        let (end, bound) = self.bound(comma)?;
        let at = self.skip(end, Lex::At);
        let clock = self.clock(at, true)?;
        let mut readings = Vec::new();
        for date in &day.dates {
            for clock in clock.readings() {
                let timex = format!("{}{}", day.timex, clock.timex());
                readings.push(super::Reading::point(timex, super::range::at(*date, clock)));
            }
        }
        let item = Item::new(start, clock.end, Shape::DateTime, readings);
        Some(self.apply(bound, item, false))
    }

    /// "around 3 pm", "alrededor de las 2".
    pub(super) fn approximate(&self, start: usize) -> Option<Item> {
        let end = self.word(start, Lex::Approximately)?;
        let place = self.skip(end, Lex::At);
        let announced =
            place > end || matches!(self.reader.text.word(end.wrapping_sub(1)), "las" | "la" | "das" | "da");
        let clock = self
            .clock(place, announced || self.language == Language::English)
            .filter(|clock| !clock.bare || announced)
            .map(|clock| Self::of_clock(place, clock));
        let item = clock.into_iter().chain(self.plain(place)).max_by_key(|item| item.end)?;
        let before = start.checked_sub(1).map_or("", |before| self.reader.text.word(before));
        let said = matches!(before, "how" | "what" | "but" | "que");
        let timed = matches!(item.shape, Shape::Time | Shape::DateTime)
            || (item.shape == Shape::Date && self.language == Language::Spanish);
        if !timed || said {
            return None;
        }
        Some(Item { start, modifier: Some(Modifier::Approximately), ..item })
    }

    /// "3 pm or later on Monday", "1/1/2016 y más tarde".
    pub(super) fn or_later(&self, start: usize) -> Option<Item> {
        let item = self.plain(start)?;
        let text = self.reader.text;
        let later = &[
            "or later",
            "and later",
            "or after",
            "and after",
            "onwards",
            "onward",
            "o mas tarde",
            "y mas tarde",
            "o despues",
            "y despues",
            "en adelante",
            "ou mais tarde",
            "e mais tarde",
            "em diante",
            "ou depois",
        ];
        let earlier = &[
            "or earlier",
            "and earlier",
            "or before",
            "and before",
            "o antes",
            "y antes",
            "o mas temprano",
            "ou antes",
            "ou mais cedo",
        ];
        let (end, bound) = match (self.reader.phrase(item.end, later), self.reader.phrase(item.end, earlier)) {
            (Some(end), _) => (end, Bound::Since),
            (None, Some(end)) => (end, Bound::Until),
            _ => return None,
        };
        let goes_on = matches!(text.word(end), "de" | "del" | "than" | "do" | "da");
        if matches!(item.shape, Shape::Duration | Shape::Recurrence | Shape::TimeZone) || goes_on {
            return None;
        }
        if item.shape == Shape::Time {
            let place = self.word(end, Lex::On).unwrap_or(end);
            if let Some(day) = self.day(place).filter(|day| !day.dates.is_empty()) {
                let mut readings = Vec::new();
                for date in &day.dates {
                    for reading in &item.readings {
                        let time = reading.start?.time();
                        readings.push(super::Reading::point(
                            format!("{}{}", day.timex, reading.timex),
                            date.to_datetime(time),
                        ));
                    }
                }
                let joined = Item::new(start, day.end, Shape::DateTime, readings);
                return Some(self.apply(bound, joined, false));
            }
        }
        Some(Item { end, ..self.apply(bound, item, false) })
    }

    /// A point or stretch made a half-line: "after May" begins with June, "since May" with May.
    pub(super) fn apply(&self, bound: Bound, item: Item, about: bool) -> Item {
        let shape = match item.shape {
            Shape::Date | Shape::DateRange => Shape::DateRange,
            Shape::Time | Shape::TimeRange => Shape::TimeRange,
            _ => Shape::DateTimeRange,
        };
        let mut item = item;
        let within = item.modifier.filter(|part| matches!(part, Modifier::Early | Modifier::Middle | Modifier::Late));
        for reading in &mut item.readings {
            let (start, end) = (reading.start, reading.end);
            match bound {
                Bound::Before if within == Some(Modifier::Late) => (reading.start, reading.end) = (None, end),
                Bound::Before => (reading.start, reading.end) = (None, start),
                Bound::After if within == Some(Modifier::Early) => reading.end = None,
                Bound::After => (reading.start, reading.end) = (end.or(start), None),
                Bound::Since => (reading.start, reading.end) = (start, None),
                Bound::Until if shape != Shape::DateRange => (reading.start, reading.end) = (None, start),
                Bound::Until => (reading.start, reading.end) = (None, end.or(start)),
            }
        }
        let exact = matches!(self.reader.text.word(item.start.wrapping_sub(1)), "=");
        let plain_until = bound == Bound::Until && !exact && item.modifier.is_none() && !self.said_as_limit(item.start);
        let modifier = match (bound, about) {
            (Bound::Until, false) if plain_until => Modifier::Before,
            (Bound::Before, false) => Modifier::Before,
            (Bound::After, false) => Modifier::After,
            (Bound::Since, false) => Modifier::Since,
            (Bound::Until, false) => Modifier::Until,
            (Bound::Before, true) => Modifier::BeforeApproximately,
            (Bound::After, true) => Modifier::AfterApproximately,
            (Bound::Since, true) => Modifier::SinceApproximately,
            (Bound::Until, true) => Modifier::UntilApproximately,
        };
        Item { shape, modifier: Some(modifier), within, ..item }
    }

    /// "as late as 7", "tan tarde como": a limit that counts itself.
    pub(super) fn said_as_limit(&self, at: usize) -> bool {
        matches!(self.reader.text.word(at.wrapping_sub(1)), "as" | "como" | "quanto" | "=" | "tardar")
    }

    /// A zone after a time: "9 am pst", and zones alone.
    pub(super) fn zoned(&self, mut item: Item) -> Item {
        if matches!(item.shape, Shape::Time | Shape::DateTime | Shape::TimeRange | Shape::DateTimeRange)
            && let Some((end, minutes)) = zone(self.reader.text.word(item.end)).map(|minutes| (item.end + 1, minutes))
            && self.reader.text.spaced(item.end)
            && self.language == Language::English
            && item.readings.first().is_some_and(|reading| reading.timex.starts_with('('))
        {
            item.end = end;
            item.utc_offset_minutes = Some(minutes);
        }
        item
    }
}

fn calendar_start(grammar: &Grammar<'_>) -> jiff::civil::DateTime {
    super::midnight(calendar::days(grammar.today, 0))
}

fn zone(word: &str) -> Option<i32> {
    Some(match word {
        "pst" => -480,
        "pdt" | "mst" => -420,
        "mdt" | "cst" => -360,
        "cdt" | "est" => -300,
        "edt" => -240,
        "gmt" | "utc" => 0,
        "brt" => -180,
        _ => return None,
    })
}
