//! The figures themselves.

use serde::{Deserialize, Serialize};

use crate::{Extra, lenient};

sparse! {
    /// The messages of a step.
    MessagingPoint {
        #[serde(deserialize_with = "lenient::optional_number")]
        start: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        end: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        sent: u64,
        #[serde(deserialize_with = "lenient::optional_number")]
        delivered: u64,
    }
}

sparse! {
    /// The conversations of a step.
    ConversationPoint {
        #[serde(deserialize_with = "lenient::optional_number")]
        start: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        end: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        conversation: u64,
        cost: f64,
        phone_number: String,
        country: String,
        conversation_type: String,
        conversation_direction: String,
        conversation_category: String,
    }
}

sparse! {
    /// What the messages of a step cost.
    PricingPoint {
        #[serde(deserialize_with = "lenient::optional_number")]
        start: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        end: i64,
        phone_number: String,
        country: String,
        /// `lower:upper`, the upper one being `MAX` for the last.
        tier: String,
        pricing_type: String,
        pricing_category: String,
        #[serde(deserialize_with = "lenient::optional_number")]
        volume: u64,
        cost: f64,
    }
}

sparse! {
    /// What became of a template on a day, or of a group of them.
    TemplatePoint {
        #[serde(deserialize_with = "lenient::filled")]
        template_id: String,
        #[serde(deserialize_with = "lenient::filled")]
        template_group_id: String,
        #[serde(deserialize_with = "lenient::optional_number")]
        start: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        end: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        sent: u64,
        #[serde(deserialize_with = "lenient::optional_number")]
        delivered: u64,
        #[serde(deserialize_with = "lenient::optional_number")]
        read: u64,
        clicked: Vec<Clicks>,
        cost: Vec<TemplateCost>,
    }
}

sparse! {
    /// How often a button was tapped.
    Clicks {
        /// `url_button`, `unique_url_button` or `quick_reply_button`.
        #[serde(rename = "type")]
        kind: String,
        button_content: String,
        #[serde(deserialize_with = "lenient::optional_number")]
        count: u64,
    }
}

sparse! {
    /// What a template cost.
    TemplateCost {
        /// `amount_spent`, `cost_per_delivered` or `cost_per_url_button_click`.
        #[serde(rename = "type")]
        kind: String,
        value: f64,
    }
}

/// A page of days, as template analytics come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateFigures {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granularity: Option<String>,
    #[serde(default)]
    pub data_points: Vec<TemplatePoint>,
    #[serde(flatten)]
    pub extra: Extra,
}
