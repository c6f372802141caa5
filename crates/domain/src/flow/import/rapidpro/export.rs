//! A file of RapidPro or Glific: one flow or many, with the words that set them off.

use super::{legacy, specification12};
use crate::flow::import::json::{list, text, words};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(in crate::flow::import) struct Export<'a> {
    flows: Vec<Cow<'a, Value>>,
    /// By the flow's uuid, or the number it had before.
    keywords: BTreeMap<String, Vec<String>>,
}

impl<'a> Export<'a> {
    pub(in crate::flow::import) fn of(file: &'a Value) -> Self {
        let mut keywords: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for trigger in list(file, "triggers") {
            let uuid = trigger.get("flow").and_then(id).unwrap_or_default();
            let one = trigger.get("keyword").and_then(Value::as_str);
            let several = list(trigger, "keywords").iter().filter_map(Value::as_str);
            let words = keywords.entry(uuid).or_default();
            words.extend(one.into_iter().chain(several).filter(|word| !word.trim().is_empty()).map(str::to_owned));
        }
        let mut flows = Vec::new();
        let listed = list(file, "flows");
        let single = listed.is_empty().then_some(file);
        for entry in listed.iter().chain(single) {
            // Glific keeps the flow beside its keywords.
            let definition = entry.get("definition").filter(|definition| definition.is_object()).unwrap_or(entry);
            let flow = if legacy::is_legacy(definition) {
                Cow::Owned(legacy::upgraded(definition, [entry, file]))
            } else if specification12::is_older(definition) {
                Cow::Owned(specification12::upgraded(definition))
            } else if definition.get("nodes").is_some() {
                Cow::Borrowed(definition)
            } else {
                continue;
            };
            let spoken = list(entry, "keywords").iter().filter_map(Value::as_str).map(str::to_owned);
            keywords.entry(id(&flow).unwrap_or_default()).or_default().extend(spoken);
            flows.push(flow);
        }
        Self { flows, keywords }
    }

    pub(in crate::flow::import) fn flows(&self) -> impl Iterator<Item = &Value> {
        self.flows.iter().map(Cow::as_ref)
    }

    pub(super) fn keywords(&self, flow: &Value) -> &[String] {
        self.keywords.get(&id(flow).unwrap_or_default()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has_flow(&self, name: &str) -> bool {
        self.flows().any(|flow| text(flow, "name") == name)
    }
}

fn id(flow: &Value) -> Option<String> {
    words(flow, "uuid").or_else(|| words(flow, "id"))
}
