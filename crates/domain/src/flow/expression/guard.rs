//! Bounds on the source, before the compiler sees it: it recurses over what it reads, and a stack has an end.

use super::ExpressionError;
use crate::flow::limits;

pub(super) fn expression(source: &str) -> Result<(), ExpressionError> {
    within(source.len(), limits::EXPRESSION_BYTES)?;
    simple_enough(Scanner { rest: source, inside: Some("") }.count())
}

pub(super) fn text(source: &str) -> Result<(), ExpressionError> {
    within(source.len(), limits::TEXT_BYTES)?;
    simple_enough(Scanner { rest: source, inside: None }.count())
}

pub(super) fn has_tags(text: &str) -> bool {
    text.contains("{{") || text.contains("{%") || text.contains("{#")
}

pub(super) fn without_tags(text: &str) -> String {
    let mut scanner = Scanner { rest: text, inside: None };
    let mut plain = String::with_capacity(text.len());
    while let Some(piece) = scanner.next() {
        if let Piece::Outside(outside) = piece {
            plain.push_str(outside);
        }
    }
    plain
}

fn within(length: usize, limit: usize) -> Result<(), ExpressionError> {
    if length > limit { Err(ExpressionError::TooLong { length, limit }) } else { Ok(()) }
}

fn simple_enough(tokens: usize) -> Result<(), ExpressionError> {
    let limit = limits::EXPRESSION_TOKENS;
    if tokens > limit { Err(ExpressionError::TooComplicated { tokens, limit }) } else { Ok(()) }
}

/// Walks a source piece by piece: text outside of tags, and tokens inside of them.
struct Scanner<'a> {
    rest: &'a str,
    /// What closes the tag we are in; an expression that stands alone is in a tag that nothing closes.
    inside: Option<&'static str>,
}

enum Piece<'a> {
    Outside(&'a str),
    Token,
    Space,
}

const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

impl<'a> Scanner<'a> {
    fn count(mut self) -> usize {
        let mut tokens = 0;
        while let Some(piece) = self.next() {
            tokens += usize::from(matches!(piece, Piece::Token));
        }
        tokens
    }

    fn next(&mut self) -> Option<Piece<'a>> {
        let first = self.rest.chars().next()?;
        let Some(closing) = self.inside else { return Some(self.outside()) };
        if !closing.is_empty() && self.rest.starts_with(closing) {
            self.inside = None;
            self.take(closing.len());
            return Some(Piece::Token);
        }
        let length = match first {
            '"' | '\'' if closing != "#}" => quoted(self.rest, first),
            word if is_word(word) => self.rest.find(|character| !is_word(character)).unwrap_or(self.rest.len()),
            other => other.len_utf8(),
        };
        self.take(length);
        Some(if first.is_whitespace() { Piece::Space } else { Piece::Token })
    }

    fn outside(&mut self) -> Piece<'a> {
        let opening = TAGS.iter().filter_map(|(open, close)| Some((self.rest.find(open)?, *close))).min();
        match opening {
            Some((0, close)) => {
                self.inside = Some(close);
                self.take(2);
                Piece::Token
            }
            Some((position, _)) => Piece::Outside(self.take(position)),
            None => Piece::Outside(self.take(self.rest.len())),
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Length of a string literal with its quotes; one that is never closed goes to the end.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (position, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return position + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}
