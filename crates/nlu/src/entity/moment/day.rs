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

    pub(super) fn ordinal_reading_is_likelier(&self, at: usize, end: usize) -> bool {
        let text = self.reader.text;
        let noun = [
            "vez", "opcao", "via", "parcela", "parte", "semana", "quinzena", "linha", "coluna", "pagina", "casa",
            "rodada", "dose", "metade",
        ];
        noun.contains(&text.word(end)) || (at > 0 && matches!(text.word(at - 1), "vigesima" | "decima"))
    }

    /// The last and the next of what comes once a year, or less often.
    pub(super) fn around(&self, in_year: impl Fn(i16) -> Option<Date>) -> Vec<Date> {
        let this = self.today.year();
        let past = (0..9).filter_map(|back| in_year(this - back)).find(|date| midnight(*date) < self.now);
        let future = (0..9).filter_map(|ahead| in_year(this + ahead)).find(|date| midnight(*date) >= self.now);
        past.into_iter().chain(future).collect()
    }

    pub(super) fn rel(&self, at: usize) -> Option<(usize, Rel)> {
        // "the course will last two weeks".
        let before = at.checked_sub(1).map_or("", |before| self.reader.text.word(before));
        let verb =
            matches!(before, "will" | "would" | "to" | "should" | "can" | "could" | "t" | "not" | "may" | "might");
        if verb && self.reader.text.word(at) == "last" {
            return None;
        }
        self.pick(at, |lex| if let Lex::Rel(rel) = lex { Some(rel) } else { None })
    }

    /// A weekday and what pins it down: a date, a day of the month, or nothing.
    pub(super) fn weekday_first(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let (end, weekday) = self.weekday(at)?;
        let mut place = end;
        if matches!(text.word(end), "," | "-" | "(") {
            place = end + 1;
        }
        if !matches!(text.word(place), "a" | "as" | "la" | "las" | "los" | "os") {
            place = self.skip(place, Lex::The);
        }
        let named_day = self.reader.phrase(end, &["dia", "el dia", "no dia", "o dia", ", dia"]);
        let worded = named_day.is_none() && !text.is(place, Class::Digits);
        let listed = worded && (text.word(end) == "," || self.language == Language::Portuguese);
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
    pub(super) fn stands_alone(&self, end: usize) -> bool {
        let text = self.reader.text;
        let runs_on = text.glued(end) && !matches!(text.word(end), "." | "," | "!" | "?" | ")" | ";");
        let ranges = self.word(end, Lex::To).is_some_and(|next| {
            matches!(text.word(end), "-" | "–" | "to" | "hasta" | "ate") && self.reader.numbers.at(next).is_some()
        });
        !runs_on && !ranges && !self.clock_words_follow(end) && self.part_after(end).is_none()
    }

    pub(super) fn weekday_with_day(&self, end: usize, weekday: i8, day: i8, definite: bool) -> Option<Day> {
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
    pub(super) fn nearby_date(&self, at: usize) -> Option<Day> {
        let text = self.reader.text;
        let before = |back: usize| at.checked_sub(back).map_or("", |before| text.word(before));
        let english = self.language == Language::English;
        let (start, ordinal) = if english {
            (
                self.word(at, Lex::The).filter(|_| {
                    matches!(before(1), "on" | "of" | "by" | "before" | "after" | "until" | "since" | "from")
                })?,
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
        let month = self.skip(end, Lex::Of);
        if self.month(month).is_some() || (text.word(end) == "del" && text.is(month, Class::Digits)) {
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
        Some(self.monthless(end, day))
    }

    pub(super) fn monthless(&self, end: usize, day: i8) -> Day {
        let month = |ahead: i64| {
            let first = calendar::months(calendar::first_of_month(self.today), ahead);
            calendar::new(first.year(), first.month(), day)
        };
        let past = (0..3).filter_map(|back| month(-back)).find(|date| midnight(*date) < self.now);
        let future = (0..3).filter_map(month).find(|date| midnight(*date) >= self.now);
        let dates = past.into_iter().chain(future).collect();
        Day { end, timex: format!("XXXX-XX-{day:02}"), dates, yearless: None }
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
    pub(super) fn nth_weekday(&self, at: usize) -> Option<Day> {
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
        let named = self.unit(end).filter(|(_, unit)| *unit == Unit::Day);
        let place = self.word(named.map_or(end, |(end, _)| end), Lex::Of)?;
        let (end, ahead) = match self.relative_unit(place, Unit::Month) {
            Some(found) => found,
            None => (self.reader.phrase(place, &["the month", "mes"]).filter(|_| named.is_some())?, 0),
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

pub(super) fn counted_noun(text: &crate::entity::token::Text<'_>, end: usize) -> bool {
    text.is(end, Class::Word) && !matches!(text.word(end), "at" | "from" | "between" | "in" | "for" | "and" | "or")
}

pub(super) fn capital(typed: &str) -> bool {
    typed.chars().next().is_some_and(char::is_uppercase)
}
