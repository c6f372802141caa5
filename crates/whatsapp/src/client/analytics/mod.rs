//! Figures: what was sent, delivered, read and clicked, and what it cost. They are approximate, and go back one year.
//!
//! ```
//! use whatsapp::client::{Granularity, MessagingQuery};
//!
//! let query = MessagingQuery { phone_numbers: vec!["34911222333".into()], ..MessagingQuery::between(1, 2, Granularity::Day) };
//! assert_eq!(query.field(), r#"analytics.start(1).end(2).granularity(DAY).phone_numbers(["34911222333"])"#);
//! ```

mod point;
mod query;

pub use point::{
    Clicks, ConversationPoint, MessagingPoint, PricingPoint, TemplateCost, TemplateFigures, TemplatePoint,
};
pub use query::{ConversationQuery, Granularity, MessagingQuery, PricingQuery, TemplateQuery};

use serde::Deserialize;

use super::{AccessToken, Client, Exchange, Pages};
use crate::endpoint;

#[derive(Deserialize)]
struct Messaging {
    analytics: Option<Points<MessagingPoint>>,
}

#[derive(Deserialize)]
struct Conversations {
    conversation_analytics: Option<Groups<ConversationPoint>>,
}

#[derive(Deserialize)]
struct Prices {
    pricing_analytics: Option<Groups<PricingPoint>>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
struct Points<T> {
    #[serde(default = "Vec::new")]
    data_points: Vec<T>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
struct Groups<T> {
    #[serde(default = "Vec::new")]
    data: Vec<Points<T>>,
}

impl<T> Groups<T> {
    fn points(groups: Option<Self>) -> Vec<T> {
        let data = groups.map(|groups| groups.data).unwrap_or_default();
        data.into_iter().flat_map(|points| points.data_points).collect()
    }
}

impl Client {
    /// What was sent and delivered.
    pub async fn messaging_analytics(
        &self,
        account_id: &str,
        token: &AccessToken,
        query: &MessagingQuery,
    ) -> Exchange<Vec<MessagingPoint>> {
        let call = self.call(&endpoint::GET_ACCOUNT, &[account_id]).query("fields", &query.field());
        let exchange = call.send::<Messaging>(token).await;
        exchange.map(|answer| answer.analytics.map(|points| points.data_points).unwrap_or_default())
    }

    /// Conversations, the unit of price until July 2025.
    pub async fn conversation_analytics(
        &self,
        account_id: &str,
        token: &AccessToken,
        query: &ConversationQuery,
    ) -> Exchange<Vec<ConversationPoint>> {
        let call = self.call(&endpoint::GET_ACCOUNT, &[account_id]).query("fields", &query.field());
        let exchange = call.send::<Conversations>(token).await;
        exchange.map(|answer| Groups::points(answer.conversation_analytics))
    }

    /// Volumes, tiers and costs.
    pub async fn pricing_analytics(
        &self,
        account_id: &str,
        token: &AccessToken,
        query: &PricingQuery,
    ) -> Exchange<Vec<PricingPoint>> {
        let call = self.call(&endpoint::GET_ACCOUNT, &[account_id]).query("fields", &query.field());
        call.send::<Prices>(token).await.map(|answer| Groups::points(answer.pricing_analytics))
    }

    /// What became of templates; [`Client::enable_insights`] must have been called once.
    pub fn template_analytics(
        &self,
        account_id: &str,
        token: &AccessToken,
        query: &TemplateQuery,
    ) -> Pages<'_, TemplateFigures> {
        let pages = self.pages(&endpoint::TEMPLATE_ANALYTICS, &[account_id], token);
        let templates = (!query.template_ids.is_empty()).then(|| format!("[{}]", query.template_ids.join(",")));
        by_day(pages, query).maybe("template_ids", templates)
    }

    /// The same of groups of templates, whose ids stand in `template_ids`.
    pub fn template_group_analytics(
        &self,
        account_id: &str,
        token: &AccessToken,
        query: &TemplateQuery,
    ) -> Pages<'_, TemplateFigures> {
        let pages = self.pages(&endpoint::TEMPLATE_GROUP_ANALYTICS, &[account_id], token);
        let groups = (!query.template_ids.is_empty()).then(|| format!("[{}]", query.template_ids.join(",")));
        by_day(pages, query).maybe("template_group_ids", groups)
    }
}

fn by_day<'a, T>(pages: Pages<'a, T>, query: &TemplateQuery) -> Pages<'a, T> {
    let metrics = (!query.metric_types.is_empty()).then(|| query.metric_types.join(","));
    pages
        .with("start", query.start.to_string())
        .with("end", query.end.to_string())
        .with("granularity", "DAILY")
        .maybe("metric_types", metrics)
        .maybe("product_type", query.product_type.clone())
        .maybe("use_waba_timezone", query.use_waba_timezone.map(|yes| yes.to_string()))
}
