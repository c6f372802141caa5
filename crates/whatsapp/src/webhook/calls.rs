//! Calls over WhatsApp.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::ChangeValue;
use super::{ContactCard, Metadata, Status};
use crate::error::ApiError;
use crate::{Extra, lenient};

/// Calls that begin and end, and how ours are answered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CallsValue {
    #[serde(default)]
    pub messaging_product: String,
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactCard>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Of our own calls: `RINGING`, `ACCEPTED`, `REJECTED`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Status>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A call that begins (`connect`) or ends (`terminate`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Call {
    pub id: String,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub from_user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub to_user_id: Option<String>,
    pub event: String,
    #[serde(with = "lenient::timestamp")]
    pub timestamp: i64,
    /// `USER_INITIATED` or `BUSINESS_INITIATED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// `COMPLETED` or `FAILED`; some examples have a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Value>,
    #[serde(default, with = "lenient::optional_timestamp", skip_serializing_if = "Option::is_none")]
    pub start_time: Option<i64>,
    #[serde(default, with = "lenient::optional_timestamp", skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// In seconds.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub biz_opaque_callback_data: Option<String>,
    /// The session description and the rest.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ChangeValue for CallsValue {}
