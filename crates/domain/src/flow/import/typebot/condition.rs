//! Conditions: comparisons of variables, as expressions of ours.

use super::variables::Variables;
use crate::flow::import::choices::quoted;
use crate::flow::import::json::{list, text, words};
use serde_json::Value;

/// The whole condition; `Err` says what could not be translated.
pub(super) fn expression(condition: &Value, variables: &Variables<'_>) -> Result<String, String> {
    let comparisons = list(condition, "comparisons");
    let parts: Vec<String> =
        comparisons.iter().map(|comparison| one(comparison, variables)).collect::<Result<_, _>>()?;
    let joint = if text(condition, "logicalOperator") == "OR" { " or " } else { " and " };
    match parts.as_slice() {
        [] => Err("it compares nothing".to_owned()),
        [one] => Ok(one.clone()),
        several => Ok(several.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(joint)),
    }
}

fn one(comparison: &Value, variables: &Variables<'_>) -> Result<String, String> {
    let name = variables.named(text(comparison, "variableId")).ok_or("a comparison names no variable")?;
    let operator = text(comparison, "comparisonOperator");
    let left = variables.read(name);
    let value = words(comparison, "value").unwrap_or_default();
    let right = operand(&value, name, variables)?;
    let lower = |operand: &str| format!("({operand} | lower)");
    Ok(match operator {
        "Equal to" => format!("{left} == {right}"),
        "Not equal" => format!("{left} != {right}"),
        "Contains" => format!("{} in {}", lower(&right), lower(&left)),
        "Does not contain" => format!("{} not in {}", lower(&right), lower(&left)),
        "Greater than" => compared(&left, ">", &right, name, variables),
        "Less than" => compared(&left, "<", &right, name, variables),
        "Greater or equal to" => compared(&left, ">=", &right, name, variables),
        "Less or equal to" => compared(&left, "<=", &right, name, variables),
        "Is set" => format!("{} != ''", set(name)),
        "Is empty" => format!("{} == ''", set(name)),
        "Starts with" => format!("{} is startingwith {}", lower(&left), lower(&right)),
        "Ends with" => format!("{} is endingwith {}", lower(&left), lower(&right)),
        "" => return Err("a comparison has no operator".to_owned()),
        other => return Err(format!("the comparison “{other}” has no counterpart")),
    })
}

fn set(name: &str) -> String {
    format!("({name} | default(''))")
}

/// Sizes are compared as numbers, whatever the variable holds.
fn compared(left: &str, sign: &str, right: &str, name: &str, variables: &Variables<'_>) -> String {
    let number = right.trim_matches(['"', '\'']);
    let right = if is_number(number) { number.to_owned() } else { format!("({right} | float)") };
    if variables.is_number(name) {
        format!("{left} {sign} {right}")
    } else {
        format!("({left} | float) {sign} {right}")
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite) && text.chars().all(|c| c.is_ascii_digit() || ".-".contains(c))
}

/// What is compared with: another variable, a number where the variable is one, else a text.
fn operand(value: &str, name: &str, variables: &Variables<'_>) -> Result<String, String> {
    let trimmed = value.trim();
    if let Some(inner) = trimmed.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
        let other =
            variables.by_name(inner).ok_or_else(|| format!("the variable “{}” is not in the file", inner.trim()))?;
        return Ok(variables.read(other));
    }
    Ok(if is_number(trimmed) && variables.is_number(name) { trimmed.to_owned() } else { quoted(value) })
}
