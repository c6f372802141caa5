//! A flow as its author writes it: triggers, a start, and nodes that each do one thing and say where to go next.
//!
//! The format is described for people in `docs/flows.md` and for editors in `docs/flow.schema.json`.

mod act;
mod ask;
mod call;
mod hours;
mod knowledge;
mod localised;
mod logic;
mod node;
mod parts;
mod people;
mod read;
mod request;
mod say;
mod span;
mod trigger;
mod wait;

pub use act::{Label, SetContactField, SetVariable};
pub use ask::{AnswerKind, Ask};
pub use call::{CallFlow, End, Restart, StartFlow};
pub use hours::{BusinessHours, Hours, HoursError};
pub use knowledge::{Knowledge, KnowledgeEntry};
pub use localised::Localised;
pub(crate) use localised::base as base_language;
pub use logic::{Attribute, AttributeTest, Branch, Case, Condition, OpenOrClosed, Split, SplitWay};
pub use node::{Node, NodeKind, Routes};
pub use parts::{
    CatalogPart, ContactCard, LinkButton, LocationPart, ProductGroup, ProductPart, ProductsPart, WhatsAppFlow,
};
pub use people::{AskConsent, Assign, HandOver, NotifyStaff, Survey, SurveyKind};
pub use read::ReadError;
pub use read::document as read_document;
pub use request::{
    Goods, HttpMethod, HttpRequest, LanguageModel, PayBy, PaymentCountry, PaymentItem, PaymentOrder, RequestPayment,
};
pub use say::{Awaited, Choice, MediaPart, Menu, MenuSection, Say, TemplateParameters, TemplatePart, UrlSuffix};
pub use span::{Span, SpanError};
pub use trigger::{Matching, Trigger, TriggerKind};
pub use wait::{Wait, WaitForReply};

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
    /// Variables that a flow which calls or starts this one gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<String>,
    pub start: NodeId,
    /// Said when something goes wrong, before a person takes over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_understood: Option<NotUnderstood>,
    /// Messages that follow each other within this time are one turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gather: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_hours: Option<BusinessHours>,
    /// Answers by collection, for `knowledge` nodes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub knowledge: BTreeMap<String, Vec<KnowledgeEntry>>,
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

    /// The templates it says, each with its node.
    pub fn templates(&self) -> impl Iterator<Item = (&NodeId, &TemplatePart)> {
        self.nodes.iter().filter_map(|(id, node)| match &node.kind {
            NodeKind::Say(say) => Some((id, say.template.as_ref()?)),
            NodeKind::NotifyStaff(notice) => Some((id, notice.template.as_ref()?)),
            _ => None,
        })
    }

    /// Whether this payload belongs to something that can be tapped in this flow.
    pub fn offers(&self, payload: &str) -> bool {
        self.choice(payload).is_some() || self.offered(payload).is_some()
    }

    /// The node and the answer of a button that the engine itself offers: yes and no, a rating, a consent.
    pub fn offered<'p>(&self, payload: &'p str) -> Option<(&NodeId, &'p str)> {
        let (node, answer) = payload.split_once(':')?;
        let (id, node) = self.nodes.get_key_value(node)?;
        crate::flow::engine::offers(&node.kind, answer).then_some((id, answer))
    }

    /// Every language that occurs in the document or is declared, the default first.
    pub fn spoken_languages(&self) -> Vec<&str> {
        let texts = self.nodes.values().flat_map(|node| node.kind.texts());
        // Meta's codes of a template's languages are not ours.
        let texts = texts.filter(|(path, _)| !path.ends_with("template.language")).map(|(_, text)| text);
        let texts = texts.chain(self.own_texts().into_iter().map(|(_, text)| text));
        let used = texts.flat_map(Localised::languages);
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

    /// The texts that belong to no node, with their paths in the document.
    pub fn own_texts(&self) -> Vec<(String, &Localised)> {
        let mut texts = Vec::new();
        texts.extend(self.fallback.iter().map(|text| ("fallback".to_owned(), text)));
        let rephrase = self.not_understood.iter().filter_map(|ladder| ladder.rephrase.as_ref());
        texts.extend(rephrase.map(|text| ("not_understood.rephrase".to_owned(), text)));
        for (name, entries) in &self.knowledge {
            let answers = entries.iter().enumerate();
            texts.extend(answers.map(|(index, entry)| (format!("knowledge.{name}[{index}].answer"), &entry.answer)));
        }
        texts
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

/// What happens when a reply is not understood, step by step; the last step is always a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NotUnderstood {
    /// Said first, before the question is shown again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rephrase: Option<Localised>,
    /// Where it leads the second time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub menu: Option<NodeId>,
}
