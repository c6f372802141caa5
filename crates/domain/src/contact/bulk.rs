//! One change to many contacts, remembered so that it can be taken back: for each contact what it had before, and only
//! where something changed.

use super::Contact;
use crate::consent::{Category, ConsentState};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkChange {
    AddLabel {
        label: String,
    },
    RemoveLabel {
        label: String,
    },
    /// `None` takes the value away.
    SetAttribute {
        name: String,
        value: Option<Value>,
    },
    SetLanguage {
        language: Option<String>,
    },
    Block,
    Unblock,
    /// Said to somebody here: `words` tell how.
    OptOut {
        category: Category,
        words: String,
    },
}

/// What a contact had before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Before {
    /// The opposite is all there is to know.
    Opposite,
    Value {
        value: Option<Value>,
    },
    /// What the person had said, and the moment of the record that replaced it.
    Said {
        state: ConsentState,
        replaced_at: Timestamp,
    },
}

impl BulkChange {
    /// Changes the row of a contact; `None` when nothing had to change. Consent is no part of it: that is decided.
    pub fn make(&self, contact: &mut Contact) -> Option<Before> {
        match self {
            Self::AddLabel { label } => contact.labels.insert(label.clone()).then_some(Before::Opposite),
            Self::RemoveLabel { label } => contact.labels.remove(label).then_some(Before::Opposite),
            Self::SetAttribute { name, value } => {
                let before = contact.fields.get(name).cloned();
                set(contact, name, value.clone());
                (before != *value).then_some(Before::Value { value: before })
            }
            Self::SetLanguage { language } => {
                let before = std::mem::replace(&mut contact.language, language.clone());
                (before != *language).then(|| Before::Value { value: before.map(Value::String) })
            }
            Self::Block => (!std::mem::replace(&mut contact.blocked, true)).then_some(Before::Opposite),
            Self::Unblock => std::mem::replace(&mut contact.blocked, false).then_some(Before::Opposite),
            Self::OptOut { .. } => None,
        }
    }

    /// Takes it back, unless somebody has changed the same thing since; whether it did.
    pub fn take_back(&self, contact: &mut Contact, before: &Before) -> bool {
        match (self, before) {
            (Self::AddLabel { label }, _) => contact.labels.remove(label),
            (Self::RemoveLabel { label }, _) => contact.labels.insert(label.clone()),
            (Self::SetAttribute { name, value }, Before::Value { value: before }) => {
                let is_ours = contact.fields.get(name) == value.as_ref();
                if is_ours {
                    set(contact, name, before.clone());
                }
                is_ours
            }
            (Self::SetLanguage { language }, Before::Value { value }) => {
                let is_ours = contact.language == *language;
                if is_ours {
                    contact.language = value.as_ref().and_then(Value::as_str).map(str::to_owned);
                }
                is_ours
            }
            (Self::Block, _) => std::mem::replace(&mut contact.blocked, false),
            (Self::Unblock, _) => !std::mem::replace(&mut contact.blocked, true),
            _ => false,
        }
    }
}

fn set(contact: &mut Contact, name: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(contact.fields.insert(name.to_owned(), value)),
        None => drop(contact.fields.remove(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ContactId, IdSource};
    use serde_json::json;

    fn ana() -> Contact {
        let mut ana = Contact::new(ContactId::new(&mut IdSource::new(1), Timestamp(1)), "Ana", Timestamp(1));
        ana.labels.insert("vip".into());
        ana.fields.insert("city".into(), json!("Rosario"));
        ana.language = Some("es".into());
        ana
    }

    fn changes() -> Vec<(BulkChange, bool)> {
        let label = |label: &str| label.to_owned();
        let city = |value| BulkChange::SetAttribute { name: "city".into(), value };
        let age = |value| BulkChange::SetAttribute { name: "age".into(), value };
        let language = |language: Option<&str>| BulkChange::SetLanguage { language: language.map(str::to_owned) };
        vec![
            (BulkChange::AddLabel { label: label("new") }, true),
            (BulkChange::AddLabel { label: label("vip") }, false),
            (BulkChange::RemoveLabel { label: label("vip") }, true),
            (BulkChange::RemoveLabel { label: label("new") }, false),
            (city(Some(json!("Lima"))), true),
            (city(Some(json!("Rosario"))), false),
            (city(None), true),
            (age(Some(json!(33))), true),
            (age(None), false),
            (language(Some("pt-BR")), true),
            (language(None), true),
            (language(Some("es")), false),
            (BulkChange::Block, true),
            (BulkChange::Unblock, false),
        ]
    }

    #[test]
    fn each_change_is_taken_back() {
        for (change, changes) in changes() {
            let mut contact = ana();
            let before = change.make(&mut contact);
            assert_eq!(before.is_some(), changes, "{change:?}");
            assert_eq!(contact != ana(), changes, "{change:?}");
            if let Some(before) = before {
                assert!(change.take_back(&mut contact, &before), "{change:?}");
                assert_eq!(contact, ana(), "{change:?}");
            }
        }
    }

    #[test]
    fn what_somebody_changed_since_stays() {
        for (change, meanwhile) in [
            (BulkChange::AddLabel { label: "new".into() }, BulkChange::RemoveLabel { label: "new".into() }),
            (BulkChange::RemoveLabel { label: "vip".into() }, BulkChange::AddLabel { label: "vip".into() }),
            (
                BulkChange::SetAttribute { name: "city".into(), value: None },
                BulkChange::SetAttribute { name: "city".into(), value: Some(json!("Quito")) },
            ),
            (BulkChange::SetLanguage { language: None }, BulkChange::SetLanguage { language: Some("en".into()) }),
            (BulkChange::Block, BulkChange::Unblock),
        ] {
            let mut contact = ana();
            let before = change.make(&mut contact).unwrap();
            meanwhile.make(&mut contact).unwrap();
            let now = contact.clone();
            assert!(!change.take_back(&mut contact, &before), "{change:?}");
            assert_eq!(contact, now, "{change:?}");
        }
    }
}
