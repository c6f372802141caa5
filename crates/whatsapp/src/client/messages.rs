//! Sending, and telling that we have read.

use reqwest::Method;
use serde::{Deserialize, Serialize};

use super::call::Body;
use super::{AccessToken, Client, Exchange, SendError, Success};
use crate::message::{Envelope, MarkRead};
use crate::{Extra, lenient};

/// The answer to a message that was accepted, which is not yet delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SendResponse {
    pub messaging_product: String,
    #[serde(default)]
    pub contacts: Vec<SentContact>,
    pub messages: Vec<SentMessage>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// To whom it goes: what the request said, and who that is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SentContact {
    #[serde(deserialize_with = "lenient::word")]
    pub input: String,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// What becomes of a template that was accepted.
    MessageStatus {
        Accepted = "accepted",
        /// Sent when the quality of the first ones proves good, or else dropped.
        HeldForQualityAssessment = "held_for_quality_assessment",
        Paused = "paused",
    }
}

/// The id under which statuses will come.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SentMessage {
    pub id: String,
    /// Templates only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_status: Option<MessageStatus>,
    /// Groups only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl SendResponse {
    /// The answer to one message to one addressee.
    pub fn of(contact: SentContact, message: SentMessage) -> Self {
        Self {
            messaging_product: "whatsapp".to_owned(),
            contacts: vec![contact],
            messages: vec![message],
            extra: Extra::new(),
        }
    }

    /// The id of the message; empty only in an answer that [`Client::send`] would not have let through.
    pub fn message_id(&self) -> &str {
        self.messages.first().map_or("", |message| &message.id)
    }
}

impl Client {
    /// Sends a message.
    pub async fn send(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        envelope: &Envelope,
    ) -> Exchange<SendResponse> {
        let url = self.url(&[phone_number_id, "messages"], &[]);
        let exchange = self.call::<SendResponse>(Method::POST, url, token, Body::json(envelope)).await;
        exchange.and_then(|response| match response.message_id() {
            "" => Err(SendError::AnswerLost { reason: "the answer has no message id".to_owned() }),
            _ => Ok(response),
        })
    }

    /// Marks a message as read, and may show that an answer is being written.
    pub async fn mark_read(&self, phone_number_id: &str, token: &AccessToken, mark: &MarkRead) -> Exchange<Success> {
        let url = self.url(&[phone_number_id, "messages"], &[]);
        self.call(Method::POST, url, token, Body::json(mark)).await
    }
}
