//! Expressions of before version 8: `=(date.now)` and `=flow.colour` are `@(date.now)` and `@flow.colour` since.

use super::expression::begins_with_a_name;
use serde_json::Value;

/// Rewrites every text of a flow.
pub(super) fn rewrite(value: &mut Value) {
    match value {
        Value::String(text) => *text = rewritten(text),
        Value::Array(items) => items.iter_mut().for_each(rewrite),
        Value::Object(fields) => fields.values_mut().for_each(rewrite),
        _ => {}
    }
}

/// In `a=(b)` and `?x=flow.y` the sign is an ordinary one.
fn rewritten(text: &str) -> String {
    let mut rewritten = String::with_capacity(text.len());
    let mut before = None;
    for (at, character) in text.char_indices() {
        let after = text.get(at + character.len_utf8()..).unwrap_or_default();
        let stands_free = before.is_none_or(|before: char| before.is_whitespace() || matches!(before, '(' | '"'));
        let begins = character == '=' && stands_free && (after.starts_with('(') || begins_with_a_name(after));
        rewritten.push(if begins { '@' } else { character });
        before = Some(character);
    }
    rewritten
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_signs_begin_expressions() {
        for (source, expected) in [
            ("Today is =(date.now).", "Today is @(date.now)."),
            ("=flow.colour.category", "@flow.colour.category"),
            ("a = b, 1=(1), ?x=flow.y", "a = b, 1=(1), ?x=flow.y"),
            ("=flower", "=flower"),
        ] {
            assert_eq!(rewritten(source), expected);
        }
    }
}
