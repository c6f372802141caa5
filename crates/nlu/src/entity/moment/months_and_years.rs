//! Months and years: "mayo de 2019", "this September", "2015-12", "año fiscal 2008".

use super::calendar;
use super::day::capital;
use super::lexicon::{Lex, Rel, Unit};
use super::{Grammar, Period};
use crate::entity::Language;
use crate::entity::token::Class;

impl Grammar<'_> {
    /// "this school year", "ano fiscal": whose days nobody but a school or a firm knows.
    pub(super) fn special_year(&self, end: usize, year: i16) -> Option<Period> {
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

    pub(super) fn special_word(&self, at: usize) -> Option<(usize, &'static str)> {
        match self.reader.text.word(at) {
            "escolar" | "letivo" | "lectivo" => Some((at + 1, "SY")),
            "fiscal" => Some((at + 1, "FY")),
            _ => None,
        }
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
            return Self::whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
        }
        if let Some((end, year)) = self.year(at, false).filter(|_| text.is(at, Class::Digits) && self.reader.begins(at))
        {
            let joined = matches!(text.word(end), "-" | "/");
            let place = if joined { end + 1 } else { end };
            if let Some((end, month)) = self.month(place).filter(|(end, _)| self.day_number(*end).is_none()) {
                return Self::whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
            }
            let month = self.small(place, 13).filter(|(_, month)| {
                *month > 0 && joined && text.glued(end) && text.word(place).len() == 2 && text.is(place, Class::Digits)
            });
            if let Some((end, month)) = month.filter(|(end, _)| {
                !matches!(text.word(*end), "-" | "/") && !text.glued(*end)
                    || text.word(*end) == "."
                    || text.word(*end) == "?"
            }) {
                return Self::whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
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
            return Self::whole_unit(end, calendar::new(year, month, 1)?, Unit::Month);
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
    pub(super) fn numeric_month(&self, at: usize) -> Option<Period> {
        let text = self.reader.text;
        let (end, month) = self.small(at, 13).filter(|(_, month)| *month > 0)?;
        let sign =
            matches!(text.word(end), "-" | "/") && text.glued(end) && text.glued(end + 1) && self.reader.begins(at);
        let before = at.checked_sub(1).map_or("", |before| text.word(before));
        let (year_end, year) = self
            .year(end + 1, false)
            .filter(|_| sign && text.is(at, Class::Digits) && !matches!(before, "-" | "/" | "+"))?;
        let runs_on = matches!(text.word(year_end), "-" | "/") && text.glued(year_end);
        (!runs_on).then(|| Self::whole_unit(year_end, calendar::new(year, month, 1)?, Unit::Month)).flatten()
    }

    /// "may" is a verb unless something makes it a month; "mar" the sea, "set" a set.
    pub(super) fn is_month(&self, at: usize) -> bool {
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
    pub(super) fn year_period(&self, at: usize) -> Option<Period> {
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
            return Self::whole_unit(end, calendar::new(year, 1, 1)?, Unit::Year);
        }
        let (end, year) = self.year(at, false)?;
        let digits = text.is(at, Class::Digits);
        let before = at.checked_sub(1).map_or("", |before| text.word(before));
        let touched = text.glued(at) && !matches!(before, "(" | "~" | "-" | "=" | "<" | ">" | "\"" | "'");
        let number = matches!(before, "$" | "€" | "£" | "#" | "/" | ":")
            || (before == "-" && text.is(at.wrapping_sub(2), Class::Digits))
            || matches!(text.word(end), "%" | "$" | "€" | ":")
            || (matches!(text.word(end), "-" | "/")
                && text.is(end + 1, Class::Digits)
                && self.year(end + 1, false).is_none_or(|(after, _)| text.word(after) == "-"));
        let worded =
            !digits && (year < 1900 || !matches!(before, "en" | "em" | "in" | "de" | "del" | "since" | "desde"));
        let counted =
            digits && self.reader.numbers.at(at).is_some_and(|reading| reading.end > end && reading.value > 3000.0);
        let unit = self.unit(end).is_some() && self.rel(end).is_none();
        (!touched && !number && !worded && !counted && !unit && (1300..=2199).contains(&year))
            .then(|| Self::whole_unit(end, calendar::new(year, 1, 1)?, Unit::Year))
            .flatten()
    }

    /// "sy 2008", "fiscal year 2018", "FY19".
    pub(super) fn named_year(&self, at: usize) -> Option<Period> {
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
}
