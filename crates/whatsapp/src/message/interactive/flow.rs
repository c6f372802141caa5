//! A button that opens a Flow: a form of several screens inside WhatsApp.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Framed, Named};
use crate::{Extra, lenient};

/// A button that opens a Flow.
///
/// ```
/// use whatsapp::message::{FlowParameters, Message};
///
/// let booking = FlowParameters::by_id("812", "Book").with_token("cart-7").starting_at("DATES");
/// let json = serde_json::to_value(Message::flow("When shall we come?", booking)).unwrap();
/// assert_eq!(json["interactive"]["action"]["parameters"]["flow_action_payload"]["screen"], "DATES");
/// ```
pub type FlowMessage = Framed<Named<FlowParameters>>;

vocabulary! {
    /// Which version of the Flow is opened.
    FlowMode {
        Published = "published",
        Draft = "draft",
    }
}

vocabulary! {
    /// What happens first.
    FlowAction {
        /// The first screen is the one named in the message.
        Navigate = "navigate",
        /// The endpoint of the Flow is asked for it.
        DataExchange = "data_exchange",
    }
}

/// Which Flow, and how it begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FlowParameters {
    /// `3`.
    #[serde(deserialize_with = "lenient::word")]
    pub flow_message_version: String,
    /// One of id and name.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub flow_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_name: Option<String>,
    /// The words on the button; Meta advises at most 30 characters and no emoji.
    pub flow_cta: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<FlowMode>,
    /// Comes back with the answer, which does not name the Flow: put here what tells you.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_action: Option<FlowAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_action_payload: Option<FlowActionPayload>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The first screen and what it is given.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FlowActionPayload {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl FlowParameters {
    /// The Flow of that id, and the words on the button.
    pub fn by_id(flow_id: impl Into<String>, cta: impl Into<String>) -> Self {
        Self { flow_id: Some(flow_id.into()), ..Self::new(cta.into()) }
    }

    /// The Flow of that name, and the words on the button.
    pub fn by_name(flow_name: impl Into<String>, cta: impl Into<String>) -> Self {
        Self { flow_name: Some(flow_name.into()), ..Self::new(cta.into()) }
    }

    fn new(flow_cta: String) -> Self {
        Self {
            flow_message_version: "3".to_owned(),
            flow_id: None,
            flow_name: None,
            flow_cta,
            mode: None,
            flow_token: None,
            flow_action: None,
            flow_action_payload: None,
            extra: Extra::new(),
        }
    }

    /// The same with a token that comes back with the answer.
    #[must_use]
    pub fn with_token(self, token: impl Into<String>) -> Self {
        Self { flow_token: Some(token.into()), ..self }
    }

    /// The same, beginning at a screen.
    #[must_use]
    pub fn starting_at(self, screen: impl Into<String>) -> Self {
        let payload = FlowActionPayload { screen: Some(screen.into()), ..FlowActionPayload::default() };
        Self { flow_action: Some(FlowAction::Navigate), flow_action_payload: Some(payload), ..self }
    }

    /// The same, the first screen being given some data.
    #[must_use]
    pub fn with_data(self, data: Value) -> Self {
        let payload = self.flow_action_payload.unwrap_or_default();
        Self { flow_action_payload: Some(FlowActionPayload { data: Some(data), ..payload }), ..self }
    }

    /// The same, asking the endpoint of the Flow for the first screen.
    #[must_use]
    pub fn asking_the_endpoint(self) -> Self {
        Self { flow_action: Some(FlowAction::DataExchange), ..self }
    }

    /// The same as a draft, which only test numbers see.
    #[must_use]
    pub fn as_draft(self) -> Self {
        Self { mode: Some(FlowMode::Draft), ..self }
    }
}
