//! The blanks in a template's text: `{{1}}` or `{{name}}`.

use crate::message::Parameter;

/// The names of the blanks, in order of appearance; numbers for positional ones.
pub fn variables(text: &str) -> Vec<&str> {
    pieces(text).filter_map(|piece| if let Piece::Blank(name) = piece { Some(name) } else { None }).collect()
}

/// The text as the customer sees it. Blanks without a value stay as they are.
pub fn fill(text: &str, parameters: &[Parameter]) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Blank(name) => match value_of(name, parameters) {
                Some(value) => filled.push_str(value),
                None => filled.extend(["{{", name, "}}"]),
            },
        }
    }
    filled
}

enum Piece<'a> {
    Words(&'a str),
    Blank(&'a str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = blank_at_start(rest) {
            rest = after;
            return Some(Piece::Blank(name));
        }
        let mut braces = rest.match_indices('{').map(|(at, _)| at).filter(|at| *at > 0);
        let next = braces.find(|at| rest.get(*at..).is_some_and(|tail| blank_at_start(tail).is_some()));
        let (words, after) = rest.split_at(next.unwrap_or(rest.len()));
        rest = after;
        Some(Piece::Words(words))
    })
}

fn blank_at_start(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix("{{")?.split_once("}}")?;
    let name = name.trim();
    let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    is_name.then_some((name, after))
}

fn value_of<'a>(name: &str, parameters: &'a [Parameter]) -> Option<&'a str> {
    let named = parameters.iter().find(|parameter| parameter.parameter_name.as_deref() == Some(name));
    let by_position = || parameters.get(name.parse::<usize>().ok()?.checked_sub(1)?);
    named.or_else(by_position)?.value.words()
}
