//! Reading the good part of a bad list: one broken element must not take its neighbours with it.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Extra;

/// An element of a list that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Malformed {
    /// The list it stood in, such as `messages`.
    pub list: &'static str,
    pub value: Value,
    pub reason: String,
}

/// Takes a list out of an object and reads its elements one by one. An element that cannot be read as it is gets a
/// second chance with its `essential` fields only.
pub(crate) fn take_list<T: Salvage>(object: &mut Extra, list: &'static str, malformed: &mut Vec<Malformed>) -> Vec<T> {
    let elements = match object.remove(list) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(elements)) => elements,
        Some(value) => {
            malformed.push(Malformed { list, value, reason: "not a list".to_owned() });
            return Vec::new();
        }
    };
    let mut good = Vec::with_capacity(elements.len());
    for value in elements {
        match serde_json::from_value(value.clone()) {
            Ok(element) => good.push(element),
            Err(why) => match salvage(&value) {
                Some(element) => good.push(element),
                None => malformed.push(Malformed { list, value, reason: why.to_string() }),
            },
        }
    }
    good
}

/// An element of a list that is still worth having when only its essential fields can be read.
pub(crate) trait Salvage: DeserializeOwned {
    const ESSENTIAL: &'static [&'static str];

    /// Keeps the fields that were left out of the second reading.
    fn put_back(&mut self, rest: Extra);
}

fn salvage<T: Salvage>(value: &Value) -> Option<T> {
    let (essential, rest): (Extra, Extra) = value
        .as_object()?
        .iter()
        .map(|(key, value)| (key.clone(), value.clone()))
        .partition(|(key, _)| T::ESSENTIAL.contains(&key.as_str()));
    let mut element: T = serde_json::from_value(Value::Object(essential)).ok()?;
    element.put_back(rest);
    Some(element)
}
