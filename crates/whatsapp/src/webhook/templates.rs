//! News about templates: review, quality, category, content.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Change;
use super::change::ChangeValue;
use crate::{Extra, lenient};

vocabulary! {
    /// What happened to a template.
    TemplateEvent {
        Approved = "APPROVED",
        Rejected = "REJECTED",
        Pending = "PENDING",
        Paused = "PAUSED",
        Disabled = "DISABLED",
        Flagged = "FLAGGED",
        Reinstated = "REINSTATED",
        Archived = "ARCHIVED",
        Unarchived = "UNARCHIVED",
        Deleted = "DELETED",
        PendingDeletion = "PENDING_DELETION",
        InAppeal = "IN_APPEAL",
        Locked = "LOCKED",
        Unlocked = "UNLOCKED",
        LimitExceeded = "LIMIT_EXCEEDED",
    }
}

/// A template was approved, rejected, paused and so on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateStatus {
    pub event: TemplateEvent,
    #[serde(deserialize_with = "lenient::number")]
    pub message_template_id: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_name: String,
    /// As Meta writes it, which may be `en-US` for `en_US`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_template_category: Option<String>,
    /// Why it was rejected; `NONE` otherwise.
    pub reason: Option<String>,
    /// When it was or will be disabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_info: Option<DisableInfo>,
    /// Which pause it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_info: Option<PauseInfo>,
    /// What is wrong with the form, and how to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_info: Option<RejectionInfo>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// When a template was or will be disabled.
    DisableInfo {
        #[serde(deserialize_with = "lenient::filled")]
        disable_date: String,
    }
}

sparse! {
    /// Which pause of a template it is.
    PauseInfo {
        /// `FIRST_PAUSE`, `SECOND_PAUSE`, `RATE_LIMITING_PAUSE`, `UNPAUSE` or `DISABLED`.
        title: String,
        description: String,
    }
}

sparse! {
    /// What is wrong with the form of a template.
    RejectionInfo {
        reason: String,
        recommendation: String,
    }
}

/// The quality of a template changed: `GREEN`, `YELLOW`, `RED` or `UNKNOWN`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TemplateQuality {
    pub previous_quality_score: String,
    pub new_quality_score: String,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub message_template_id: Option<i64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_language: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The content of a template was changed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TemplateComponents {
    #[serde(deserialize_with = "lenient::number")]
    pub message_template_id: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_template_title: Option<String>,
    /// The body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_element: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_template_footer: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub message_template_buttons: Vec<TemplateButton>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button in [`TemplateComponents`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TemplateButton {
    pub message_template_button_type: String,
    #[serde(default)]
    pub message_template_button_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_template_button_url: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub message_template_button_phone_number: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The category of a template was or will be changed, and its price with it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TemplateCategory {
    #[serde(deserialize_with = "lenient::number")]
    pub message_template_id: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_template_language: String,
    /// The category before the change, when it has been made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_category: Option<String>,
    /// The category it has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_category: Option<String>,
    /// The category it will have, when the change is only announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correct_category: Option<String>,
    /// When the announced change will be made.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub category_update_timestamp: Option<i64>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl ChangeValue for TemplateStatus {
    /// Meta's own example of a quality change stands under this field.
    fn misplaced(value: &Value) -> Option<Change> {
        serde_json::from_value(value.clone()).ok().map(Change::TemplateQuality)
    }
}

impl ChangeValue for TemplateQuality {}
impl ChangeValue for TemplateComponents {}
impl ChangeValue for TemplateCategory {}
