//! What is made of one message.

use serde::{Deserialize, Serialize};

/// The name under which "none of these" is kept: examples of it teach what to leave alone.
pub const WANTS_NOTHING: &str = "none";

/// What a message wants. What it names is read apart: see [`super::entity`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Understood {
    /// What it wants, where that is sure enough to act on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// What it may want, the likeliest first, where asking back is better.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The likeliest intent, sure or not, with its probability: for people who teach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guess: Option<(String, f32)>,
}

impl Understood {
    /// Somebody tapped the button of it.
    pub fn chosen(intent: &str) -> Self {
        let intent = (intent != WANTS_NOTHING).then(|| intent.to_owned());
        Self { guess: intent.clone().map(|intent| (intent, 1.0)), intent, ..Self::default() }
    }

    pub fn wants(&self, intent: &str) -> bool {
        self.intent.as_deref() == Some(intent)
    }
}

const PAYLOAD: &str = "intent:";

/// The id of the button that stands for an intent.
pub fn payload_of(intent: &str) -> String {
    format!("{PAYLOAD}{intent}")
}

/// The intent whose button was tapped.
pub fn wanted_by(payload: &str) -> Option<&str> {
    payload.strip_prefix(PAYLOAD)
}
