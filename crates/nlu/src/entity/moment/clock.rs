//! Times of day: "15h30", "8 de la noche", "half past seven", "quarter to five", "mediodía".

use super::lexicon::{Lex, Part};
use super::{Clock, Grammar};
use crate::entity::Language;
use crate::entity::number::Word;
use crate::entity::token::Class;
use std::fmt::Write as _;

impl Grammar<'_> {
    /// The time that begins at `at`: with a mark of its own, after a word that announces one, or (`loose`) as a number
    /// that its neighbours make a time.
    pub(super) fn clock(&self, at: usize, loose: bool) -> Option<Clock> {
        let announced = self.announced(at);
        let clock = self
            .named(at)
            .into_iter()
            .chain(self.part_first(at))
            .chain(self.minutes_first(at))
            .chain(self.digital(at, announced || loose))
            .chain(self.hour(at, announced || loose))
            .max_by_key(|clock| clock.end)?;
        let accepted = loose || !clock.bare || (announced && self.nothing_counted(at, clock.end));
        accepted.then_some(clock)
    }

    /// Whether "a las", "at" or "às" stands right before.
    pub(super) fn announced(&self, at: usize) -> bool {
        let text = self.reader.text;
        let one = matches!(text.word(at), "1" | "una" | "uma");
        (1..=4).filter_map(|back| at.checked_sub(back)).any(|start| {
            self.word(start, Lex::At) == Some(at)
                && !(matches!(text.word(start), "la" | "a" | "para" | "around")
                    && start + 1 == at
                    && !(one || text.typed(start) == "à"))
        })
    }

    /// "at 5 people" counts: a bare number is a time when no plain noun follows it.
    pub(super) fn nothing_counted(&self, at: usize, end: usize) -> bool {
        let text = self.reader.text;
        let before = at.checked_sub(1).map_or("", |before| text.typed(before));
        let strong = matches!(before, "las" | "às" | "alas")
            && (before != "las"
                || matches!(
                    text.word(at.wrapping_sub(2)),
                    "a" | "de" | "para" | "hasta" | "desde" | "tipo" | "entre" | "y"
                ));
        let noun = text.is(end, Class::Word)
            && self.lex.get(end).is_none_or(Vec::is_empty)
            && self.reader.numbers.word(end).is_none();
        let small_talk = matches!(
            text.word(end),
            "o" | "or"
                | "ou"
                | "si"
                | "se"
                | "if"
                | "por"
                | "porfa"
                | "please"
                | "pls"
                | "pra"
                | "para"
                | "con"
                | "com"
                | "with"
                | "que"
                | "is"
                | "es"
                | "esta"
                | "puede"
                | "pode"
                | "ok"
                | "works"
        );
        let unit = text.word(end) == "%" || (text.glued(end) && text.is(end, Class::Word));
        (strong || !noun || small_talk) && !unit
    }

    pub(super) fn named(&self, at: usize) -> Option<Clock> {
        let (end, hour) = self.pick(at, |lex| match lex {
            Lex::Noon => Some(12),
            Lex::Midnight => Some(0),
            _ => None,
        })?;
        // "12 del mediodía" is its number's affair, "medio día de trabajo" a length's.
        let half = self.word(end, Lex::Past).filter(|_| hour == 12).and_then(|place| self.quarter(place));
        let (end, minute) = half.map_or((end, None), |(end, minute)| (end, Some(minute)));
        Some(Clock { end, hour, minute, second: None, open: false, bare: false })
    }

    /// "8:30", "8:30:15 pm", "15h30", "2.30pm", "0730".
    pub(super) fn digital(&self, at: usize, expected: bool) -> Option<Clock> {
        let text = self.reader.text;
        let digits =
            text.digits(at).filter(|_| self.reader.begins(at) || matches!(text.word(at.wrapping_sub(1)), ":" | "t"))?;
        if digits.len() == 4 && expected && (digits.starts_with('0') || self.meridiem(at + 1).is_some()) {
            let (hour, minute) = digits.split_at_checked(2)?;
            return self.finish(at + 1, hour.parse().ok()?, Some(minute.parse().ok()?), None, false);
        }
        let hour: i8 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
        let part = |at: usize| text.digits(at).filter(|digits| digits.len() == 2)?.parse::<i8>().ok();
        let sign = text.word(at + 1);
        let minute = part(at + 2)?;
        let glued = text.glued(at + 1) && (text.glued(at + 2) || sign == ":");
        let end = at + 3;
        let marked = match sign {
            ":" | "h" | "hs" | "hr" => true,
            "." => {
                self.meridiem(end).is_some()
                    || (expected
                        && text.word(end) != "."
                        && text.word(end) != "%"
                        && (!text.is(end, Class::Word) || !self.lex.get(end).is_none_or(Vec::is_empty)))
            }
            _ => false,
        };
        if !glued || !marked || minute > 59 || (text.glued(end) && text.is(end, Class::Digits)) {
            return None;
        }
        if sign == ":" && text.word(end) == ":" && text.glued(end) {
            let second = part(end + 1).filter(|second| *second < 60);
            if let Some(second) = second {
                return self.finish(end + 2, hour, Some(minute), Some(second), false);
            }
        }
        self.finish(end, hour, Some(minute), None, false)
    }

    /// "8", "ocho y media", "nine thirty", "8 pm", "15hs".
    pub(super) fn hour(&self, at: usize, expected: bool) -> Option<Clock> {
        let text = self.reader.text;
        if !self.reader.begins(at) || text.digits(at).is_some_and(|digits| digits.len() > 2) {
            return None;
        }
        let (end, hour) = self.hour_number(at)?;
        if text.word(end) == "ish" && text.glued(end) {
            return Some(Clock { end: end + 1, hour, minute: None, second: None, open: false, bare: false });
        }
        if let Some((end, minute)) = self.minutes_after(end, expected) {
            let (hour, minute) = if minute < 0 { ((hour + 23) % 24, minute + 60) } else { (hour, minute) };
            let spelt = !text.is(at, Class::Digits) && hour <= 12;
            let half = spelt && minute >= 10 && minute % 5 == 0;
            let clock = self.finish(end, hour, Some(minute), None, !half)?;
            return Some(clock);
        }
        self.finish(end, hour, None, None, true)
    }

    pub(super) fn hour_number(&self, at: usize) -> Option<(usize, i8)> {
        let text = self.reader.text;
        if let Some(digits) = text.digits(at) {
            let decimal = matches!(text.word(at + 1), "," | ".")
                && text.glued(at + 1)
                && text.glued(at + 2)
                && text.is(at + 2, Class::Digits);
            return Some((at + 1, digits.parse().ok().filter(|hour| *hour <= 24 && !decimal)?));
        }
        // One word: "ocho y veinte" is no twenty-eight, but "twenty one" is an hour.
        let single = match self.reader.numbers.word(at)? {
            Word::Unit(value) | Word::Teen(value) | Word::Ten(value) if *value <= 24.0 => *value,
            _ => return None,
        };
        #[expect(clippy::cast_possible_truncation, reason = "an hour of the day")]
        let hour = single as i8;
        let compound = self.small(at, 25).filter(|(_, value)| hour == 20 && *value > 20);
        Some(compound.unwrap_or((at + 1, hour)))
    }

    /// Minutes after an hour: "y media", "menos cuarto", "e trinta", "thirty".
    pub(super) fn minutes_after(&self, at: usize, expected: bool) -> Option<(usize, i8)> {
        if self.language == Language::English {
            let place = if self.reader.text.word(at) == "-" { at + 1 } else { at };
            let spelt = self.reader.text.is(place, Class::Word);
            let told = expected
                || self
                    .small(place, 60)
                    .is_some_and(|(end, minute)| self.meridiem(end).is_some() || matches!(minute, 15 | 30 | 45));
            return self.small(place, 60).filter(|(_, minute)| spelt && told && *minute >= 10);
        }
        // "entre 3 y 5" is no five past three.
        let between = (2..=4).any(|back| at.checked_sub(back).is_some_and(|at| self.reader.text.word(at) == "entre"));
        if let Some(place) = self.word(at, Lex::Past).or_else(|| (self.reader.text.word(at) == ",").then_some(at + 1)) {
            return self.quarter(place).or_else(|| {
                self.minute_count(place).filter(|_| {
                    !between
                        && (expected
                            || self.reader.text.is(at.saturating_sub(1), Class::Word)
                            || self.part_after(place + 1).is_some()
                            || self.part_after(place + 3).is_some())
                })
            });
        }
        let place = self.reader.text.word(at) == "menos";
        let found = self.quarter(at + 1).or_else(|| self.minute_count(at + 1));
        found.filter(|_| place).map(|(end, minute)| (end, -minute))
    }

    pub(super) fn quarter(&self, at: usize) -> Option<(usize, i8)> {
        self.pick(at, |lex| match lex {
            Lex::Half => Some(30),
            Lex::Quarter => Some(15),
            _ => None,
        })
        .filter(|(end, _)| self.unit(*end).is_none() || self.reader.text.word(*end) == "hs")
    }

    pub(super) fn minute_count(&self, at: usize) -> Option<(usize, i8)> {
        let (end, minute) = self.small(at, 60).filter(|(_, minute)| *minute > 0)?;
        let unit = self.unit(end).filter(|(_, unit)| *unit == super::Unit::Minute);
        Some((unit.map_or(end, |(end, _)| end), minute))
    }

    /// "half past seven", "20 min past eight", "quarter to five", "15 para as 8".
    pub(super) fn minutes_first(&self, at: usize) -> Option<Clock> {
        let (end, minute) = self.quarter(at).or_else(|| self.minute_count(at))?;
        let past = self.word(end, Lex::Past).filter(|_| self.language == Language::English);
        let to = self.word(end, Lex::To60).filter(|_| self.reader.text.word(end) != "menos");
        let (place, sign) = past.map(|place| (place, 1)).or(to.map(|place| (place, -1)))?;
        let to_digits = sign < 0
            && self.language == Language::English
            && self.reader.text.is(at, Class::Digits)
            && self.unit(end.wrapping_sub(1)).is_none();
        let place = self.skip(place, Lex::At);
        let (end, hour) = self.hour_number(place).filter(|_| !to_digits)?;
        let dangling = self.language == Language::Portuguese && sign < 0 && self.reader.text.word(end) == ":";
        if dangling || (self.language == Language::English && minute < 5 && self.unit(at + 1).is_none()) {
            return None;
        }
        let (hour, minute) = if sign < 0 { ((hour + 23) % 24, 60 - minute) } else { (hour, minute) };
        self.finish(end, hour, Some(minute), None, false)
    }

    /// "in the morning at 7", "por la tarde a las siete", "morning 9 oclock".
    pub(super) fn part_first(&self, at: usize) -> Option<Clock> {
        let (end, part) = self.part_phrase(at)?;
        if !is_stretch(part) {
            return None;
        }
        let comma = if self.reader.text.word(end) == "," { end + 1 } else { end };
        let place = self.skip(comma, Lex::At);
        let clock = self
            .digital(place, place > comma)
            .into_iter()
            .chain(self.hour(place, place > comma))
            .max_by_key(|clock| clock.end)?;
        let marked = place > comma || !clock.bare;
        let clock = Clock { bare: false, ..in_part(clock, part) };
        let range = self.word(clock.end, Lex::To).is_some_and(|next| self.reader.numbers.at(next).is_some());
        (marked && !range).then_some(clock)
    }

    pub(super) fn meridiem(&self, at: usize) -> Option<(usize, bool)> {
        let text = self.reader.text;
        let (end, pm) = self.pick(at, |lex| match lex {
            Lex::Am => Some(false),
            Lex::Pm => Some(true),
            _ => None,
        })?;
        // "8 a" is no morning unless the letter touches the digits.
        let letter = end == at + 1 && text.word(at).len() == 1;
        let own = if letter { text.glued(at) } else { true };
        (own && (self.reader.ends(end) || text.word(end - 1) == ".")).then_some((end, pm))
    }

    /// What may follow an hour: "am", "o'clock", "hs", "de la tarde".
    pub(super) fn finish(
        &self,
        mut end: usize,
        hour: i8,
        minute: Option<i8>,
        second: Option<i8>,
        mut bare: bool,
    ) -> Option<Clock> {
        let mut clock = Clock { end, hour, minute, second, open: (1..=12).contains(&hour), bare };
        let text = self.reader.text;
        if let Some((oclock, strong)) = self.oclock(end, hour, minute.is_some()) {
            end = oclock;
            bare &= !strong;
        }
        if let Some((after, pm)) = self.meridiem(end) {
            if hour > 12 && !pm {
                return None;
            }
            clock.hour = match (hour, pm) {
                (12, false) => 0,
                (12, true) => 12,
                (hour, true) if hour < 12 => hour + 12,
                (hour, _) => hour,
            };
            clock.open = false;
            bare = false;
            end = after;
            if minute.is_none()
                && let Some((after, half)) = self.word(end, Lex::Past).and_then(|place| self.quarter(place))
            {
                clock.minute = Some(half);
                end = after;
            }
        }
        if let Some((after, part)) = self.part_after(end) {
            clock = in_part(clock, part);
            bare = false;
            end = after;
        }
        clock.end = end;
        clock.bare = bare;
        if clock.hour == 24 {
            clock.hour = 0;
        }
        let runs_on = text.glued(end)
            && (text.is(end, Class::Word)
                || text.is(end, Class::Digits)
                || matches!(text.word(end), "%" | "°" | "º" | "ª"));
        (!runs_on && clock.hour < 24 && minute.is_none_or(|minute| (0..60).contains(&minute))).then_some(clock)
    }

    /// "o'clock", "en punto", "hs": the token after it and whether it leaves no doubt.
    pub(super) fn oclock(&self, at: usize, hour: i8, minutes: bool) -> Option<(usize, bool)> {
        let text = self.reader.text;
        let end = self.word(at, Lex::Oclock)?;
        let word = text.word(at);
        let length = matches!(word, "hours" | "horas" | "hora" | "h" | "hs" | "hrs" | "hr");
        if !length {
            return Some((end, true));
        }
        let start = at.wrapping_sub(1);
        let known = minutes || self.announced(start) || self.part_after(end).is_some() || self.meridiem(end).is_some();
        let short = matches!(word, "h" | "hs" | "hrs")
            && ((text.glued(at) && self.language == Language::Portuguese) || hour >= 13);
        let dated = word == "horas"
            && self.language == Language::Portuguese
            && (hour >= 13 || self.dated(end).is_some() || (start == 0 && self.reader.text.word(end) == "e"));
        let counted = matches!(
            text.word(start.wrapping_sub(1)),
            "por" | "en" | "em" | "durante" | "dentro" | "hace" | "ha" | "for" | "in"
        );
        ((known || short || dated) && !counted).then_some((end, true))
    }

    /// A part of the day with the words that lead to it.
    pub(super) fn part_phrase(&self, at: usize) -> Option<(usize, Part)> {
        let lead = self
            .reader
            .phrase(at, &["in the", "during the", "at", "in"])
            .filter(|_| self.language == Language::English);
        let at = lead.unwrap_or(at);
        self.part(at).filter(|(end, _)| self.reader.ends(*end) && !(*end == at + 1 && self.is_tomorrow(at)))
    }

    /// "mañana" without an article is tomorrow.
    pub(super) fn is_tomorrow(&self, at: usize) -> bool {
        self.language == Language::Spanish && self.named_day(at).is_some()
    }

    /// A part of the day after an hour: "in the morning", "de la noche", "da tarde".
    pub(super) fn part_after(&self, at: usize) -> Option<(usize, Part)> {
        let text = self.reader.text;
        if self.language == Language::English {
            let place = self.reader.phrase(at, &["in the", "at", "during the", "in"])?;
            return self.part(place).filter(|(_, part)| is_stretch(*part));
        }
        let comma = if text.word(at) == "," { at + 1 } else { at };
        let led = matches!(text.word(comma), "de" | "por" | "en" | "a" | "da" | "na" | "pela" | "del" | "x" | "à");
        self.part(comma).filter(|(end, part)| {
            led && is_stretch(*part) && *end > comma + 1 || led && text.word(comma) == "del" && *part == Part::MidDay
        })
    }
}

