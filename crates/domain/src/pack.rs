//! Packs: the automated conversations of one industry, as files. `docs/packs.md` describes them.

pub mod check;
mod history;
mod outreach;
mod scene;

pub use check::{PackFault, check};
pub use history::{History, Past};
pub use outreach::{Outreach, PackAttribute, PackCampaign, PackGoal, PackSegment, PackSeries, Place};
pub use scene::Scene;

use crate::flow::document::{Flow, ReadError, read_document};
use crate::flow::test::TestFile;
use crate::intent::TrainingSet;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A text by language.
pub type Texts = BTreeMap<String, String>;

/// `pack.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFacts {
    pub name: String,
    pub industry: String,
    pub title: Texts,
    pub description: Texts,
    pub languages: Vec<String>,
    /// What its flows read of the workspace's settings.
    #[serde(default)]
    pub settings: Vec<PackSetting>,
    /// What segments, series and goals are about, beyond what sets playbooks off.
    #[serde(default)]
    pub events: Vec<PackEvent>,
    pub playbooks: Vec<Playbook>,
}

/// Something the business's systems tell.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackEvent {
    pub name: String,
    pub about: Texts,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSetting {
    pub name: String,
    pub example: String,
    pub about: Texts,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// The name of its files, without ending.
    pub flow: String,
    pub title: Texts,
    pub description: Texts,
    /// Words a customer may write to set it off.
    #[serde(default)]
    pub starts_with: Vec<String>,
    /// What sets it off or moves it on from outside.
    #[serde(default)]
    pub events: Vec<String>,
}

/// A pack with what is in its files.
#[derive(Clone, Debug)]
pub struct Pack {
    pub facts: PackFacts,
    pub parts: Vec<PackPart>,
    /// What its flows have to understand; empty for a pack that goes by keywords alone.
    pub intents: TrainingSet,
    /// Segments, campaigns, series and goals; empty for a pack that only answers.
    pub outreach: Outreach,
    /// What a demo remembers of its people.
    pub history: History,
}

/// What is in the files of one playbook.
#[derive(Clone, Debug)]
pub struct PackPart {
    pub playbook: Playbook,
    /// What the flow calls itself.
    pub flow_name: String,
    /// As it is written, comments and all.
    pub document: String,
    /// What is posted to Meta's `message_templates`.
    pub templates: Vec<Value>,
    /// Its golden conversations, a flow test; a pack of somebody's own may have none.
    pub test: Option<String>,
}

impl PackPart {
    /// Its golden conversations, read.
    pub fn test_file(&self) -> Result<Option<TestFile>, PackError> {
        let path = test_path(&self.playbook.flow);
        self.test.as_deref().map(TestFile::parse).transpose().map_err(unreadable(&path))
    }
}

#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("{0} is missing")]
    Missing(String),
    #[error("{file}: {error}")]
    Unreadable { file: String, error: ReadError },
}

impl Pack {
    /// `file` gives the text of a file of the pack's folder, if it is there.
    pub fn read(file: impl Fn(&str) -> Option<String>) -> Result<Self, PackError> {
        let needed = |name: &str| file(name).ok_or_else(|| PackError::Missing(name.to_owned()));
        let facts: PackFacts = read_document(&needed("pack.yaml")?).map_err(unreadable("pack.yaml"))?;
        let intents = file("intents.yaml").map(|source| TrainingSet::parse(&source)).transpose();
        let intents = intents.map_err(unreadable("intents.yaml"))?.unwrap_or_default();
        let mut parts = Vec::with_capacity(facts.playbooks.len());
        for playbook in facts.playbooks.clone() {
            let path = format!("flows/{}.yaml", playbook.flow);
            let document = needed(&path)?;
            let flow_name = Flow::parse(&document).map_err(unreadable(&path))?.name;
            let path = format!("templates/{}.yaml", playbook.flow);
            // A flow that only answers needs none.
            let templates = match file(&path) {
                Some(source) => read_document(&source).map_err(unreadable(&path))?,
                None => Vec::new(),
            };
            let test = file(&test_path(&playbook.flow));
            parts.push(PackPart { playbook, flow_name, document, templates, test });
        }
        let outreach = Outreach::read(&file)?;
        let history = optional(&file, "history.yaml")?;
        Ok(Self { facts, parts, intents, outreach, history })
    }
}

/// What a file of the folder says, or nothing when there is none.
fn optional<T: Default + serde::de::DeserializeOwned>(
    file: impl Fn(&str) -> Option<String>,
    name: &str,
) -> Result<T, PackError> {
    let read = file(name).map(|source| read_document(&source)).transpose();
    Ok(read.map_err(unreadable(name))?.unwrap_or_default())
}

fn test_path(flow: &str) -> String {
    format!("tests/{flow}.test.yaml")
}

fn unreadable(file: &str) -> impl Fn(ReadError) -> PackError {
    let file = file.to_owned();
    move |error| PackError::Unreadable { file: file.clone(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: &str = "name: p\nindustry: i\ntitle: {en: P}\ndescription: {en: D}\nlanguages: [en]\nplaybooks:\n  - {flow: a, title: {en: A}, description: {en: A}}\n";

    #[test]
    fn a_pack_tells_which_file_is_missing_or_wrong() {
        for (flow, expected) in [(None, "flows/a.yaml is missing"), (Some("name: [1"), "flows/a.yaml: ")] {
            let read = Pack::read(|name| match name {
                "pack.yaml" => Some(FACTS.to_owned()),
                "flows/a.yaml" => flow.map(str::to_owned),
                _ => None,
            });
            let error = read.unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
