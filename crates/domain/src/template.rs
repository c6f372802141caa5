//! Templates: the texts that Meta reviews before they may be sent, and what became of each.
//!
//! A template is what Meta has of it ([`Template::content`]) and what somebody is writing ([`Template::draft`]); both in
//! Meta's own shape, so that nothing Meta adds is lost. News of it come by webhook (`hear`) or by looking at the whole
//! list ([`learn`]); what happened is kept as [`TemplateChange`]s, which are its timeline and its versions.

mod book;
mod change;
mod hear;
mod learn;
pub mod lint;
mod submit;

pub use book::TemplateBook;
pub use change::{ChangeKind, TemplateChange};
pub use hear::TemplateNews;
pub use learn::{learn, missing_at_meta};
pub use submit::{Hindrance, Submission};
/// What a template consists of, in Meta's shape.
pub use whatsapp::template::NewTemplate;

use crate::id::TemplateId;
use crate::policy;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use whatsapp::template::variables;

words! {
    /// Where a template stands.
    Status {
        /// Never submitted.
        Draft = "draft",
        Pending = "pending",
        Approved = "approved",
        Rejected = "rejected",
        Paused = "paused",
        Disabled = "disabled",
        InAppeal = "in_appeal",
        Locked = "locked",
        LimitExceeded = "limit_exceeded",
        Archived = "archived",
        PendingDeletion = "pending_deletion",
        Deleted = "deleted",
        /// A word of Meta's that this version does not know; it cannot be sent.
        Unknown = "unknown",
    }
}

words! {
    /// How well customers take it.
    Quality {
        Unknown = "unknown",
        Green = "green",
        Yellow = "yellow",
        Red = "red",
    }
}

/// A template in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    pub id: TemplateId,
    /// Meta's account (WABA) it belongs to.
    pub account: String,
    /// Known once Meta has taken it.
    pub meta_id: Option<String>,
    pub name: String,
    /// Meta's code.
    pub language: String,
    /// Meta's word, which is Meta's to decide.
    pub category: String,
    pub status: Status,
    pub quality: Quality,
    /// What Meta has.
    pub content: Option<NewTemplate>,
    /// What is being written and was not submitted.
    pub draft: Option<NewTemplate>,
    pub review: Review,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// What else is known of how Meta sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// Meta's word for why it was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Meta's sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Meta's sentence on how to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<String>,
    /// A change of category that Meta has announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced: Option<AnnouncedCategory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Timestamp>,
    /// When it was changed while it was approved, which Meta counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Timestamp>,
}

/// The category a template will have, and from when on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedCategory {
    pub category: String,
    pub at: Option<Timestamp>,
}

impl Status {
    /// Meta's word in any case.
    pub fn from_meta(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "reinstated" | "unarchived" | "unlocked" => Self::Approved,
            "draft" => Self::Unknown,
            known => Self::parse(known).unwrap_or(Self::Unknown),
        }
    }

    /// As the gate sees it.
    pub const fn for_sending(self) -> policy::TemplateStatus {
        match self {
            Self::Approved => policy::TemplateStatus::Approved,
            Self::Paused => policy::TemplateStatus::Paused,
            _ => policy::TemplateStatus::NotApproved,
        }
    }
}

impl Quality {
    pub fn from_meta(word: &str) -> Self {
        Self::parse(&word.to_ascii_lowercase()).unwrap_or(Self::Unknown)
    }

    /// Whether people like it less than they did; one that was never judged is as good as green.
    pub fn fell_from(self, before: Self) -> bool {
        self > before.max(Self::Green)
    }
}

impl Template {
    /// Something that somebody begins to write.
    pub fn begun(id: TemplateId, account: &str, draft: NewTemplate, now: Timestamp) -> Self {
        Self {
            id,
            account: account.to_owned(),
            meta_id: None,
            name: draft.name.clone(),
            language: draft.language.clone(),
            category: draft.category.to_string(),
            status: Status::Draft,
            quality: Quality::Unknown,
            content: None,
            draft: Some(draft),
            review: Review::default(),
            created_at: now,
            updated_at: now,
        }
    }

    /// Takes what somebody has written. Name and language stay; what equals Meta's version is no draft.
    pub fn write(&mut self, draft: NewTemplate, now: Timestamp) {
        let draft = NewTemplate { name: self.name.clone(), language: self.language.clone(), ..draft };
        if self.status == Status::Draft {
            self.category = draft.category.to_string();
        }
        self.draft = Some(draft).filter(|draft| self.content.as_ref() != Some(draft));
        self.updated_at = now;
    }

    /// What there is to read: the draft, else what Meta has.
    pub fn latest(&self) -> Option<&NewTemplate> {
        self.draft.as_ref().or(self.content.as_ref())
    }

    /// How many values the body that Meta has needs.
    pub fn blanks(&self) -> Option<usize> {
        let mut names = variables(self.content.as_ref()?.body()?);
        names.sort_unstable();
        names.dedup();
        Some(names.len())
    }
}

#[cfg(test)]
mod tests;
