//! What became of a message of ours.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::salvage::Salvage;
use crate::error::ApiError;
use crate::{Extra, lenient};

vocabulary! {
    /// How far a message has come. Statuses arrive twice, late and out of order; see [`StatusKind::rank`].
    StatusKind {
        Sent = "sent",
        Delivered = "delivered",
        Read = "read",
        /// Voice notes only.
        Played = "played",
        Failed = "failed",
    }
}

impl StatusKind {
    /// Where it stands on the way from sent (1) to played (4). Failed ranks with sent: it may only replace nothing or
    /// sent. Words this crate does not know have no rank.
    pub fn rank(&self) -> Option<u8> {
        match self {
            Self::Sent | Self::Failed => Some(1),
            Self::Delivered => Some(2),
            Self::Read => Some(3),
            Self::Played => Some(4),
            Self::Other(_) => None,
        }
    }
}

/// What became of a message of ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    pub id: String,
    pub status: StatusKind,
    /// When it happened, in seconds since 1970.
    #[serde(with = "lenient::timestamp")]
    pub timestamp: i64,
    /// `payment` or `call` for what is not about a message.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The telephone number, without `+`; absent when the message went to a user id.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub recipient_id: Option<String>,
    /// The business-scoped user id.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub recipient_user_id: Option<String>,
    #[serde(
        default,
        alias = "parent_recipient_user_id",
        alias = "parent_user_id",
        deserialize_with = "lenient::filled",
        skip_serializing_if = "Option::is_none"
    )]
    pub recipient_parent_user_id: Option<String>,
    /// `group` for a message to a group, to one of whose people this happened.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub recipient_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub recipient_participant_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub recipient_identity_key_hash: Option<String>,
    /// The template that Meta found for a direct send.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// What the request gave to be brought back.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub biz_opaque_callback_data: Option<String>,
    /// Only up to version 23, and in a free-entry window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Conversation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pricing: Option<Pricing>,
    /// What became of a payment (India).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentStatus>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// What became of a payment (India).
    PaymentStatus {
        reference_id: String,
        amount: Amount,
        /// How it was paid, and at the gateway under which id.
        transaction: Value,
        refunds: Vec<Value>,
    }
}

sparse! {
    /// An amount of money: `value` divided by `offset`.
    Amount {
        #[serde(deserialize_with = "lenient::optional_number")]
        value: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        offset: i64,
    }
}

/// What a message costs; the first one seen for a message counts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Pricing {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billable: Option<bool>,
    /// `PMP`; `CBP` before July 2025.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pricing_model: Option<String>,
    /// `regular`, or a word that begins with `free_`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// `paid_exempt` for public bodies that need not pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtype: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Pricing {
    /// Whether it is free, by `type` where there is one and by `billable` otherwise.
    pub fn is_free(&self) -> bool {
        match &self.kind {
            Some(kind) => kind.starts_with("free_"),
            None => self.billable == Some(false),
        }
    }
}

/// The priced conversation of old versions; also says when a free-entry window ends.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Conversation {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, with = "lenient::optional_timestamp", skip_serializing_if = "Option::is_none")]
    pub expiration_timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<ConversationOrigin>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Why a [`Conversation`] began.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ConversationOrigin {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Salvage for Status {
    const ESSENTIAL: &'static [&'static str] = &[
        "id",
        "status",
        "timestamp",
        "recipient_id",
        "recipient_user_id",
        "recipient_parent_user_id",
        "recipient_type",
        "recipient_participant_id",
        "biz_opaque_callback_data",
    ];

    fn put_back(&mut self, rest: Extra) {
        self.extra.extend(rest);
    }
}
