//! Days and clocks put together: the longest thing that begins at a token.

use super::calendar;
use super::lexicon::Lex;
use super::range::{Hours, at, length_between, span_timex};
use super::{Clock, Day, Grammar, Item, Period, Reading, midnight};
use crate::entity::Language;
use crate::entity::token::Class;
use crate::entity::value::Shape;
use jiff::civil::{Date, DateTime};

impl Grammar<'_> {
    /// The longest item at `at`.
    pub(super) fn item(&self, start: usize) -> Option<Item> {
        if !self.may_begin(start) {
            return None;
        }
        let plain = self.plain(start);
        let bounded = self.bounded(start);
        let recurring = self.recurrence(start);
        let mut best: Option<Item> = None;
        for item in [recurring, plain, bounded].into_iter().flatten() {
            if best.as_ref().is_none_or(|best| item.end > best.end) {
                best = Some(item);
            }
        }
        best.map(|item| self.zoned(item))
    }

    pub(super) fn may_begin(&self, start: usize) -> bool {
        let text = self.reader.text;
        let lexical = self.lex.get(start).is_some_and(|lex| !lex.is_empty());
        let number = self.reader.numbers.at(start).is_some() || self.reader.numbers.ordinal(start).is_some();
        (lexical
            || number
            || matches!(
                text.word(start),
                "q" | "t"
                    | "h"
                    | "s"
                    | "sy"
                    | "fy"
                    | "ytd"
                    | "school"
                    | "fiscal"
                    | "all"
                    | "half"
                    | "a"
                    | "an"
                    | "the"
                    | "for"
                    | "por"
                    | "nos"
                    | "nas"
                    | "primer"
                    | "media"
                    | "meia"
                    | "'"
            )
            || self.for_another(start))
            && self.reader.begins(start)
            && !self.inside_a_number(start)
    }

    /// "107.31 August", "133-03-2020", "$DEC": what touches from the left makes it something else.
    pub(super) fn inside_a_number(&self, start: usize) -> bool {
        let text = self.reader.text;
        let Some(before) = start.checked_sub(1).filter(|_| text.glued(start)) else { return false };
        match text.word(before) {
            "$" | "#" => true,
            "." | "," | "-" | "/" => {
                text.is(start, Class::Digits)
                    && text.glued(before)
                    && before.checked_sub(1).is_some_and(|digits| text.is(digits, Class::Digits))
            }
            _ => false,
        }
    }

    /// An item without words that bound it.
    pub(super) fn plain(&self, start: usize) -> Option<Item> {
        let day = self.day(start);
        let mut found: Vec<Item> = Vec::new();
        if let Some(day) = &day {
            found.extend(self.day_and_hours(start, day));
            found.extend(self.day_and_clock(start, day));
            found.extend(self.day_and_part(start, day));
        }
        found.extend(self.part_and_time(start));
        found.extend(self.hours_and_day(start));
        found.extend(self.clock_and_day(start));
        found.extend(self.part_and_day(start));
        found.extend(self.instant(start));
        found.extend(self.counted_hours(start));
        found.extend(self.days_range(start));
        found.extend(self.named(start).map(|clock| Self::of_clock(start, clock)));
        found.extend(self.part_of_day(start));
        found.extend(self.day_part(start));
        found.extend(self.period(start).map(|period| Self::of_period(start, &period)));
        if let Some(day) = day {
            found.push(Self::of_day(start, &day));
        }
        found.extend(self.hours_alone(start));
        found.extend(self.clock(start, false).map(|clock| Self::of_clock(start, clock)));
        found.extend(self.part_alone(start));
        found.extend(self.season(start));
        found.extend(self.of_length(start));
        found.extend(self.moment_to_moment(start));
        // The first of the longest.
        let longest = found.iter().map(|item| item.end).max()?;
        found.into_iter().find(|item| item.end == longest)
    }

    pub(super) fn of_day(start: usize, day: &Day) -> Item {
        let point = |date: &Date| Reading::point(day.timex.clone(), midnight(*date));
        let readings: Vec<Reading> = day.dates.iter().map(point).collect();
        let readings = if readings.is_empty() { vec![Reading::open(day.timex.clone())] } else { readings };
        Item::new(start, day.end, Shape::Date, readings)
    }

    pub(super) fn of_clock(start: usize, clock: Clock) -> Item {
        let point = |clock: Clock| Reading::point(clock.timex(), at(Date::ZERO, clock));
        Item::new(start, clock.end, Shape::Time, clock.readings().into_iter().map(point).collect())
    }

    pub(super) fn of_period(start: usize, period: &Period) -> Item {
        let stretch =
            |(from, to): &(Date, Date)| Reading::stretch(period.timex.clone(), midnight(*from), midnight(*to));
        let readings: Vec<Reading> = period.spans.iter().map(stretch).collect();
        let readings = if readings.is_empty() { vec![Reading::open(period.timex.clone())] } else { readings };
        Item { modifier: period.modifier, ..Item::new(start, period.end, Shape::DateRange, readings) }
    }

    pub(super) fn of_length(&self, start: usize) -> Option<Item> {
        let length = self.length(start)?;
        let reading = Reading { timex: length.timex, start: None, end: None, seconds: Some(length.seconds) };
        Some(Item::new(start, length.end, Shape::Duration, vec![reading]))
    }

    pub(super) fn season(&self, start: usize) -> Option<Item> {
        let place = match self.rel(start) {
            Some((end, _)) => end,
            None => start,
        };
        let (end, season) = self.pick(place, |lex| if let Lex::Season(season) = lex { Some(season) } else { None })?;
        let ambiguous = matches!(self.reader.text.word(place), "spring" | "fall") && place == start;
        let of = self.skip(end, Lex::Of);
        let year = self.year(of, false).or_else(|| self.relative_year(of));
        let timex = match (year, self.rel(start)) {
            (Some((_, year)), _) => format!("{year:04}-{season}"),
            (None, Some((_, rel))) => {
                let ahead = if super::range::is_next(rel) {
                    1
                } else {
                    i16::from(!matches!(rel, super::lexicon::Rel::Last | super::lexicon::Rel::Past)) - 1
                };
                format!("{:04}-{season}", self.today.year() + ahead)
            }
            _ => season.to_owned(),
        };
        let end = year.map_or(end, |(end, _)| end);
        (!ambiguous || year.is_some()).then(|| Item::new(start, end, Shape::DateRange, vec![Reading::open(timex)]))
    }

    /// Past the words that may stand between a day and its time.
    pub(super) fn day_to_time(&self, end: usize) -> usize {
        let text = self.reader.text;
        let comma = if text.word(end) == "," { end + 1 } else { end };
        let led = self.word(comma, Lex::At).or_else(|| match text.word(comma) {
            "t" if text.glued(comma) => Some(comma + 1),
            "for" | "de" | "por" | "in" | "a" | "as" | "ao" | "para" | "-" | "on" => Some(comma + 1),
            _ => None,
        });
        let led = led.map(|led| self.skip(led, Lex::At));
        led.unwrap_or(comma)
    }

    /// Where a day may stand after a time: at once or past "on", "of the", "do".
    pub(super) fn time_to_day(&self, end: usize) -> impl Iterator<Item = usize> + '_ {
        let text = self.reader.text;
        let comma = if text.word(end) == "," { end + 1 } else { end };
        let lex = self.lex.get(comma).map_or(&[][..], Vec::as_slice).iter();
        let led = lex.filter(|(_, lex)| matches!(lex, Lex::On | Lex::Of)).map(|(end, _)| *end);
        let the = self.word(comma, Lex::On).map(|on| self.skip(on, Lex::The));
        std::iter::once(comma).chain(led).chain(the)
    }

    pub(super) fn at_day(shape: Shape, start: usize, end: usize, day: &Day, of: impl Fn(Date) -> Vec<Reading>) -> Item {
        Item::new(start, end, shape, day.dates.iter().flat_map(|date| of(*date)).collect())
    }

    pub(super) fn join_clock(start: usize, end: usize, day: &Day, clock: Clock) -> Item {
        if day.dates.is_empty() {
            let reading = Reading::open(format!("{}{}", day.timex, clock.timex()));
            return Item::new(start, end, Shape::DateTime, vec![reading]);
        }
        Self::at_day(Shape::DateTime, start, end, day, |date| {
            clock
                .readings()
                .into_iter()
                .map(|clock| Reading::point(format!("{}{}", day.timex, clock.timex()), at(date, clock)))
                .collect()
        })
    }

    /// "tomorrow at 8", "27/11 a las 23", "jueves 29/03 11.00 a.m.".
    pub(super) fn day_and_clock(&self, start: usize, day: &Day) -> Option<Item> {
        let place = self.day_to_time(day.end);
        let led =
            self.word(if self.reader.text.word(day.end) == "," { day.end + 1 } else { day.end }, Lex::At).is_some();
        let clock = self
            .clock(place, led || self.spelt_clock(place))
            .or_else(|| self.clock(day.end, false))
            .filter(|clock| !clock.bare || led || self.spelt_clock(place))?;
        let (clock, end) = match self.part_after(clock.end) {
            Some((end, part)) => (super::clock::in_part(clock, part), end),
            None => (clock, clock.end),
        };
        Some(Self::join_clock(start, end, day, clock))
    }

    /// "march eighteenth nine thirty", "18 de marzo, nueve y media".
    pub(super) fn spelt_clock(&self, at: usize) -> bool {
        self.clock(at, true).is_some_and(|clock| clock.minute.is_some() && !self.reader.text.is(at, Class::Digits))
    }

    pub(super) fn day_from(&self, end: usize, days: i32) -> Day {
        let date = calendar::days(self.today, i64::from(days));
        Day { end, timex: date.to_string(), dates: vec![date], yearless: None }
    }

    /// "8 am tomorrow", "a las 3 p.m. hoy", "five-thirty tomorrow evening", "sete do dia 15".
    pub(super) fn clock_and_day(&self, start: usize) -> Option<Item> {
        let clock = self.clock(start, true)?;
        let (day_at, day) = self.time_to_day(clock.end).find_map(|place| Some((place, self.day(place)?)))?;
        if day.dates.is_empty() || (clock.bare && !self.announced(start)) {
            return None;
        }
        let _ = day_at;
        let (clock, end) = match self.part_phrase(day.end) {
            Some((end, part)) => (super::clock::in_part(clock, part), end),
            None => (clock, day.end),
        };
        Some(Self::join_clock(start, end, &day, clock))
    }

    pub(super) fn join_hours(start: usize, end: usize, day: &Day, hours: Hours) -> Item {
        Self::at_day(Shape::DateTimeRange, start, end, day, |date| {
            let pairs = hours.readings().into_iter();
            let reading = |(from, to): (Clock, Clock)| {
                let timex =
                    format!("({0}{1},{0}{2},{3})", day.timex, from.timex(), to.timex(), length_between(from, to));
                Reading::stretch(timex, at(date, from), at(date, to))
            };
            pairs.map(reading).collect()
        })
    }

    /// "next Monday 1-3 pm", "14th feb for 7 hours from 9:30am".
    pub(super) fn day_and_hours(&self, start: usize, day: &Day) -> Option<Item> {
        let comma = if self.reader.text.word(day.end) == "," { day.end + 1 } else { day.end };
        let (place, part) = match self.part_phrase(comma) {
            Some((end, part)) => (end, Some(part)),
            None => (comma, None),
        };
        let hours = self.hours(place).or_else(|| self.clock_and_length(place)).filter(|_| !day.dates.is_empty())?;
        let hours = part.map_or(hours, |part| hours.of_part(part));
        let (hours, end) = self.hours_part(hours);
        Some(Self::join_hours(start, end, day, hours))
    }

    /// A part of the day after two clocks colours both: "de 5 a 6 de la tarde".
    pub(super) fn hours_part(&self, hours: Hours) -> (Hours, usize) {
        match self.part_after(hours.end) {
            Some((end, part)) => (hours.of_part(part).ending(end), end),
            None => (hours, hours.end),
        }
    }

    /// "five to seven today", "between 10 and 11:30 on 1/1/2015".
    pub(super) fn hours_and_day(&self, start: usize) -> Option<Item> {
        let hours = self.hours(start).or_else(|| self.clock_and_length(start))?;
        let (hours, end) = self.hours_part(hours);
        let day = self.time_to_day(end).find_map(|place| self.day(place)).filter(|day| !day.dates.is_empty())?;
        let (hours, end) = match self.part_phrase(day.end) {
            Some((end, part)) => (hours.of_part(part), end),
            None => (hours, day.end),
        };
        Some(Self::join_hours(start, end, &day, hours))
    }

    pub(super) fn hours_alone(&self, start: usize) -> Option<Item> {
        let hours = self.hours(start).into_iter().chain(self.clock_and_length(start)).max_by_key(|hours| hours.end)?;
        let marked = self.part_after(hours.end).is_some();
        let (hours, end) = self.hours_part(hours);
        let clocks = self.word(start, Lex::From).or_else(|| self.word(start, Lex::Between)).unwrap_or(start);
        let announced = self.announced(clocks) || self.announced(start) || self.hours_named(start, hours.end);
        if hours.bare && !marked && !announced {
            return None;
        }
        let reading = |(from, to): (Clock, Clock)| {
            let timex = format!("({},{},{})", from.timex(), to.timex(), length_between(from, to));
            Reading::stretch(timex, at(Date::ZERO, from), at(Date::ZERO, to))
        };
        Some(Item::new(start, end, Shape::TimeRange, hours.readings().into_iter().map(reading).collect()))
    }

    /// "entre las 4 y las 5": the article of hours.
    pub(super) fn hours_named(&self, start: usize, end: usize) -> bool {
        self.language != Language::English
            && (start..end).any(|at| matches!(self.reader.text.typed(at), "las" | "às" | "Las"))
    }

    /// "from today at 5 to tomorrow at 8".
    pub(super) fn moment_to_moment(&self, start: usize) -> Option<Item> {
        let opened = self
            .word(start, Lex::Between)
            .map(|end| (end, true))
            .or_else(|| self.word(start, Lex::From).map(|end| (end, false)));
        let (place, between) = opened.unwrap_or((start, false));
        let from = self.moment(place)?;
        let joint = self.word(from.end, Lex::To).or_else(|| self.word(from.end, Lex::And).filter(|_| between))?;
        let to = self.moment(joint).or_else(|| {
            let clock = self.clock(self.skip(joint, Lex::At), true)?;
            let date = from.readings.first()?.start?.date();
            let day = Day {
                end: clock.end,
                timex: from.readings.first()?.timex.split('T').next()?.to_owned(),
                dates: vec![date],
                yearless: None,
            };
            Some(Self::join_clock(joint, clock.end, &day, clock))
        })?;
        let mut readings = Vec::new();
        for (first, second) in from.readings.iter().zip(&to.readings) {
            let (Some(start), Some(end)) = (first.start, second.start) else { continue };
            if start < end {
                readings.push(Reading::stretch(
                    format!("({},{},{})", first.timex, second.timex, between_moments(start, end)),
                    start,
                    end,
                ));
            }
        }
        (!readings.is_empty()).then(|| Item::new(start, to.end, Shape::DateTimeRange, readings))
    }

    /// A day with its time.
    pub(super) fn moment(&self, start: usize) -> Option<Item> {
        let start = self.skip(start, Lex::The);
        let with_day = self.day(start).and_then(|day| self.day_and_clock(start, &day));
        with_day.or_else(|| self.clock_and_day(start))
    }
}

pub(super) fn between_moments(start: DateTime, end: DateTime) -> String {
    let seconds = end.duration_since(start).as_secs();
    span_timex(seconds)
}
