//! Sending, telling that we have read, and asking what became of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AccessToken, Client, Exchange, Pages, SendError, Success};
use crate::endpoint;
use crate::message::{Envelope, MarkRead, Message};
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

sparse! {
    /// The delivery history of a message; [`Client::message_events`] lists what is in it.
    MessageHistory {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        #[serde(deserialize_with = "lenient::filled")]
        message_id: String,
        events: Value,
    }
}

sparse! {
    /// A step in the delivery of a message.
    MessageStep {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        /// `ACCEPTED`, `SENT`, `DELIVERED`, `READ` or `ERROR`.
        delivery_status: String,
        /// Seconds since 1970.
        #[serde(deserialize_with = "lenient::optional_number")]
        occurrence_timestamp: i64,
        error_description: String,
        application: Value,
    }
}

/// A step in the delivery of a message, and its place in the list of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MessageEvent {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(default)]
    pub node: MessageStep,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a payment was looked up as.
#[derive(Deserialize)]
struct Payments {
    #[serde(default = "Vec::new")]
    payments: Vec<Payment>,
    #[serde(flatten)]
    bare: Payment,
}

vocabulary! {
    /// What a message sent directly would count as.
    SampleCategory {
        Utility = "UTILITY",
        Marketing = "MARKETING",
        Authentication = "AUTHENTICATION",
    }
}

sparse! {
    /// What became of a sample.
    MessageSample {
        success: bool,
        category: SampleCategory,
    }
}

sparse! {
    /// A payment that was looked up (India).
    Payment {
        reference_id: String,
        status: String,
        currency: String,
        amount: Value,
        transactions: Vec<Value>,
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
        with_id(self.call(&endpoint::SEND_MESSAGE, &[phone_number_id]).json(envelope).send(token).await)
    }

    /// Sends a marketing template through the Marketing Messages API.
    pub async fn send_marketing(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        envelope: &Envelope,
    ) -> Exchange<SendResponse> {
        with_id(self.call(&endpoint::SEND_MARKETING, &[phone_number_id]).json(envelope).send(token).await)
    }

    /// Marks a message as read, and may show that an answer is being written.
    pub async fn mark_read(&self, phone_number_id: &str, token: &AccessToken, mark: &MarkRead) -> Exchange<Success> {
        self.call(&endpoint::SEND_MESSAGE, &[phone_number_id]).json(mark).send(token).await
    }

    /// Submits a sample by which direct sends are classified: a text, or buttons that answer or open a page.
    pub async fn submit_message_sample(
        &self,
        account_id: &str,
        token: &AccessToken,
        sample: &Message,
    ) -> Exchange<MessageSample> {
        self.call(&endpoint::SUBMIT_MESSAGE_SAMPLE, &[account_id]).json(sample).send(token).await
    }

    /// Looks up what became of a payment (India).
    pub async fn payment(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        payment_configuration: &str,
        reference_id: &str,
    ) -> Exchange<Payment> {
        let call = self.call(&endpoint::GET_PAYMENT, &[phone_number_id, payment_configuration, reference_id]);
        let exchange = call.send::<Payments>(token).await;
        exchange.map(|found| found.payments.into_iter().next().unwrap_or(found.bare))
    }

    /// Finds the delivery history of a message.
    pub fn message_history(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        message_id: &str,
    ) -> Pages<'_, MessageHistory> {
        self.pages(&endpoint::GET_MESSAGE_HISTORY, &[phone_number_id], token).with("message_id", message_id)
    }

    /// Lists the delivery events of a history.
    pub fn message_events(&self, history_id: &str, token: &AccessToken) -> Pages<'_, MessageEvent> {
        self.pages(&endpoint::LIST_MESSAGE_EVENTS, &[history_id], token)
    }
}

/// An answer without the id under which statuses will come is none.
fn with_id(exchange: Exchange<SendResponse>) -> Exchange<SendResponse> {
    exchange.and_then(|response| match response.message_id() {
        "" => Err(SendError::AnswerLost { reason: "the answer has no message id".to_owned() }),
        _ => Ok(response),
    })
}
