//! A flow as its author writes it: triggers, a start, and nodes that each do one thing and say where to go next.
//!
//! The format is described for people in `docs/flows.md` and for editors in `docs/flow.schema.json`.

mod act;
mod ask;
mod localised;
mod node;
mod read;
mod say;
mod span;

pub use act::{Branch, Case, End, HandOver, HttpMethod, HttpRequest, Label, SetContactField, WaitForReply};
pub use ask::{AnswerKind, Ask};
pub use localised::Localised;
pub(crate) use localised::base as base_language;
pub use node::{Node, NodeKind, Routes};
pub use read::ReadError;
pub(crate) use read::document as read_document;
pub use say::{Choice, MediaPart, Menu, MenuSection, Say, TemplateParameters, TemplatePart, UrlSuffix};
pub use span::{Span, SpanError};

use crate::flow::limits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub type NodeId = String;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    pub name: String,
    /// The language spoken when the contact's own is not among the texts.
    pub language: String,
    /// The languages every text is meant to have; empty means those that occur in the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// IANA name; what `now.hour` and the like are told in. UTC when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Trigger>,
    pub start: NodeId,
    /// Said when something goes wrong, before a person takes over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Localised>,
    pub nodes: BTreeMap<NodeId, Node>,
    /// Where the canvas draws nodes, `[across, down]`; the others are placed by themselves. Nothing else reads it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub layout: BTreeMap<NodeId, [i32; 2]>,
}

impl Flow {
    /// Reads a document, YAML or JSON. It may still have problems that only [`crate::flow::checker`] finds.
    pub fn parse(source: &str) -> Result<Self, ReadError> {
        read::flow(source)
    }

    /// The node and the choice that the payload of a tapped button or row names, as [`payload`] wrote it.
    pub fn choice(&self, payload: &str) -> Option<(&NodeId, &Choice)> {
        let (node, choice) = payload.split_once(':')?;
        let (id, node) = self.nodes.get_key_value(node)?;
        Some((id, node.kind.choices().find(|candidate| candidate.id == choice)?))
    }

    /// Every language that occurs in the document or is declared, the default first.
    pub fn spoken_languages(&self) -> Vec<&str> {
        let texts = self.nodes.values().flat_map(|node| node.kind.texts());
        // Meta's codes of a template's languages are not ours.
        let texts = texts.filter(|(path, _)| !path.ends_with("template.language")).map(|(_, text)| text);
        let used = texts.chain(&self.fallback).flat_map(Localised::languages);
        let declared = self.languages.iter().map(String::as_str);
        let others: Vec<&str> = if self.languages.is_empty() { used.collect() } else { declared.collect() };
        let mut languages = vec![self.language.as_str()];
        for language in others {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        languages
    }
}

/// What comes back when the customer taps this choice. The node is named, so that a tap on an old button is understood.
pub fn payload(node: &str, choice: &str) -> String {
    format!("{node}:{choice}")
}

/// Whether a node, choice or variable may be called this: letters, digits, `_` and `-`, not too long.
pub fn is_name(name: &str) -> bool {
    let allowed = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
    !name.is_empty() && name.len() <= limits::NAME_LENGTH && name.chars().all(allowed)
}

/// What makes a flow answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenTrigger", into = "WrittenTrigger")]
pub struct Trigger {
    pub on: TriggerKind,
    /// Where to begin; the flow's start when absent.
    pub go_to: Option<NodeId>,
    /// Also while this flow is running: the words that lead to the menu or to a person from anywhere.
    pub anytime: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TriggerKind {
    Keyword { words: Vec<String>, matching: Matching },
    AnyMessage,
    ButtonPayload(String),
}

words! {
    /// How a keyword is compared with what the customer wrote; case, accents and punctuation never count.
    #[derive(Default)]
    Matching {
        /// The whole message is the keyword.
        #[default]
        Exact = "exact",
        /// The keyword stands somewhere in it, as whole words.
        Contains = "contains",
        /// It begins with the keyword, as whole words.
        StartsWith = "starts_with",
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTrigger {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keyword: Option<OneOrMore>,
    #[serde(default, rename = "match", skip_serializing_if = "Option::is_none")]
    matching: Option<Matching>,
    #[serde(default, skip_serializing_if = "is_false")]
    any_message: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    button_payload: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    go_to: Option<NodeId>,
    #[serde(default, skip_serializing_if = "is_false")]
    anytime: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

impl TryFrom<WrittenTrigger> for Trigger {
    type Error = &'static str;

    fn try_from(written: WrittenTrigger) -> Result<Self, Self::Error> {
        let WrittenTrigger { keyword, matching, any_message, button_payload, go_to, anytime } = written;
        if matching.is_some() && keyword.is_none() {
            return Err("`match` belongs to `keyword`");
        }
        let on = match (keyword, any_message, button_payload) {
            (Some(OneOrMore::One(word)), false, None) => {
                TriggerKind::Keyword { words: vec![word], matching: matching.unwrap_or_default() }
            }
            (Some(OneOrMore::More(words)), false, None) => {
                TriggerKind::Keyword { words, matching: matching.unwrap_or_default() }
            }
            (None, true, None) => TriggerKind::AnyMessage,
            (None, false, Some(payload)) => TriggerKind::ButtonPayload(payload),
            _ => return Err("a trigger has exactly one of `keyword`, `any_message: true` and `button_payload`"),
        };
        Ok(Self { on, go_to, anytime })
    }
}

impl From<Trigger> for WrittenTrigger {
    fn from(trigger: Trigger) -> Self {
        let Trigger { on, go_to, anytime } = trigger;
        let mut written =
            Self { keyword: None, matching: None, any_message: false, button_payload: None, go_to, anytime };
        match on {
            TriggerKind::Keyword { words, matching } => {
                written.keyword = Some(OneOrMore::More(words));
                written.matching = Some(matching);
            }
            TriggerKind::AnyMessage => written.any_message = true,
            TriggerKind::ButtonPayload(payload) => written.button_payload = Some(payload),
        }
        written
    }
}
