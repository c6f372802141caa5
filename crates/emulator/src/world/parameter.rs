//! Parameters of requests, as JSON has them and as forms write them.

use serde_json::Value;

use crate::refusal::Refusal;

/// A text parameter; numbers are taken as they are written.
pub(crate) fn text(parameters: &Value, name: &str) -> Option<String> {
    match parameters.get(name) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::Bool(yes)) => Some(yes.to_string()),
        _ => None,
    }
}

/// A parameter that must be there.
pub(crate) fn required(parameters: &Value, name: &str) -> Result<String, Refusal> {
    text(parameters, name).filter(|text| !text.is_empty()).ok_or_else(|| Refusal::missing(name))
}

/// A yes or no, also as forms write it.
pub(crate) fn flag(parameters: &Value, name: &str) -> Result<Option<bool>, Refusal> {
    match text(parameters, name).as_deref() {
        None => Ok(None),
        Some("true" | "1") => Ok(Some(true)),
        Some("false" | "0") => Ok(Some(false)),
        Some(_) => Err(Refusal::of_graph(format!("Param {name} must be a boolean"))),
    }
}

/// A list, also as forms write it.
pub(crate) fn list(parameters: &Value, name: &str) -> Result<Option<Vec<Value>>, Refusal> {
    let wrong = || Refusal::of_graph(format!("Param {name} must be an array."));
    match parameters.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(items)) => Ok(Some(items.clone())),
        // Some languages write arrays as objects with the places as keys.
        Some(Value::Object(items)) if items.keys().all(|key| key.parse::<usize>().is_ok()) => {
            Ok(Some(items.values().cloned().collect()))
        }
        Some(Value::String(text)) => serde_json::from_str(text).map(Some).map_err(|_| wrong()),
        Some(_) => Err(wrong()),
    }
}

/// Whether a text has at most so many characters.
pub(crate) fn at_most(name: &str, text: &str, most: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    Err(Refusal::of_graph(format!("Param {name} may have {most} characters; it has {length}.")))
}
