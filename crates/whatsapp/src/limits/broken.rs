//! What a message breaks, in words and in codes.

use std::fmt;

/// The kind of limit that was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// `value` characters where at most `limit` may stand.
    TooLong,
    /// `value` of them where at most `limit` may be.
    TooMany,
    /// `value` of them where at least `limit` must be.
    TooFew,
    /// `value` line breaks where at most `limit` may be.
    TooManyLines,
    /// `value` where the nearest that may stand is `limit`.
    OutOfRange,
    /// Nothing where something must stand.
    Missing,
    /// The same as another of its kind.
    NotUnique,
    /// Something this kind may not have.
    NotAllowed,
    /// Not in the form it must have.
    Malformed,
    /// Not as in the first card, or not in the order that is asked for.
    Inconsistent,
    /// The sum is `limit`, and `value` was given.
    WrongTotal,
    /// A line break, a tab or more than `limit` spaces in a row.
    Whitespace,
    /// `value` values for `limit` blanks, or named and unnamed ones together.
    WrongCount,
    /// A value of another kind than the blank.
    WrongKind,
    /// `value` characters, the blanks filled in, where at most `limit` may stand.
    RenderedTooLong,
}

impl Rule {
    /// The rule in one word that does not change.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
            Self::TooFew => "too_few",
            Self::TooManyLines => "too_many_lines",
            Self::OutOfRange => "out_of_range",
            Self::Missing => "missing",
            Self::NotUnique => "not_unique",
            Self::NotAllowed => "not_allowed",
            Self::Malformed => "malformed",
            Self::Inconsistent => "inconsistent",
            Self::WrongTotal => "wrong_total",
            Self::Whitespace => "whitespace",
            Self::WrongCount => "wrong_count",
            Self::WrongKind => "wrong_kind",
            Self::RenderedTooLong => "rendered_too_long",
        }
    }

    /// The code of the error with which Meta refuses it.
    pub fn api_code(self) -> u32 {
        match self {
            Self::Missing => 131_008,
            Self::NotAllowed => 100,
            Self::Whitespace => 132_018,
            Self::WrongCount => 132_000,
            Self::WrongKind => 132_012,
            Self::RenderedTooLong => 132_005,
            Self::TooLong
            | Self::TooMany
            | Self::TooFew
            | Self::TooManyLines
            | Self::OutOfRange
            | Self::NotUnique
            | Self::Malformed
            | Self::Inconsistent
            | Self::WrongTotal => 131_009,
        }
    }
}

/// The first thing wrong with a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LimitError {
    /// Where in the JSON, such as `interactive.action.buttons[0].reply.title`.
    pub field: String,
    pub rule: Rule,
    pub limit: usize,
    pub value: usize,
}

impl LimitError {
    /// The code of the error with which Meta refuses it.
    pub fn api_code(&self) -> u32 {
        match self.field.as_str() {
            // What every request has to say, and what Direct Send cannot carry, are refused in general.
            "messaging_product" | "category" => 100,
            _ => self.rule.api_code(),
        }
    }
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, limit, value, .. } = self;
        match self.rule {
            Rule::TooLong => write!(f, "{field} has {value} characters and may have {limit}"),
            Rule::TooMany => write!(f, "{field} has {value} elements and may have {limit}"),
            Rule::TooFew => write!(f, "{field} has {value} elements and must have {limit}"),
            Rule::TooManyLines => write!(f, "{field} has {value} line breaks and may have {limit}"),
            Rule::OutOfRange if value < limit => write!(f, "{field} is {value} and must be at least {limit}"),
            Rule::OutOfRange => write!(f, "{field} is {value} and may be at most {limit}"),
            Rule::Missing => write!(f, "{field} is missing"),
            Rule::NotUnique => write!(f, "{field} is the same as another"),
            Rule::NotAllowed => write!(f, "{field} is not allowed here"),
            Rule::Malformed => write!(f, "{field} does not have the form it must have"),
            Rule::Inconsistent => write!(f, "{field} does not go with those before it"),
            Rule::WrongTotal => write!(f, "{field} is {value} and the sum is {limit}"),
            Rule::Whitespace => {
                write!(f, "{field} has a line break, a tab or more than {limit} spaces in a row")
            }
            Rule::WrongCount => write!(f, "{field} has {value} values that do not fit {limit} blanks"),
            Rule::WrongKind => write!(f, "{field} is of another kind than its blank"),
            Rule::RenderedTooLong => write!(f, "{field} has {value} characters when filled in and may have {limit}"),
        }
    }
}
