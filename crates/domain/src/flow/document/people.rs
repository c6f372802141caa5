//! Where people come in: hand-over, assignment, notices to staff, consent and surveys.

use super::say::{TemplatePart, Texts, add};
use super::{Localised, Span};
use crate::consent::Category;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HandOver {
    /// Said to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Localised>,
    /// Told to the person who takes over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The team that shall answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The e-mail address of the user who shall answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// Says whose conversation it is; the flow goes on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Assign {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The e-mail address of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Sends a message to somebody of the business.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifyStaff {
    /// A phone number with its country, or a text that gives one.
    pub to: String,
    /// Said when that person's window is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Localised>,
    /// Said when it is closed, or always when there is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplatePart>,
}

impl NotifyStaff {
    pub(super) fn texts(&self) -> Texts<'_> {
        let mut texts = Texts::new();
        add(&mut texts, "notify_staff.text", &self.text);
        if let Some(template) = &self.template {
            template.add_texts("notify_staff.template", &mut texts);
        }
        texts
    }
}

/// Asks whether the business may write, and keeps the answer with its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskConsent {
    pub category: Category,
    pub text: Localised,
    /// The words on the two buttons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decline: Option<Localised>,
    /// Remembers true or false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

impl AskConsent {
    pub(super) fn texts(&self) -> Texts<'_> {
        let mut texts = Texts::new();
        add(&mut texts, "ask_consent.text", [&self.text]);
        add(&mut texts, "ask_consent.accept", &self.accept);
        add(&mut texts, "ask_consent.decline", &self.decline);
        texts
    }
}

/// Asks for a score, and if wanted why; both are kept as events for the figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    pub kind: SurveyKind,
    pub text: Localised,
    /// Asked after the score; the answer is kept as the comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<Localised>,
    /// Remembers the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

words! {
    SurveyKind {
        /// How satisfied, 1 to 5.
        Csat = "csat",
        /// How likely to recommend, 0 to 10; eleven answers fit no list, so the number is typed.
        Nps = "nps",
        /// How easy it was, 1 to 7.
        Ces = "ces",
    }
}

impl SurveyKind {
    pub const fn scale(self) -> (u8, u8) {
        match self {
            Self::Csat => (1, 5),
            Self::Nps => (0, 10),
            Self::Ces => (1, 7),
        }
    }
}

impl Survey {
    pub(super) fn texts(&self) -> Texts<'_> {
        let mut texts = Texts::new();
        add(&mut texts, "survey.text", [&self.text]);
        add(&mut texts, "survey.follow_up", &self.follow_up);
        texts
    }
}
