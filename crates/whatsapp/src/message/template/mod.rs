//! A template and the values for its blanks.
//!
//! ```
//! use whatsapp::message::{Component, Message, Parameter};
//!
//! let reminder = Message::template("appointment_reminder", "es", vec![
//!     Component::Body(vec![Parameter::text("Ana"), Parameter::text("el lunes")]),
//!     Component::quick_reply(0, "confirm"),
//!     Component::url(1, "a/7"),
//! ]);
//! let code = Message::template("login", "es", Component::one_time_password("482913"));
//! # let _ = (reminder, code);
//! ```

mod component;
mod parameter;

pub use component::{ButtonKind, Card, Component};
pub use parameter::{ButtonAction, Currency, DateTime, LimitedTimeOffer, Parameter, ParameterValue, TapTarget};

use serde::{Deserialize, Serialize};

use crate::{Extra, lenient};

/// A template by name and language, filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Template {
    pub name: String,
    pub language: Language,
    /// One for each part of the template that has blanks.
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A language of a template, such as `es` or `pt_BR`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Language {
    pub code: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl<T: Into<String>> From<T> for Language {
    fn from(code: T) -> Self {
        Self { code: code.into(), extra: Extra::new() }
    }
}
