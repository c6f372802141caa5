//! Stretches of days: "next week", "mayo de 2019", "los últimos 3 días", "Q1 2017", "the 90s".

use super::calendar;
use super::lexicon::{Lex, Rel, Unit};
use super::{Grammar, Period, midnight};
use crate::entity::Language;
use crate::entity::token::Class;
use crate::entity::value::Modifier;
use jiff::civil::Date;

impl Grammar<'_> {
    /// The period that begins at `at`.
    pub(super) fn period(&self, at: usize) -> Option<Period> {
        self.relative_period(at)
            .into_iter()
            .chain(self.counted_period(at))
            .chain(self.month_period(at))
            .chain(self.year_period(at))
            .chain(self.week_period(at))
            .chain(self.quarter_period(at))
            .chain(self.decade(at))
            .chain(self.part_of_period(at))
            .chain(self.counted_of(at))
            .max_by_key(|period| period.end)
    }

    pub(super) fn span_of(date: Date, unit: Unit) -> Option<(String, Date, Date)> {
        let year = date.year();
        let first = |month: i8| calendar::new(year, month, 1);
        Some(match unit {
            Unit::Week => {
                let monday = calendar::monday(date);
                (calendar::week_timex(date), monday, calendar::days(monday, 7))
            }
            Unit::Weekend => {
                let saturday = calendar::weekday(date, 6, 0);
                (format!("{}-WE", calendar::week_timex(date)), saturday, calendar::days(saturday, 2))
            }
            Unit::Month => {
                let start = calendar::first_of_month(date);
                (format!("{year:04}-{:02}", date.month()), start, calendar::months(start, 1))
            }
            Unit::Quarter => {
                let start = first((date.month() - 1) / 3 * 3 + 1)?;
                let end = calendar::months(start, 3);
                (format!("({start},{end},P3M)"), start, end)
            }
            Unit::Semester => {
                let start = first((date.month() - 1) / 6 * 6 + 1)?;
                let end = calendar::months(start, 6);
                (format!("({start},{end},P6M)"), start, end)
            }
            Unit::Year => (format!("{year:04}"), first(1)?, calendar::new(year + 1, 1, 1)?),
            Unit::Decade => {
                let (start, end) = (calendar::new(year / 10 * 10, 1, 1)?, calendar::new(year / 10 * 10 + 10, 1, 1)?);
                (format!("({start},{end},P10Y)"), start, end)
            }
            Unit::Century => {
                let (start, end) =
                    (calendar::new(year / 100 * 100, 1, 1)?, calendar::new(year / 100 * 100 + 100, 1, 1)?);
                (format!("({start},{end},P100Y)"), start, end)
            }
            _ => return None,
        })
    }

    pub(super) fn whole_unit(end: usize, date: Date, unit: Unit) -> Option<Period> {
        let (timex, start, finish) = Self::span_of(date, unit)?;
        Some(Period { end, timex, spans: vec![(start, finish)], unit, yearless: None, modifier: None })
    }

    /// "next week", "este fin de semana", "el mes pasado", "the same week", "the month".
    pub(super) fn relative_period(&self, at: usize) -> Option<Period> {
        for unit in [
            Unit::Week,
            Unit::Weekend,
            Unit::Month,
            Unit::Quarter,
            Unit::Semester,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
        ] {
            let Some((end, count)) = self.relative_unit(at, unit) else { continue };
            let rel_first = self
                .rel(at)
                .is_some_and(|(rel_end, _)| self.unit(rel_end).is_some_and(|(unit_end, _)| unit_end == end));
            if rel_first && self.rel(at).is_some_and(|(_, rel)| rel == Rel::That) {
                return self.elsewhere(end, unit);
            }
            if unit == Unit::Year
                && let Some(school) = self.special_year(end, self.today.year() + i16::from(count))
            {
                return Some(school);
            }
            let base = calendar::shift(
                midnight(self.today),
                f64::from(count),
                if unit == Unit::Weekend { Unit::Week } else { unit },
            )
            .date();
            let base = if unit == Unit::Month || unit == Unit::Quarter || unit == Unit::Semester {
                calendar::shift(midnight(calendar::first_of_month(self.today)), f64::from(count), unit).date()
            } else {
                base
            };
            return Self::whole_unit(end, base, unit);
        }
        let text = self.reader.text;
        let this_week = self.language == Language::Spanish
            && at > 1
            && text.word(at - 1) == "la"
            && matches!(text.word(at - 2), "de" | "en");
        if this_week
            && let Some((end, Unit::Week)) = self.unit(at)
            && self.small(end, 54).is_none()
        {
            return Self::whole_unit(end, self.today, Unit::Week);
        }
        if self.language != Language::English
            && let Some((end, Unit::Weekend)) = self.unit(at)
        {
            return Self::whole_unit(end, self.today, Unit::Weekend);
        }
        let article = self.word(at, Lex::The).filter(|_| self.language == Language::English)?;
        let (end, unit) = self
            .unit(article)
            .filter(|(_, unit)| matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year))?;
        if self.reader.numbers.at(end).is_some_and(|reading| reading.digits) {
            return None;
        }
        let later = self.reader.phrase(end, &["after next"]);
        if let Some(end) = later {
            return Self::whole_unit(end, calendar::shift(midnight(self.today), 2.0, unit).date(), unit);
        }
        let of = self.word(end, Lex::Of).is_some_and(|of| self.reader.text.word(end) == "of" && of > end);
        (!of && self.reader.ends(end)).then(|| Self::whole_unit(end, self.today, unit)).flatten()
    }

    pub(super) fn elsewhere(&self, end: usize, unit: Unit) -> Option<Period> {
        let (_, start, finish) = Self::span_of(self.today, unit)?;
        let timex = match unit {
            Unit::Week => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            _ => "XXXX",
        };
        let spans = vec![(start, finish)];
        Some(Period { end, timex: timex.to_owned(), spans, unit, yearless: None, modifier: Some(Modifier::Elsewhere) })
    }

    /// "mid-November", "early next month", "finales de año", "rest of the week", "year to date".
    pub(super) fn part_of_period(&self, at: usize) -> Option<Period> {
        if let Some(end) = self.word(at, Lex::Rest) {
            return self.rest(end);
        }
        if let Some(end) =
            self.reader.phrase(at, &["year to date", "ytd", "ano hasta la fecha", "ano ate a data", "ano ate hoje"])
        {
            let start = calendar::new(self.today.year(), 1, 1)?;
            let spans = vec![(start, self.today)];
            return Some(Period {
                end,
                timex: format!("{:04}", self.today.year()),
                spans,
                unit: Unit::Year,
                yearless: None,
                modifier: None,
            });
        }
        if matches!(self.unit(at), Some((_, Unit::Weekend))) {
            return None;
        }
        let (end, part) = self.pick(at, |lex| match lex {
            Lex::Early => Some(Modifier::Early),
            Lex::Middle => Some(Modifier::Middle),
            Lex::Late => Some(Modifier::Late),
            _ => None,
        })?;
        let end = if self.reader.text.word(end) == "-" { end + 1 } else { end };
        let place = self.skip(end, Lex::The);
        let whole = self
            .month_period(place)
            .or_else(|| self.relative_period(place))
            .or_else(|| self.year_period(place))
            .or_else(|| {
                let (end, unit) =
                    self.unit(place).filter(|(_, unit)| matches!(unit, Unit::Week | Unit::Month | Unit::Year))?;
                Self::whole_unit(end, self.today, unit)
            })?;
        self.cut(at, whole, part)
    }

    pub(super) fn rest(&self, end: usize) -> Option<Period> {
        let place = self.skip(end, Lex::The);
        let whole = self.relative_period(place).or_else(|| {
            let (end, unit) =
                self.unit(place).filter(|(_, unit)| matches!(unit, Unit::Week | Unit::Month | Unit::Year))?;
            Self::whole_unit(end, self.today, unit)
        })?;
        let (_, finish) = *whole.spans.first()?;
        let timex = format!("({},{finish},P{}D)", self.today, (finish - self.today).get_days());
        Some(Period { timex, spans: vec![(self.today, finish)], ..whole })
    }

    /// The beginning, middle or end of a period; "later this month" begins now.
    pub(super) fn cut(&self, at: usize, whole: Period, part: Modifier) -> Option<Period> {
        let comparative = matches!(self.reader.text.word(at), "earlier" | "later" | "mas" | "mais");
        // Of a year by its number the thirds are meant, of this or the next one the halves.
        let named = whole.unit == Unit::Year && self.reader.text.is(whole.end - 1, Class::Digits);
        let cut = |(start, finish): (Date, Date)| {
            let current = start <= self.today && self.today < finish && comparative;
            let middle = match whole.unit {
                Unit::Week => calendar::days(start, 3),
                Unit::Month => calendar::days(start, 15),
                Unit::Year => calendar::months(start, 6),
                Unit::Weekend | Unit::Quarter | Unit::Semester | Unit::Decade => {
                    calendar::days(start, i64::from((finish - start).get_days() / 2))
                }
                _ => return None,
            };
            Some(match part {
                Modifier::Early if current && self.today < middle => (start, self.today),
                Modifier::Early if !named => (start, middle),
                Modifier::Late if current && self.today > middle => (self.today, finish),
                Modifier::Early if named => (start, calendar::months(start, 4)),
                Modifier::Late if named => (calendar::months(start, 8), finish),
                Modifier::Middle if named => (calendar::months(start, 4), calendar::months(start, 8)),
                Modifier::Late => (middle, finish),
                _ => match whole.unit {
                    Unit::Month => (calendar::days(start, 9), calendar::days(start, 20)),
                    Unit::Week => (calendar::days(start, 2), calendar::days(start, 5)),
                    Unit::Year => (calendar::months(start, 3), calendar::months(start, 9)),
                    _ => (start, finish),
                },
            })
        };
        let spans: Option<Vec<_>> = whole.spans.iter().map(|span| cut(*span)).collect();
        let current = whole.spans.iter().any(|(start, finish)| *start <= self.today && self.today < *finish)
            && comparative
            && whole.yearless.is_none();
        let modifier = if current { None } else { Some(part) };
        Some(Period { spans: spans?, modifier, ..whole })
    }
}
