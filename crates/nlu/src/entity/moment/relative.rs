//! Days counted from today: "mañana", "next Friday", "hace 2 días", "two days after today".

use super::calendar;
use super::lexicon::{Bound, Lex, Rel, Unit};
use super::{Day, Grammar, Item, Length, Reading};
use crate::entity::Language;
use crate::entity::value::Shape;
use jiff::civil::{Date, DateTime};

impl Grammar<'_> {
    pub(super) fn known(end: usize, date: Date) -> Day {
        Day { end, timex: date.to_string(), dates: vec![date], yearless: None }
    }

    /// "hoy", "the day after tomorrow", "two days after today", "in two weeks", "hace un año".
    pub(super) fn day_from_today(&self, at: usize) -> Option<Day> {
        let simple =
            self.named_day(at).map(|(end, days)| Self::known(end, calendar::days(self.today, i64::from(days))));
        let counted = self.counted_point(at).filter(|(_, length, _)| !length.is_clock());
        let counted = counted.map(|(end, _, moment)| Self::known(end, moment.date()));
        let counted = counted.into_iter().chain(self.counted_from_day(at)).max_by_key(|day| day.end);
        let pinned = counted.as_ref().and_then(|day| self.counted_then_weekday(at, day));
        simple.into_iter().chain(counted).chain(pinned).max_by_key(|day| day.end)
    }

    /// "in 3 days on Friday": the weekday of that week, or the next one after months and years.
    fn counted_then_weekday(&self, at: usize, day: &Day) -> Option<Day> {
        let (end, weekday) = self.weekday(self.skip(day.end, Lex::On))?;
        self.weekday_near(end, weekday, at, *day.dates.first()?)
    }

    /// "Monday two weeks from now".
    fn weekday_then_counted(&self, at: usize) -> Option<Day> {
        let (end, weekday) = self.weekday(at)?;
        let place = if self.reader.text.word(end) == "," { end + 1 } else { end };
        let counted = self.counted_point(place).filter(|(_, length, _)| !length.is_clock());
        let counted = counted.map(|(end, _, moment)| Self::known(end, moment.date()));
        let day = counted.into_iter().chain(self.counted_from_day(place)).max_by_key(|day| day.end)?;
        self.weekday_near(day.end, weekday, place, *day.dates.first()?)
    }

    fn weekday_near(&self, end: usize, weekday: i8, counted_at: usize, base: Date) -> Option<Day> {
        let length = self.length(counted_at).or_else(|| self.length(self.skip(counted_at, Lex::Ahead)))?;
        let date = if length.finest() >= Unit::Month {
            calendar::weekday_around(base, weekday).1
        } else {
            // A week begins with its Sunday where one counts like this.
            let sunday = calendar::days(base, -i64::from(base.weekday().to_sunday_zero_offset()));
            calendar::days(sunday, i64::from(weekday % 7))
        };
        Some(Self::known(end, date))
    }

    /// "tomorrow"; "mañana" after an article is the morning.
    pub(super) fn named_day(&self, at: usize) -> Option<(usize, i32)> {
        let (end, days) = self.pick(at, |lex| if let Lex::Day(days) = lex { Some(days) } else { None })?;
        let text = self.reader.text;
        let before = at.checked_sub(1).map_or("", |before| text.word(before));
        let half = before == "media" && at > 1 && text.word(at - 2) == "a";
        let morning = self.language == Language::Spanish
            && text.word(at) == "manana"
            && matches!(before, "la" | "esta" | "una" | "cada" | "toda" | "proxima");
        let gone = self.language == Language::Portuguese && end == at + 1 && text.word(at) == "ja";
        (!morning && !half && !gone).then_some((end, days))
    }

    /// A point so long from now: its end, the length and the moment.
    pub(super) fn counted_point(&self, at: usize) -> Option<(usize, Length, DateTime)> {
        let shifted = |length: &Length, sign: f64| {
            length.parts.iter().fold(self.now, |at, (count, unit)| calendar::shift(at, sign * count, *unit))
        };
        if let Some(start) = self.word(at, Lex::Back) {
            let length = self.length(start)?;
            // "a 3 cuadras", "a 2 horas": nearness, not the past.
            let weak = self.language == Language::Portuguese && self.reader.text.typed(at) == "a";
            let end = self.word(length.end, Lex::Ago).unwrap_or(length.end);
            return (!weak).then(|| (end, length.clone(), shifted(&length, -1.0)));
        }
        if let Some(length) = self.length(at) {
            if let Some(end) = self.word(length.end, Lex::Ago).filter(|end| !self.day_follows_bound(length.end, *end)) {
                return Some((end, length.clone(), shifted(&length, -1.0)));
            }
            if let Some(end) = self.word(length.end, Lex::Later).filter(|end| !self.period_follows(*end)) {
                return Some((end, length.clone(), shifted(&length, 1.0)));
            }
        }
        let start = self.word(at, Lex::Ahead)?;
        let length = self.length(start)?;
        Some((length.end, length.clone(), shifted(&length, 1.0)))
    }

    /// "2 weeks before today": the day decides, not "before".
    pub(super) fn day_follows_bound(&self, at: usize, end: usize) -> bool {
        let start =
            self.pick(at, |lex| if let Lex::Bound(_) = lex { Some(()) } else { None }).map_or(end, |(end, ())| end);
        self.named_day(start).is_some() || self.reader.text.word(end) == "de"
    }

    /// "30 minutes later this week" counts nothing.
    pub(super) fn period_follows(&self, at: usize) -> bool {
        self.rel(at).and_then(|(end, _)| self.unit(end)).is_some()
    }

    /// "two days after today", "2 semanas antes de hoje", "in two years since 2011".
    pub(super) fn counted_from_day(&self, at: usize) -> Option<Day> {
        let start = self.skip(at, Lex::Ahead);
        let length = self.length(start).filter(|length| !length.is_clock())?;
        let from = self.word(length.end, Lex::From).filter(|from| self.named_day(*from).is_some());
        let bound = self.pick(length.end, |lex| if let Lex::Bound(bound) = lex { Some(bound) } else { None });
        let (end, bound) = bound.or(from.map(|from| (from, Bound::After)))?;
        let sign = match bound {
            Bound::Before => -1.0,
            Bound::After | Bound::Since => 1.0,
            Bound::Until => return None,
        };
        let place = from.unwrap_or(end);
        let (end, base) = if let Some((end, days)) = self.named_day(place) {
            (end, calendar::days(self.today, i64::from(days)))
        } else if let Some((end, date)) =
            self.dated(place).or_else(|| self.holiday(place)).and_then(|day| Some((day.end, *day.dates.last()?)))
        {
            (end, date)
        } else {
            let place = self.word(place, Lex::YearWord).unwrap_or(place);
            let (end, year) = self.year(place, false).filter(|_| start > at)?;
            (end, calendar::new(year, 1, 1)?)
        };
        let moment = length
            .parts
            .iter()
            .fold(super::midnight(base), |at, (count, unit)| calendar::shift(at, sign * count, *unit));
        Some(Self::known(end, moment.date()))
    }

    /// "next Friday", "viernes que viene", "tuesday of next week", "next week Mon".
    pub(super) fn relative_weekday(&self, at: usize) -> Option<Day> {
        self.rel_then_weekday(at)
            .into_iter()
            .chain(self.weekday_then_rel(at))
            .chain(self.week_and_weekday(at))
            .chain(self.weekday_then_counted(at))
            .max_by_key(|day| day.end)
    }

    pub(super) fn rel_then_weekday(&self, at: usize) -> Option<Day> {
        // "after next Monday" is after the next one.
        let (end, rel) = self.rel(at).filter(|(_, rel)| *rel != Rel::AfterNext)?;
        // "next 6th of April".
        if rel == Rel::Next
            && let Some(day) = self.dated(end).filter(|day| day.yearless.is_some() && self.weekday(end).is_none())
        {
            let future = day.dates.last().copied();
            return Some(Day { dates: future.into_iter().collect(), ..day });
        }
        // "este pasado miércoles", "previous Easter".
        if let Some(day) = self.holiday(end).filter(|day| day.dates.len() == 2) {
            let date = if matches!(rel, Rel::Last | Rel::Past) { *day.dates.first()? } else { *day.dates.last()? };
            return Some(Self::known(day.end, date));
        }
        if rel == Rel::This
            && let Some((end, Rel::Last | Rel::Past)) = self.rel(end)
            && let Some((end, weekday)) = self.weekday(end)
        {
            return Some(Self::known(end, calendar::weekday_around(self.today, weekday).0));
        }
        let (weekday_end, weekday) = self.weekday(end)?;
        // "this Friday 7.6": the date decides, in this year.
        let place =
            if matches!(self.reader.text.word(weekday_end), "-" | "(" | ",") { weekday_end + 1 } else { weekday_end };
        if let Some(day) = self.dated(place).filter(|day| day.yearless.is_some()) {
            let (month, number) = day.yearless?;
            let closed = self.reader.text.word(weekday_end) == "(" && self.reader.text.word(day.end) == ")";
            let date = calendar::new(self.today.year(), month, number)?;
            return Some(Day { end: day.end + usize::from(closed), dates: vec![date], ..day });
        }
        if let Some((past_end, Rel::Last)) = self.rel(weekday_end).filter(|_| rel == Rel::This) {
            let (past, _) = calendar::weekday_around(self.today, weekday);
            return Some(Self::known(past_end, past));
        }
        if matches!(self.reader.text.word(at), "upcoming" | "coming") {
            let tomorrow = calendar::days(self.today, 1);
            return Some(Self::known(weekday_end, calendar::weekday_around(tomorrow, weekday).1));
        }
        self.weekday_at(weekday_end, weekday, rel)
    }

    pub(super) fn weekday_at(&self, end: usize, weekday: i8, rel: Rel) -> Option<Day> {
        let date = match rel {
            Rel::Next => calendar::weekday(self.today, weekday, 1),
            Rel::AfterNext => calendar::weekday(self.today, weekday, 2),
            Rel::This => calendar::weekday(self.today, weekday, 0),
            Rel::Last => calendar::weekday(self.today, weekday, -1),
            Rel::Past => calendar::weekday_around(self.today, weekday).0,
            Rel::That => return None,
        };
        Some(Self::known(end, date))
    }

    pub(super) fn weekday_then_rel(&self, at: usize) -> Option<Day> {
        let (end, weekday) = self.weekday(at)?;
        if let Some((rel_end, rel)) = self.rel(end).filter(|_| self.language != Language::English) {
            // "el lunes esta semana": the week is what is meant.
            if self.unit(rel_end).is_none() && matches!(rel, Rel::Next | Rel::Last) {
                return self.weekday_at(rel_end, weekday, rel);
            }
        }
        let start = self.skip(end, Lex::Of);
        let start = self.skip(start, Lex::The);
        let (end, weeks) = self.relative_unit(start, Unit::Week)?;
        Some(Self::known(end, calendar::weekday(self.today, weekday, i64::from(weeks))))
    }

    /// "next week Mon".
    pub(super) fn week_and_weekday(&self, at: usize) -> Option<Day> {
        let (end, weeks) = self.relative_unit(at, Unit::Week)?;
        let end = if self.reader.text.word(end) == "-" { end + 1 } else { self.skip(end, Lex::On) };
        let (end, weekday) = self.weekday(end)?;
        Some(Self::known(end, calendar::weekday(self.today, weekday, i64::from(weeks))))
    }

    /// "next week", "semana que viene", "la semana después de la próxima": how many units from the present one.
    pub(super) fn relative_unit(&self, at: usize, wanted: Unit) -> Option<(usize, i8)> {
        let count = |rel: Rel| match rel {
            Rel::Next => 1,
            Rel::AfterNext => 2,
            Rel::This | Rel::That => 0,
            Rel::Last | Rel::Past => -1,
        };
        if let Some((end, rel)) = self.rel(at)
            && let Some((end, _)) = self.unit(end).filter(|(_, unit)| *unit == wanted)
        {
            return Some((end, count(rel)));
        }
        // "(el) trimestre actual" goes without its article.
        let start = self.skip(at, Lex::The);
        let masculine = self.language == Language::Spanish && start > at && wanted != Unit::Week;
        let (end, _) = self.unit(start).filter(|(_, unit)| *unit == wanted)?;
        let allowed = self.language != Language::English;
        match self.rel(end) {
            Some((end, Rel::AfterNext)) => Some((end, 2)),
            Some((_, Rel::This)) if masculine => None,
            Some((end, rel)) if allowed && rel != Rel::That => Some((end, count(rel))),
            _ => None,
        }
    }

    /// "in 5 minutes", "hace 2 horas", "now", "end of day".
    pub(super) fn instant(&self, at: usize) -> Option<Item> {
        if let Some(end) = self.word(at, Lex::Now) {
            let reading = Reading::point("PRESENT_REF".to_owned(), self.now);
            return Some(Item::new(at, end, Shape::DateTime, vec![reading]));
        }
        if let Some((end, length, moment)) = self.counted_point(at)
            && length.is_clock()
        {
            let timex = moment.strftime("%Y-%m-%dT%H:%M:%S").to_string();
            return Some(Item::new(at, end, Shape::DateTime, vec![Reading::point(timex, moment)]));
        }
        self.end_of_day(at)
    }

    pub(super) fn end_of_day(&self, at: usize) -> Option<Item> {
        let end = self.word(at, Lex::End)?;
        let place = self.skip(end, Lex::The);
        let (end, days) = match self.named_day(place) {
            Some(named) => named,
            None => self.unit(place).filter(|(_, unit)| *unit == Unit::Day).map(|(end, _)| (end, 0))?,
        };
        let date = calendar::days(self.today, i64::from(days));
        let moment = date.at(23, 59, 59, 0);
        let timex = moment.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        Some(Item::new(at, end, Shape::DateTime, vec![Reading::point(timex, moment)]))
    }
}
