//! What an import changed of somebody who was known, and how it is taken back: where things still are as the import
//! wrote them, and nowhere else.

use crate::consent::{Category, Consents, Given};
use crate::contact::{Contact, Identifier};
use crate::id::ContactId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Before and after, of what differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub contact: ContactId,
    updated_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<(Option<String>, Option<String>)>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<String, (Option<Value>, Value)>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    labels: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    identifiers: BTreeSet<Identifier>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    consents: Vec<(Category, Option<Given>, Option<Given>)>,
}

impl Change {
    pub fn between(before: &Contact, after: &Contact) -> Self {
        let fields = after.fields.iter().filter(|(name, value)| before.fields.get(*name) != Some(value));
        let fields = fields.map(|(name, value)| (name.clone(), (before.fields.get(name).cloned(), value.clone())));
        let consents = Category::ALL.iter().map(|category| {
            (*category, before.consents.of(*category).said.clone(), after.consents.of(*category).said.clone())
        });
        Self {
            contact: after.id,
            updated_at: before.updated_at,
            name: (before.name != after.name).then(|| (before.name.clone(), after.name.clone())),
            language: (before.language != after.language).then(|| (before.language.clone(), after.language.clone())),
            fields: fields.collect(),
            labels: after.labels.difference(&before.labels).cloned().collect(),
            identifiers: after.identifiers.difference(&before.identifiers).cloned().collect(),
            consents: consents.filter(|(_, before, after)| before != after).collect(),
        }
    }

    /// Takes it back from a contact that the import wrote at `written_at`.
    pub fn undo(self, contact: &mut Contact, written_at: Timestamp, now: Timestamp) {
        if let Some((before, after)) = self.name
            && contact.name == after
        {
            contact.name = before;
        }
        if let Some((before, after)) = self.language
            && contact.language == after
        {
            contact.language = before;
        }
        for (name, (before, after)) in self.fields {
            if contact.fields.get(&name) == Some(&after) {
                match before {
                    Some(before) => drop(contact.fields.insert(name, before)),
                    None => drop(contact.fields.remove(&name)),
                }
            }
        }
        contact.labels.retain(|label| !self.labels.contains(label));
        contact.identifiers.retain(|identifier| !self.identifiers.contains(identifier));
        for (category, before, after) in self.consents {
            undo_consent(&mut contact.consents, category, before, after.as_ref());
        }
        // Nobody touched them since: then it is as if the import had never been.
        contact.updated_at = if contact.updated_at == written_at { self.updated_at } else { now };
    }
}

fn undo_consent(consents: &mut Consents, category: Category, before: Option<Given>, after: Option<&Given>) {
    let consent = match category {
        Category::Marketing => &mut consents.marketing,
        Category::Utility => &mut consents.utility,
    };
    if consent.said.as_ref() == after {
        consent.said = before;
    }
}
