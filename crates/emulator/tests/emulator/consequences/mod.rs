//! What follows from sending, in stopped time.

#[cfg(test)]
mod money;
#[cfg(test)]
mod standing;

use std::time::Duration;

use emulator::{CustomerId, NewCustomer};
use serde_json::{Value, json};

use crate::support::{Business, SOON, code};

pub const HOUR: Duration = Duration::from_hours(1);
pub const MINUTE: Duration = Duration::from_mins(1);
/// In October 2026, when service messages are charged.
pub const OCTOBER: i64 = 1_791_000_000_000;

pub async fn stopped(change: impl FnOnce(&mut emulator::Config)) -> Business {
    Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(OCTOBER);
        change(config);
    })
    .await
}

/// An approved template of that category, named as it; its id.
pub fn template(business: &Business, category: &str) -> String {
    let body = json!({"name": category.to_lowercase(), "language": "es", "category": category,
        "components": [{"type": "BODY", "text": "Tenemos algo que contarte, escríbenos cuando quieras."}]});
    business.handle().add_template(&body).unwrap()
}

pub fn template_to(to: &str, name: &str) -> Value {
    json!({"messaging_product": "whatsapp", "to": to, "type": "template",
        "template": {"name": name, "language": {"code": "es"}}})
}

/// How a message fares: `accepted` and the like from the answer, then its statuses, or its error codes.
pub struct Fate {
    pub answer: Value,
    pub statuses: Vec<Value>,
}

impl Fate {
    pub fn words(&self) -> Vec<&str> {
        self.statuses.iter().map(|status| status["status"].as_str().unwrap()).collect()
    }

    /// The code of the answer, or of the failed status; 0 when all is well.
    pub fn code(&self) -> i64 {
        let failed = self.statuses.iter().find_map(|status| status["errors"][0]["code"].as_i64());
        failed.unwrap_or_else(|| code(&self.answer))
    }

    pub fn price(&self) -> &str {
        self.statuses[0]["pricing"]["type"].as_str().unwrap()
    }
}

pub async fn fate(business: &Business, body: Value) -> Fate {
    let (_, answer) = business.send(body).await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let id = answer["messages"][0]["id"].clone();
    Fate { statuses: statuses_of(business, &id), answer }
}

pub fn statuses_of(business: &Business, id: &Value) -> Vec<Value> {
    business.subscriber.items("statuses").into_iter().filter(|status| status["id"] == *id).collect()
}

/// The values of a field that came so far.
pub async fn told(business: &Business, field: &str) -> Vec<Value> {
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let bodies = business.subscriber.bodies();
    let changes = bodies.iter().flat_map(|body| {
        let body: Value = serde_json::from_slice(body).unwrap();
        body["entry"][0]["changes"].as_array().unwrap().clone()
    });
    changes.filter(|change| change["field"] == field).map(|change| change["value"].clone()).collect()
}

pub fn somebody(business: &Business, phone: &str) -> CustomerId {
    business.handle().add_customer(NewCustomer::named("Ana").with_phone(phone))
}
