//! What a model learns from.

use serde::{Deserialize, Serialize};

use super::Language;

/// The intents of a bot with their examples.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TrainingSet {
    pub intents: Vec<Intent>,
    /// Messages that belong to no intent. Not needed; where there are some, they teach what to leave alone.
    #[serde(default)]
    pub none_examples: Vec<String>,
    /// The language of the examples; guessed from them when absent.
    #[serde(default)]
    pub language: Option<Language>,
}

/// One thing people want.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Intent {
    /// Its words count as one more example: `order_status` teaches "order status".
    pub name: String,
    /// A sentence on what the intent is about, learnt from as one more example.
    #[serde(default)]
    pub description: Option<String>,
    pub examples: Vec<String>,
}

impl Intent {
    pub fn new(name: &str, examples: impl IntoIterator<Item = String>) -> Self {
        Self { name: name.to_owned(), description: None, examples: examples.into_iter().collect() }
    }
}

/// Why a set cannot be learnt from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    #[error("two intents with examples are needed to tell one from another, or one and messages that belong to none")]
    TooFewIntents,
    #[error("the intent `{0}` is there twice")]
    SameName(String),
}

impl TrainingSet {
    /// Intents without examples say nothing and are left out of training.
    pub(super) fn learnable(&self) -> Result<Vec<&Intent>, TrainError> {
        let has_text = |intent: &&Intent| intent.examples.iter().any(|example| !example.trim().is_empty());
        let intents: Vec<&Intent> = self.intents.iter().filter(has_text).collect();
        let mut names: Vec<&str> = intents.iter().map(|intent| intent.name.as_str()).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find_map(|pair| (pair.first() == pair.last()).then(|| pair.first())) {
            return Err(TrainError::SameName(twice.copied().unwrap_or_default().to_owned()));
        }
        let classes = intents.len() + usize::from(!self.none_examples.is_empty());
        if intents.is_empty() || classes < 2 { Err(TrainError::TooFewIntents) } else { Ok(intents) }
    }
}
