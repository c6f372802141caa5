//! What a variable is set to: numbers, texts, variables and arithmetic. Anything more is a program, which we do not run.

use super::variables::Variables;
use crate::flow::import::choices::quoted;

/// The value, as a text of ours; `None` for a program.
pub(super) fn value(formula: &str, variables: &Variables<'_>) -> Option<String> {
    if matches!(formula.trim(), "null" | "undefined") {
        return Some(String::new());
    }
    if let Some(expression) = expression(formula, variables) {
        return Some(format!("{{{{ {expression} }}}}"));
    }
    let (text, lost) = variables.in_text(formula);
    (lost.is_empty() && !is_program(formula)).then_some(text)
}

/// An address holds the signs of programs, and what a browser offers is one without any.
fn is_program(formula: &str) -> bool {
    let start = formula.trim_start();
    if (start.starts_with("https://") || start.starts_with("http://")) && !start.contains(char::is_whitespace) {
        return false;
    }
    if ["document.", "window.", "location.", "navigator."].iter().any(|name| start.starts_with(name)) {
        return true;
    }
    let member = formula.split("}}.").nth(1).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    if member && start.starts_with("{{") && !start.contains(' ') {
        return true;
    }
    let mut plain = formula.to_owned();
    while let (Some(begin), Some(end)) = (plain.find("{{"), plain.find("}}")) {
        if end < begin {
            break;
        }
        plain.replace_range(begin..end + 2, "");
    }
    ["=>", "return ", "return\n", ";", "new ", "function", "await ", "const ", "let ", "()", "[", "{", "===", "?", ".("]
        .iter()
        .any(|sign| plain.contains(sign))
        || plain.contains("Math.")
        || plain.contains("JSON.")
}

/// Whether it is arithmetic, or a copy of what only ever holds numbers.
pub(super) fn is_number(formula: &str, variables: &Variables<'_>) -> bool {
    operands_and_signs(formula, variables).is_some_and(|parts| match parts.as_slice() {
        [Part::Variable(name)] => variables.is_number(name),
        parts => !parts.iter().any(|part| matches!(part, Part::Text(_))) && !is_joined(parts, variables),
    })
}

enum Part {
    Number(String),
    Text(String),
    /// By our name.
    Variable(String),
    Sign(char),
}

fn expression(formula: &str, variables: &Variables<'_>) -> Option<String> {
    let parts = operands_and_signs(formula, variables)?;
    let joined = is_joined(&parts, variables);
    let calculates = !joined && parts.iter().any(|part| matches!(part, Part::Sign('+' | '-' | '*' | '/' | '%')));
    if calculates && parts.iter().any(|part| matches!(part, Part::Text(_))) {
        return None;
    }
    let written = parts.iter().map(|part| match part {
        Part::Number(number) => number.clone(),
        Part::Text(text) => quoted(text),
        Part::Variable(name) if calculates && !variables.is_number(name) => as_number(&variables.read(name)),
        Part::Variable(name) => variables.read(name),
        Part::Sign('+') if joined => "~".to_owned(),
        Part::Sign(sign) => sign.to_string(),
    });
    Some(written.collect::<Vec<_>>().join(" "))
}

/// Texts are joined, not added; a variable beside a number is taken for a number, as it is there.
fn is_joined(parts: &[Part], variables: &Variables<'_>) -> bool {
    let only_plus = !parts.iter().any(|part| matches!(part, Part::Sign('-' | '*' | '/' | '%')));
    let is_sum = parts.iter().any(|part| matches!(part, Part::Sign('+')));
    let has_text = parts.iter().any(|part| matches!(part, Part::Text(_)));
    let has_number = parts.iter().any(|part| matches!(part, Part::Number(_)));
    let has_words = parts.iter().any(|part| matches!(part, Part::Variable(name) if !variables.is_number(name)));
    only_plus && is_sum && (has_text || (has_words && !has_number))
}

