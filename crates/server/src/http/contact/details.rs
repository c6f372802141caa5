//! What a client may write about a contact, checked: lengths, labels, time zone, and attributes by their definitions.

use super::view::Profile;
use crate::http::problem::{FieldError, Problem};
use axum::http::StatusCode;
use domain::contact::{Attribute, time_zone};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const MOST_FIELDS: usize = 100;
const MOST_LABELS: usize = 50;
const MOST_PROFILES: usize = 20;
const LONGEST_NAME: usize = 200;
const LONGEST_NOTE: usize = 500;

pub fn name(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Problem::invalid("name", format!("1 to {LONGEST_NAME} characters")));
    }
    Ok(name.to_owned())
}

/// Empty takes it away.
pub fn language(language: String) -> Result<Option<String>, Problem> {
    let is_tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if language.len() > 35 || !language.bytes().all(is_tag) {
        return Err(Problem::invalid("language", "a language tag such as es or pt-BR"));
    }
    Ok(Some(language).filter(|language| !language.is_empty()))
}

/// Empty takes it away: then it is guessed again.
pub fn zone(name: String) -> Result<Option<String>, Problem> {
    if !name.is_empty() && !time_zone::is_name(&name) {
        return Err(Problem::invalid("time_zone", "a time zone by its name, such as America/Bogota"));
    }
    Ok(Some(name).filter(|name| !name.is_empty()))
}

pub fn labels(labels: &[String]) -> Result<BTreeSet<String>, Problem> {
    let labels = labels.iter().map(|one| label(one)).collect::<Result<BTreeSet<_>, _>>()?;
    if labels.len() > MOST_LABELS {
        return Err(Problem::invalid("labels", format!("at most {MOST_LABELS}")));
    }
    Ok(labels)
}

pub fn label(label: &str) -> Result<String, Problem> {
    let label = label.trim();
    if label.is_empty() || label.chars().count() > 50 {
        return Err(Problem::invalid("labels", "each of 1 to 50 characters"));
    }
    Ok(label.to_owned())
}

pub fn profiles(profiles: Vec<Profile>) -> Result<Vec<domain::contact::Profile>, Problem> {
    let fits = |profile: &Profile| {
        let (name, note) = (profile.name.trim().chars().count(), profile.note.chars().count());
        (1..=LONGEST_NAME).contains(&name) && note <= LONGEST_NOTE
    };
    if profiles.len() > MOST_PROFILES || !profiles.iter().all(fits) {
        let message =
            format!("at most {MOST_PROFILES}, each with a name and a note of at most {LONGEST_NOTE} characters");
        return Err(Problem::invalid("profiles", message));
    }
    let trimmed = |profile: Profile| domain::contact::Profile {
        name: profile.name.trim().to_owned(),
        note: profile.note.trim().to_owned(),
    };
    Ok(profiles.into_iter().map(trimmed).collect())
}

/// Values as they are kept; `None` takes one away. All that do not fit are named at once.
pub fn fields(
    fields: BTreeMap<String, Value>,
    attributes: &[Attribute],
) -> Result<BTreeMap<String, Option<Value>>, Problem> {
    if fields.len() > MOST_FIELDS {
        return Err(Problem::invalid("fields", format!("at most {MOST_FIELDS}")));
    }
    let (mut kept, mut errors) = (BTreeMap::new(), Vec::new());
    for (name, value) in fields {
        match field(&name, value, attributes) {
            Ok(value) => drop(kept.insert(name, value)),
            Err(message) => {
                errors.push(FieldError { field: format!("fields.{name}"), message, ..FieldError::default() });
            }
        }
    }
    if errors.is_empty() {
        return Ok(kept);
    }
    let detail: Vec<String> = errors.iter().map(|error| format!("{}: {}", error.field, error.message)).collect();
    let (status, title) = (StatusCode::UNPROCESSABLE_ENTITY, "Something in the request is not right");
    Err(Problem::new(status, "invalid", title, detail.join("; ")).with_errors(errors))
}

/// One value as it is kept; a field nobody has defined is taken as it is.
pub fn field(name: &str, value: Value, attributes: &[Attribute]) -> Result<Option<Value>, String> {
    if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    match attributes.iter().find(|attribute| attribute.name == name) {
        Some(attribute) => attribute.check(&value).map(Some).map_err(|why| why.to_string()),
        None => Ok(Some(value)),
    }
}
