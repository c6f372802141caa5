//! Answers kept beside the flow, and the node that looks among them.

use super::Localised;
use serde::{Deserialize, Serialize};

/// One answer and the ways in which people ask for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeEntry {
    pub questions: Vec<String>,
    pub answer: Localised,
}

/// Says the answer that fits the question best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knowledge {
    /// A key of the document's `knowledge`.
    pub collection: String,
    /// What is asked; the customer's last message when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}
