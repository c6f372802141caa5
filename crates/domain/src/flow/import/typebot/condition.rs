//! Conditions: comparisons of variables, as expressions of ours.

use super::variables::{Piece, Variables};
use crate::flow::import::choices::{bare, quoted};
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
    let left = Operand::variable(name, variables);
    let value = words(comparison, "value").unwrap_or_default();
    let right = operand(&value, name, variables)?;
    let lower = |operand: &str| format!("({operand} | lower)");
    Ok(match operator {
        "Equal to" => equal(&left, "==", &right),
        "Not equal" => equal(&left, "!=", &right),
        "Contains" => format!("{} in {}", lower(&right.read), lower(&left.read)),
        "Does not contain" => format!("{} not in {}", lower(&right.read), lower(&left.read)),
        "Greater than" => compared(&left, ">", &right),
        "Less than" => compared(&left, "<", &right),
        "Greater or equal to" => compared(&left, ">=", &right),
        "Less or equal to" => compared(&left, "<=", &right),
        "Is set" => format!("{} != ''", set(name, variables)),
        "Is empty" => format!("{} == ''", set(name, variables)),
        "Starts with" => format!("{} is startingwith {}", lower(&left.read), lower(&right.read)),
        "Ends with" => format!("{} is endingwith {}", lower(&left.read), lower(&right.read)),
        "" => return Err("a comparison has no operator".to_owned()),
        other => return Err(format!("the comparison “{other}” has no counterpart")),
    })
}

/// What is compared, and whether it only ever holds a number.
struct Operand {
    read: String,
    is_number: bool,
}

impl Operand {
    fn variable(name: &str, variables: &Variables<'_>) -> Self {
        let is_number = variables.is_number(name) && variables.is_set(name);
        Self { read: variables.read_as_text(name), is_number }
    }
}

fn set(name: &str, variables: &Variables<'_>) -> String {
    if variables.is_never_set(name) { variables.read_as_text(name) } else { format!("({name} | default(''))") }
}

/// There all values are texts when they are compared: the answer of a request may hold a number or true.
fn equal(left: &Operand, sign: &str, right: &Operand) -> String {
    if left.is_number && right.is_number {
        return format!("{} {sign} {}", left.read, right.read);
    }
    // What is true is written True here, and true there.
    let is_truth = |operand: &Operand| matches!(operand.read.as_str(), "'true'" | "'false'");
    let lower = if is_truth(left) || is_truth(right) { " | lower" } else { "" };
    let as_text = |Operand { read, .. }: &Operand| {
        if read.starts_with(['\'', '"']) { read.clone() } else { format!("({} | string{lower})", bare(read)) }
    };
    format!("{} {sign} {}", as_text(left), as_text(right))
}

/// Sizes are compared as numbers, whatever the variable holds; what holds none is neither greater nor less, so it becomes
/// a number for which the comparison fails.
fn compared(left: &Operand, sign: &str, right: &Operand) -> String {
    let (low, high) = if sign.starts_with('>') { ("-1e99", "1e99") } else { ("1e99", "-1e99") };
    let as_number = |operand: &Operand, otherwise: &str| {
        let written = operand.read.trim_matches(['"', '\'']);
        if operand.is_number || is_number(written) {
            written.to_owned()
        } else {
            format!("({} | float({otherwise}))", bare(&operand.read))
        }
    };
    format!("{} {sign} {}", as_number(left, low), as_number(right, high))
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite) && text.chars().all(|c| c.is_ascii_digit() || ".-".contains(c))
}

/// What is compared with: another variable, a number, a text, or a text with variables in it.
fn operand(value: &str, name: &str, variables: &Variables<'_>) -> Result<Operand, String> {
    let trimmed = value.trim();
    if is_number(trimmed) && variables.is_number(name) {
        return Ok(Operand { read: trimmed.to_owned(), is_number: true });
    }
    let pieces = variables.pieces(if trimmed.contains("{{") { trimmed } else { value });
    if let [Piece::Variable(other)] = pieces.as_slice() {
        return Ok(Operand::variable(other, variables));
    }
    let written: Vec<String> = pieces.iter().map(|piece| written(piece, variables)).collect::<Result<_, _>>()?;
    let read = match written.as_slice() {
        [] => quoted(""),
        [one] => one.clone(),
        several => format!("({})", several.join(" ~ ")),
    };
    Ok(Operand { read, is_number: false })
}

fn written(piece: &Piece<'_>, variables: &Variables<'_>) -> Result<String, String> {
    match piece {
        Piece::Words(words) => Ok(quoted(words)),
        Piece::Variable(name) => Ok(variables.read_as_text(name)),
        Piece::Unknown(name) => Err(format!("the variable “{name}” is not in the file")),
    }
}
