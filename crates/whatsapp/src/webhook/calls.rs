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
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub from_parent_user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub to_parent_user_id: Option<String>,
    /// `connect`, `terminate`, `call_recording_available` or `call_transcription_available`.
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
    /// The description of the media session, when the call begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
    /// What the button or link that the customer called from carried.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub cta_payload: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub deeplink_payload: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// A description of a media session.
    Session {
        /// `offer` or `answer`.
        sdp_type: String,
        sdp: String,
    }
}

impl ChangeValue for CallsValue {}
