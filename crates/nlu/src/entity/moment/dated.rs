//! Dates with their month: "3 de mayo de 2019", "May 3rd", "29/03", "2016-12-22".

use super::calendar;
use super::day::capital;
use super::lexicon::Lex;
use super::{Day, Grammar};
use crate::entity::Language;
use crate::entity::token::Class;
use jiff::civil::Date;

impl Grammar<'_> {
    /// A date with its month: in words or in digits.
    pub(super) fn dated(&self, at: usize) -> Option<Day> {
        self.month_first(at)
            .into_iter()
            .chain(self.day_first(at))
            .chain(self.year_first(at))
            .chain(self.digits_only(at))
            .chain(self.compact(at))
            .max_by_key(|day| day.end)
    }

    /// A day of the month: "3", "3rd", "tres", "third"; whether it was an ordinal or padded tells nothing here.
    pub(super) fn day_number(&self, at: usize) -> Option<(usize, i8)> {
        let text = self.reader.text;
        if let Some(end) = self.reader.numbers.digit_ordinal(at) {
            let day = text.digits(at)?.parse::<i8>().ok().filter(|day| (1..=31).contains(day))?;
            return Some((end, day));
        }
        if let Some(digits) = text.digits(at) {
            let day = digits.parse::<i8>().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))?;
            let decimal =
                text.word(at + 1) == "," && text.glued(at + 1) && text.glued(at + 2) && text.is(at + 2, Class::Digits);
            return (!decimal).then_some((at + 1, day));
        }
        let ordinal = self.reader.numbers.ordinal(at).filter(|(_, value)| (1.0..=31.0).contains(value));
        #[expect(clippy::cast_possible_truncation, reason = "checked to be a day of a month")]
        if let Some((end, value)) = ordinal {
            return Some((end, value as i8));
        }
        self.small(at, 32).filter(|(_, day)| *day > 0)
    }

    /// A year of four digits, or of two where a date leaves no doubt.
    pub(super) fn year(&self, at: usize, two_digits: bool) -> Option<(usize, i16)> {
        let text = self.reader.text;
        if let Some(digits) = text.digits(at) {
            let apart = !(text.glued(at + 1) && (text.is(at + 1, Class::Word) || text.word(at + 1) == ":"));
            let decimal = matches!(text.word(at + 1), "," | ".")
                && text.glued(at + 1)
                && text.glued(at + 2)
                && text.is(at + 2, Class::Digits);
            let year: i16 = digits.parse().ok()?;
            return match digits.len() {
                4 if apart && !decimal => Some((at + 1, year)).filter(|(_, year)| (1000..=2999).contains(year)),
                2 if two_digits && apart && !decimal => Some((at + 1, century(year))),
                _ => None,
            };
        }
        if text.word(at) == "'" && text.glued(at + 1) {
            return self.year(at + 1, true);
        }
        let (end, value) = self.reader.numbers.whole(at)?;
        let year = i16::try_from(value).ok()?;
        match year {
            1500..=2100 => Some((end, year)),
            _ => self
                .spoken_year(end, year)
                .or_else(|| (two_digits && (10..100).contains(&year)).then(|| (end, century(year)))),
        }
    }

    /// "nineteen eighty four", "twenty twenty".
    pub(super) fn spoken_year(&self, end: usize, head: i16) -> Option<(usize, i16)> {
        let hundreds = self.language == Language::English && (15..=21).contains(&head);
        let (end, tail) = self.small(end, 100).filter(|(_, tail)| hundreds && *tail >= 10)?;
        Some((end, head * 100 + i16::from(tail)))
    }

    /// "May 3rd[, 2019]", "jan/3", "Nov 18 2014", "march eighteenth".
    pub(super) fn month_first(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let (end, month) = self.month(at)?;
        if text.word(end) == "-"
            && let Some((year_end, year)) = self.year(end + 1, false)
            && text.word(year_end) == "-"
            && let Some((end, day)) = self.day_number(year_end + 1)
        {
            return self.date(end, Some(year), month, day);
        }
        let joined = matches!(text.word(end), "-" | "/" | ".") && text.glued(end);
        let place = if joined { end + 1 } else { self.skip(end, Lex::The) };
        let (end, day) = self.day_number(place)?;
        let is_hour = text.word(end) == ":" && text.glued(end);
        let spelt_out = self.language != Language::English && !joined && !text.is(place, Class::Digits);
        // "may 2 amigos" is no date, nor is "maio 20h".
        if is_hour || spelt_out || (text.glued(end) && text.is(end, Class::Word)) {
            return None;
        }
        let year = self.year_after(end, joined);
        self.date(year.map_or(end, |(end, _)| end), year.map(|(_, year)| year), month, day)
    }

    /// "3 de mayo de 2019", "3rd of May", "22/jan/2019", "23-2020-setembro".
    pub(super) fn day_first(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let (end, day) = self.day_number(at).filter(|_| self.reader.begins(at))?;
        let end = if matches!(text.word(end), "day" | "dia") && self.word(end + 1, Lex::Of).is_some() {
            end + 1
        } else {
            end
        };
        let joined = matches!(text.word(end), "-" | "/" | ".") && text.is(end, Class::Sign);
        if joined
            && let Some((year_end, year)) = self.year(end + 1, false)
            && matches!(text.word(year_end), "-" | "/")
            && let Some((end, month)) = self.month(year_end + 1)
        {
            return self.date(end, Some(year), month, day);
        }
        let place = if joined {
            end + 1
        } else {
            let of = self.skip(end, Lex::Of);
            let month = self.skip(of, Lex::The);
            self.words_month(month).unwrap_or(month)
        };
        if let Some(day) = self.numbered_month(at, day, end, place) {
            return Some(day);
        }
        let (end, month) = self.month(place)?;
        if self.language == Language::English
            && !joined
            && text.word(place) == "may"
            && place == end
            && !capital(text.typed(place))
        {
            return None;
        }
        let year = self.year_after(end, joined);
        self.date(year.map_or(end, |(end, _)| end), year.map(|(_, year)| year), month, day)
    }

    /// "9 de 8 de 1971", "el 17 del 11".
    pub(super) fn numbered_month(&self, at: usize, day: i8, end: usize, place: usize) -> Option<Day> {
        let text = self.reader.text;
        let of = matches!(text.word(end), "de" | "del" | "do");
        let (end, month) = self
            .small(place, 13)
            .filter(|(_, month)| of && *month > 0 && text.is(place, Class::Digits) && text.is(at, Class::Digits))?;
        let before = at.checked_sub(1).map_or("", |before| text.word(before));
        let year = self.year_after(end, false);
        let led = matches!(before, "el" | "dia" | "no") && text.word(end.wrapping_sub(2)) != "de";
        (year.is_some() || led)
            .then(|| self.date(year.map_or(end, |(end, _)| end), year.map(|(_, year)| year), month, day))
            .flatten()
    }

    /// "del mes de mayo".
    pub(super) fn words_month(&self, at: usize) -> Option<usize> {
        self.reader.phrase(at, &["mes de", "month of"])
    }

    /// "2016-12-22", "2020/set/23", "2019 march 3".
    pub(super) fn year_first(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let (end, year) = self.year(at, false).filter(|_| text.is(at, Class::Digits) && self.reader.begins(at))?;
        let sign = matches!(text.word(end), "-" | "/" | ".").then_some(text.word(end));
        let place = if sign.is_some() { end + 1 } else { end };
        if sign.is_some()
            && let Some((day_end, day)) = self.day_number(place).filter(|_| text.is(place, Class::Digits))
            && let Some((end, month)) = self.month(day_end + 1).filter(|_| Some(text.word(day_end)) == sign)
        {
            return self.date(end, Some(year), month, day);
        }
        let (end, month) = match (self.month(place), sign) {
            (Some(month), _) => month,
            (None, Some(_)) => self.small(place, 13).filter(|_| text.is(place, Class::Digits))?,
            (None, None) => return None,
        };
        let place = if sign.is_some_and(|sign| sign == text.word(end)) {
            end + 1
        } else if sign.is_none() {
            end
        } else {
            return None;
        };
        let (end, day) = self.day_number(place).filter(|_| text.is(place, Class::Digits))?;
        self.date(end, Some(year), month, day)
    }

    /// "29/03[/2018]", "5.12", "10-1-2018": day first, but in English.
    pub(super) fn digits_only(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let number = |at: usize| text.digits(at).filter(|digits| digits.len() <= 2)?.parse::<i8>().ok();
        let first = number(at)
            .filter(|_| self.reader.begins(at) && !matches!(text.word(at.wrapping_sub(1)), "$" | "." | "," | "/"))?;
        let sign = text.word(at + 1);
        let second = number(at + 2).filter(|_| matches!(sign, "/" | "." | "-"))?;
        let tight = text.glued(at + 1) && text.glued(at + 2);
        let third = (text.word(at + 3) == sign).then(|| self.year(at + 4, true)).flatten();
        let year = third.or_else(|| self.comma_year(at + 3));
        if (sign != "/" && third.is_none() && !(sign == "." && self.is_day_context(at))) || (!tight && third.is_none())
        {
            return None;
        }
        let english = self.language == Language::English;
        let (month, day) = if english { (first, second) } else { (second, first) };
        let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
        let end = year.map_or(at + 3, |(end, _)| end);
        let decimal =
            text.word(end) == "." && text.glued(end) && text.glued(end + 1) && text.is(end + 1, Class::Digits);
        let runs_on = decimal
            || text.glued(end)
                && (text.is(end, Class::Digits)
                    || text.is(end, Class::Word)
                    || text.word(end) == "%"
                    || (text.word(end) == "/" && third.is_some()));
        let possible = (1..=12).contains(&month) && (1..=31).contains(&day) && !runs_on;
        let two_digits = year.is_some_and(|(end, year)| (2030..2040).contains(&year) && text.word(end - 1).len() == 2);
        if let (true, true, Some((_, year))) = (possible, two_digits, year) {
            // A year like "35" is of either century.
            let dates = [year - 100, year].into_iter().filter_map(|year| calendar::new(year, month, day)).collect();
            return Some(Day { end, timex: format!("XX{:02}-{month:02}-{day:02}", year % 100), dates, yearless: None });
        }
        possible.then(|| self.date(end, year.map(|(_, year)| year), month, day)).flatten()
    }

    /// "20161016".
    fn compact(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let digits = text.digits(at).filter(|digits| digits.len() == 8 && self.reader.begins(at))?;
        let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
        let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
        let date = calendar::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
        let letters = text.glued(at + 1) && text.is(at + 1, Class::Word);
        let plausible =
            (1950..2050).contains(&year) && !letters && !matches!(text.word(at.wrapping_sub(1)), "+" | "$" | "#");
        plausible.then(|| Day { end: at + 1, timex: date.to_string(), dates: vec![date], yearless: None })
    }

    /// "5.12" is a date only where a day is expected.
    pub(super) fn is_day_context(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        before.is_some_and(|before| {
            self.word(before, Lex::On).is_some()
                && !matches!(self.reader.text.word(before), "," | "a" | "de" | "for" | "por" | "at")
                || self.weekday(before).is_some()
        })
    }

    pub(super) fn comma_year(&self, at: usize) -> Option<(usize, i16)> {
        let comma = self.reader.text.word(at) == ",";
        self.year(at + 1, false).filter(|_| comma && self.reader.text.spaced(at + 1))
    }

    /// The year after a date: ", 2019", "de 2019", "del año 2019", "/2019", "of 2019".
    pub(super) fn year_after(&self, end: usize, joined: bool) -> Option<(usize, i16)> {
        let text = self.reader.text;
        let sign = matches!(text.word(end), "-" | "/" | ".") && text.glued(end) && joined;
        let mut at = if sign || text.word(end) == "," { end + 1 } else { self.skip(end, Lex::Of) };
        if text.word(at) == "ano" || text.word(at) == "year" {
            at += 1;
        }
        let close = self.language != Language::English && at > end && !sign;
        let found = self.year(at, sign || (text.word(end) != "," && (close || text.is(at, Class::Digits))));
        found.filter(|(year_end, _)| {
            let two = text.digits(at).is_some_and(|digits| digits.len() == 2) || text.digits(at).is_none() && !close;
            let hour = text.word(*year_end) == ":"
                || self.clock_words_follow(*year_end)
                || (self.word(*year_end, Lex::To).is_some() && two);
            !(two && (hour || (at == end && text.word(end) == ",")))
        })
    }

    pub(super) fn clock_words_follow(&self, at: usize) -> bool {
        self.pick(at, |lex| matches!(lex, Lex::Am | Lex::Pm | Lex::Oclock).then_some(())).is_some()
            || self.unit(at).is_some()
    }

    /// A day from its parts; without a year the last one and the next one.
    pub(super) fn date(&self, end: usize, year: Option<i16>, month: i8, day: i8) -> Option<Day> {
        if !(1..=12).contains(&month) {
            return None;
        }
        if let Some(year) = year {
            let date = calendar::new(year, month, day);
            let dates: Vec<Date> = date.into_iter().collect();
            return Some(Day { end, timex: format!("{year:04}-{month:02}-{day:02}"), dates, yearless: None });
        }
        let dates = self.around(|year| calendar::new(year, month, day));
        Some(Day { end, timex: format!("XXXX-{month:02}-{day:02}"), dates, yearless: Some((month, day)) })
    }
}

pub(super) fn century(year: i16) -> i16 {
    if year < 40 { 2000 + year } else { 1900 + year }
}