/// Whole where it can be: what is said of three and one is 4, not 4.0.
fn as_number(read: &str) -> String {
    match read {
        "''" => "0".to_owned(),
        read => format!("(({read} | int(0)) if ({read} | int(0)) == ({read} | float(0)) else ({read} | float(0)))"),
    }
}

fn operands_and_signs(formula: &str, variables: &Variables<'_>) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = formula.trim();
    let mut operand_next = true;
    let mut depth = 0_i32;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            space if space.is_whitespace() => space.len_utf8(),
            '(' if operand_next => {
                depth += 1;
                parts.push(Part::Sign('('));
                1
            }
            '-' if operand_next => {
                parts.push(Part::Sign('-'));
                1
            }
            _ if operand_next => {
                let (part, length) = operand(rest, variables)?;
                parts.push(part);
                operand_next = false;
                length
            }
            ')' if depth > 0 => {
                depth -= 1;
                parts.push(Part::Sign(')'));
                1
            }
            '+' | '-' | '*' | '/' | '%' => {
                parts.push(Part::Sign(first));
                operand_next = true;
                1
            }
            _ => return None,
        };
        rest = rest.get(length..)?;
    }
    (!operand_next && depth == 0).then_some(parts)
}

/// The operand that a formula begins with, and how long it is.
fn operand(rest: &str, variables: &Variables<'_>) -> Option<(Part, usize)> {
    let first = rest.chars().next()?;
    match first {
        '0'..='9' | '.' => {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let number = rest.get(..length)?;
            number.parse::<f64>().ok()?;
            Some((Part::Number(number.to_owned()), length))
        }
        '"' | '\'' | '`' => {
            let inner = rest.get(1..)?.split(first).next()?;
            let is_closed = rest.len() >= inner.len() + 2;
            (is_closed && !inner.contains(['\\', '$'])).then(|| (Part::Text(inner.to_owned()), inner.len() + 2))
        }
        '{' => {
            let inner = rest.strip_prefix("{{")?.split("}}").next()?;
            let length = inner.len() + 4;
            rest.get(..length)?;
            Some((Part::Variable(variables.by_name(inner)?.to_owned()), length))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::import::Unset;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_texts_and_arithmetic_are_read_and_programs_are_not() {
        let file = json!({"variables": [{"id": "1", "name": "Score"}, {"id": "2", "name": "City"}], "groups": [{"blocks": [
            {"type": "Set variable", "options": {"variableId": "1", "expressionToEvaluate": "{{Score}} + 10"}},
        ]}]});
        let unset = Unset { maybe: BTreeSet::from(["score".to_owned()]), never: BTreeSet::new() };
        let variables = Variables::of(&file, &unset);
        for (formula, expected) in [
            ("0", Some("{{ 0 }}")),
            ("{{Score}} + 10", Some("{{ (score | default(0)) + 10 }}")),
            ("({{Score}} - 1) * 2", Some("{{ ( (score | default(0)) - 1 ) * 2 }}")),
            ("Promoter", Some("Promoter")),
            ("Hello {{City}}", Some("Hello {{ city }}")),
            ("{{City}} + ', Spain'", Some("{{ city ~ ', Spain' }}")),
            ("Math.round({{Score}})", None),
            ("return 1;", None),
            ("{{Nobody}}", None),
            ("document.location.origin", None),
            ("{{City}}.length", None),
            ("null", Some("")),
            ("https://x.example/?a=1", Some("https://x.example/?a=1")),
            ("1 +", Some("1 +")),
            ("{{City}} + {{City}}", Some("{{ city ~ city }}")),
            (
                "{{City}} + 1",
                Some("{{ ((city | int(0)) if (city | int(0)) == (city | float(0)) else (city | float(0))) + 1 }}"),
            ),
        ] {
            assert_eq!(value(formula, &variables).as_deref(), expected, "{formula}");
        }
    }
}
