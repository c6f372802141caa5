//! What Meta tells of a template by webhook. The same news twice changes nothing the second time.

use super::{AnnouncedCategory, ChangeKind, Quality, Status, Template};
use crate::time::Timestamp;
use whatsapp::template::language_code;
use whatsapp::webhook;

/// News of one template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateNews {
    Status(Box<webhook::TemplateStatus>),
    Quality(webhook::TemplateQuality),
    Category(webhook::TemplateCategory),
    /// Tells the texts but not all there is: Meta has to be asked for the rest.
    Components(Box<webhook::TemplateComponents>),
}

impl TemplateNews {
    /// Meta's id of the template.
    pub fn meta_id(&self) -> Option<String> {
        let id = match self {
            Self::Status(told) => Some(told.message_template_id),
            Self::Quality(told) => told.message_template_id,
            Self::Category(told) => Some(told.message_template_id),
            Self::Components(told) => Some(told.message_template_id),
        };
        id.map(|id| id.to_string())
    }

    /// Name and language, as sends need it.
    pub fn name(&self) -> (&str, String) {
        let (name, language) = match self {
            Self::Status(told) => (&told.message_template_name, &told.message_template_language),
            Self::Quality(told) => (&told.message_template_name, &told.message_template_language),
            Self::Category(told) => (&told.message_template_name, &told.message_template_language),
            Self::Components(told) => (&told.message_template_name, &told.message_template_language),
        };
        (name, language_code(language))
    }
}

impl Template {
    /// Takes in what Meta tells, and answers what that changed.
    pub fn hear(&mut self, news: &TemplateNews, now: Timestamp) -> Vec<ChangeKind> {
        if let (None, Some(id)) = (&self.meta_id, news.meta_id()) {
            self.meta_id = Some(id);
        }
        let changes = match news {
            TemplateNews::Status(told) => self.hear_status(told),
            TemplateNews::Quality(told) => self.set_quality(Quality::from_meta(&told.new_quality_score)),
            TemplateNews::Category(told) => self.hear_category(told),
            TemplateNews::Components(_) => Vec::new(),
        };
        self.updated_at = now;
        changes
    }

    fn hear_status(&mut self, told: &webhook::TemplateStatus) -> Vec<ChangeKind> {
        let to = Status::from_meta(told.event.as_str());
        let filled = |text: Option<&String>| text.filter(|text| !text.is_empty() && *text != "NONE").cloned();
        let rejection = told.rejection_info.as_ref();
        let pause = told.other_info.as_ref();
        let explanation = rejection.and_then(|info| filled(info.reason.as_ref()));
        let explanation = explanation.or_else(|| pause.and_then(|info| filled(info.description.as_ref())));
        let reason = filled(told.reason.as_ref()).or_else(|| pause.and_then(|info| filled(info.title.as_ref())));
        let recommendation = rejection.and_then(|info| filled(info.recommendation.as_ref()));
        let is_new = self.status != to || self.review.reason != reason;
        self.review.reason.clone_from(&reason);
        self.review.explanation.clone_from(&explanation);
        self.review.recommendation.clone_from(&recommendation);
        let mut changes = Vec::new();
        if is_new {
            let from = std::mem::replace(&mut self.status, to);
            changes.push(ChangeKind::StatusChanged { from, to, reason, explanation, recommendation });
        }
        // The category may have been corrected in the review.
        if let Some(category) = told.message_template_category.as_ref().filter(|word| !word.is_empty()) {
            changes.extend(self.set_category(category));
        }
        changes
    }

    fn hear_category(&mut self, told: &webhook::TemplateCategory) -> Vec<ChangeKind> {
        if let (Some(to), None) = (&told.correct_category, &told.previous_category) {
            let at = told.category_update_timestamp.map(Timestamp::from_seconds);
            let announced = Some(AnnouncedCategory { category: to.clone(), at });
            if self.review.announced == announced {
                return Vec::new();
            }
            self.review.announced = announced;
            return vec![ChangeKind::CategoryAnnounced { to: to.clone(), takes_effect_at: at }];
        }
        let Some(to) = &told.new_category else { return Vec::new() };
        self.review.announced = None;
        self.set_category(to)
    }

    pub(super) fn set_category(&mut self, to: &str) -> Vec<ChangeKind> {
        let to = to.to_ascii_uppercase();
        if self.category == to {
            return Vec::new();
        }
        if let Some(content) = &mut self.content {
            content.category = to.as_str().into();
        }
        let from = std::mem::replace(&mut self.category, to.clone());
        vec![ChangeKind::CategoryChanged { from, to }]
    }

    pub(super) fn set_quality(&mut self, to: Quality) -> Vec<ChangeKind> {
        if self.quality == to {
            return Vec::new();
        }
        let from = std::mem::replace(&mut self.quality, to);
        vec![ChangeKind::QualityChanged { from, to }]
    }
}
