//! What nodes remember: variables, the contact's fields, language and labels.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetVariable {
    pub name: String,
    /// A value; a text that is one `{{ expression }}` keeps the expression's type.
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetContactField {
    /// `name` and `language` are the contact's own; every other name is a custom field.
    pub field: String,
    /// A value; a text that is one `{{ expression }}` keeps the expression's type.
    pub value: Value,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Label {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
}
