//! Their expressions in ours: `@results.color`, `@fields.age`, `@(upper(contact.name) & "!")`.

use super::functions::{self, Term};
use super::paths::{self, Known};
use crate::flow::import::choices::{bare, escaped, quoted};

/// Names that stand right after an `@`; anything else is an ordinary `@`, as in an e-mail address.
const ROOTS: [&str; 21] = [
    "contact",
    "fields",
    "results",
    "input",
    "urns",
    "globals",
    "webhook",
    "child",
    "parent",
    "run",
    "trigger",
    "node",
    "resume",
    "ticket",
    "locals",
    "flow",
    "step",
    "extra",
    "date",
    "channel",
    "legacy_extra",
];
const DEPTH: usize = 40;

/// A text with its expressions filled in our way, and what could not be.
pub(super) fn text(source: &str, known: &Known<'_>) -> (String, Vec<String>) {
    let (mut text, mut lost) = (String::new(), Vec::new());
    for piece in pieces(source) {
        match piece {
            Piece::Words(words) => text.push_str(&escaped(words)),
            Piece::Path(_) | Piece::Filtered(..) | Piece::Formula(_) => match piece.expression(known) {
                Ok(expression) => text.extend(["{{ ", bare(&expression), " }}"]),
                Err(why) => lost.push(why),
            },
        }
    }
    (text, lost)
}

/// What is nothing but one expression, or a text as an expression.
pub(super) fn operand(source: &str, known: &Known<'_>) -> Result<String, String> {
    let pieces = pieces(source.trim());
    let parts: Vec<String> = pieces.iter().map(|piece| piece.expression(known)).collect::<Result<_, _>>()?;
    Ok(match parts.as_slice() {
        [] => quoted(""),
        [one] => one.clone(),
        several => format!("({})", several.join(" ~ ")),
    })
}

pub(super) fn is_constant(source: &str) -> bool {
    pieces(source).iter().all(|piece| matches!(piece, Piece::Words(_)))
}

/// `flow.colour`, and whatever follows.
pub(super) fn begins_with_a_name(text: &str) -> bool {
    let root = path_of(text).split('.').next().unwrap_or_default().to_ascii_lowercase();
    ROOTS.contains(&root.as_str())
}

enum Piece<'a> {
    Words(&'a str),
    /// `results.color.value`
    Path(&'a str),
    /// `contact.name|upper_case`, as it was before version 8.
    Filtered(&'a str, &'a str),
    /// What stands in `@( )`.
    Formula(&'a str),
}

impl Piece<'_> {
    fn expression(&self, known: &Known<'_>) -> Result<String, String> {
        match self {
            Self::Words(words) => Ok(quoted(words)),
            Self::Path(path) => paths::read(path, known),
            Self::Filtered(path, filters) => {
                let value = paths::read(path, known)?;
                filters.split('|').filter(|filter| !filter.is_empty()).try_fold(value, functions::filtered)
            }
            Self::Formula(formula) => Parser { rest: formula, known }.whole(),
        }
    }
}

fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut begun, mut at) = (0, 0);
    while let Some(found) = source.get(at..).and_then(|rest| rest.find('@')) {
        let sign = at + found;
        let after = source.get(sign + 1..).unwrap_or_default();
        let (piece, length) = if after.starts_with('@') {
            (Piece::Words("@"), 1)
        } else if let Some(formula) = after.strip_prefix('(').and_then(balanced) {
            (Piece::Formula(formula), formula.len() + 2)
        } else {
            let path = path_of(after);
            if !begins_with_a_name(path) {
                at = sign + 1;
                continue;
            }
            match functions::filters_at(after.get(path.len()..).unwrap_or_default()) {
                "" => (Piece::Path(path), path.len()),
                filters => (Piece::Filtered(path, filters), path.len() + filters.len()),
            }
        };
        if sign > begun {
            pieces.push(Piece::Words(source.get(begun..sign).unwrap_or_default()));
        }
        pieces.push(piece);
        begun = sign + 1 + length;
        at = begun;
    }
    if begun < source.len() {
        pieces.push(Piece::Words(source.get(begun..).unwrap_or_default()));
    }
    pieces
}