pub(super) fn is_stretch(part: Part) -> bool {
    !matches!(part, Part::Breakfast | Part::Lunch | Part::Dinner | Part::DayTime)
}

/// The hour a part of the day makes of an open one.
pub(super) fn in_part(clock: Clock, part: Part) -> Clock {
    let hour = match part {
        Part::Afternoon | Part::Evening if clock.open && clock.hour < 12 => clock.hour + 12,
        Part::Night if clock.open && clock.hour >= 6 && clock.hour < 12 => clock.hour + 12,
        Part::Night | Part::Dawn if clock.open && clock.hour == 12 => 0,
        _ => clock.hour,
    };
    Clock { hour, open: false, ..clock }
}

impl Clock {
    /// "T08:30"; what was not said is not written.
    pub(super) fn timex(self) -> String {
        let mut timex = format!("T{:02}", self.hour);
        if let Some(minute) = self.minute {
            let _ = write!(timex, ":{minute:02}");
        }
        if let Some(second) = self.second {
            let _ = write!(timex, ":{second:02}");
        }
        timex
    }

    pub(super) fn time(self) -> jiff::civil::Time {
        let second = self.second.unwrap_or(0);
        jiff::civil::Time::new(self.hour, self.minute.unwrap_or(0), second, 0).unwrap_or_default()
    }

    /// The hours it may mean: "a las 3" is three or fifteen.
    pub(super) fn readings(self) -> Vec<Self> {
        if !self.open {
            return vec![self];
        }
        let other = if self.hour == 12 { 0 } else { self.hour + 12 };
        vec![Self { open: false, ..self }, Self { hour: other, open: false, ..self }]
    }
}
