//! Answers to interactive messages.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Extra, lenient};

/// What a customer answered, by the kind of question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    ButtonReply(ButtonReply),
    ListReply(ListReply),
    /// A filled-in flow or address form.
    FlowReply(FlowReply),
    CallPermission(CallPermissionReply),
    /// How an order will be or was paid (Brazil).
    PaymentMethod(PaymentMethodReply),
    Unknown {
        kind: String,
        raw: Value,
    },
}

tagged!(Reply {
    ButtonReply = "button_reply",
    ListReply = "list_reply",
    FlowReply = "nfm_reply",
    CallPermission = "call_permission_reply",
    PaymentMethod = "payment_method",
});

/// The button that was tapped.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ButtonReply {
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The row that was chosen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ListReply {
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A filled-in flow (`name` is `flow`) or address form (`address_message`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FlowReply {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The values, as JSON in a string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_json: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl FlowReply {
    /// The values that were filled in, `flow_token` among them.
    pub fn response(&self) -> Option<Value> {
        serde_json::from_str(self.response_json.as_deref()?).ok()
    }
}

/// Whether the business may call.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CallPermissionReply {
    /// `accept` or `reject`.
    #[serde(default)]
    pub response: String,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub expiration_timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_permanent: Option<bool>,
    /// `user_action`, or `automatic` when nobody tapped anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_source: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// How an order will be or was paid (Brazil).
    PaymentMethodReply {
        /// Such as `pix` or `offsite_card_pay`.
        payment_method: String,
        #[serde(deserialize_with = "lenient::optional_number")]
        payment_timestamp: i64,
        #[serde(deserialize_with = "lenient::filled")]
        reference_id: String,
        #[serde(deserialize_with = "lenient::filled")]
        last_four_digits: String,
        #[serde(deserialize_with = "lenient::filled")]
        credential_id: String,
    }
}

impl Reply {
    /// The id we gave to what was tapped.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::ButtonReply(reply) => Some(&reply.id),
            Self::ListReply(reply) => Some(&reply.id),
            _ => None,
        }
    }

    /// The words that were tapped, or that Meta shows in their place.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::ButtonReply(reply) => Some(&reply.title),
            Self::ListReply(reply) => Some(&reply.title),
            Self::FlowReply(reply) => reply.body.as_deref(),
            Self::CallPermission(_) | Self::PaymentMethod(_) | Self::Unknown { .. } => None,
        }
    }

    /// Whether a person did it; some permissions are given by a setting.
    pub(crate) fn is_by_the_customer(&self) -> bool {
        match self {
            Self::CallPermission(reply) => reply.response_source.as_deref() != Some("automatic"),
            _ => true,
        }
    }
}