/// A name with its parts; a full stop at the end of a sentence is none of it.
fn path_of(text: &str) -> &str {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut end = text.find(|character| !is_part(character)).unwrap_or(text.len());
    while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix('.')) {
        let length = rest.find(|character| !is_part(character)).unwrap_or(rest.len());
        if length == 0 {
            break;
        }
        end += 1 + length;
    }
    text.get(..end).unwrap_or_default()
}

/// Up to the bracket that closes what was opened.
fn balanced(text: &str) -> Option<&str> {
    let (mut depth, mut in_text) = (1_usize, false);
    for (at, character) in text.char_indices() {
        match character {
            '"' => in_text = !in_text,
            '(' if !in_text => depth += 1,
            ')' if !in_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(..at);
        }
    }
    None
}

struct Parser<'a, 'k> {
    rest: &'a str,
    known: &'a Known<'k>,
}

/// Operators by how strongly they bind, with ours.
const LEVELS: [&[(&str, &str)]; 5] = [
    &[("<=", "<="), (">=", ">="), ("<>", "!="), ("!=", "!="), ("=", "=="), ("<", "<"), (">", ">")],
    &[("&", "~")],
    &[("+", "+"), ("-", "-")],
    &[("*", "*"), ("/", "/")],
    &[("^", "**")],
];

impl Parser<'_, '_> {
    fn whole(mut self) -> Result<String, String> {
        let expression = self.level(0, DEPTH)?;
        if self.rest.trim().is_empty() { Ok(expression.said()) } else { Err(format!("`{}`", self.rest.trim())) }
    }

    fn level(&mut self, level: usize, depth: usize) -> Result<Term, String> {
        let Some(operators) = LEVELS.get(level) else { return self.atom(depth) };
        let mut left = self.level(level + 1, depth)?;
        while let Some((sign, ours)) = operators.iter().find(|(sign, _)| self.rest.trim_start().starts_with(sign)) {
            self.skip(sign);
            let right = self.level(level + 1, depth)?;
            left = functions::operation(&left, ours, &right)?;
        }
        Ok(left)
    }

    fn atom(&mut self, depth: usize) -> Result<Term, String> {
        let depth = depth.checked_sub(1).ok_or("an expression that is nested too deeply")?;
        self.rest = self.rest.trim_start();
        if self.skip("(") {
            let inner = self.level(0, depth)?;
            return if self.skip(")") { Ok(inner.bracketed()) } else { Err("a bracket that is never closed".into()) };
        }
        if self.skip("-") {
            return self.atom(depth)?.negative();
        }
        if self.rest.starts_with('"') {
            return self.literal().map(Term::text);
        }
        let name = path_of(self.rest);
        self.rest = self.rest.get(name.len()..).unwrap_or_default();
        if name.is_empty() {
            return Err(format!("`{}`", self.rest.chars().take(20).collect::<String>()));
        }
        if name.starts_with(|first: char| first.is_ascii_digit()) && name.parse::<f64>().is_ok() {
            return Ok(Term::literal(name));
        }
        if self.rest.starts_with('(') {
            self.skip("(");
            let arguments = self.arguments(depth)?;
            return functions::function(&name.to_ascii_lowercase(), &arguments);
        }
        Ok(Term::text(match name.to_ascii_lowercase().as_str() {
            "true" => "true".to_owned(),
            "false" => "false".to_owned(),
            "null" => "none".to_owned(),
            _ => paths::read(name, self.known)?,
        }))
    }

