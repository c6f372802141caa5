//! Groups: made, joined, left, changed, suspended.

use serde::{Deserialize, Serialize};

use super::Metadata;
use super::change::ChangeValue;
use crate::error::ApiError;
use crate::{Extra, lenient};

/// The value of the four fields about groups.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GroupsValue {
    #[serde(default)]
    pub messaging_product: String,
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(default)]
    pub groups: Vec<Group>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What happened to a group.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Group {
    #[serde(with = "lenient::timestamp")]
    pub timestamp: i64,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// `group_create`, `group_participants_add`, `group_suspend` and so on.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added_participants: Vec<GroupParticipant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed_participants: Vec<GroupParticipant>,
    /// How people come in.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub invite_link: Option<String>,
    /// Of somebody who asks to come in, or no longer does.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub join_request_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Why, such as `invite_link`.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `business` or `participant`.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub initiated_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_picture: Option<SettingOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_subject: Option<SettingOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_description: Option<SettingOutcome>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Somebody who joined or left.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GroupParticipant {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub parent_user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// Whether a setting of a group could be changed.
    SettingOutcome {
        update_successful: bool,
        /// The new subject or description.
        text: String,
        /// Of a picture.
        mime_type: String,
        sha256: String,
        errors: Vec<ApiError>,
    }
}

impl ChangeValue for GroupsValue {}
