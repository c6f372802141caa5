//! Dates, times, stretches, lengths and recurrences, relative to an instant.
//!
//! Small grammars read a day, a clock, a period or a length at a token; [`combine`] puts them together and takes the
//! longest. What a message leaves open ("el lunes", "a las 3") keeps each reading, the earlier one first.

mod calendar;
mod clock;
mod combine;
mod counted;
mod dated;
mod day;
mod en;
mod es;
mod length;
mod lexicon;
mod modify;
mod months_and_years;
mod parts;
mod period;
mod pt;
mod range;
mod recurrence;
mod relative;
mod weeks_and_quarters;

use super::reader::{Found, Reader};
use super::value::{Modifier, Moment, Shape, Value};
use super::{Kind, Language};
use jiff::civil::{Date, DateTime};
use lexicon::{Lex, Part, Unit};

/// The reader of one message's moments.
struct Grammar<'r> {
    reader: &'r Reader<'r>,
    /// What each token may begin, longest first.
    lex: Vec<Vec<(usize, Lex)>>,
    now: DateTime,
    today: Date,
    language: Language,
}

/// What was read, whatever its shape.
#[derive(Clone, Debug)]
struct Item {
    start: usize,
    end: usize,
    shape: Shape,
    readings: Vec<Reading>,
    modifier: Option<Modifier>,
    /// The part of a period that a bound speaks of.
    within: Option<Modifier>,
    utc_offset_minutes: Option<i32>,
}

/// One reading of an item.
#[derive(Clone, Debug, PartialEq)]
struct Reading {
    timex: String,
    start: Option<DateTime>,
    end: Option<DateTime>,
    seconds: Option<f64>,
}

impl Item {
    fn new(start: usize, end: usize, shape: Shape, readings: Vec<Reading>) -> Self {
        Self { start, end, shape, readings, modifier: None, within: None, utc_offset_minutes: None }
    }
}

impl Reading {
    fn point(timex: String, at: DateTime) -> Self {
        Self { timex, start: Some(at), end: None, seconds: None }
    }

    fn stretch(timex: String, start: DateTime, end: DateTime) -> Self {
        Self { timex, start: Some(start), end: Some(end), seconds: None }
    }

    fn open(timex: String) -> Self {
        Self { timex, start: None, end: None, seconds: None }
    }
}

/// A day: one date when it is known, the one before and the one to come when it is not, none when there is no such.
#[derive(Clone, Debug)]
struct Day {
    end: usize,
    timex: String,
    dates: Vec<Date>,
    /// Month and day that were said without a year.
    yearless: Option<(i8, i8)>,
}

/// A time of day.
#[derive(Clone, Copy, Debug)]
struct Clock {
    end: usize,
    hour: i8,
    minute: Option<i8>,
    second: Option<i8>,
    /// Morning or afternoon was not said.
    open: bool,
    /// Only a number: a clock where its neighbours make it one.
    bare: bool,
}

/// A stretch of whole days.
#[derive(Clone, Debug)]
struct Period {
    end: usize,
    timex: String,
    /// Each reading's first day and the day after its last.
    spans: Vec<(Date, Date)>,
    unit: Unit,
    /// A month that was said without its year.
    yearless: Option<i8>,
    /// What a modifier inside says ("early", "mid").
    modifier: Option<Modifier>,
}

/// A length of time.
#[derive(Clone, Debug)]
struct Length {
    end: usize,
    timex: String,
    seconds: f64,
    parts: Vec<(f64, Unit)>,
}

impl Length {
    /// The finest unit said.
    fn finest(&self) -> Unit {
        self.parts
            .iter()
            .map(|(_, unit)| *unit)
            .fold(Unit::Century, |finest, unit| if unit < finest { unit } else { finest })
    }

    fn is_clock(&self) -> bool {
        self.finest() <= Unit::Hour
    }
}

pub(super) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let grammar = Grammar::new(reader);
    let mut at = 0;
    while at < reader.text.len() {
        match grammar.item(at) {
            Some(item) => {
                at = item.end.max(at + 1);
                found.push(Grammar::found(item));
            }
            None => at += 1,
        }
    }
}

impl<'r> Grammar<'r> {
    fn new(reader: &'r Reader<'r>) -> Self {
        let phrases = lexicon::phrases(reader.language);
        let lex = (0..reader.text.len()).map(|at| phrases.all(reader.text, at).collect()).collect();
        let now = reader.context.now.datetime();
        Self { reader, lex, now, today: now.date(), language: reader.language }
    }

    /// The longest phrase at `at` that `pick` knows.
    fn pick<T>(&self, at: usize, pick: impl Fn(Lex) -> Option<T>) -> Option<(usize, T)> {
        self.lex.get(at)?.iter().find_map(|(end, lex)| Some((*end, pick(*lex)?)))
    }

    /// The token after the longest phrase at `at` that is `wanted`.
    fn word(&self, at: usize, wanted: Lex) -> Option<usize> {
        self.pick(at, |lex| (lex == wanted).then_some(())).map(|(end, ())| end)
    }

    /// Past a phrase that may be there.
    fn skip(&self, at: usize, wanted: Lex) -> usize {
        self.word(at, wanted).unwrap_or(at)
    }

    fn part(&self, at: usize) -> Option<(usize, Part)> {
        self.pick(at, |lex| if let Lex::Part(part) = lex { Some(part) } else { None })
    }

    fn unit(&self, at: usize) -> Option<(usize, Unit)> {
        self.pick(at, |lex| if let Lex::Unit(unit) = lex { Some(unit) } else { None })
    }

    /// A whole number below a bound, in digits or words.
    fn small(&self, at: usize, below: u64) -> Option<(usize, i8)> {
        let (end, value) = self.reader.numbers.whole(at).filter(|(_, value)| *value < below)?;
        Some((end, i8::try_from(value).ok()?))
    }

    fn found(item: Item) -> Found {
        let moment = |reading: Reading| {
            Value::Moment(Moment {
                shape: item.shape,
                timex: reading.timex,
                start: reading.start,
                end: reading.end,
                seconds: reading.seconds,
                modifier: item.modifier,
                within: item.within,
                utc_offset_minutes: item.utc_offset_minutes,
            })
        };
        let mut values: Vec<Value> = Vec::with_capacity(item.readings.len());
        for value in item.readings.into_iter().map(moment) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Found { kind: Kind::Moment, from: item.start, to: item.end, values, sure: false, bytes: None }
    }
}

/// Midnight at the beginning of a day.
fn midnight(date: Date) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight())
}
