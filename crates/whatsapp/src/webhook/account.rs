//! News about numbers, accounts, flows and partners.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::ChangeValue;
use crate::{Extra, lenient};

/// The throughput or the limit of a number changed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhoneNumberQuality {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub display_phone_number: String,
    /// `ONBOARDING`, `THROUGHPUT_UPGRADE`; in older versions `FLAGGED`, `UPGRADE` and so on.
    pub event: String,
    /// `TIER_250` to `TIER_UNLIMITED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_limit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_limit: Option<String>,
    /// The limit in its newer spelling.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub max_daily_conversations_per_business: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The display name of a number was reviewed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhoneNumberName {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub display_phone_number: String,
    /// `APPROVED`, `DEFERRED`, `PENDING` or `REJECTED`.
    pub decision: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_verified_name: Option<String>,
    pub rejection_reason: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the business may do changed. Meta writes the limit as a tier, an integer, or `-1` for none.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BusinessCapability {
    #[serde(
        default,
        alias = "max_daily_conversation_per_phone",
        deserialize_with = "lenient::filled",
        skip_serializing_if = "Option::is_none"
    )]
    pub max_daily_conversations_per_business: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub max_phone_numbers_per_waba: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub max_phone_numbers_per_business: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something about the account that somebody should look at.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AccountAlert {
    #[serde(default)]
    pub entity_type: String,
    #[serde(default, deserialize_with = "lenient::word")]
    pub entity_id: String,
    #[serde(default)]
    pub alert_info: AlertInfo,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AlertInfo {
    /// `CRITICAL`, `WARNING` or `INFORMATIONAL`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_severity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_description: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The account was reviewed: `APPROVED`, `REJECTED`, `PENDING` or `DEFERRED`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AccountReview {
    pub decision: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The settings of a number changed; their shape is not documented, so it is kept as it came.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AccountSettings {
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something about the two-step PIN of a number.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SecurityEvent {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub display_phone_number: String,
    /// `PIN_CHANGED`, `PIN_RESET_REQUEST` or `PIN_REQUEST_SUCCESS`.
    pub event: String,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The state or the health of a WhatsApp Flow.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FlowEvent {
    /// `FLOW_STATUS_CHANGE`, `ENDPOINT_ERROR_RATE` and so on.
    pub event: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub flow_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_status: Option<String>,
    /// `ACTIVATED` or `DEACTIVATED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert_state: Option<String>,
    /// Per cent, as `threshold` is.
    #[serde(default, deserialize_with = "lenient::optional_fraction", skip_serializing_if = "Option::is_none")]
    pub error_rate: Option<f64>,
    /// What an alert is about: per cent, or milliseconds.
    #[serde(default, deserialize_with = "lenient::optional_fraction", skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FlowErrorCount>,
    /// In milliseconds.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub p50_latency: Option<i64>,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub p90_latency: Option<i64>,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub requests_count: Option<i64>,
    /// Per cent of the time.
    #[serde(default, deserialize_with = "lenient::optional_fraction", skip_serializing_if = "Option::is_none")]
    pub availability: Option<f64>,
    /// That the version of the document will no longer be taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// One kind of error among those of a flow.
    FlowErrorCount {
        error_type: String,
        #[serde(deserialize_with = "lenient::optional_fraction")]
        error_rate: f64,
        #[serde(deserialize_with = "lenient::optional_number")]
        error_count: i64,
    }
}

/// A payment configuration changed (India).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PaymentConfiguration {
    pub configuration_name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub provider_name: String,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub provider_mid: Option<String>,
    /// `Active`, `Needs Connecting` or `Needs Testing`.
    pub status: String,
    /// Seconds since 1970; numbers here.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub created_timestamp: Option<i64>,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub updated_timestamp: Option<i64>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A multi-partner solution changed. The entry's id is the portfolio here.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PartnerSolution {
    pub event: String,
    #[serde(default, deserialize_with = "lenient::word")]
    pub solution_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solution_status: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The business's own username was decided on. Meta has used two sets of names; the older is read into the newer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UsernameUpdate {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub display_phone_number: String,
    #[serde(default, alias = "requested_username", deserialize_with = "lenient::filled")]
    pub username: Option<String>,
    #[serde(alias = "decision")]
    pub status: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejection_reasons: Vec<Value>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl ChangeValue for PhoneNumberQuality {}
impl ChangeValue for PhoneNumberName {}
impl ChangeValue for BusinessCapability {}
impl ChangeValue for AccountAlert {}
impl ChangeValue for AccountReview {}
impl ChangeValue for AccountSettings {}
impl ChangeValue for SecurityEvent {}
impl ChangeValue for FlowEvent {}
impl ChangeValue for PaymentConfiguration {}
impl ChangeValue for PartnerSolution {}
impl ChangeValue for UsernameUpdate {}
