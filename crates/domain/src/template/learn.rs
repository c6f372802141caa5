//! What is learnt by looking at Meta's whole list.

use super::{ChangeKind, Quality, Review, Status, Template};
use crate::id::TemplateId;
use crate::time::Timestamp;
use serde_json::Value;
use std::time::Duration;
use whatsapp::template::{NewTemplate, TemplateRecord};

/// The request of a submission may be under way for so long at the most.
const UNDER_WAY: Duration = Duration::from_mins(2);

/// A record of Meta's list as what would have been submitted for it. The list does not tell everything: the rest stays
/// as it was `before`.
fn content_of(record: &TemplateRecord, before: Option<&NewTemplate>) -> NewTemplate {
    let fresh = || NewTemplate::new(&record.name, &record.language, record.category.clone());
    NewTemplate {
        category: record.category.clone(),
        parameter_format: record.parameter_format.clone(),
        components: record.components.clone(),
        ..before.cloned().unwrap_or_else(fresh)
    }
}

fn quality_of(record: &TemplateRecord) -> Quality {
    let score = record.quality_score.as_ref().and_then(|score| score.get("score"));
    Quality::from_meta(score.and_then(Value::as_str).unwrap_or_default())
}

fn reason_of(record: &TemplateRecord) -> Option<String> {
    record.rejected_reason.clone().filter(|reason| !reason.is_empty() && reason != "NONE")
}

/// Takes in one record of the list: of the template we have by this name and language, or of one we did not know.
pub fn learn(
    known: Option<Template>,
    record: &TemplateRecord,
    account: &str,
    new_id: impl FnOnce() -> TemplateId,
    now: Timestamp,
) -> (Template, Vec<ChangeKind>) {
    match known {
        Some(mut template) => {
            let changes = template.learn(record, now);
            (template, changes)
        }
        None => found(record, account, new_id(), now),
    }
}

fn found(record: &TemplateRecord, account: &str, id: TemplateId, now: Timestamp) -> (Template, Vec<ChangeKind>) {
    let content = content_of(record, None);
    let status = Status::from_meta(record.status.as_str());
    let template = Template {
        id,
        account: account.to_owned(),
        meta_id: Some(record.id.clone()),
        name: record.name.clone(),
        language: record.language.clone(),
        category: record.category.to_string(),
        status,
        quality: quality_of(record),
        content: Some(content.clone()),
        draft: None,
        review: Review { reason: reason_of(record), ..Review::default() },
        created_at: now,
        updated_at: now,
    };
    (template, vec![ChangeKind::Found { status, content: Some(Box::new(content)) }])
}

/// A template that Meta's whole list did not hold when we began to read it: one that was submitted and never arrived is
/// a draft again, any other is deleted.
pub fn missing_at_meta(template: &mut Template, listed_at: Timestamp, now: Timestamp) -> Vec<ChangeKind> {
    let may_be_under_way = template.review.submitted_at.is_some_and(|at| listed_at < at.plus(UNDER_WAY));
    let to = match (&template.meta_id, template.status) {
        (_, Status::Draft | Status::Deleted) => return Vec::new(),
        (None, _) if may_be_under_way => return Vec::new(),
        (None, _) => Status::Draft,
        (Some(_), _) => Status::Deleted,
    };
    if to == Status::Draft {
        template.draft = template.draft.take().or_else(|| template.content.take());
        template.content = None;
    }
    let from = std::mem::replace(&mut template.status, to);
    template.updated_at = now;
    vec![ChangeKind::StatusChanged { from, to, reason: None, explanation: None, recommendation: None }]
}

impl Template {
    fn learn(&mut self, record: &TemplateRecord, now: Timestamp) -> Vec<ChangeKind> {
        let before = self.clone();
        self.meta_id = Some(record.id.clone());
        let mut changes = self.set_quality(quality_of(record));
        changes.extend(self.set_category(record.category.as_str()));
        let content = content_of(record, self.content.as_ref());
        if self.content.as_ref() != Some(&content) {
            // Meta fills in what is its own to word; only other texts are another version.
            let is_other = self.content.as_ref().is_none_or(|known| texts(known) != texts(&content));
            self.content = Some(content.clone());
            if is_other {
                changes.push(ChangeKind::ContentChanged { content: Box::new(content) });
            }
        }
        let to = Status::from_meta(record.status.as_str());
        if self.status != to {
            let from = std::mem::replace(&mut self.status, to);
            let reason = reason_of(record);
            self.review.reason.clone_from(&reason);
            changes.push(ChangeKind::StatusChanged { from, to, reason, explanation: None, recommendation: None });
        }
        if *self != before {
            self.updated_at = now;
        }
        changes
    }
}

/// What a customer reads of it, and what they tap.
fn texts(template: &NewTemplate) -> Vec<Option<&str>> {
    let parts = template.components.iter();
    let parts = parts.flat_map(|part| std::iter::once(part).chain(part.cards.iter().flat_map(|card| &card.components)));
    parts
        .flat_map(|part| {
            let buttons = part.buttons.iter().flat_map(|button| [button.text.as_deref(), button.url.as_deref()]);
            std::iter::once(part.text.as_deref()).chain(buttons)
        })
        .collect()
}
