//! Flows as they are made, listed and measured.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Extra, lenient};

vocabulary! {
    /// Where a flow stands. Only a published one can be sent to everybody, a draft with `mode: draft`.
    FlowStatus {
        Draft = "DRAFT",
        Published = "PUBLISHED",
        /// Nobody can open it any more.
        Deprecated = "DEPRECATED",
        /// It works badly: ten messages an hour.
        Throttled = "THROTTLED",
        Blocked = "BLOCKED",
    }
}

vocabulary! {
    /// What a flow is for.
    FlowCategory {
        SignUp = "SIGN_UP",
        SignIn = "SIGN_IN",
        AppointmentBooking = "APPOINTMENT_BOOKING",
        LeadGeneration = "LEAD_GENERATION",
        ContactUs = "CONTACT_US",
        CustomerSupport = "CUSTOMER_SUPPORT",
        Survey = "SURVEY",
        AnyOther = "OTHER",
    }
}

/// A flow to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewFlow {
    pub name: String,
    pub categories: Vec<FlowCategory>,
    /// The document, as a JSON string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_json: Option<String>,
    /// Publishes it at once; the document must be there and without errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish: Option<bool>,
    /// Another flow to begin from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clone_flow_id: Option<String>,
    /// Where the data end-point is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_uri: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl NewFlow {
    /// An empty draft.
    pub fn new(name: impl Into<String>, category: FlowCategory) -> Self {
        Self {
            name: name.into(),
            categories: vec![category],
            flow_json: None,
            publish: None,
            clone_flow_id: None,
            endpoint_uri: None,
            extra: Extra::new(),
        }
    }

    /// The same with its document.
    #[must_use]
    pub fn with_document(self, document: &Value) -> Self {
        Self { flow_json: Some(document.to_string()), ..self }
    }
}

/// The answer to a [`NewFlow`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreatedFlow {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    #[serde(default)]
    pub validation_errors: Vec<ValidationError>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is wrong with a document; it is saved all the same, but cannot be published.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FlowValidation {
    #[serde(default)]
    pub success: bool,
    #[serde(default)]
    pub validation_errors: Vec<ValidationError>,
}

sparse! {
    /// One mistake in a document.
    ValidationError {
        /// Such as `INVALID_PROPERTY_VALUE`.
        error: String,
        error_type: String,
        message: String,
        #[serde(deserialize_with = "lenient::optional_number")]
        line_start: u32,
        #[serde(deserialize_with = "lenient::optional_number")]
        line_end: u32,
        #[serde(deserialize_with = "lenient::optional_number")]
        column_start: u32,
        #[serde(deserialize_with = "lenient::optional_number")]
        column_end: u32,
        pointers: Vec<Value>,
    }
}

sparse! {
    /// What is to change of a flow, its document aside.
    FlowUpdate {
        name: String,
        categories: Vec<FlowCategory>,
        endpoint_uri: String,
        /// The app whose secret signs the requests to the end-point.
        application_id: String,
    }
}

sparse! {
    /// A flow, as far as it was asked for.
    FlowRecord {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        name: String,
        status: FlowStatus,
        categories: Vec<FlowCategory>,
        validation_errors: Vec<ValidationError>,
        json_version: String,
        data_api_version: String,
        endpoint_uri: String,
        preview: FlowPreview,
        whatsapp_business_account: Value,
        application: Value,
        health_status: Value,
        metric: FlowMetric,
    }
}

sparse! {
    /// A page on which a flow can be tried, for as long as the link is good.
    FlowPreview {
        preview_url: String,
        expires_at: String,
    }
}

sparse! {
    /// How the data end-point of a flow does.
    FlowMetric {
        /// Such as `ENDPOINT_REQUEST_COUNT` or `ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL`.
        name: String,
        /// `DAY`, `HOUR` or `LIFETIME`.
        granularity: String,
        data_points: Vec<MetricPoint>,
    }
}

sparse! {
    /// The figures of a step.
    MetricPoint {
        timestamp: String,
        /// Pairs of `key` and `value`.
        data: Vec<Value>,
    }
}

sparse! {
    /// A file of a flow.
    FlowAsset {
        name: String,
        /// `FLOW_JSON`.
        asset_type: String,
        download_url: String,
    }
}

/// Which flows to copy from another account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowMigration {
    pub source_waba_id: String,
    /// All when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_flow_names: Vec<String>,
}

sparse! {
    /// Which flows were copied.
    MigratedFlows {
        migrated_flows: Vec<Value>,
        failed_flows: Vec<Value>,
    }
}
