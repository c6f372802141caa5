//! Templates as Meta answers and lists them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Category, Component, ParameterFormat, ReviewStatus, body_of};
use crate::{Extra, lenient};

/// The answer to a [`NewTemplate`](super::NewTemplate); the category may not be the one asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreatedTemplate {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    pub status: ReviewStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A template as the list shows it. Name and language together identify it, not the name alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateRecord {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    pub name: String,
    pub language: String,
    pub status: ReviewStatus,
    pub category: Category,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter_format: Option<ParameterFormat>,
    #[serde(default)]
    pub components: Vec<Component>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_reason: Option<String>,
    /// `{"score": "GREEN"}` and so on, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_score: Option<Value>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl TemplateRecord {
    /// The main text.
    pub fn body(&self) -> Option<&str> {
        body_of(&self.components)
    }
}
