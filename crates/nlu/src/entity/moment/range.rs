//! From one point to another: "del 5 al 9 de enero", "from March to May", "1-3 pm", "between now and Friday".

use super::calendar;
use super::clock::in_part;
use super::lexicon::{Lex, Rel, Unit};
use super::{Clock, Grammar, Item, Reading, midnight};
use crate::entity::token::Class;
use crate::entity::value::Shape;
use jiff::civil::{Date, DateTime};
use std::fmt::Write as _;

/// One end of a range of days.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    end: usize,
    timex: String,
    dates: Vec<Date>,
    unit: Unit,
    /// Month and day, or the month alone, when the year was left open.
    open: Option<(i8, i8)>,
}

/// Two clocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hours {
    pub end: usize,
    from: Clock,
    to: Clock,
    /// Neither has a mark of its own: hours only beside a day.
    pub bare: bool,
}

impl Grammar<'_> {
    /// Whether a range is opened here: the token after "from" or "between", and whether it was "between".
    pub(super) fn opening(&self, at: usize) -> Option<(usize, bool)> {
        if let Some(end) = self.word(at, Lex::Between) {
            return Some((end, true));
        }
        self.word(at, Lex::From).map(|end| (end, false))
    }

    pub(super) fn joint(&self, at: usize, between: bool) -> Option<usize> {
        let to = self.word(at, Lex::To).filter(|_| between || !matches!(self.reader.text.word(at), "y" | "e"));
        let and = self.word(at, Lex::And).filter(|_| between);
        to.or(and)
    }

    /// A range of days that begins at `at`.
    pub(super) fn days_range(&self, at: usize) -> Option<Item> {
        let opening = self.opening(at);
        let attempt = |start: usize, between: bool, opened: bool| {
            self.days_of_month(start, at, between, opened).or_else(|| self.edges(start, at, between, opened))
        };
        let opened = opening.and_then(|(start, between)| attempt(self.skip_year_word(start), between, true));
        opened.or_else(|| attempt(at, false, false))
    }

    /// "del año 2014 al 2018".
    pub(super) fn skip_year_word(&self, at: usize) -> usize {
        let word = self.reader.text.word(at);
        if matches!(word, "ano" | "year") { at + 1 } else { at }
    }

    /// "3 to 12 of Sept", "novembro 19-20", "4-23 in next month", "entre el 5 y el 9".
    pub(super) fn days_of_month(&self, start: usize, at: usize, between: bool, opened: bool) -> Option<Item> {
        let text = self.reader.text;
        let number = |at: usize| {
            let at = self.skip(at, Lex::The);
            let at = self.reader.phrase(at, &["dia"]).unwrap_or(at);
            self.day_number(at)
        };
        let month_first = self.month(start).filter(|_| !text.glued(start + 1));
        let first_at = month_first.map_or(start, |(end, _)| end);
        let first_at = self
            .reader
            .phrase(first_at, &["dias", "os dias", "los dias", "el dia", "o dia", "dia"])
            .unwrap_or(first_at);
        let (end, from) = number(first_at)?;
        let (end, to) = number(self.joint(end, between)?)?;
        let (end, year, month) = if let Some((_, month)) = month_first {
            let year = if text.word(end) == "," {
                self.year(end + 1, false)
            } else {
                self.year(self.skip(end, Lex::Of), false)
            };
            (year.map_or(end, |(end, _)| end), year.map(|(_, year)| year), month)
        } else {
            let place = self.skip(self.skip(end, Lex::Of), Lex::The);
            if let Some((end, ahead)) = self.relative_unit(place, Unit::Month) {
                let first = calendar::months(calendar::first_of_month(self.today), i64::from(ahead));
                (end, Some(first.year()), first.month())
            } else {
                let (end, month) = self.month(place)?;
                let comma = if text.word(end) == "," { end + 1 } else { self.skip(end, Lex::Of) };
                let year = self.year(comma, false);
                (year.map_or(end, |(end, _)| end), year.map(|(_, year)| year), month)
            }
        };
        if from >= to || (!opened && month_first.is_none() && !text.is(first_at, Class::Digits)) {
            return None;
        }
        let count = to - from;
        let written = |day: i8| match year {
            Some(year) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}-{day:02}"),
        };
        let timex = format!("({},{},P{count}D)", written(from), written(to));
        let starts = match year {
            Some(year) => vec![calendar::new(year, month, from)?],
            None => self.around(|year| calendar::new(year, month, from)),
        };
        let readings = starts.into_iter().map(|start| {
            let finish = calendar::days(start, i64::from(count));
            Reading::stretch(timex.clone(), midnight(start), midnight(finish))
        });
        Some(Item::new(at, end, Shape::DateRange, readings.collect()))
    }

    pub(super) fn edge(&self, at: usize) -> Option<Edge> {
        let at = self.skip(at, Lex::The);
        let at = self
            .reader
            .phrase(at, &["o dia", "dia", "ano", "the year", "year"])
            .filter(|place| self.reader.numbers.at(*place).is_some())
            .unwrap_or(at);
        if let Some(end) = self.word(at, Lex::Now) {
            let (timex, dates) = (self.today.to_string(), vec![self.today]);
            return Some(Edge { end, timex, dates, unit: Unit::Day, open: None });
        }
        let day = self.day(at).filter(|day| !day.dates.is_empty());
        let period = self.period(at).filter(|period| !period.spans.is_empty()).map(Self::edge_of_period);
        match (day, period) {
            (Some(day), period) if period.as_ref().is_none_or(|period| period.end <= day.end) => {
                Some(Edge { end: day.end, timex: day.timex, dates: day.dates, unit: Unit::Day, open: day.yearless })
            }
            (_, Some(period)) => {
                let dates: Vec<Date> = period.spans.iter().map(|(start, _)| *start).collect();
                let timex = match (period.yearless, dates.first()) {
                    (Some(month), _) => format!("XXXX-{month:02}-01"),
                    (None, Some(first)) => first.to_string(),
                    (None, None) => return None,
                };
                Some(Edge {
                    end: period.end,
                    timex,
                    dates,
                    unit: period.unit,
                    open: period.yearless.map(|month| (month, 1)),
                })
            }
            _ => None,
        }
    }

    /// "the end of 2008" as an edge is the day after it.
    pub(super) fn edge_of_period(period: super::Period) -> super::Period {
        use crate::entity::value::Modifier;
        let edge = |(start, finish): &(Date, Date)| match period.modifier {
            Some(Modifier::Late) => (*finish, *finish),
            Some(Modifier::Middle) => {
                let middle = calendar::days(*start, i64::from((*finish - *start).get_days() / 2));
                (middle, middle)
            }
            _ => (*start, *finish),
        };
        let spans: Vec<_> = period.spans.iter().map(edge).collect();
        let edged = matches!(period.modifier, Some(Modifier::Late | Modifier::Middle | Modifier::Early));
        let unit = if edged && period.unit == Unit::Year { Unit::Month } else { period.unit };
        let late = period.modifier == Some(Modifier::Late);
        let yearless = if late { period.yearless.map(|month| month % 12 + 1) } else { period.yearless };
        super::Period { spans, unit, yearless, modifier: None, ..period }
    }

    /// Two days or periods.
    pub(super) fn edges(&self, start: usize, at: usize, between: bool, opened: bool) -> Option<Item> {
        let mut from = self.edge(start)?;
        let joint = self.joint(from.end, between)?;
        let mut to = self.edge(joint)?;
        self.lend_year(&mut from, &mut to);
        Self::follow_weekday(&from, &mut to);
        let loose_word = matches!(self.reader.text.word(from.end), "a" | "e") && !opened;
        let single_years =
            !opened && from.unit == Unit::Year && self.reader.text.word(from.end) == "a" && to.unit != Unit::Year;
        if single_years || (loose_word && from.unit == Unit::Week) {
            return None;
        }
        let (past_from, future_from) = (*from.dates.first()?, *from.dates.last()?);
        let (past_to, future_to) = (*to.dates.first()?, *to.dates.last()?);
        let future_from = if future_from > future_to { past_from } else { future_from };
        let past_to = if past_to < past_from { future_to } else { past_to };
        if future_from >= future_to || past_from >= past_to {
            return None;
        }
        let reading = |start: Date, finish: Date| {
            let length = distance(start, finish, from.unit, to.unit);
            Reading::stretch(format!("({},{},{length})", from.timex, to.timex), midnight(start), midnight(finish))
        };
        let mut readings = vec![reading(past_from, past_to)];
        let other = reading(future_from, future_to);
        if !readings.contains(&other) {
            readings.push(other);
        }
        Some(Item::new(at, to.end, Shape::DateRange, readings))
    }

    /// "from January to april 2015": the year belongs to both.
    pub(super) fn lend_year(&self, from: &mut Edge, to: &mut Edge) {
        if let (Some((month, day)), None) = (from.open, to.open)
            && let [last] = to.dates.as_slice()
            && to.timex.starts_with(|first: char| first.is_ascii_digit())
            && (to.unit == from.unit)
            && (to.unit == Unit::Month || !self.is_relative(&to.timex))
        {
            let this = calendar::new(last.year(), month, day).filter(|date| date <= last);
            if let Some(date) = this.or_else(|| calendar::new(last.year() - 1, month, day)) {
                from.timex = date.to_string();
                from.dates = vec![date];
                from.open = None;
            }
        }
        if let (None, Some((month, day))) = (from.open, to.open)
            && let [first] = from.dates.as_slice()
            && *first < self.today
        {
            let this = calendar::new(first.year(), month, day).filter(|date| date >= first);
            if let Some(date) = this.or_else(|| calendar::new(first.year() + 1, month, day)) {
                to.dates = vec![date];
            }
        }
    }

    /// Whether a date's year was worked out and not said.
    pub(super) fn is_relative(&self, timex: &str) -> bool {
        (-2..=2).any(|offset| calendar::days(self.today, offset).to_string() == timex)
    }

    /// "desde el próximo lunes hasta el viernes": the Friday after that Monday.
    pub(super) fn follow_weekday(from: &Edge, to: &mut Edge) {
        if let ([first], Some(weekday)) = (from.dates.as_slice(), to.timex.strip_prefix("XXXX-WXX-"))
            && let Ok(weekday) = weekday.parse::<i8>()
        {
            let (_, next) = calendar::weekday_around(*first, weekday);
            to.timex = next.to_string();
            to.dates = vec![next];
        }
    }

    /// Two clocks: "from 10:30 to 3", "1-3 pm", "entre las 9 y las 6".
    pub(super) fn hours(&self, at: usize) -> Option<Hours> {
        let opening = self.opening(at);
        let attempt = |start: usize, between: bool, opened: bool| {
            let start = self.skip(start, Lex::At);
            let from = self.clock(start, true)?;
            let joint = self.joint(from.end, between).or_else(|| self.announced_joint(from.end))?;
            let place = self.skip(joint, Lex::At);
            let place = self.skip(place, Lex::The);
            let to = self.clock(place, true)?;
            self.pair(start, from, to, opened || self.announced(start))
        };
        let opened = opening.and_then(|(start, between)| attempt(start, between, true));
        opened.or_else(|| attempt(at, false, false))
    }

    /// "cinco a las siete": the joint is the second hour's own word.
    pub(super) fn announced_joint(&self, at: usize) -> Option<usize> {
        self.word(at, Lex::At).filter(|_| matches!(self.reader.text.word(at), "a" | "às" | "as"))
    }

    pub(super) fn pair(&self, start: usize, from: Clock, to: Clock, opened: bool) -> Option<Hours> {
        let bare = from.bare && to.bare;
        let text = self.reader.text;
        // "10-12-2018" and "4.5-6" are no hours; neither is a telephone.
        let runs_on = matches!(text.word(to.end), "-" | "/") && text.glued(to.end)
            || text.word(start.wrapping_sub(1)) == "-" && text.glued(start);
        let (mut from, mut to) = (from, to);
        match (from.open, to.open) {
            (true, false) => {
                let later = Clock { hour: from.hour % 12 + 12, open: false, ..from };
                let morning = Clock { hour: from.hour % 12, open: false, ..from };
                let fits = later.time() < to.time();
                from = if fits { later } else { morning };
                if from.hour == 0 && to.hour >= 12 {
                    from.hour = 12;
                }
            }
            (false, true) => {
                let later = Clock { hour: to.hour % 12 + 12, open: false, ..to };
                let same = Clock { open: false, ..to };
                to = if from.hour >= 12 && later.time() > from.time()
                    || same.time() <= from.time() && later.time() > from.time()
                {
                    later
                } else {
                    same
                };
            }
            _ => {}
        }
        let _ = opened;
        (!runs_on).then_some(Hours { end: to.end, from, to, bare })
    }

    /// "from 10 am for 3 hours", "for 7 hours from 9:30".
    pub(super) fn clock_and_length(&self, at: usize) -> Option<Hours> {
        let text = self.reader.text;
        let lead = |at: usize| matches!(text.word(at), "for" | "por" | "durante" | "during").then_some(at + 1);
        let from_word = |at: usize| self.skip(self.word(at, Lex::From).unwrap_or(at), Lex::At);
        let (from, length, end) = if let Some(place) = lead(at) {
            let length = self.length(place)?;
            let clock =
                self.clock(from_word(self.word(length.end, Lex::From).map_or(length.end, |_| length.end)), true)?;
            self.word(length.end, Lex::From)?;
            (clock, length, clock.end)
        } else {
            let clock = self.clock(from_word(at), true)?;
            let length = self.length(lead(clock.end)?)?;
            let end = length.end;
            (clock, length, end)
        };
        let start = midnight(self.today).date().to_datetime(from.time());
        let finish = length.parts.iter().fold(start, |at, (count, unit)| calendar::shift(at, *count, *unit)).time();
        let to = Clock {
            end,
            hour: finish.hour(),
            minute: Some(finish.minute()),
            second: Some(finish.second()),
            open: false,
            bare: false,
        };
        (length.is_clock() && !from.bare).then_some(Hours { end, from: Clock { open: false, ..from }, to, bare: false })
    }
}

