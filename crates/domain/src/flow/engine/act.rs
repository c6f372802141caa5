//! What nodes remember: variables, the contact's fields, language and labels.

use super::run::{Move, Run};
use super::trouble::Trouble;
use super::{ContactField, FlowEffect};
use crate::flow::document::{Label, SetContactField, SetVariable};
use serde_json::Value;

impl Run<'_> {
    pub(super) fn set_variable(&mut self, set: &SetVariable) -> Result<(), Trouble> {
        let value = self.words().value(&set.value, "the value")?;
        self.remember(&set.name, value);
        Ok(())
    }

    pub(super) fn set_contact_field(&mut self, set: &SetContactField) -> Result<(), Trouble> {
        let value = self.words().value(&set.value, "the value")?;
        self.set_field(ContactField::named(&set.field), value)
    }

    pub(super) fn set_language(&mut self, language: &str) -> Result<(), Trouble> {
        let language = self.words().text(language, "the language")?;
        let plausible =
            language.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !plausible || language.len() > 20 {
            return Err(Trouble::Unsayable("a language is written like es or pt-BR"));
        }
        self.set_field(ContactField::Language, language.into())
    }

    pub(super) fn set_field(&mut self, field: ContactField, value: Value) -> Result<(), Trouble> {
        let text = value.as_str().map(str::to_owned);
        let contact = self.contact.to_mut();
        match &field {
            ContactField::Name => contact.name = text.ok_or(Trouble::Unsayable("a name is a text"))?,
            ContactField::Language => {
                contact.language = Some(text.ok_or(Trouble::Unsayable("a language is a text"))?);
            }
            ContactField::Custom(name) => drop(contact.fields.insert(name.clone(), value.clone())),
        }
        self.effects.push(FlowEffect::SetContactField { field, value });
        Ok(())
    }

    pub(super) fn label(&mut self, label: &Label) {
        for added in &label.add {
            if !self.contact.labels.contains(added) {
                self.contact.to_mut().labels.insert(added.clone());
                self.effects.push(FlowEffect::AddLabel(added.clone()));
            }
        }
        for removed in &label.remove {
            if self.contact.labels.contains(removed) {
                self.contact.to_mut().labels.remove(removed);
                self.effects.push(FlowEffect::RemoveLabel(removed.clone()));
            }
        }
    }

    /// Everything but the last message is forgotten.
    pub(super) fn restart(&mut self) -> Move {
        self.session.variables.retain(|name, _| name == "message");
        self.session.progress.misses = 0;
        Move::To(self.flow.start.clone())
    }
}
