//! A pattern in the syntax of the `regex` crate, which takes time in proportion to the message whatever is asked.

use super::found;
use crate::entity::reader::Found;
use crate::entity::token::Text;
use regex::{Regex, RegexBuilder};

/// The most bytes a compiled pattern may take.
const SIZE: usize = 1 << 20;

/// A pattern ready to be searched for.
#[derive(Debug)]
pub struct Pattern {
    name: String,
    regex: Regex,
}

/// Why a pattern was refused.
#[derive(Debug, thiserror::Error)]
pub enum PatternError {
    #[error("the pattern is not valid: {0}")]
    Invalid(#[from] regex::Error),
    #[error("the pattern matches nothing at all, so it would match everywhere")]
    Empty,
}

impl Pattern {
    /// The first group is the value when there is one, otherwise the whole match is; letter case makes no difference.
    pub fn new(name: impl Into<String>, pattern: &str) -> Result<Self, PatternError> {
        let regex = RegexBuilder::new(pattern).case_insensitive(true).size_limit(SIZE).build()?;
        if regex.is_match("") {
            return Err(PatternError::Empty);
        }
        Ok(Self { name: name.into(), regex })
    }

    pub(super) fn find(&self, text: &Text<'_>, all: &mut Vec<Found>) {
        for captures in self.regex.captures_iter(text.raw) {
            let Some(group) = captures.get(1).or_else(|| captures.get(0)) else { continue };
            if let Some((from, to)) = text.tokens_of(&group.range()) {
                all.push(Found { bytes: Some(group.range()), ..found(from..to, &self.name, group.as_str(), 1.0) });
            }
        }
    }
}
