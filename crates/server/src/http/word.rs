//! Words of the database as the API's own enums.

use super::problem::Problem;
use serde::de::{DeserializeOwned, IntoDeserializer, value};

/// A stored word this version does not know is our fault, not the client's.
pub fn word<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    T::deserialize(text.into_deserializer()).map_err(|error: value::Error| Problem::internal(&error))
}

/// The other way: the word as it is stored.
pub fn stored<T: serde::Serialize>(value: T) -> Option<String> {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned))
}
