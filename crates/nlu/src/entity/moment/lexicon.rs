//! The words of time a language has, under names all grammars share.

use super::{en, es, pt};
use crate::entity::Language;
use crate::entity::phrases::Phrases;
use std::sync::LazyLock;

/// What a word or phrase is to a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Lex {
    Month(i8),
    /// Monday is one.
    Weekday(i8),
    Unit(Unit),
    /// Days from today.
    Day(i32),
    Now,
    Part(Part),
    /// "tonight", "anoche": a part of a day so many days from today.
    DayPart(i32, Part),
    Rel(Rel),
    Ago,
    /// "from now", "later", after a duration.
    Later,
    /// "in", before a duration that leads to a point.
    Ahead,
    /// "within", before a duration that leads to a stretch.
    Within,
    /// "hace", "há": before a duration that lies behind.
    Back,
    From,
    To,
    Between,
    And,
    Of,
    The,
    /// "at", "a las": before an hour.
    At,
    /// "on", "el", "no", "dia": before a day.
    On,
    Bound(Bound),
    Every,
    Am,
    Pm,
    Oclock,
    Half,
    Quarter,
    /// "half past".
    Past,
    /// "quarter to", "menos cuarto".
    To60,
    Noon,
    Midnight,
    Holiday(Holiday),
    Season(&'static str),
    Early,
    Middle,
    Late,
    /// "few", "couple".
    Few(i32),
    Rest,
    End,
    Adverb(&'static str),
    YearWord,
    Approximately,
    More,
    Less,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    BusinessDay,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Semester,
    Year,
    Decade,
    Century,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Dawn,
    Morning,
    MidDay,
    Afternoon,
    Evening,
    Night,
    DayTime,
    Breakfast,
    Lunch,
    Dinner,
}

impl Part {
    pub fn timex(self) -> &'static str {
        match self {
            Self::Dawn => "TDA",
            Self::Morning => "TMO",
            Self::MidDay => "TMI",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
            Self::DayTime => "TDT",
            Self::Breakfast => "TMEB",
            Self::Lunch => "TMEL",
            Self::Dinner => "TMED",
        }
    }

    /// First and last hour; a night ends with its day.
    pub fn hours(self) -> (i8, i8) {
        match self {
            Self::Dawn => (4, 8),
            Self::Morning | Self::Breakfast => (8, 12),
            Self::MidDay | Self::Lunch => (11, 13),
            Self::Afternoon => (12, 16),
            Self::Evening | Self::Dinner => (16, 20),
            Self::Night => (20, 24),
            Self::DayTime => (8, 18),
        }
    }
}

/// Which one of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rel {
    Next,
    This,
    Last,
    /// The most recent: "past Wednesday".
    Past,
    /// "that week".
    That,
    AfterNext,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Before,
    After,
    Since,
    Until,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    Fixed(i8, i8),
    /// The nth weekday of a month; from the end when negative.
    Nth(i8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i32),
}

/// Rows of words parted by "|".
pub(super) type Row = (&'static str, Lex);

pub(super) fn phrases(language: Language) -> &'static Phrases<Lex> {
    static SPANISH: LazyLock<Phrases<Lex>> = LazyLock::new(|| build(es::ROWS));
    static PORTUGUESE: LazyLock<Phrases<Lex>> = LazyLock::new(|| build(pt::ROWS));
    static ENGLISH: LazyLock<Phrases<Lex>> = LazyLock::new(|| build(en::ROWS));
    match language {
        Language::Spanish => &SPANISH,
        Language::Portuguese => &PORTUGUESE,
        Language::English => &ENGLISH,
    }
}

fn build(rows: &'static [Row]) -> Phrases<Lex> {
    Phrases::new(rows.iter().flat_map(|(words, lex)| words.split('|').map(move |word| (word, *lex))))
}
