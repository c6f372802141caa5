//! The words a language counts with.

use super::{en, es, pt};
use crate::entity::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word is to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::entity) enum Word {
    /// Zero to nine.
    Unit(f64),
    /// Ten to nineteen, and every word that takes neither ten nor unit beside it.
    Teen(f64),
    Ten(f64),
    /// A hundred in one word: "doscientos".
    Hundred(f64),
    /// "hundred", which multiplies what stands before it.
    TimesHundred,
    /// A thousand and up.
    Scale(f64),
    /// "dozen": multiplies the last group only.
    Pack(f64),
    /// The article that counts as one before a scale or a fraction, and only there.
    Article,
    /// Half, in whatever gender.
    Half,
    /// The half as a noun that stands alone: "mitad".
    HalfNoun,
    /// An ordinal below a hundred or a round hundred; `denominator` when fractions use it too.
    Ordinal {
        value: f64,
        level: Level,
        plural: bool,
        denominator: bool,
    },
    /// "avos": makes the cardinal before it a denominator.
    Parts,
    And,
    /// The decimal sign as a word: "point", "coma".
    Point,
    Minus,
    /// "over": between numerator and denominator.
    Over,
}

/// Where an ordinal stands in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::entity) enum Level {
    Unit,
    Teen,
    Ten,
    Hundred,
    /// "hundredth" of English.
    TimesHundred,
    Scale,
}

/// One row of a language's table: words that mean the same, parted by spaces.
pub(super) type Row = (&'static str, Word);

/// A language's table, indexed, with what the shared machinery must know of it.
pub(in crate::entity) struct Lexicon {
    words: FxHashMap<&'static str, Word>,
    table: &'static Table,
}

/// What a language brings.
pub(super) struct Table {
    pub words: &'static [Row],
    pub ordinals: &'static [(&'static str, f64, Level)],
    /// Words of fractions that are no ordinals: "tercio".
    pub denominators: &'static [(&'static str, f64)],
    /// Endings of a plural ordinal, longest first.
    pub plural: &'static [&'static str],
    /// Whether a scale may stand alone: "mil".
    pub bare_scale: bool,
    /// Whether words run together: "veintemilésimo", "veintiunavos".
    pub compounds: bool,
    /// Suffixes of an ordinal in digits: "5th", "3ro".
    pub digit_ordinals: &'static [&'static str],
    /// What may not stand before "one" for it to count.
    pub not_one_after: &'static [&'static str],
    /// Whether "and" may follow a hundred, and a ten.
    pub and_after: (bool, bool),
    /// The decimal words that also mean "with": only between words.
    pub mixed: &'static [&'static str],
}

impl Lexicon {
    fn new(table: &'static Table) -> Self {
        let mut words = FxHashMap::default();
        for (row, word) in table.words {
            words.extend(row.split(' ').map(|name| (name, *word)));
        }
        for (row, value, level) in table.ordinals {
            for name in row.split(' ') {
                let plural = table.plural.iter().any(|ending| name.ends_with(ending));
                let ordinal = Word::Ordinal { value: *value, level: *level, plural, denominator: *value > 2.0 };
                words.entry(name).or_insert(ordinal);
            }
        }
        for (row, value) in table.denominators {
            for name in row.split(' ') {
                let plural = table.plural.iter().any(|ending| name.ends_with(ending));
                words.insert(name, Word::Ordinal { value: *value, level: Level::Teen, plural, denominator: true });
            }
        }
        Self { words, table }
    }

    pub(in crate::entity) fn get(&self, word: &str) -> Option<&Word> {
        self.words.get(word)
    }

    pub(super) fn table(&self) -> &'static Table {
        self.table
    }

    /// A word made of several: "veintiunavos", "quinientosmillonésimo".
    pub(super) fn compound(&self, word: &str) -> Option<Word> {
        if !self.table.compounds || word.len() < 7 {
            return None;
        }
        if let Some(stem) = ["avos", "avas", "avo", "ava"].iter().find_map(|ending| word.strip_suffix(ending)) {
            let value = self.run(stem).or_else(|| self.run(&format!("{stem}a")))?;
            return Some(Word::Ordinal { value, level: Level::Teen, plural: word.ends_with('s'), denominator: true });
        }
        let split = ["mil", "millones"].iter().flat_map(|scale| word.match_indices(scale)).map(|(at, _)| at);
        let at = split.filter(|at| *at > 0).last()?;
        let (head, tail) = word.split_at_checked(at)?;
        match self.get(tail)? {
            Word::Ordinal { value, plural, denominator, .. } => {
                let value = self.run(head)? * value;
                Some(Word::Ordinal { value, level: Level::Scale, plural: *plural, denominator: *denominator })
            }
            _ => None,
        }
    }

    /// The sum of cardinals written without spaces: "treintaycinco", "veintiun".
    fn run(&self, mut rest: &str) -> Option<f64> {
        let mut sum = 0.0;
        while !rest.is_empty() {
            let mut longest = (1..=rest.len()).rev().filter_map(|end| Some((end, self.get(rest.get(..end)?)?)));
            let (end, value) = longest.find_map(|(end, word)| Some((end, plain(word)?)))?;
            sum += value;
            rest = rest.get(end..)?;
        }
        Some(sum)
    }
}

fn plain(word: &Word) -> Option<f64> {
    match word {
        Word::Unit(value) | Word::Teen(value) | Word::Ten(value) | Word::Hundred(value) => Some(*value),
        Word::And => Some(0.0),
        _ => None,
    }
}

/// The lexicon of a language, built when first asked for.
pub(super) fn lexicon(language: Language) -> &'static Lexicon {
    static SPANISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&es::TABLE));
    static PORTUGUESE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&pt::TABLE));
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&en::TABLE));
    match language {
        Language::Spanish => &SPANISH,
        Language::Portuguese => &PORTUGUESE,
        Language::English => &ENGLISH,
    }
}
