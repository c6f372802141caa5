//! The field `account_update`: what happened to an account, each event with a part of its own.

use serde::{Deserialize, Serialize};

use super::change::ChangeValue;
use crate::{Extra, lenient};

/// Something happened to the account: a violation, a restriction, a ban, a partner, a price tier.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AccountUpdate {
    /// Such as `ACCOUNT_RESTRICTION` or `PARTNER_REMOVED`.
    pub event: String,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub violation_info: Option<ViolationInfo>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restriction_info: Vec<RestrictionInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ban_info: Option<BanInfo>,
    /// Whose account it is, and who came or went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waba_info: Option<AccountInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume_tier_info: Option<VolumeTier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_international_rate_eligibility: Option<InternationalRate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_client_certification_info: Option<ClientCertification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disconnection_info: Option<Disconnection>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A rule that was broken.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ViolationInfo {
    pub violation_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remediation: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something the account may not do until `expiration`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RestrictionInfo {
    pub restriction_type: String,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub expiration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remediation: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The account is banned, about to be, or no longer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BanInfo {
    /// `SCHEDULE_FOR_DISABLE`, `DISABLE` or `REINSTATE`.
    pub waba_ban_state: String,
    /// In words, such as `April 17, 2025`.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub waba_ban_date: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// Whose account an event is about, and through whom.
    AccountInfo {
        #[serde(deserialize_with = "lenient::filled")]
        waba_id: String,
        #[serde(deserialize_with = "lenient::filled")]
        owner_business_id: String,
        #[serde(deserialize_with = "lenient::filled")]
        partner_app_id: String,
        #[serde(deserialize_with = "lenient::filled")]
        solution_id: String,
        solution_partner_business_ids: Vec<String>,
        #[serde(deserialize_with = "lenient::filled")]
        ad_account_id: String,
        #[serde(deserialize_with = "lenient::filled")]
        ad_account_linked: String,
    }
}

sparse! {
    /// The price of a category fell with the number of messages.
    VolumeTier {
        #[serde(deserialize_with = "lenient::optional_number")]
        tier_update_time: i64,
        pricing_category: String,
        /// `lower:upper`.
        tier: String,
        /// Such as `2026-10`.
        effective_month: String,
        region: String,
    }
}

sparse! {
    /// From when on authentication messages to some countries cost the international rate.
    InternationalRate {
        #[serde(deserialize_with = "lenient::optional_number")]
        start_time: i64,
        exception_countries: Vec<ExceptionCountry>,
    }
}

sparse! {
    /// A country with a start of its own.
    ExceptionCountry {
        country_code: String,
        #[serde(deserialize_with = "lenient::optional_number")]
        start_time: i64,
    }
}

sparse! {
    /// What a partner's client was told about its certification.
    ClientCertification {
        #[serde(deserialize_with = "lenient::filled")]
        client_business_id: String,
        status: String,
        rejection_reasons: Vec<String>,
    }
}

sparse! {
    /// Why a number left the Cloud API.
    Disconnection {
        /// Such as `PRIMARY_INACTIVITY` or `CHANGE_NUMBER`.
        reason: String,
        initiated_by: String,
    }
}

impl ChangeValue for AccountUpdate {}
