//! From a draft to Meta: whether it may go, as what, and the way back when Meta does not take it.

use super::{ChangeKind, Status, Template};
use crate::time::Timestamp;
use std::time::Duration;
use whatsapp::template::NewTemplate;

const DAY: Duration = Duration::from_hours(24);
const MONTH: Duration = Duration::from_hours(30 * 24);
/// An approved template can be changed so often in 30 days, and once a day.
const EDITS_A_MONTH: usize = 10;

/// What is sent to Meta.
#[derive(Clone, Debug, PartialEq)]
pub enum Submission {
    Create(NewTemplate),
    /// Replaces what Meta has under this id. The category of an approved template is not sent: it cannot be changed.
    Edit {
        meta_id: String,
        content: NewTemplate,
        with_category: bool,
    },
}

/// Why a template cannot be submitted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    NothingNew,
    InReview,
    /// Meta takes one change of an approved template in 24 hours, and ten in 30 days.
    EditedOften {
        until: Timestamp,
    },
    /// Meta does not change the category of an approved template.
    CategoryFixed,
    /// Disabled, archived, locked: Meta takes no changes.
    NotEditable,
}

impl Hindrance {
    /// The reason in one word that does not change.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NothingNew => "nothing_new",
            Self::InReview => "in_review",
            Self::EditedOften { .. } => "edited_often",
            Self::CategoryFixed => "category_fixed",
            Self::NotEditable => "not_editable",
        }
    }
}

impl Template {
    /// Why its draft cannot go to Meta at this moment, faults of the text aside.
    pub fn hindrance(&self, now: Timestamp) -> Option<Hindrance> {
        match self.status {
            Status::Pending | Status::InAppeal => return Some(Hindrance::InReview),
            Status::Disabled | Status::Locked | Status::Archived | Status::PendingDeletion | Status::Unknown => {
                return Some(Hindrance::NotEditable);
            }
            Status::Draft
            | Status::Approved
            | Status::Rejected
            | Status::Paused
            | Status::LimitExceeded
            | Status::Deleted => {}
        }
        let Some(draft) = &self.draft else { return Some(Hindrance::NothingNew) };
        if self.status != Status::Approved {
            return None;
        }
        if draft.category.as_str() != self.category {
            return Some(Hindrance::CategoryFixed);
        }
        self.edited_often(now).map(|until| Hindrance::EditedOften { until })
    }

    fn edited_often(&self, now: Timestamp) -> Option<Timestamp> {
        let within = |span: Duration| self.review.edits.iter().filter(move |at| now < at.plus(span));
        let a_day = within(DAY).max().map(|last| last.plus(DAY));
        let a_month = (within(MONTH).count() >= EDITS_A_MONTH).then(|| within(MONTH).min()).flatten();
        a_day.max(a_month.map(|first| first.plus(MONTH)))
    }

    /// Takes the draft to be Meta's from here on, and says what to send. Where Meta refuses, [`Template::give_back`].
    pub fn submit(&mut self, now: Timestamp) -> Result<(Submission, ChangeKind), Hindrance> {
        if let Some(hindrance) = self.hindrance(now) {
            return Err(hindrance);
        }
        let draft = self.draft.take().ok_or(Hindrance::NothingNew)?;
        let is_at_meta = !matches!(self.status, Status::Draft | Status::Deleted);
        let submission = if let Some(meta_id) = self.meta_id.clone().filter(|_| is_at_meta) {
            let with_category = self.status != Status::Approved && draft.category.as_str() != self.category;
            Submission::Edit { meta_id, content: draft.clone(), with_category }
        } else {
            self.meta_id = None;
            Submission::Create(draft.clone())
        };
        if self.status == Status::Approved {
            self.review.edits.retain(|at| now < at.plus(MONTH));
            self.review.edits.push(now);
        }
        self.content = Some(draft.clone());
        self.status = Status::Pending;
        (self.review.reason, self.review.explanation, self.review.recommendation) = (None, None, None);
        self.review.submitted_at = Some(now);
        self.updated_at = now;
        Ok((submission, ChangeKind::Submitted { content: Box::new(draft) }))
    }

    /// Meta did not take what was submitted at this moment: everything is as `before`, the text a draft again. News that
    /// came meanwhile stay.
    pub fn give_back(
        &mut self,
        before: &Self,
        submitted_at: Timestamp,
        explanation: String,
        now: Timestamp,
    ) -> ChangeKind {
        let is_ours = self.review.submitted_at == Some(submitted_at) && self.status == Status::Pending;
        if is_ours {
            self.status = before.status;
            self.content.clone_from(&before.content);
            self.draft.clone_from(&before.draft);
            self.meta_id.clone_from(&before.meta_id);
            self.review = before.review.clone();
            self.updated_at = now;
        }
        ChangeKind::Refused { explanation }
    }

    /// Meta took it: what it answered beside its own review, which may be over already.
    pub fn taken(
        &mut self,
        meta_id: Option<String>,
        status: Option<Status>,
        category: Option<&str>,
        now: Timestamp,
    ) -> Vec<ChangeKind> {
        self.meta_id = meta_id.or_else(|| self.meta_id.take());
        self.updated_at = now;
        let mut changes: Vec<ChangeKind> = category.map(|word| self.set_category(word)).unwrap_or_default();
        if let Some(to) = status.filter(|to| self.status == Status::Pending && *to != Status::Pending) {
            self.status = to;
            let from = Status::Pending;
            changes.push(ChangeKind::StatusChanged { from, to, reason: None, explanation: None, recommendation: None });
        }
        changes
    }
}
