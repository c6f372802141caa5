//! What is submitted.

use serde::{Deserialize, Serialize};

use super::{Category, Component, ParameterFormat, body_of};
use crate::{Extra, lenient};

/// The body of `POST /{account}/message_templates`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewTemplate {
    /// Lower-case letters, digits and underscores.
    pub name: String,
    /// One of [`LANGUAGES`](super::LANGUAGES).
    pub language: String,
    pub category: Category,
    /// Such as `ORDER_STATUS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter_format: Option<ParameterFormat>,
    /// For how long Meta tries to deliver; -1 for 30 days.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub message_send_ttl_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cta_url_link_tracking_opted_out: Option<bool>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub components: Vec<Component>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl NewTemplate {
    pub fn new(name: impl Into<String>, language: impl Into<String>, category: Category) -> Self {
        Self {
            name: name.into(),
            language: language.into(),
            category,
            sub_category: None,
            parameter_format: None,
            message_send_ttl_seconds: None,
            cta_url_link_tracking_opted_out: None,
            components: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The same with one part more.
    #[must_use]
    pub fn with(mut self, component: Component) -> Self {
        self.components.push(component);
        self
    }

    /// The same, its blanks being written `{{name}}`.
    #[must_use]
    pub fn named(self) -> Self {
        Self { parameter_format: Some(ParameterFormat::Named), ..self }
    }

    /// The same, delivered within so many seconds or not at all.
    #[must_use]
    pub fn delivered_within(self, seconds: i64) -> Self {
        Self { message_send_ttl_seconds: Some(seconds), ..self }
    }

    /// The main text.
    pub fn body(&self) -> Option<&str> {
        body_of(&self.components)
    }
}
