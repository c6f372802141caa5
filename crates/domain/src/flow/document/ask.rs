//! A question, and what counts as its answer.

use super::say::{Choice, Texts, add, add_choices};
use super::{Localised, Span};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    pub text: Localised,
    pub save_as: String,
    #[serde(default, rename = "type")]
    pub kind: AnswerKind,
    /// A regular expression that the whole answer matches; for `pattern`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// For `choice`: shown as buttons, or as a list when they are many or long.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_button: Option<Localised>,
    /// For `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// How often an answer may be wrong and is asked for again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<u32>,
    /// Said after a wrong answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

impl Ask {
    pub(super) fn texts(&self) -> Texts<'_> {
        let mut texts = vec![("ask.text".to_owned(), &self.text)];
        add(&mut texts, "ask.error", &self.error);
        add(&mut texts, "ask.list_button", &self.list_button);
        add_choices(&mut texts, "ask.choices", &self.choices);
        texts
    }
}

words! {
    /// What counts as an answer, and as what it is remembered.
    #[derive(Default)]
    AnswerKind {
        #[default]
        Text = "text",
        /// `1.234,5` and `1,234.5` alike; remembered as a number.
        Number = "number",
        Email = "email",
        /// Remembered in E.164.
        Phone = "phone",
        /// Remembered as `2026-03-31`.
        Date = "date",
        /// Remembered as the id of the choice.
        Choice = "choice",
        Pattern = "pattern",
    }
}