    /// A quotation mark within is written twice.
    fn literal(&mut self) -> Result<String, String> {
        let mut text = String::new();
        let mut characters = self.rest.char_indices().skip(1).peekable();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' if characters.peek().is_some_and(|(_, next)| *next == '"') => {
                    characters.next();
                    text.push('"');
                }
                '"' => {
                    self.rest = self.rest.get(at + 1..).unwrap_or_default();
                    return Ok(quoted(&text));
                }
                other => text.push(other),
            }
        }
        Err("a text that is never closed".to_owned())
    }

    fn arguments(&mut self, depth: usize) -> Result<Vec<Term>, String> {
        let mut arguments = Vec::new();
        if self.skip(")") {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.level(0, depth)?);
            if self.skip(")") {
                return Ok(arguments);
            }
            if !self.skip(",") {
                return Err("a function that is never closed".to_owned());
            }
        }
    }

    fn skip(&mut self, sign: &str) -> bool {
        let Some(rest) = self.rest.trim_start().strip_prefix(sign) else { return false };
        self.rest = rest;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::import::Unset;
    use std::collections::BTreeSet;

    #[test]
    fn expressions_become_ours() {
        let unset = Unset { maybe: BTreeSet::from(["name".to_owned()]), never: BTreeSet::new() };
        let known = Known { unset: &unset, requests: &BTreeSet::new(), with_category: &BTreeSet::new() };
        for (source, expected) in [
            ("Hi @contact.name!", "Hi {{ contact.name }}!"),
            ("@results.color.value.", "{{ color }}."),
            ("@results.name", "{{ name | default('') }}"),
            ("@fields.age and @contact.fields.age", "{{ contact.fields.age }} and {{ contact.fields.age }}"),
            ("me@example.com @@home", "me@example.com @home"),
            ("@(upper(contact.name) & \"!\")", "{{ (contact.name | upper) ~ '!' }}"),
            ("@(1 + 2 * 3)", "{{ 1 + (2 * 3) }}"),
            (
                "@(if(fields.age >= 18, \"adult\", \"child\"))",
                "{{ 'adult' if ((contact.fields.age | float('')) is number and (contact.fields.age | float('')) >= 18) \
                 else 'child' }}",
            ),
            ("@contact.name|lower_case|title_case, a|b", "{{ (contact.name | lower) | title }}, a|b"),
            ("@contact.name|fine", "{{ contact.name }}|fine"),
            ("{{x}}", "{{ '{{' }}x}}"),
            ("@(", "@("),
        ] {
            assert_eq!(text(source, &known), (expected.to_owned(), vec![]), "{source}");
        }
        for (source, lost) in [
            ("@(rand())", "the function `rand`"),
            ("@parent.age", "`@parent.age`"),
            ("@step.value|time_delta:\"3\"", "the filter `time_delta`"),
            ("@(date.now + 3)", "a sum with days"),
        ] {
            assert_eq!(text(source, &known), (String::new(), vec![lost.to_owned()]));
        }
        let deep = format!("@({}1{})", "(".repeat(5000), ")".repeat(5000));
        assert!(!text(&deep, &known).1.is_empty());
    }
    /// What customers write are texts here, and numbers there as soon as somebody reckons with them.
    #[test]
    fn texts_are_reckoned_with_as_numbers() {
        use crate::flow::expression::fill_in;
        let known = Known { unset: &Unset::default(), requests: &BTreeSet::new(), with_category: &BTreeSet::new() };
        for (source, age, expected) in [
            ("@(results.age + 1)", "41", "42"),
            ("@(results.age + 0.5)", "1", "1.5"),
            ("@(results.age * 2 & \" years\")", "10", "20 years"),
            ("@(-results.age)", "3", "-3"),
            ("@(round(results.age / 3))", "10", "3"),
            ("@(max(results.age, 20))", "9", "20"),
            ("@(results.age + 1)", "many", "1"),
            ("@(results.age + 1)", "", "1"),
            ("@(if(results.age >= 18, \"adult\", \"child\"))", "5", "child"),
            ("@(if(results.age >= 18, \"adult\", \"child\"))", "40", "adult"),
            ("@(if(results.age >= 18, \"adult\", \"child\"))", "many", "child"),
            ("@(if(results.age < 18, \"child\", \"adult\"))", "", "adult"),
            ("@(if(results.age = 18, \"just\", \"no\"))", "18", "just"),
            ("@(if(results.age = \"x\", \"just\", \"no\"))", "x", "just"),
            ("@(remove_first_word(results.age))", "add the group", "the group"),
            ("@(remove_first_word(results.age))", "add", ""),
            ("@results.age|upper_case", "ten", "TEN"),
            ("@results.age|first_word|capitalize", "ten years", "Ten"),
        ] {
            let (ours, lost) = text(source, &known);
            assert_eq!(lost, Vec::<String>::new(), "{source}");
            let context = minijinja::context! { age => age };
            assert_eq!(fill_in(&ours, &context).as_deref(), Ok(expected), "{source} of {age}: {ours}");
        }
    }
}
