//! Weeks, quarters, halves, decades and centuries: "week 31", "first week of May", "Q1 2017", "los años 90".

use super::calendar;
use super::lexicon::{Lex, Unit};
use super::{Grammar, Period};
use crate::entity::Language;
use crate::entity::token::Class;
use jiff::civil::Date;

impl Grammar<'_> {
    /// "week 31", "first week of 2015", "3rd week of May", "the week of the 18th", "el tercer mes de 2021".
    pub(super) fn week_period(&self, at: usize) -> Option<Period> {
        self.week_number(at)
            .into_iter()
            .chain(self.nth_unit(at))
            .chain(self.week_of(at))
            .max_by_key(|period| period.end)
    }

    pub(super) fn week_number(&self, at: usize) -> Option<Period> {
        let place = at;
        let week = |end: usize| self.unit(end).filter(|(_, unit)| *unit == Unit::Week).map(|(end, _)| end);
        let (end, number) = if let Some(end) = week(place) {
            self.small(end, 54).filter(|(after, number)| {
                *number > 0 && self.reader.text.is(end, Class::Digits) && self.reader.ends(*after)
            })?
        } else {
            let spelt = self.language != Language::English
                && self.reader.text.is(place, Class::Word)
                && self.rel(place).is_none();
            let (ordinal, number) = if spelt {
                self.nth(place)?
            } else {
                let ordinal = self.reader.numbers.digit_ordinal(place)?;
                (ordinal, self.reader.text.digits(place)?.parse::<i8>().ok().filter(|number| (1..54).contains(number))?)
            };
            (week(ordinal)?, number)
        };
        let place = self.skip(end, Lex::Of);
        let year = self.year(place, false).or_else(|| self.relative_year(place));
        if year.is_none() && place > end && self.month(place).is_some() {
            return None;
        }
        let (end, year) = year.unwrap_or((end, self.today.year()));
        Self::iso_week(end, year, number)
    }

    pub(super) fn iso_week(end: usize, year: i16, number: i8) -> Option<Period> {
        let fourth = calendar::new(year, 1, 4)?;
        let monday = calendar::days(calendar::monday(fourth), i64::from(number - 1) * 7);
        let spans = vec![(monday, calendar::days(monday, 7))];
        Some(Period {
            end,
            timex: format!("{year:04}-W{number:02}"),
            spans,
            unit: Unit::Week,
            yearless: None,
            modifier: None,
        })
    }

    pub(super) fn nth_unit(&self, at: usize) -> Option<Period> {
        let lead =
            self.reader.phrase(at, &["na", "no"]).filter(|_| self.language == Language::Portuguese).unwrap_or(at);
        let (end, nth) = self.nth(lead)?;
        let (end, unit) = self.unit(end)?;
        let place = self.word(end, Lex::Of)?;
        let place = self.skip(place, Lex::The);
        let whole =
            self.month_period(place).or_else(|| self.year_period(place)).or_else(|| self.relative_period(place))?;
        let (start, finish) = *whole.spans.last()?;
        match (unit, whole.unit) {
            (Unit::Week, Unit::Year) if nth > 0 => Self::iso_week(whole.end, start.year(), nth),
            (Unit::Week, Unit::Year) => {
                Self::iso_week(whole.end, start.year(), calendar::new(start.year(), 12, 28)?.iso_week_date().week())
            }
            (Unit::Week, Unit::Month) => {
                let first = |start: Date| calendar::monday(calendar::days(start, 3));
                let last = |finish: Date| calendar::monday(calendar::days(finish, -4));
                let number =
                    if nth > 0 { i64::from(nth) } else { i64::from((last(finish) - first(start)).get_days() / 7 + 1) };
                let week = |(start, finish): &(Date, Date)| {
                    let monday =
                        if nth > 0 { calendar::days(first(*start), i64::from(nth - 1) * 7) } else { last(*finish) };
                    (monday, calendar::days(monday, 7))
                };
                let timex = format!("{}-W{number:02}", whole.timex);
                let spans = whole.spans.iter().map(week).collect();
                Some(Period { end: whole.end, timex, spans, unit: Unit::Week, yearless: None, modifier: None })
            }
            (Unit::Month, Unit::Year) => Self::whole_unit(
                whole.end,
                calendar::new(start.year(), if nth > 0 { nth } else { 12 }, 1)?,
                Unit::Month,
            ),
            (Unit::Day, unit) if nth > 0 && unit != Unit::Month => {
                let day = calendar::days(start, i64::from(nth - 1));
                let spans = vec![(day, calendar::days(day, 1))];
                Some(Period {
                    end: whole.end,
                    timex: day.to_string(),
                    spans,
                    unit: Unit::Day,
                    yearless: None,
                    modifier: None,
                })
            }
            _ => None,
        }
    }

    pub(super) fn week_of(&self, at: usize) -> Option<Period> {
        let place = self.skip(at, Lex::The);
        let (end, _) = self.unit(place).filter(|(_, unit)| *unit == Unit::Week)?;
        let begins = self.reader.phrase(
            end,
            &[
                "commencing",
                "beginning",
                "starting",
                "que comienza el",
                "que empieza el",
                "que comeca em",
                "que comeca no dia",
                "starting on",
            ],
        );
        let of = begins
            .or_else(|| self.word(end, Lex::Of))
            .filter(|_| begins.is_some() || matches!(self.reader.text.word(end), "of" | "de" | "del" | "do"))?;
        let place = self.skip(of, Lex::The);
        let dated = self.dated(place);
        let day = dated.or_else(|| {
            let (end, day) = self.day_number(self.reader.phrase(place, &["dia"]).unwrap_or(place))?;
            self.unit(end).is_none().then(|| self.monthless(end, day))
        })?;
        let spans = day.dates.iter().map(|date| {
            let monday = calendar::monday(*date);
            (monday, calendar::days(monday, 7))
        });
        Some(Period {
            end: day.end,
            timex: day.timex,
            spans: spans.collect(),
            unit: Unit::Week,
            yearless: None,
            modifier: None,
        })
    }

    /// "q1 2017", "2017-q1", "first quarter of 2018", "2019 H2", "segundo semestre de 2019".
    pub(super) fn quarter_period(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        if self.language == Language::Spanish && self.word(at, Lex::The).is_some() {
            return None;
        }
        let coded = |at: usize| {
            let months = match text.word(at) {
                "q" | "t" => 3,
                "h" | "s" => 6,
                _ => return None,
            };
            let number: i8 = text.digits(at + 1).filter(|_| text.glued(at + 1))?.parse().ok()?;
            (1..=12 / months).contains(&number).then_some((at + 2, months, number))
        };
        let build = |end: usize, year: i16, months: i8, number: i8| {
            let start = calendar::new(year, (number - 1) * months + 1, 1)?;
            let finish = calendar::months(start, i64::from(months));
            let unit = if months == 3 { Unit::Quarter } else { Unit::Semester };
            let timex = format!("({start},{finish},P{months}M)");
            Some(Period { end, timex, spans: vec![(start, finish)], unit, yearless: None, modifier: None })
        };
        if let Some((end, year)) = self.year(at, false).filter(|_| text.is(at, Class::Digits)) {
            let place = if matches!(text.word(end), "-" | "/") { end + 1 } else { end };
            let (end, months, number) = coded(place)?;
            return build(end, year, months, number);
        }
        if let Some((end, months, number)) = coded(at) {
            let place = if matches!(text.word(end), "-" | "/" | ",") { end + 1 } else { self.skip(end, Lex::Of) };
            if let Some((end, year)) = self.year(place, false).or_else(|| self.relative_year(place)) {
                return build(end, year, months, number);
            }
            let lone = months == 3 && text.word(at) == "q" || months == 6 && text.word(at) == "h";
            let lone = lone || (months == 3 && text.word(at) == "t" && self.language == Language::Spanish);
            return lone.then(|| self.yearless_quarter(end, months, number));
        }
        let (end, nth) = self.nth(at).filter(|(_, nth)| *nth > 0 || self.language != Language::English)?;
        let (end, months) = match self.unit(end) {
            Some((end, Unit::Quarter)) => (end, 3),
            Some((end, Unit::Semester)) => (end, 6),
            _ => match text.word(end) {
                "half" => (end + 1, 6),
                "mitad" if text.word(end + 1) == "de" => (end + 1, 6),
                _ => return None,
            },
        };
        let number = if nth > 0 { nth } else { 12 / months };
        let place = self.skip(self.skip(end, Lex::Of), Lex::The);
        let place = if matches!(text.word(place), "ano" | "year") { place + 1 } else { place };
        if text.word(place.wrapping_sub(1)) == "year"
            && self.language == Language::English
            && self.year(place, false).is_none()
        {
            return Some(self.yearless_quarter(place, months, number));
        }
        let lone = (end, self.today.year());
        let digits = self.reader.numbers.digit_ordinal(at).is_some();
        let (end, year) = self
            .year(if matches!(text.word(place), "-") { place + 1 } else { place }, false)
            .or_else(|| self.relative_year(place))
            .or_else(|| digits.then_some(lone))?;
        (number <= 12 / months).then(|| build(end, year, months, number)).flatten()
    }

    /// A quarter or a half of whichever year.
    pub(super) fn yearless_quarter(&self, end: usize, months: i8, number: i8) -> Period {
        let first = (number - 1) * months + 1;
        let starts = self.around(|year| calendar::new(year, first, 1));
        let spans: Vec<_> =
            starts.into_iter().map(|start| (start, calendar::months(start, i64::from(months)))).collect();
        let last = (first + months - 1) % 12 + 1;
        let timex = format!("(XXXX-{first:02}-01,XXXX-{last:02}-01,P{months}M)");
        let unit = if months == 3 { Unit::Quarter } else { Unit::Semester };
        Period { end, timex, spans, unit, yearless: None, modifier: None }
    }

    /// "1990s", "the 90 s", "los años 90", "década de 80", "21st century".
    pub(super) fn decade(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        let century = |at: usize| self.unit(at).filter(|(_, unit)| *unit == Unit::Century);
        if let Some((end, nth)) = self.nth(at)
            && let Some((end, _)) = century(end).filter(|_| nth > 0)
        {
            return Self::whole_unit(end, calendar::new((i16::from(nth) - 1) * 100, 1, 1)?, Unit::Century);
        }
        if let Some((end, _)) = century(at)
            && let Some(number) = roman(text.word(end))
        {
            return Self::whole_unit(end + 1, calendar::new((number - 1) * 100, 1, 1)?, Unit::Century);
        }
        let (start, named) =
            match self.reader.phrase(at, &["los anos", "anos", "decada de los", "decada de", "os anos"]) {
                Some(start) => (start, true),
                None => (at, false),
            };
        let digits = text.digits(start)?;
        let plural =
            text.word(start + 1) == "s" && (text.glued(start + 1) || digits.len() == 4 || digits.ends_with('0'));
        let quoted = text.word(start + 1) == "'" && text.word(start + 2) == "s";
        let number: i16 = digits.parse().ok().filter(|number| number % 10 == 0)?;
        let end = match (plural, quoted) {
            (true, _) => start + 2,
            (_, true) => start + 3,
            _ if named => start + 1,
            _ => return None,
        };
        if digits.len() == 4 {
            return Self::whole_unit(end, calendar::new(number, 1, 1)?, Unit::Decade);
        }
        let plausible = digits.len() == 2 && number >= 10 && text.word(at.wrapping_sub(1)) != "$";
        let span = |first: i16| Some((calendar::new(first, 1, 1)?, calendar::new(first + 10, 1, 1)?));
        let spans: Vec<_> = [span(1900 + number), span(2000 + number)].into_iter().flatten().collect();
        let timex = format!("(XX{number:02}-01-01,XX{:02}-01-01,P10Y)", (number + 10) % 100);
        plausible.then_some(Period { end, timex, spans, unit: Unit::Decade, yearless: None, modifier: None })
    }
}

/// "XXI": the numbers centuries are written with.
fn roman(word: &str) -> Option<i16> {
    let value = |letter: char| match letter {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let digits: Option<Vec<i16>> = word.chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    let next = digits.iter().skip(1).chain(std::iter::once(&0));
    let sum = digits.iter().zip(next).map(|(digit, next)| if digit < next { -digit } else { *digit }).sum();
    (1..=21).contains(&sum).then_some(sum)
}
