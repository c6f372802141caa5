//! What a variable is set to: numbers, texts, variables and arithmetic. Anything more is a program, which we do not run.

use super::variables::Variables;
use crate::flow::import::choices::quoted;

/// The value, as a text of ours; `None` for a program.
pub(super) fn value(formula: &str, variables: &Variables<'_>) -> Option<String> {
    if let Some(expression) = expression(formula, variables) {
        return Some(format!("{{{{ {expression} }}}}"));
    }
    let (text, lost) = variables.in_text(formula);
    (lost.is_empty() && !is_program(formula)).then_some(text)
}

fn is_program(formula: &str) -> bool {
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

fn expression(formula: &str, variables: &Variables<'_>) -> Option<String> {
    let mut written = Vec::new();
    let mut joins = false;
    let mut rest = formula.trim();
    let mut operand_next = true;
    let mut depth = 0_i32;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '0'..='9' | '.' if operand_next => {
                let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
                let number = rest.get(..length)?;
                number.parse::<f64>().ok()?;
                written.push(number.to_owned());
                operand_next = false;
                length
            }
            '"' | '\'' | '`' if operand_next => {
                let inner = rest.get(1..)?.split(first).next()?;
                if inner.contains(['\\', '$']) || rest.len() < inner.len() + 2 {
                    return None;
                }
                written.push(quoted(inner));
                joins = true;
                operand_next = false;
                inner.len() + 2
            }
            '{' if operand_next => {
                let inner = rest.strip_prefix("{{")?.split("}}").next()?;
                let name = variables.by_name(inner)?;
                joins |= !variables.is_number(name);
                written.push(variables.read(name));
                operand_next = false;
                let length = inner.len() + 4;
                rest.get(..length)?;
                length
            }
            '(' if operand_next => {
                depth += 1;
                written.push("(".to_owned());
                1
            }
            ')' if !operand_next && depth > 0 => {
                depth -= 1;
                written.push(")".to_owned());
                1
            }
            '-' if operand_next => {
                written.push("-".to_owned());
                1
            }
            '+' | '-' | '*' | '/' | '%' if !operand_next => {
                written.push(first.to_string());
                operand_next = true;
                1
            }
            space if space.is_whitespace() => space.len_utf8(),
            _ => return None,
        };
        rest = rest.get(length..)?;
    }
    if operand_next || depth != 0 {
        return None;
    }
    // Texts are joined, not added.
    let only_plus = !written.iter().any(|part| matches!(part.as_str(), "-" | "*" | "/" | "%"));
    let is_sum = written.iter().any(|part| part == "+");
    if joins && is_sum && only_plus {
        written.iter_mut().filter(|part| *part == "+").for_each(|plus| "~".clone_into(plus));
    }
    Some(written.join(" "))
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
            ("1 +", Some("1 +")),
        ] {
            assert_eq!(value(formula, &variables).as_deref(), expected, "{formula}");
        }
    }
}
