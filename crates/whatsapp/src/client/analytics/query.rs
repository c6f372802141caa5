//! Which figures are asked for.

use std::fmt::Write;

use crate::client::templates::listed;

/// The step of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Granularity {
    HalfHour,
    Day,
    Month,
}

/// Which figures of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessagingQuery {
    /// Seconds since 1970.
    pub start: i64,
    pub end: i64,
    pub granularity: Granularity,
    /// All when empty, as with each of the lists.
    pub phone_numbers: Vec<String>,
    /// 0 for what was sent in windows by hand, 2 for templates.
    pub product_types: Vec<u8>,
    pub country_codes: Vec<String>,
}

/// Which figures of conversations, the unit of price until July 2025.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationQuery {
    /// Seconds since 1970.
    pub start: i64,
    pub end: i64,
    pub granularity: Granularity,
    pub phone_numbers: Vec<String>,
    /// `COST`, `CONVERSATION`.
    pub metric_types: Vec<String>,
    pub conversation_categories: Vec<String>,
    pub conversation_types: Vec<String>,
    pub conversation_directions: Vec<String>,
    /// By what to break them down, such as `CONVERSATION_CATEGORY`, `COUNTRY` or `PHONE`.
    pub dimensions: Vec<String>,
}

/// Which figures of prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricingQuery {
    /// Seconds since 1970.
    pub start: i64,
    pub end: i64,
    pub granularity: Granularity,
    pub phone_numbers: Vec<String>,
    pub country_codes: Vec<String>,
    /// `COST`, `VOLUME`.
    pub metric_types: Vec<String>,
    /// Such as `REGULAR` or `FREE_CUSTOMER_SERVICE`.
    pub pricing_types: Vec<String>,
    pub pricing_categories: Vec<String>,
    /// By what to break them down: `COUNTRY`, `PHONE`, `PRICING_CATEGORY`, `PRICING_TYPE`, `TIER`.
    pub dimensions: Vec<String>,
}

/// Which figures of templates, day by day; ninety days back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateQuery {
    /// Seconds since 1970.
    pub start: i64,
    pub end: i64,
    /// Ten at most.
    pub template_ids: Vec<String>,
    /// `SENT`, `DELIVERED`, `READ`, `CLICKED`, `COST`; all when empty.
    pub metric_types: Vec<String>,
    /// Such as `MARKETING_MESSAGES_LITE_API`.
    pub product_type: Option<String>,
    /// Days of the account's time zone instead of UTC.
    pub use_waba_timezone: Option<bool>,
}

impl Granularity {
    /// Meta has two sets of words.
    const fn of_messages(self) -> &'static str {
        match self {
            Self::HalfHour => "HALF_HOUR",
            Self::Day => "DAY",
            Self::Month => "MONTH",
        }
    }

    const fn of_prices(self) -> &'static str {
        match self {
            Self::HalfHour => "HALF_HOUR",
            Self::Day => "DAILY",
            Self::Month => "MONTHLY",
        }
    }
}

impl MessagingQuery {
    pub fn between(start: i64, end: i64, granularity: Granularity) -> Self {
        Self { start, end, granularity, phone_numbers: vec![], product_types: vec![], country_codes: vec![] }
    }

    /// The field it is, with its filters.
    pub fn field(&self) -> String {
        let mut field = begun("analytics", self.start, self.end, self.granularity.of_messages());
        filter(&mut field, "phone_numbers", &self.phone_numbers);
        if !self.product_types.is_empty() {
            let _ = write!(field, ".product_types({:?})", self.product_types);
        }
        filter(&mut field, "country_codes", &self.country_codes);
        field
    }
}

impl ConversationQuery {
    pub fn between(start: i64, end: i64, granularity: Granularity) -> Self {
        Self {
            start,
            end,
            granularity,
            phone_numbers: vec![],
            metric_types: vec![],
            conversation_categories: vec![],
            conversation_types: vec![],
            conversation_directions: vec![],
            dimensions: vec![],
        }
    }

    /// The field it is, with its filters.
    pub fn field(&self) -> String {
        let mut field = begun("conversation_analytics", self.start, self.end, self.granularity.of_prices());
        filter(&mut field, "phone_numbers", &self.phone_numbers);
        filter(&mut field, "metric_types", &self.metric_types);
        filter(&mut field, "conversation_categories", &self.conversation_categories);
        filter(&mut field, "conversation_types", &self.conversation_types);
        filter(&mut field, "conversation_directions", &self.conversation_directions);
        filter(&mut field, "dimensions", &self.dimensions);
        field
    }
}

impl PricingQuery {
    pub fn between(start: i64, end: i64, granularity: Granularity) -> Self {
        Self {
            start,
            end,
            granularity,
            phone_numbers: vec![],
            country_codes: vec![],
            metric_types: vec![],
            pricing_types: vec![],
            pricing_categories: vec![],
            dimensions: vec![],
        }
    }

    /// The field it is, with its filters.
    pub fn field(&self) -> String {
        let mut field = begun("pricing_analytics", self.start, self.end, self.granularity.of_prices());
        filter(&mut field, "phone_numbers", &self.phone_numbers);
        filter(&mut field, "country_codes", &self.country_codes);
        filter(&mut field, "metric_types", &self.metric_types);
        filter(&mut field, "pricing_types", &self.pricing_types);
        filter(&mut field, "pricing_categories", &self.pricing_categories);
        filter(&mut field, "dimensions", &self.dimensions);
        field
    }
}

fn begun(name: &str, start: i64, end: i64, granularity: &str) -> String {
    format!("{name}.start({start}).end({end}).granularity({granularity})")
}

fn filter(field: &mut String, name: &str, values: &[String]) {
    if !values.is_empty() {
        let _ = write!(field, ".{name}({})", listed(values));
    }
}
