//! The things of a business: lists with synonyms, patterns, and taggers trained from marked examples.

mod list;
mod pattern;
mod perceptron;
mod tagger;

pub use list::{Entry, List};
pub use pattern::{Pattern, PatternError};
pub use tagger::{Mark, Marked, Tagger};

use super::Kind;
use super::reader::Found;
use super::token::Text;
use super::value::Value;
use std::ops::Range;

/// An entity a business defined.
#[derive(Debug)]
pub enum Custom {
    List(List),
    Pattern(Pattern),
    Tagger(Tagger),
}

impl Custom {
    pub(super) fn find(&self, text: &Text<'_>, found: &mut Vec<Found>) {
        match self {
            Self::List(list) => list.find(text, found),
            Self::Pattern(pattern) => pattern.find(text, found),
            Self::Tagger(tagger) => tagger.find(text, found),
        }
    }
}

/// What was found of an entity of the business: it wins over the grammars where it is as long.
fn found(tokens: Range<usize>, entity: &str, value: &str, score: f64) -> Found {
    let value = Value::Custom { entity: entity.to_owned(), value: value.to_owned(), score };
    Found { sure: true, ..Found::new(Kind::Custom, tokens.start, tokens.end, value) }
}
