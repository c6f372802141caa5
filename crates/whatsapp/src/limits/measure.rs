//! The single checks, each of one field.

use std::collections::HashSet;

use super::{LimitError, Rule};

pub(crate) type Checked = Result<(), LimitError>;

pub(crate) fn broken(field: impl Into<String>, rule: Rule, limit: usize, value: usize) -> LimitError {
    LimitError { field: field.into(), rule, limit, value }
}

pub(crate) fn missing(field: impl Into<String>) -> LimitError {
    broken(field, Rule::Missing, 1, 0)
}

pub(crate) fn not_allowed(field: impl Into<String>) -> LimitError {
    broken(field, Rule::NotAllowed, 0, 1)
}

pub(crate) fn malformed(field: impl Into<String>) -> LimitError {
    broken(field, Rule::Malformed, 0, 1)
}

pub(crate) fn inconsistent(field: impl Into<String>) -> LimitError {
    broken(field, Rule::Inconsistent, 0, 1)
}

pub(crate) fn required(field: &str, text: &str) -> Checked {
    if text.trim().is_empty() { Err(missing(field)) } else { Ok(()) }
}

/// How many characters a text has beyond a limit; most texts need not be counted, for bytes are never fewer.
pub(crate) fn excess(text: &str, limit: usize) -> Option<usize> {
    if text.len() <= limit {
        return None;
    }
    Some(text.chars().count()).filter(|value| *value > limit)
}

pub(crate) fn at_most(field: &str, text: &str, limit: usize) -> Checked {
    excess(text, limit).map_or(Ok(()), |value| Err(broken(field, Rule::TooLong, limit, value)))
}

pub(crate) fn length(field: &str, text: &str, limit: usize) -> Checked {
    required(field, text)?;
    at_most(field, text, limit)
}

pub(crate) fn many(field: &str, value: usize, limit: usize) -> Checked {
    if value == 0 {
        return Err(missing(field));
    }
    many_or_none(field, value, limit)
}

pub(crate) fn many_or_none(field: &str, value: usize, limit: usize) -> Checked {
    if value > limit {
        return Err(broken(field, Rule::TooMany, limit, value));
    }
    Ok(())
}

pub(crate) fn between(field: &str, value: usize, least: usize, most: usize) -> Checked {
    many(field, value, most)?;
    if value < least { Err(broken(field, Rule::TooFew, least, value)) } else { Ok(()) }
}

pub(crate) fn unique<'a>(field: &str, text: &'a str, seen: &mut HashSet<&'a str>) -> Checked {
    if seen.insert(text) {
        return Ok(());
    }
    Err(broken(field, Rule::NotUnique, 1, 2))
}
