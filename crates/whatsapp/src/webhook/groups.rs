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
    #[serde(flatten)]
    pub extra: Extra,
}

impl ChangeValue for GroupsValue {}
