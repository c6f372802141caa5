//! What real messages teach: those that were not understood, and those that somebody corrects.

use crate::id::{ConversationId, SuggestionId};
use crate::time::Timestamp;
use nlu::intent::Encoder;
use serde::{Deserialize, Serialize};

/// A message that may become an example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    pub id: SuggestionId,
    pub conversation: Option<ConversationId>,
    pub text: String,
    pub reason: Reason,
    /// What the model made of it, or what somebody says it is.
    pub intent: Option<String>,
    pub at: Timestamp,
}

words! {
    Reason {
        /// Nothing fitted.
        NotUnderstood = "not_understood",
        /// The customer was asked back.
        Unsure = "unsure",
        /// It was no answer to what a flow asked.
        NoAnswer = "no_answer",
        /// A person says what it should have been.
        Corrected = "corrected",
    }
}

/// The places of the messages that say the same, by their words and, where there is an encoder, by their meaning: the
/// largest group first, and in each the one that most others resemble.
pub fn alike(messages: &[String], encoder: Option<&dyn Encoder>) -> Vec<Vec<usize>> {
    nlu::intent::group(messages, encoder)
}
