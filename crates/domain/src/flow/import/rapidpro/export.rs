//! A file of RapidPro or Glific: one flow or many, with the words that set them off.

use super::{categories, legacy, specification12};
use crate::flow::import::json::{list, text, words};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::flow::import) struct Export<'a> {
    flows: Vec<Cow<'a, Value>>,
    /// By the flow's uuid, or the number it had before.
    keywords: BTreeMap<String, Vec<String>>,
    triggers: BTreeMap<String, Vec<&'a Value>>,
    campaigns: &'a [Value],
    /// Names of groups by their uuid.
    groups: BTreeMap<&'a str, &'a str>,
    /// Results of called flows whose category somebody reads.
    pub(super) read_of_children: BTreeSet<String>,
    /// Results that have a category in some flow of the file.
    pub(super) with_category: BTreeSet<String>,
}

impl<'a> Export<'a> {
    pub(in crate::flow::import) fn of(file: &'a Value) -> Self {
        let mut keywords: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut triggers: BTreeMap<String, Vec<&'a Value>> = BTreeMap::new();
        for trigger in list(file, "triggers") {
            let flow = trigger.get("flow").and_then(id).unwrap_or_default();
            triggers.entry(flow).or_default().push(trigger);
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
        let groups = list(file, "groups").iter().map(|group| (text(group, "uuid"), text(group, "name")));
        let groups = groups.filter(|(uuid, name)| !uuid.is_empty() && !name.is_empty()).collect();
        let read_of_children = flows.iter().flat_map(|flow| categories::read_of_children(flow)).collect();
        let with_category = flows.iter().flat_map(|flow| categories::kept(flow)).collect();
        let campaigns = list(file, "campaigns");
        Self { flows, keywords, triggers, campaigns, groups, read_of_children, with_category }
    }

    pub(in crate::flow::import) fn flows(&self) -> impl Iterator<Item = &Value> {
        self.flows.iter().map(Cow::as_ref)
    }

    pub(super) fn keywords(&self, flow: &Value) -> &[String] {
        self.keywords.get(&id(flow).unwrap_or_default()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn triggers(&self, flow: &Value) -> &[&'a Value] {
        self.triggers.get(&id(flow).unwrap_or_default()).map_or(&[], Vec::as_slice)
    }

    /// The campaigns that start a flow.
    pub(super) fn campaigns(&self, flow: &Value) -> impl Iterator<Item = &'a Value> {
        let flow = id(flow);
        let starts = move |event: &Value| flow.is_some() && event.get("flow").and_then(id) == flow;
        self.campaigns.iter().filter(move |campaign| list(campaign, "events").iter().any(&starts))
    }

    pub(super) fn group(&self, uuid: &str) -> Option<&'a str> {
        self.groups.get(uuid).copied()
    }

    pub(super) fn has_flow(&self, name: &str) -> bool {
        self.flows().any(|flow| text(flow, "name") == name)
    }
}

fn id(flow: &Value) -> Option<String> {
    words(flow, "uuid").or_else(|| words(flow, "id"))
}
