//! The one language of conditions and texts: minijinja in a sandbox.
//!
//! What is undefined is an error, never an empty text; source, work and output are bounded; values keep their types.

pub(super) mod filters;
mod guard;

use crate::flow::limits;
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use std::collections::BTreeSet;
use std::io;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    #[error("{length} bytes, where {limit} are allowed")]
    TooLong { length: usize, limit: usize },
    #[error("too complicated: {tokens} words and signs, where {limit} are allowed")]
    TooComplicated { tokens: usize, limit: usize },
    #[error("cannot be read: {0}")]
    Syntax(String),
    #[error("uses something that is not known: {0}")]
    Undefined(String),
    #[error("takes too much work")]
    TooMuchWork,
    #[error("grows beyond {limit} bytes when it is filled in")]
    TooLarge { limit: usize },
    #[error("cannot be worked out: {0}")]
    Failed(String),
}

impl From<Error> for ExpressionError {
    fn from(error: Error) -> Self {
        let detail = error.detail().unwrap_or_default().to_owned();
        match error.kind() {
            ErrorKind::SyntaxError | ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
                Self::Syntax(detail)
            }
            ErrorKind::UndefinedError => Self::Undefined(detail),
            ErrorKind::OutOfFuel => Self::TooMuchWork,
            ErrorKind::WriteFailure => Self::TooLarge { limit: limits::RENDERED_BYTES },
            kind => Self::Failed(if detail.is_empty() { kind.to_string() } else { detail }),
        }
    }
}

/// The value of an expression such as `order.status == "shipped"`.
pub fn evaluate(source: &str, context: &Value) -> Result<Value, ExpressionError> {
    guard::expression(source)?;
    in_sandbox(source, |sandbox| {
        let value = sandbox.compile_expression(source)?.eval(context.clone())?;
        if value.is_undefined() {
            return Err(ExpressionError::Undefined(source.trim().to_owned()));
        }
        Ok(value)
    })
}

/// Whether a source asks itself if things are there.
pub fn is_careful(source: &str) -> bool {
    source.contains("defined") || source.contains("default")
}

/// Strict first. A careful source that fails over something unknown may ask below it as well: `x.id | default('?')`
/// is `?` also when there is no `x`.
fn in_sandbox<T>(
    source: &str,
    work: impl Fn(&Environment<'_>) -> Result<T, ExpressionError>,
) -> Result<T, ExpressionError> {
    match work(&SANDBOX) {
        Err(ExpressionError::Undefined(_)) if is_careful(source) => work(&LENIENT_SANDBOX),
        other => other,
    }
}

/// Whether a condition holds.
pub fn holds(condition: &str, context: &Value) -> Result<bool, ExpressionError> {
    Ok(evaluate(condition, context)?.is_true())
}

/// Whether there is nothing to fill in.
pub fn is_plain(text: &str) -> bool {
    text.len() <= limits::TEXT_BYTES && !guard::has_tags(text)
}

/// A text with its `{{ … }}` filled in.
pub fn fill_in(text: &str, context: &Value) -> Result<String, ExpressionError> {
    guard::text(text)?;
    if !guard::has_tags(text) {
        return Ok(text.to_owned());
    }
    in_sandbox(text, |sandbox| {
        let template = sandbox.template_from_str(text)?;
        let mut output = Bounded(Vec::new());
        template.render_captured_to(context.clone(), &mut output)?;
        String::from_utf8(output.0).map_err(|error| ExpressionError::Failed(error.to_string()))
    })
}

/// A value of a document filled in: texts anywhere in it; one that is a single `{{ expression }}` keeps its type.
pub fn fill_in_value(value: &serde_json::Value, context: &Value) -> Result<serde_json::Value, ExpressionError> {
    use serde_json::Value as Json;
    Ok(match value {
        Json::String(text) => match single_expression(text) {
            Some(expression) => as_json(&evaluate(expression, context)?)?,
            None => Json::String(fill_in(text, context)?),
        },
        Json::Array(items) => {
            Json::Array(items.iter().map(|item| fill_in_value(item, context)).collect::<Result<_, _>>()?)
        }
        Json::Object(fields) => {
            let filled = fields.iter().map(|(key, field)| Ok((key.clone(), fill_in_value(field, context)?)));
            Json::Object(filled.collect::<Result<_, ExpressionError>>()?)
        }
        other => other.clone(),
    })
}

/// Names an expression reads, dotted as far as they are constant (`contact.fields.city`).
pub fn names_in_expression(source: &str) -> Result<BTreeSet<String>, ExpressionError> {
    guard::expression(source)?;
    let environment: &Environment<'_> = &SANDBOX;
    let expression = environment.compile_expression(source)?;
    Ok(expression.undeclared_variables(true).into_iter().filter(|name| !is_function(name)).collect())
}

/// Names a text reads.
pub fn names_in_text(text: &str) -> Result<BTreeSet<String>, ExpressionError> {
    guard::text(text)?;
    let environment: &Environment<'_> = &SANDBOX;
    let template = environment.template_from_str(text)?;
    Ok(template.undeclared_variables(true).into_iter().filter(|name| !is_function(name)).collect())
}

/// The text without its tags: what it has at least, whatever they are filled with.
pub fn without_tags(text: &str) -> String {
    guard::without_tags(text)
}

/// The expression of a text that is nothing but one `{{ … }}`.
pub fn single_expression(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    (!inner.contains("{{") && !inner.contains("}}") && !inner.contains("{%")).then(|| inner.trim_matches('-').trim())
}

pub fn as_json(value: &Value) -> Result<serde_json::Value, ExpressionError> {
    serde_json::to_value(value).map_err(|error| ExpressionError::Failed(error.to_string()))
}

fn is_function(name: &str) -> bool {
    let root = name.split('.').next().unwrap_or(name);
    SANDBOX.globals().any(|(global, _)| global == root)
}

static SANDBOX: LazyLock<Environment<'static>> = LazyLock::new(|| sandbox(UndefinedBehavior::Strict));
/// What is undefined may be looked into, and is still never said.
static LENIENT_SANDBOX: LazyLock<Environment<'static>> = LazyLock::new(|| sandbox(UndefinedBehavior::Chainable));

fn sandbox(undefined: UndefinedBehavior) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(undefined);
    environment.set_fuel(Some(limits::FUEL));
    environment.set_recursion_limit(40);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_formatter(|output, state, value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        // A field nobody filled in reads as nothing; "none" would be said to a customer.
        if value.is_none() { Ok(()) } else { minijinja::escape_formatter(output, state, value) }
    });
    environment.remove_global("debug");
    filters::add_to(&mut environment);
    environment
}

/// Output that refuses to grow beyond the limit.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > limits::RENDERED_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
