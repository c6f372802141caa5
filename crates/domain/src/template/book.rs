//! What is known of Meta's templates, so that the gate can judge what flows say.

use crate::policy::{TemplateCategory, TemplateStatus};
use std::collections::HashMap;
use whatsapp::message::Message;

/// By name and language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateBook(HashMap<(String, String), (TemplateCategory, TemplateStatus)>);

impl TemplateBook {
    /// Two accounts may have templates of one name: then the stricter category holds.
    pub fn insert(&mut self, name: &str, language: &str, category: TemplateCategory, status: TemplateStatus) {
        let known = self.0.entry((name.to_owned(), language.to_owned())).or_insert((category, status));
        if category == TemplateCategory::Marketing {
            known.0 = category;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `None` for a message that is no template, or one nobody has heard of.
    pub fn of(&self, message: &Message) -> Option<(TemplateCategory, TemplateStatus)> {
        let Message::Template(template) = message else { return None };
        self.0.get(&(template.name.clone(), template.language.code.clone())).copied()
    }
}
