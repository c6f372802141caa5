//! Attributes as the API shows them.

use crate::http::problem::Problem;
use domain::contact::Attribute as DomainAttribute;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const LONGEST_TITLE: usize = 100;
const MOST_CHOICES: usize = 100;
/// Definitions a workspace can have.
pub const MOST: usize = 200;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Attribute {
    /// `snake_case`: what flows, templates and files call it. It is a member of a contact's `fields`.
    pub name: String,
    /// What people call it.
    pub title: String,
    pub kind: AttributeKind,
    /// What a `choice` may be.
    pub choices: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    Text,
    Number,
    Boolean,
    /// `2027-01-31`
    Date,
    /// `2027-01-31T15:00:00Z`
    DateTime,
    Choice,
}

impl From<DomainAttribute> for Attribute {
    fn from(attribute: DomainAttribute) -> Self {
        use domain::contact::AttributeKind as Domain;
        let kind = match attribute.kind {
            Domain::Text => AttributeKind::Text,
            Domain::Number => AttributeKind::Number,
            Domain::Boolean => AttributeKind::Boolean,
            Domain::Date => AttributeKind::Date,
            Domain::DateTime => AttributeKind::DateTime,
            Domain::Choice => AttributeKind::Choice,
        };
        Self { name: attribute.name, title: attribute.title, kind, choices: attribute.choices }
    }
}

impl From<AttributeKind> for domain::contact::AttributeKind {
    fn from(kind: AttributeKind) -> Self {
        match kind {
            AttributeKind::Text => Self::Text,
            AttributeKind::Number => Self::Number,
            AttributeKind::Boolean => Self::Boolean,
            AttributeKind::Date => Self::Date,
            AttributeKind::DateTime => Self::DateTime,
            AttributeKind::Choice => Self::Choice,
        }
    }
}

pub fn title(title: &str) -> Result<String, Problem> {
    let title = title.trim();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        return Err(Problem::invalid("title", format!("1 to {LONGEST_TITLE} characters")));
    }
    Ok(title.to_owned())
}

/// Only a choice has some, and then at least one.
pub fn choices(choices: &[String], kind: domain::contact::AttributeKind) -> Result<Vec<String>, Problem> {
    let mut kept: Vec<String> = Vec::new();
    for choice in choices.iter().map(|choice| choice.trim()).filter(|choice| !choice.is_empty()) {
        if !kept.iter().any(|known| known == choice) {
            kept.push(choice.to_owned());
        }
    }
    let is_choice = kind == domain::contact::AttributeKind::Choice;
    if kept.is_empty() == is_choice || kept.len() > MOST_CHOICES || kept.iter().any(|one| one.chars().count() > 100) {
        let message = format!("1 to {MOST_CHOICES} of at most 100 characters for a choice, none for other kinds");
        return Err(Problem::invalid("choices", message));
    }
    Ok(kept)
}

pub fn not_found() -> Problem {
    Problem::not_found("attribute")
}
