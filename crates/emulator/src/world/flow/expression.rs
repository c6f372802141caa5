//! What stands between back-ticks in a Flow: `${form.a} + 1`, `${data.b} == 'x' && !${form.c}`, `'Hello ' ${form.name}`.

use serde_json::Value;

/// How deep brackets may stand within one another.
const DEEPEST: usize = 32;

/// The signs that join two values, those that bind least first.
const LEVELS: [&[&str]; 6] = [&["||"], &["&&"], &["==", "!="], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];

/// Longer signs come before those they begin with.
const SIGNS: [&str; 16] = ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "(", ")"];

#[derive(Debug, Clone, PartialEq)]
enum Token<'a> {
    Value(Value),
    Name(&'a str),
    Sign(&'static str),
}

/// What an expression comes to; things that stand side by side become a text. Nothing when it cannot be read.
pub(super) fn compute(source: &str, look_up: &dyn Fn(&str) -> Value) -> Option<Value> {
    let mut reader = Reader { tokens: tokens(source)?, at: 0, look_up };
    let first = reader.level(0, 0)?;
    if reader.is_done() {
        return Some(first);
    }
    let mut text = words(&first);
    while !reader.is_done() {
        text.push_str(&words(&reader.level(0, 0)?));
    }
    Some(text.into())
}

fn tokens(source: &str) -> Option<Vec<Token<'_>>> {
    let (mut rest, mut found) = (source.trim_start(), Vec::new());
    while !rest.is_empty() {
        let (token, after) = token(rest)?;
        found.push(token);
        rest = after.trim_start();
    }
    Some(found)
}

fn token(rest: &str) -> Option<(Token<'_>, &str)> {
    if let Some(inner) = rest.strip_prefix("${") {
        let (name, after) = inner.split_once('}')?;
        return Some((Token::Name(name.trim()), after));
    }
    if let Some(inner) = rest.strip_prefix('\'') {
        return quoted(inner);
    }
    for (word, value) in [("true", true), ("false", false)] {
        if let Some(after) = rest.strip_prefix(word).filter(|after| !after.starts_with(char::is_alphanumeric)) {
            return Some((Token::Value(value.into()), after));
        }
    }
    let digits = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    if let (Some(number), Some(after)) = (rest.get(..digits).filter(|number| !number.is_empty()), rest.get(digits..)) {
        return Some((Token::Value(number_of(number.parse().ok()?)), after));
    }
    SIGNS.iter().find_map(|sign| Some((Token::Sign(sign), rest.strip_prefix(sign)?)))
}

/// A text up to the quotation mark that ends it; a backslash takes the next letter as it is.
fn quoted(inner: &str) -> Option<(Token<'_>, &str)> {
    let mut text = String::new();
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\'' => return Some((Token::Value(text.into()), inner.get(at + 1..)?)),
            '\\' => text.push(letters.next()?.1),
            letter => text.push(letter),
        }
    }
    None
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    look_up: &'a dyn Fn(&str) -> Value,
}

impl Reader<'_> {
    fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    fn level(&mut self, depth: usize, brackets: usize) -> Option<Value> {
        let Some(signs) = LEVELS.get(depth) else { return self.single(brackets) };
        let mut left = self.level(depth + 1, brackets)?;
        while let Some(sign) = self.sign(signs) {
            left = joined(sign, &left, &self.level(depth + 1, brackets)?);
        }
        Some(left)
    }

    fn single(&mut self, brackets: usize) -> Option<Value> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        match token {
            Token::Value(value) => Some(value),
            Token::Name(name) => Some((self.look_up)(name)),
            Token::Sign(_) if brackets >= DEEPEST => None,
            Token::Sign("!") => Some((!is_true(&self.single(brackets + 1)?)).into()),
            Token::Sign("-") => Some(number_of(-number(&self.single(brackets + 1)?))),
            Token::Sign("(") => {
                let inside = self.level(0, brackets + 1)?;
                self.sign(&[")"]).map(|_| inside)
            }
            Token::Sign(_) => None,
        }
    }

    fn sign(&mut self, wanted: &[&'static str]) -> Option<&'static str> {
        let Some(Token::Sign(sign)) = self.tokens.get(self.at) else { return None };
        let sign = wanted.contains(sign).then_some(*sign)?;
        self.at += 1;
        Some(sign)
    }
}

fn joined(sign: &str, left: &Value, right: &Value) -> Value {
    let (a, b) = (number(left), number(right));
    match sign {
        "||" => (is_true(left) || is_true(right)).into(),
        "&&" => (is_true(left) && is_true(right)).into(),
        "==" => is_equal(left, right).into(),
        "!=" => (!is_equal(left, right)).into(),
        "<" => (a < b).into(),
        ">" => (a > b).into(),
        "<=" => (a <= b).into(),
        ">=" => (a >= b).into(),
        "+" if left.is_string() || right.is_string() => (words(left) + &words(right)).into(),
        "+" => number_of(a + b),
        "-" => number_of(a - b),
        "*" => number_of(a * b),
        "/" => number_of(a / b),
        _ => number_of(a % b),
    }
}

#[expect(clippy::float_cmp, reason = "1 and 1.0 are the same number in JSON")]
fn is_equal(left: &Value, right: &Value) -> bool {
    match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(_) => true,
    }
}

/// What is no number counts for none.
fn number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        Value::String(text) => text.trim().parse().unwrap_or(f64::NAN),
        Value::Bool(yes) => f64::from(u8::from(*yes)),
        _ => f64::NAN,
    }
}

/// Whole numbers are written without a point; what is no number is nothing.
#[expect(clippy::cast_possible_truncation, reason = "whole, and far within what an i64 holds")]
fn number_of(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 1e15 { (number as i64).into() } else { number.into() }
}

/// A value as it reads within a text.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn expressions_come_to_values() {
        let look_up = |name: &str| match name {
            "form.n" => json!(2),
            "form.name" => json!("Ana"),
            "form.list" => json!([]),
            _ => Value::Null,
        };
        for (source, expected) in [
            ("${form.n} + 1", json!(3)),
            ("(${form.n} + 1) * 2 - 0.5", json!(5.5)),
            ("'Hello ' ${form.name} '!'", json!("Hello Ana!")),
            ("'Hello ' + ${form.name}", json!("Hello Ana")),
            ("${form.n} == 2 && ${form.name} != 'Luis'", json!(true)),
            ("!${form.list} || false", json!(true)),
            ("${form.n} >= 3", json!(false)),
            ("-${form.n}", json!(-2)),
            ("'it\\'s'", json!("it's")),
            ("${form.nobody}", Value::Null),
            ("1 / 0", Value::Null),
        ] {
            assert_eq!(compute(source, &look_up), Some(expected), "{source}");
        }
        let deep = "(".repeat(10_000) + "1" + &")".repeat(10_000);
        for broken in [
            "",
            "Hello ${form.name}",
            "1 +",
            "(1",
            "'a",
            "${form.n",
            "1..2",
            "== 1",
            deep.as_str(),
            &"!".repeat(10_000),
        ] {
            assert_eq!(compute(broken, &look_up), None, "{broken}");
        }
    }
}
