//! Days of the calendar: "3 de mayo", "May 3rd, 2019", "29/03", "viernes 13", "el 15".

use super::calendar;
use super::lexicon::{Holiday, Lex, Rel, Unit};
use super::{Day, Grammar, midnight};
use crate::entity::Language;
use crate::entity::token::Class;
use jiff::civil::Date;

impl Grammar<'_> {
    /// The day that begins at `at`.
    pub(super) fn day(&self, at: usize) -> Option<Day> {
        let plain = || {
            self.relative_weekday(at)
                .into_iter()
                .chain(self.weekday_first(at))
                .chain(self.dated(at))
                .chain(self.holiday(at))
                .chain(self.nth_weekday(at))
                .chain(self.day_from_today(at))
                .chain(self.nth_day_of_month(at))
                .chain(self.nearby_date(at))
                .max_by_key(|day| day.end)
        };
        plain()
    }

    /// A date with its month: in words or in digits.
    pub(super) fn dated(&self, at: usize) -> Option<Day> {
        self.month_first(at)
            .into_iter()
            .chain(self.day_first(at))
            .chain(self.year_first(at))
            .chain(self.digits_only(at))
            .max_by_key(|day| day.end)
    }

    pub(super) fn month(&self, at: usize) -> Option<(usize, i8)> {
        self.pick(at, |lex| if let Lex::Month(month) = lex { Some(month) } else { None })
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(usize, i8)> {
        let (end, weekday) = self.pick(at, |lex| if let Lex::Weekday(weekday) = lex { Some(weekday) } else { None })?;
        let text = self.reader.text;
        // "2a" is a weekday, "2" and "segunda vez" are not.
        let word = text.word(at);
        let is_ordinal = self.language == Language::Portuguese
            && end == at + 1
            && matches!(word, "segunda" | "quarta" | "quinta" | "terca" | "sexta")
            && self.ordinal_reading_is_likelier(at, end);
        let is_word = self.language == Language::English
            && matches!(word, "sun" | "sat" | "mon" | "wed")
            && end == at + 1
            && !capital(text.typed(at))
            && !text.is(end, Class::Digits)
            && self.rel(at.wrapping_sub(1)).is_none()
            && self.month(end).is_none();
        let verb = self.language == Language::Portuguese
            && word == "ter"
            && text.is(at + 1, Class::Word)
            && self.lex.get(at + 1).is_none_or(Vec::is_empty);
        if verb || (self.language == Language::Portuguese && word == "ter" && self.reader.numbers.at(at + 1).is_some())
        {
            return None;
        }
        let is_month = self.language == Language::Spanish && word == "mar" && !matches!(text.word(at + 1), ".");
        (!is_ordinal && !is_word && !is_month).then_some((end, weekday))
    }

    fn ordinal_reading_is_likelier(&self, at: usize, end: usize) -> bool {
        let text = self.reader.text;
        let noun = [
            "vez", "opcao", "via", "parcela", "parte", "semana", "quinzena", "linha", "coluna", "pagina", "casa",
            "rodada", "dose", "metade",
        ];
        noun.contains(&text.word(end)) || (at > 0 && matches!(text.word(at - 1), "primeira" | "vigesima" | "decima"))
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
            let apart = !(text.glued(at + 1) && text.is(at + 1, Class::Word))
                && !(text.word(at + 1) == ":" && text.glued(at + 1));
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
    fn spoken_year(&self, end: usize, head: i16) -> Option<(usize, i16)> {
        let hundreds = self.language == Language::English && (15..=21).contains(&head);
        let (end, tail) = self.small(end, 100).filter(|(_, tail)| hundreds && *tail >= 10)?;
        Some((end, head * 100 + i16::from(tail)))
    }

    /// "May 3rd[, 2019]", "jan/3", "Nov 18 2014", "march eighteenth".
    fn month_first(&self, at: usize) -> Option<Day> {
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
    fn day_first(&self, at: usize) -> Option<Day> {
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
    fn numbered_month(&self, at: usize, day: i8, end: usize, place: usize) -> Option<Day> {
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
    fn words_month(&self, at: usize) -> Option<usize> {
        self.reader.phrase(at, &["mes de", "month of"])
    }

    /// "2016-12-22", "2020/set/23", "2019 march 3".
    fn year_first(&self, at: usize) -> Option<Day> {
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
    fn digits_only(&self, at: usize) -> Option<Day> {
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
        possible.then(|| self.date(end, year.map(|(_, year)| year), month, day)).flatten()
    }

    /// "5.12" is a date only where a day is expected.
    fn is_day_context(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        before.is_some_and(|before| {
            self.word(before, Lex::On).is_some()
                && !matches!(self.reader.text.word(before), "," | "a" | "de" | "for" | "por" | "at")
                || self.weekday(before).is_some()
        })
    }

    fn comma_year(&self, at: usize) -> Option<(usize, i16)> {
        let comma = self.reader.text.word(at) == ",";
        self.year(at + 1, false).filter(|_| comma && self.reader.text.spaced(at + 1))
    }

    /// The year after a date: ", 2019", "de 2019", "del año 2019", "/2019", "of 2019".
    fn year_after(&self, end: usize, joined: bool) -> Option<(usize, i16)> {
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

    fn clock_words_follow(&self, at: usize) -> bool {
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

    /// The last and the next of what comes once a year, or less often.
    pub(super) fn around(&self, in_year: impl Fn(i16) -> Option<Date>) -> Vec<Date> {
        let this = self.today.year();
        let past = (0..9).filter_map(|back| in_year(this - back)).find(|date| midnight(*date) < self.now);
        let future = (0..9).filter_map(|ahead| in_year(this + ahead)).find(|date| midnight(*date) >= self.now);
        past.into_iter().chain(future).collect()
    }

    pub(super) fn rel(&self, at: usize) -> Option<(usize, Rel)> {
        self.pick(at, |lex| if let Lex::Rel(rel) = lex { Some(rel) } else { None })
    }

    /// A weekday and what pins it down: a date, a day of the month, or nothing.
    fn weekday_first(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let (end, weekday) = self.weekday(at)?;
        let mut place = end;
        if matches!(text.word(end), "," | "-" | "(") {
            place = end + 1;
        }
        let listed = text.word(end) == "," && !text.is(place, Class::Digits);
        place = self.skip(place, Lex::The);
        let named_day = self.reader.phrase(end, &["dia", "el dia", "no dia", "o dia", ", dia"]);
        let dated = self.dated(named_day.unwrap_or(place)).map(|day| {
            let closed = text.word(end) == "(" && text.word(day.end) == ")";
            Day { end: if closed { day.end + 1 } else { day.end }, ..day }
        });
        if dated.is_some() {
            return dated;
        }
        if let Some((end, day)) =
            self.day_number(named_day.unwrap_or(place)).filter(|(day_end, _)| !listed && self.stands_alone(*day_end))
        {
            let definite = named_day.is_some()
                || (self.language != Language::Portuguese && matches!(text.word(place.wrapping_sub(1)), "the" | "el"));
            return self.weekday_with_day(end, weekday, day, definite);
        }
        let (past, future) = calendar::weekday_around(self.today, weekday);
        Some(Day { end, timex: format!("XXXX-WXX-{weekday}"), dates: vec![past, future], yearless: None })
    }

    /// Whether a day's number is not an hour or an amount of something.
    fn stands_alone(&self, end: usize) -> bool {
        let text = self.reader.text;
        let runs_on = text.glued(end) && !matches!(text.word(end), "." | "," | "!" | "?" | ")" | ";");
        let ranges = self.word(end, Lex::To).is_some_and(|next| {
            matches!(text.word(end), "-" | "–" | "to" | "hasta" | "ate") && self.reader.numbers.at(next).is_some()
        });
        !runs_on && !ranges && !self.clock_words_follow(end)
    }

    fn weekday_with_day(&self, end: usize, weekday: i8, day: i8, definite: bool) -> Option<Day> {
        let fits = |date: &Date| date.weekday().to_monday_one_offset() == weekday && date.day() == day;
        let month = |ahead: i64| {
            let first = calendar::months(calendar::first_of_month(self.today), ahead);
            calendar::new(first.year(), first.month(), day)
        };
        if definite {
            let date = month(0).filter(fits).or_else(|| month(0))?;
            return Some(Day { end, timex: date.to_string(), dates: vec![date], yearless: None });
        }
        let past = (0..60).filter_map(|back| month(-back)).find(|date| fits(date) && midnight(*date) < self.now);
        let future = (0..60).filter_map(month).find(|date| fits(date) && midnight(*date) >= self.now);
        let dates: Vec<Date> = past.into_iter().chain(future).collect();
        (!dates.is_empty()).then(|| Day { end, timex: format!("XXXX-WXX-{weekday}"), dates, yearless: None })
    }

    /// "el 15", "on the 18th", "dia 15": a day of this month or its neighbours.
    fn nearby_date(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let before = |back: usize| at.checked_sub(back).map_or("", |before| text.word(before));
        let english = self.language == Language::English;
        let (start, ordinal) = if english {
            (
                self.word(at, Lex::The)
                    .filter(|_| matches!(before(1), "on" | "by" | "before" | "after" | "until" | "since" | "from"))?,
                true,
            )
        } else {
            let named = self.reader.phrase(at, &["el dia", "o dia", "dia"]);
            let article = self.word(at, Lex::The).filter(|_| {
                matches!(text.word(at), "el" | "o")
                    && matches!(before(1), "" | "para" | "pra" | "hasta" | "desde" | "antes" | "despues")
            });
            (named.or(article)?, named.is_none())
        };
        let (end, day) = self.day_number(start).filter(|(end, _)| self.stands_alone(*end))?;
        let spelt_ordinal = !english && ordinal && !text.is(start, Class::Digits);
        let counted = text.is(end, Class::Word) && !english && ordinal && self.lex.get(end).is_none_or(Vec::is_empty);
        if spelt_ordinal
            || counted
            || (english
                && text.is(start, Class::Digits)
                && end == start + 1
                && (before(1) != "on" || counted_noun(text, end)))
        {
            return None;
        }
        if self.month(self.skip(end, Lex::Of)).is_some() {
            return None;
        }
        let this_month = self.reader.phrase(
            end,
            &["of the month", "of this month", "del mes", "de este mes", "deste mes", "este mes", "do mes"],
        );
        if let Some(end) = this_month {
            let date = calendar::new(self.today.year(), self.today.month(), day)?;
            return Some(Day { end, timex: date.to_string(), dates: vec![date], yearless: None });
        }
        self.monthless(end, day)
    }

    pub(super) fn monthless(&self, end: usize, day: i8) -> Option<Day> {
        let month = |ahead: i64| {
            let first = calendar::months(calendar::first_of_month(self.today), ahead);
            calendar::new(first.year(), first.month(), day)
        };
        let past = (0..3).filter_map(|back| month(-back)).find(|date| midnight(*date) < self.now);
        let future = (0..3).filter_map(month).find(|date| midnight(*date) >= self.now);
        let dates = past.into_iter().chain(future).collect();
        Some(Day { end, timex: format!("XXXX-XX-{day:02}"), dates, yearless: None })
    }

    pub(super) fn holiday(&self, at: usize) -> Option<Day> {
        let (end, holiday) = self.pick(at, |lex| if let Lex::Holiday(holiday) = lex { Some(holiday) } else { None })?;
        let place = self.skip(end, Lex::Of);
        let year = self.year(place, false).or_else(|| self.relative_year(place));
        if let Some((end, year)) = year {
            let date = calendar::holiday(holiday, year)?;
            return Some(Day { end, timex: date.to_string(), dates: vec![date], yearless: None });
        }
        let dates = self.around(|year| calendar::holiday(holiday, year));
        let timex = match holiday {
            Holiday::Fixed(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Holiday::Nth(month, weekday, nth) if (1..100).contains(&nth) => {
                format!("XXXX-{month:02}-WXX-{weekday}-{nth}")
            }
            Holiday::Nth(month, _, 104) => format!("XXXX-{month:02}-WXX-5-4"),
            _ => "XXXX".to_owned(),
        };
        Some(Day { end, timex, dates, yearless: None })
    }

    /// "this year", "do ano passado".
    pub(super) fn relative_year(&self, at: usize) -> Option<(usize, i16)> {
        let (end, rel) = self.relative_unit(at, Unit::Year)?;
        Some((end, self.today.year() + i16::from(rel)))
    }

    /// "first Monday of next month", "el último viernes de mayo".
    fn nth_weekday(&self, at: usize) -> Option<Day> {
        let (end, nth) = self.nth(at)?;
        let (end, weekday) = self.weekday(end)?;
        self.nth_weekday_of(self.word(end, Lex::Of)?, nth, weekday)
    }

    pub(super) fn nth_weekday_of(&self, at: usize, nth: i8, weekday: i8) -> Option<Day> {
        let at = self.skip(at, Lex::The);
        let (end, year, month) = if let Some((end, rel)) = self.relative_unit(at, Unit::Month) {
            let first = calendar::months(calendar::first_of_month(self.today), i64::from(rel));
            (end, Some(first.year()), first.month())
        } else {
            let (end, month) = self.month(at)?;
            let year = self.year_after(end, false);
            (year.map_or(end, |(end, _)| end), year.map(|(_, year)| year), month)
        };
        let name = if nth < 0 { "last".to_owned() } else { format!("#{nth}") };
        let timex = format!("XXXX-{month:02}-WXX-{weekday}-{name}");
        let dates = match year {
            Some(year) => calendar::nth_weekday(year, month, weekday, nth).into_iter().collect(),
            None => self.around(|year| calendar::nth_weekday(year, month, weekday, nth)),
        };
        Some(Day { end, timex, dates, yearless: None })
    }

    /// "the 31st day of the month", "15th day of next month".
    pub(super) fn nth_day_of_month(&self, at: usize) -> Option<Day> {
        let (end, nth) = self.nth(at).filter(|(_, nth)| *nth > 0)?;
        let (end, _) = self.unit(end).filter(|(_, unit)| *unit == Unit::Day)?;
        let place = self.word(end, Lex::Of)?;
        let (end, ahead) = match self.relative_unit(place, Unit::Month) {
            Some(found) => found,
            None => (self.reader.phrase(place, &["the month", "mes"])?, 0),
        };
        let first = calendar::months(calendar::first_of_month(self.today), i64::from(ahead));
        let date = calendar::new(first.year(), first.month(), nth)?;
        Some(Day { end, timex: date.to_string(), dates: vec![date], yearless: None })
    }

    /// "first" to "fifth", or "last".
    pub(super) fn nth(&self, at: usize) -> Option<(usize, i8)> {
        let at = self.skip(at, Lex::The);
        if let Some((end, Rel::Last)) = self.rel(at) {
            return Some((end, -1));
        }
        if let Some(end) = self.reader.numbers.digit_ordinal(at) {
            let nth = self.reader.text.digits(at)?.parse().ok().filter(|nth| (1..=53).contains(nth))?;
            return Some((end, nth));
        }
        let (end, value) = self.reader.numbers.ordinal(at).filter(|(_, value)| (1.0..=53.0).contains(value))?;
        #[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
        Some((end, value as i8))
    }
}

fn counted_noun(text: &crate::entity::token::Text<'_>, end: usize) -> bool {
    text.is(end, Class::Word) && !matches!(text.word(end), "at" | "from" | "between" | "in" | "for" | "and" | "or")
}

fn century(year: i16) -> i16 {
    if year < 40 { 2000 + year } else { 1900 + year }
}

pub(super) fn capital(typed: &str) -> bool {
    typed.chars().next().is_some_and(char::is_uppercase)
}
