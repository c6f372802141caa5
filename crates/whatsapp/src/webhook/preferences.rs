//! Customers who stop or resume marketing messages with WhatsApp's own switch.

use serde::{Deserialize, Serialize};

use super::change::ChangeValue;
use super::{ContactCard, Metadata};
use crate::{Extra, lenient};

/// The value of the field `user_preferences`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UserPreferencesValue {
    #[serde(default)]
    pub messaging_product: String,
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactCard>,
    #[serde(default)]
    pub user_preferences: Vec<UserPreference>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What one customer wants.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UserPreference {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// `marketing_messages`.
    #[serde(default)]
    pub category: String,
    /// `stop` or `resume`.
    pub value: String,
    /// Seconds since 1970; a number here.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<i64>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl ChangeValue for UserPreferencesValue {}
