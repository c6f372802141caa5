//! Stretches of days: "next week", "mayo de 2019", "los últimos 3 días", "Q1 2017", "the 90s".

use super::calendar;
use super::day::capital;
use super::lexicon::{Lex, Rel, Unit};
use super::{Grammar, Item, Period, Reading, midnight};
use crate::entity::Language;
use crate::entity::token::Class;
use crate::entity::value::{Modifier, Shape};
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

    pub(super) fn span_of(&self, date: Date, unit: Unit) -> Option<(String, Date, Date)> {
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

    fn whole_unit(&self, end: usize, date: Date, unit: Unit) -> Option<Period> {
        let (timex, start, finish) = self.span_of(date, unit)?;
        Some(Period { end, timex, spans: vec![(start, finish)], unit, yearless: None, modifier: None })
    }

    /// "next week", "este fin de semana", "el mes pasado", "the same week", "the month".
    fn relative_period(&self, at: usize) -> Option<Period> {
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
            return self.whole_unit(end, base, unit);
        }
        let article = self.word(at, Lex::The).filter(|_| self.language == Language::English)?;
        let (end, unit) = self
            .unit(article)
            .filter(|(_, unit)| matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year))?;
        let later = self.reader.phrase(end, &["after next"]);
        if let Some(end) = later {
            return self.whole_unit(end, calendar::shift(midnight(self.today), 2.0, unit).date(), unit);
        }
        let of = self.word(end, Lex::Of).is_some_and(|of| self.reader.text.word(end) == "of" && of > end);
        (!of && self.reader.ends(end)).then(|| self.whole_unit(end, self.today, unit)).flatten()
    }

    fn elsewhere(&self, end: usize, unit: Unit) -> Option<Period> {
        let (_, start, finish) = self.span_of(self.today, unit)?;
        let timex = match unit {
            Unit::Week => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            _ => "XXXX",
        };
        let spans = vec![(start, finish)];
        Some(Period { end, timex: timex.to_owned(), spans, unit, yearless: None, modifier: Some(Modifier::Elsewhere) })
    }

    /// "this school year", "ano fiscal": whose days nobody but a school or a firm knows.
    fn special_year(&self, end: usize, year: i16) -> Option<Period> {
        let (end, name) = self.special_word(end)?;
        Some(Period {
            end,
            timex: format!("{name}{year:04}"),
            spans: Vec::new(),
            unit: Unit::Year,
            yearless: None,
            modifier: None,
        })
    }

    fn special_word(&self, at: usize) -> Option<(usize, &'static str)> {
        match self.reader.text.word(at) {
            "escolar" | "letivo" | "lectivo" => Some((at + 1, "SY")),
            "fiscal" => Some((at + 1, "FY")),
            _ => None,
        }
    }

    /// "next 3 days", "los últimos 5 minutos", "3 próximas semanas", "within 9 months".
    fn counted_period(&self, at: usize) -> Option<Period> {
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
            Unit::Quarter => self
                .span_of(self.today, Unit::Quarter)
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
    fn counted_of(&self, at: usize) -> Option<Period> {
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
    fn counted_stretch(&self, at: usize) -> Option<(usize, super::Length, Rel)> {
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
    fn count_rel_unit(&self, at: usize) -> Option<(usize, super::Length, Rel)> {
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

    /// "May 2019", "mayo de este año", "this September", "2017 april", "Dec/2018", "2015-12".
    pub(super) fn month_period(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        if let Some((end, rel)) = self.rel(at)
            && let Some((end, month)) = self.month(end).filter(|(after, _)| {
                text.word(*after - 1) != "may" || self.language != Language::English || capital(text.typed(*after - 1))
            })
        {
            let ahead = match rel {
                Rel::Next | Rel::AfterNext => 1,
                Rel::Last | Rel::Past => -1,
                Rel::This | Rel::That => 0,
            };
            let passed = month < self.today.month() || (month == self.today.month() && ahead > 0);
            let year = self.today.year()
                + match ahead {
                    1 => i16::from(passed),
                    -1 => -i16::from(month >= self.today.month()),
                    _ => 0,
                };
            return self.whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
        }
        if let Some((end, year)) = self.year(at, false).filter(|_| text.is(at, Class::Digits) && self.reader.begins(at))
        {
            let joined = matches!(text.word(end), "-" | "/");
            let place = if joined { end + 1 } else { end };
            if let Some((end, month)) = self.month(place).filter(|(end, _)| self.day_number(*end).is_none()) {
                return self.whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
            }
            let month = self.small(place, 13).filter(|(_, month)| {
                *month > 0 && joined && text.glued(end) && text.word(place).len() == 2 && text.is(place, Class::Digits)
            });
            if let Some((end, month)) = month.filter(|(end, _)| {
                !matches!(text.word(*end), "-" | "/") && !text.glued(*end)
                    || text.word(*end) == "."
                    || text.word(*end) == "?"
            }) {
                return self.whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
            }
            return None;
        }
        if let Some(period) = self.numeric_month(at) {
            return Some(period);
        }
        let (end, month) = self.month(at).filter(|_| self.is_month(at))?;
        let sign = matches!(text.word(end), "," | "-" | "/");
        let mut place = if sign { end + 1 } else { self.skip(end, Lex::Of) };
        if matches!(text.word(place), "ano" | "year") {
            place += 1;
        }
        let of = place > end && !sign;
        let digits_two = text.digits(place).is_some_and(|digits| digits.len() == 2);
        let year = self
            .year(place, (of && digits_two) || text.word(place) == "'")
            .filter(|_| !(text.word(end) == "," && digits_two));
        if let Some((end, year)) = year.or_else(|| self.relative_year(place)) {
            return self.whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
        }
        let this = self.today.year();
        let future = if month < self.today.month() { this + 1 } else { this };
        let span = |year: i16| {
            let start = calendar::new(year, month, 1)?;
            Some((start, calendar::months(start, 1)))
        };
        let spans = [span(future - 1), span(future)].into_iter().flatten().collect();
        Some(Period {
            end,
            timex: format!("XXXX-{month:02}"),
            spans,
            unit: Unit::Month,
            yearless: Some(month),
            modifier: None,
        })
    }

    /// "12-2015", "12/2015".
    fn numeric_month(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        let (end, month) = self.small(at, 13).filter(|(_, month)| *month > 0)?;
        let sign =
            matches!(text.word(end), "-" | "/") && text.glued(end) && text.glued(end + 1) && self.reader.begins(at);
        let before = at.checked_sub(1).map_or("", |before| text.word(before));
        let (year_end, year) = self
            .year(end + 1, false)
            .filter(|_| sign && text.is(at, Class::Digits) && !matches!(before, "-" | "/" | "+"))?;
        let runs_on = matches!(text.word(year_end), "-" | "/") && text.glued(year_end);
        (!runs_on).then(|| self.whole_unit(year_end, calendar::new(year, month, 1)?, Unit::Month)).flatten()
    }

    /// "may" is a verb unless something makes it a month; "mar" the sea, "set" a set.
    fn is_month(&self, at: usize) -> bool {
        let text = self.reader.text;
        let before = at.checked_sub(1).map_or("", |before| text.word(before));
        let led = matches!(
            before,
            "in" | "of"
                | "since"
                | "from"
                | "to"
                | "until"
                | "till"
                | "by"
                | "this"
                | "next"
                | "last"
                | "after"
                | "before"
                | "mid"
                | "late"
                | "early"
                | "between"
                | "and"
                | "through"
                | "during"
                | "-"
                | "the"
                | "for"
        );
        match (self.language, text.word(at)) {
            (Language::English, "may" | "march") => {
                (led && (capital(text.typed(at))
                    || matches!(
                        before,
                        "in" | "of"
                            | "since"
                            | "from"
                            | "until"
                            | "next"
                            | "last"
                            | "during"
                            | "before"
                            | "after"
                            | "mid"
                            | "late"
                            | "early"
                    )))
                    || (self.year(at + 1, false).is_some() && capital(text.typed(at)))
            }
            (Language::English, word) => word.len() > 3 || capital(text.typed(at)) || led,
            (
                _,
                "mar" | "set" | "out" | "ago" | "may" | "ene" | "dic" | "mai" | "sep" | "abr" | "dec" | "oct" | "feb"
                | "jan" | "jun" | "jul",
            ) => {
                text.word(at + 1) == "."
                    || self.year(self.skip(at + 1, Lex::Of), false).is_some()
                    || matches!(
                        before,
                        "en" | "em"
                            | "de"
                            | "desde"
                            | "hasta"
                            | "ate"
                            | "entre"
                            | "a"
                            | "para"
                            | "-"
                            | "despues"
                            | "antes"
                    )
                    || self.rel(at.wrapping_sub(1)).is_some()
            }
            _ => true,
        }
    }

    /// "2018", "the year 2018", "ano fiscal de 2008", "sy 2008".
    fn year_period(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        if let Some(school) = self.named_year(at) {
            return Some(school);
        }
        if let Some(start) = self.word(at, Lex::YearWord) {
            if let Some((end, name)) = self.special_word(start) {
                let place = self.skip(end, Lex::Of);
                let year = self.year(place, true);
                let timex = year.map_or(format!("{name}XXXX"), |(_, year)| format!("{name}{year:04}"));
                let end = year.map_or(end, |(end, _)| end);
                return Some(Period {
                    end,
                    timex,
                    spans: Vec::new(),
                    unit: Unit::Year,
                    yearless: None,
                    modifier: None,
                });
            }
            let two_digits = !matches!(text.word(start - 1), "years");
            let (end, year) = self
                .year(start, two_digits)
                .filter(|_| text.is(start, Class::Digits) || self.language != Language::English)?;
            return self.whole_unit(end, calendar::new(year, 1, 1)?, Unit::Year);
        }
        let (end, year) = self.year(at, false)?;
        let digits = text.is(at, Class::Digits);
        let before = at.checked_sub(1).map_or("", |before| text.word(before));
        let touched = text.glued(at) && !matches!(before, "(" | "~" | "-" | "=" | "<" | ">" | "\"" | "'");
        let number = matches!(before, "$" | "€" | "£" | "#" | "/" | ":")
            || (before == "-" && text.is(at.wrapping_sub(2), Class::Digits))
            || matches!(text.word(end), "%" | "$" | "€" | ":")
            || (matches!(text.word(end), "-" | "/") && text.is(end + 1, Class::Digits));
        let worded =
            !digits && (year < 1900 || !matches!(before, "en" | "em" | "in" | "de" | "del" | "since" | "desde"));
        let counted =
            digits && self.reader.numbers.at(at).is_some_and(|reading| reading.end > end && reading.value > 3000.0);
        let unit = self.unit(end).is_some() && self.rel(end).is_none();
        (!touched && !number && !worded && !counted && !unit && (1300..=2199).contains(&year))
            .then(|| self.whole_unit(end, calendar::new(year, 1, 1)?, Unit::Year))
            .flatten()
    }

    /// "sy 2008", "fiscal year 2018", "FY19".
    fn named_year(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        let (start, name) = match text.word(at) {
            "sy" => (at + 1, "SY"),
            "fy" => (at + 1, "FY"),
            _ => {
                let start = match self.rel(at) {
                    Some((end, Rel::This)) => end,
                    _ => at,
                };
                let (end, name) = match text.word(start) {
                    "school" => (start + 1, "SY"),
                    "fiscal" => (start + 1, "FY"),
                    _ => return None,
                };
                let end = self.unit(end).filter(|(_, unit)| *unit == Unit::Year).map(|(end, _)| end)?;
                if start > at {
                    let timex = format!("{name}{:04}", self.today.year());
                    return Some(Period {
                        end,
                        timex,
                        spans: Vec::new(),
                        unit: Unit::Year,
                        yearless: None,
                        modifier: None,
                    });
                }
                (end, name)
            }
        };
        let (end, timex) = match self.year(start, true) {
            Some((end, year)) => (end, format!("{name}{year:04}")),
            None if start > at + 1 => (start, format!("{name}XXXX")),
            None => return None,
        };
        Some(Period { end, timex, spans: Vec::new(), unit: Unit::Year, yearless: None, modifier: None })
    }

    /// "week 31", "first week of 2015", "3rd week of May", "the week of the 18th", "el tercer mes de 2021".
    fn week_period(&self, at: usize) -> Option<Period> {
        self.week_number(at)
            .into_iter()
            .chain(self.nth_unit(at))
            .chain(self.week_of(at))
            .max_by_key(|period| period.end)
    }

    fn week_number(&self, at: usize) -> Option<Period> {
        let place = at;
        let week = |end: usize| self.unit(end).filter(|(_, unit)| *unit == Unit::Week).map(|(end, _)| end);
        let (end, number) = if let Some(end) = week(place) {
            self.small(end, 54).filter(|(after, number)| {
                *number > 0 && self.reader.text.is(end, Class::Digits) && self.reader.ends(*after)
            })?
        } else {
            let ordinal = self.reader.numbers.digit_ordinal(place)?;
            let number =
                self.reader.text.digits(place)?.parse::<i8>().ok().filter(|number| (1..54).contains(number))?;
            (week(ordinal)?, number)
        };
        let place = self.skip(end, Lex::Of);
        let year = self.year(place, false).or_else(|| self.relative_year(place));
        if year.is_none() && place > end && self.month(place).is_some() {
            return None;
        }
        let (end, year) = year.unwrap_or((end, self.today.year()));
        self.iso_week(end, year, number)
    }

    fn iso_week(&self, end: usize, year: i16, number: i8) -> Option<Period> {
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

    fn nth_unit(&self, at: usize) -> Option<Period> {
        let (end, nth) = self.nth(at)?;
        let (end, unit) = self.unit(end)?;
        let place = self.word(end, Lex::Of)?;
        let place = self.skip(place, Lex::The);
        let whole =
            self.month_period(place).or_else(|| self.year_period(place)).or_else(|| self.relative_period(place))?;
        let (start, finish) = *whole.spans.last()?;
        match (unit, whole.unit) {
            (Unit::Week, Unit::Year) if nth > 0 => self.iso_week(whole.end, start.year(), nth),
            (Unit::Week, Unit::Year) => {
                self.iso_week(whole.end, start.year(), calendar::new(start.year(), 12, 28)?.iso_week_date().week())
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
            (Unit::Month, Unit::Year) => {
                self.whole_unit(whole.end, calendar::new(start.year(), if nth > 0 { nth } else { 12 }, 1)?, Unit::Month)
            }
            (Unit::Day, _) if nth > 0 => {
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

    fn week_of(&self, at: usize) -> Option<Period> {
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
            self.unit(end).is_none().then(|| self.monthless(end, day)).flatten()
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
    fn quarter_period(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
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
    fn yearless_quarter(&self, end: usize, months: i8, number: i8) -> Period {
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
    fn decade(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        let century = |at: usize| self.unit(at).filter(|(_, unit)| *unit == Unit::Century);
        if let Some((end, nth)) = self.nth(at)
            && let Some((end, _)) = century(end).filter(|_| nth > 0)
        {
            return self.whole_unit(end, calendar::new((i16::from(nth) - 1) * 100, 1, 1)?, Unit::Century);
        }
        let (start, named) = match self.reader.phrase(
            at,
            &["los anos", "anos", "decada de los", "decada de", "os anos", "la decada de", "la decada de los"],
        ) {
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
            return self.whole_unit(end, calendar::new(number, 1, 1)?, Unit::Decade);
        }
        let plausible = digits.len() == 2 && number >= 10 && text.word(at.wrapping_sub(1)) != "$";
        let span = |first: i16| Some((calendar::new(first, 1, 1)?, calendar::new(first + 10, 1, 1)?));
        let spans: Vec<_> = [span(1900 + number), span(2000 + number)].into_iter().flatten().collect();
        let timex = format!("(XX{number:02}-01-01,XX{:02}-01-01,P10Y)", (number + 10) % 100);
        plausible.then_some(Period { end, timex, spans, unit: Unit::Decade, yearless: None, modifier: None })
    }

    /// "mid-November", "early next month", "finales de año", "rest of the week", "year to date".
    fn part_of_period(&self, at: usize) -> Option<Period> {
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
                self.whole_unit(end, self.today, unit)
            })?;
        self.cut(at, whole, part)
    }

    fn rest(&self, end: usize) -> Option<Period> {
        let place = self.skip(end, Lex::The);
        let whole = self.relative_period(place).or_else(|| {
            let (end, unit) =
                self.unit(place).filter(|(_, unit)| matches!(unit, Unit::Week | Unit::Month | Unit::Year))?;
            self.whole_unit(end, self.today, unit)
        })?;
        let (_, finish) = *whole.spans.first()?;
        let timex = format!("({},{finish},P{}D)", self.today, (finish - self.today).get_days());
        Some(Period { timex, spans: vec![(self.today, finish)], ..whole })
    }

    /// The beginning, middle or end of a period; "later this month" begins now.
    fn cut(&self, at: usize, whole: Period, part: Modifier) -> Option<Period> {
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
