//! SQL that is put together at run time, for questions that have no fixed shape.
//!
//! A fragment can only be made of texts of ours and of placeholders, so that what people write is always bound and never
//! becomes SQL: the type is the proof.

use crate::Engine;
use crate::sql::Arg;

/// A piece of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Fragment(String);

/// A whole statement and the values of its placeholders. There are very many of these, each asked seldom: engines do not
/// keep them prepared.
#[derive(Clone, Debug)]
pub(crate) struct Composed {
    text: Fragment,
    pub(crate) args: Vec<Arg>,
}

/// The values a statement is given, in the order of their placeholders.
#[derive(Debug)]
pub(crate) struct Bindings {
    engine: Engine,
    args: Vec<Arg>,
}

impl Fragment {
    pub(crate) fn new(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// The text with its `{}` filled, one after the other.
    pub(crate) fn filled(text: &'static str, parts: &[&Self]) -> Self {
        let mut pieces = text.split("{}");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        debug_assert_eq!(text.matches("{}").count(), parts.len(), "{text}");
        for (part, piece) in parts.iter().zip(pieces) {
            filled.push_str(&part.0);
            filled.push_str(piece);
        }
        Self(filled)
    }

    pub(crate) fn joined(parts: &[Self], between: &'static str) -> Self {
        let parts: Vec<&str> = parts.iter().map(|part| part.0.as_str()).collect();
        Self(parts.join(between))
    }

    /// A name that is told apart by its number: `s3`.
    pub(crate) fn numbered(name: &'static str, number: usize) -> Self {
        Self(format!("{name}{number}"))
    }
}

impl Bindings {
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine, args: Vec::new() }
    }

    /// Takes a value in and answers its placeholder.
    pub(crate) fn bind(&mut self, value: impl Into<Arg>) -> Fragment {
        self.args.push(value.into());
        let sign = if self.engine == Engine::Sqlite { '?' } else { '$' };
        Fragment(format!("{sign}{}", self.args.len()))
    }

    pub(crate) fn complete(self, text: Fragment) -> Composed {
        Composed { text, args: self.args }
    }
}

impl Composed {
    pub(crate) fn text(&self) -> &str {
        &self.text.0
    }
}
