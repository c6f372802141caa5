//! A question, and what counts as its answer.

use super::say::{Choice, Texts, add, add_choices};
use super::{Localised, Span};
use crate::intent::entity::BuiltIn;
use serde::{Deserialize, Serialize};
use whatsapp::message::MediaKind;

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
    /// For `entity`: a built-in kind or one of the business. What the customer named before being asked is not asked for again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// For `choice`: shown as buttons, or as a list when they are many or long.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_button: Option<Localised>,
    /// For numbers and `rating`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// For `date`, `time` and `date_time`, also as an entity: not before and not after; written like the answer is remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// For `file`: the kinds that are taken; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<MediaKind>,
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

    /// The built-in kind it asks for, be it by its type or as an entity.
    pub fn built_in(&self) -> Option<BuiltIn> {
        match self.kind {
            AnswerKind::Number => Some(BuiltIn::Number),
            AnswerKind::Email => Some(BuiltIn::Email),
            AnswerKind::Phone => Some(BuiltIn::Phone),
            AnswerKind::Date => Some(BuiltIn::Date),
            AnswerKind::Time => Some(BuiltIn::Time),
            AnswerKind::DateTime => Some(BuiltIn::DateTime),
            AnswerKind::Entity => BuiltIn::parse(self.entity.as_deref()?),
            _ => None,
        }
    }

    /// Whether `earliest` and `latest` bound it.
    pub fn is_moment(&self) -> bool {
        self.built_in().is_some_and(BuiltIn::is_moment)
    }

    /// Whether `minimum` and `maximum` bound it.
    pub fn is_number(&self) -> bool {
        self.kind == AnswerKind::Rating || self.built_in().is_some_and(BuiltIn::is_number)
    }

    /// The ends of a rating's scale.
    pub fn scale(&self) -> (i64, i64) {
        #[expect(clippy::cast_possible_truncation, reason = "saturates; the checker asks for small whole numbers")]
        let whole = |number: Option<f64>, usual: i64| number.map_or(usual, |number| number as i64);
        (whole(self.minimum, 1), whole(self.maximum, 5))
    }
}

words! {
    /// What counts as an answer, and as what it is remembered.
    #[derive(Default)]
    AnswerKind {
        #[default]
        Text = "text",
        /// `1.234,5`, `1,234.5`, `doce`, `2 mil`; remembered as a number.
        Number = "number",
        Email = "email",
        /// Remembered in E.164.
        Phone = "phone",
        /// Remembered as `2026-03-31`.
        Date = "date",
        /// Remembered as `17:05`.
        Time = "time",
        /// Remembered as `2026-03-31 17:05`.
        DateTime = "date_time",
        /// Remembered as the id of the choice.
        Choice = "choice",
        /// A whole number on a scale.
        Rating = "rating",
        /// A place sent from the phone; remembered as an object.
        Location = "location",
        /// A file; remembered as an object with its kind and Meta's id.
        File = "file",
        /// Remembered as true or false.
        YesNo = "yes_no",
        Pattern = "pattern",
        /// Something that people name, built in or of the business; remembered as the value that its words stand for.
        Entity = "entity",
    }
}