fn distance(from: Date, to: Date, from_unit: Unit, to_unit: Unit) -> String {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    let monthly = |unit: Unit| matches!(unit, Unit::Month | Unit::Quarter | Unit::Semester | Unit::Year);
    match (from_unit, to_unit) {
        (Unit::Year, Unit::Year) => format!("P{}Y", months / 12),
        (Unit::Quarter, Unit::Quarter) => format!("P{months}M"),
        (from, to) if monthly(from) && monthly(to) => format!("P{months}M"),
        (Unit::Week, Unit::Week) => format!("P{}W", (to - from).get_days() / 7),
        _ => format!("P{}D", (to - from).get_days()),
    }
}

impl Hours {
    /// Both clocks by every reading: morning and afternoon where neither was said.
    pub(super) fn readings(self) -> Vec<(Clock, Clock)> {
        let (from, to) = (self.from, self.to);
        if !(from.open && to.open) {
            let close = |clock: Clock| Clock { open: false, ..clock };
            return vec![(close(from), close(to))];
        }
        let turn = |clock: Clock| Clock { hour: (clock.hour + 12) % 24, open: false, ..clock };
        let zero = |clock: Clock| Clock { hour: clock.hour % 12, open: false, ..clock };
        let (early_from, early_to) = (zero(from), zero(to));
        if early_from.time() < early_to.time() {
            return vec![(early_from, early_to), (turn(early_from), turn(early_to))];
        }
        vec![(Clock { open: false, ..from }, turn(early_to))]
    }

    pub(super) fn of_part(self, part: super::Part) -> Self {
        Self { from: in_part(self.from, part), to: in_part(self.to, part), bare: false, ..self }
    }

    pub(super) fn ending(self, end: usize) -> Self {
        Self { end, ..self }
    }
}

/// "PT2H30M" between two times of a day; what ends earlier ends the day after.
pub(super) fn length_between(from: Clock, to: Clock) -> String {
    let seconds = |clock: Clock| {
        let time = clock.time();
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
    };
    let total = (seconds(to) - seconds(from)).rem_euclid(86_400);
    span_timex(total)
}

pub(super) fn span_timex(total: i64) -> String {
    let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60);
    let mut timex = "PT".to_owned();
    for (count, letter) in [(hours, 'H'), (minutes, 'M'), (seconds, 'S')] {
        if count > 0 {
            let _ = write!(timex, "{count}{letter}");
        }
    }
    timex
}

/// Whether a relation names what is to come.
pub(super) fn is_next(rel: Rel) -> bool {
    matches!(rel, Rel::Next | Rel::AfterNext)
}

pub(super) fn at(date: Date, clock: Clock) -> DateTime {
    date.to_datetime(clock.time())
}
