//! What Meta tells of an account beside its templates and numbers: reviews, alerts, solutions of partners, ways of payment.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::turn::Turn;
use super::{Badge, World, ids};
use crate::clock::Millis;

/// What came of the review of the account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Review {
    #[default]
    Approved,
    Rejected,
    Pending,
    Deferred,
}

/// Something Meta wants the business to know of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// Such as `OBA_APPROVED`.
    pub alert_type: String,
    #[serde(default = "informational")]
    pub alert_severity: String,
    #[serde(default = "none")]
    pub alert_status: String,
    #[serde(default)]
    pub alert_description: String,
}

fn informational() -> String {
    "INFORMATIONAL".to_owned()
}

fn none() -> String {
    "NONE".to_owned()
}

/// A contract with a payment gateway (India), by the name the business gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentConfiguration {
    pub provider_name: String,
    pub provider_mid: String,
    /// `Active`, `Needs Connecting` or `Needs Testing`.
    pub status: String,
    #[serde(default)]
    pub created_at: Millis,
}

/// All of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Notices {
    pub review: Review,
    pub payment_configurations: BTreeMap<String, PaymentConfiguration>,
    /// Whether Meta looks for leads and purchases in the chats of those who came by an advertisement.
    pub automatic_events: bool,
}

impl Review {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Pending => "PENDING",
            Self::Deferred => "DEFERRED",
        }
    }
}

impl Alert {
    pub(crate) fn new(alert_type: &str, description: &str) -> Self {
        Self {
            alert_type: alert_type.to_owned(),
            alert_severity: informational(),
            alert_status: none(),
            alert_description: description.to_owned(),
        }
    }
}

impl World {
    /// What came of the review of the account, which is told.
    pub(crate) fn set_review(&mut self, turn: &mut Turn<'_>, review: Review) {
        self.assets.notices.review = review;
        turn.webhook("account_review_update", &json!({ "decision": review.as_str() }), None, 0);
    }

    /// Alerts the business, about itself or about one of its numbers.
    pub(crate) fn alert(&self, turn: &mut Turn<'_>, number: Option<usize>, alert: &Alert) {
        let number = number.and_then(|number| self.numbers.get(number));
        let (kind, id) = match number {
            Some(number) => ("PHONE_NUMBER", number.config.phone_number_id.as_str()),
            None => ("BUSINESS", self.settings.business_id.as_str()),
        };
        let value = json!({ "entity_type": kind, "entity_id": id, "alert_info": alert });
        turn.webhook("account_alerts", &value, None, 0);
    }

    /// What came of the request for the official badge, which is told once it is settled.
    pub(crate) fn decide_badge(&mut self, turn: &mut Turn<'_>, number: usize, badge: Badge) {
        let Some(known) = self.numbers.get_mut(number) else { return };
        known.record.badge = badge;
        let told = match badge {
            Badge::Approved => ("OBA_APPROVED", "The number is an official business account now."),
            Badge::Rejected => ("OBA_REJECTED", "The number does not become an official business account."),
            Badge::NotStarted | Badge::Pending => return,
        };
        self.alert(turn, Some(number), &Alert::new(told.0, told.1));
    }

    /// A solution that a partner offers has come into being or has changed; its id.
    pub(crate) fn tell_of_solution(turn: &mut Turn<'_>, event: &str, solution: Option<String>, status: &str) -> String {
        let solution = solution.unwrap_or_else(|| ids::object_id(turn.rng).to_string());
        let value = json!({ "event": event, "solution_id": solution, "solution_status": status });
        turn.webhook("partner_solutions", &value, None, 0);
        solution
    }

    /// Makes or changes a contract with a payment gateway, which is told.
    pub(crate) fn set_payment_configuration(&mut self, turn: &mut Turn<'_>, name: &str, wanted: PaymentConfiguration) {
        let known = &mut self.assets.notices.payment_configurations;
        let created_at = known.get(name).map_or(turn.now, |known| known.created_at);
        let value = json!({
            "configuration_name": name,
            "provider_name": wanted.provider_name,
            "provider_mid": wanted.provider_mid,
            "status": wanted.status,
            "created_timestamp": created_at / 1_000,
            "updated_timestamp": turn.now / 1_000,
        });
        known.insert(name.to_owned(), PaymentConfiguration { created_at, ..wanted });
        turn.webhook("payment_configuration_update", &value, None, 0);
    }

    /// Meta has found a lead or a purchase in the chat of somebody who came by an advertisement. False when it was not
    /// by one.
    pub(crate) fn tell_automatic_event(
        &self,
        turn: &mut Turn<'_>,
        key: super::ThreadKey,
        message: &str,
        event: &str,
        custom_data: Option<Value>,
    ) -> bool {
        let clicked = self.thread(key).and_then(|thread| thread.clicked.as_deref());
        let (Some(number), Some(clicked)) = (self.numbers.get(key.number), clicked) else { return false };
        let mut found = json!({
            "id": message, "event_name": event, "timestamp": turn.now / 1_000, "ctwa_clid": clicked,
        });
        if let (Some(found), Some(data)) = (found.as_object_mut(), custom_data) {
            found.insert("custom_data".to_owned(), data);
        }
        let value =
            json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "automatic_events": [found] });
        turn.webhook("automatic_events", &value, Some(key.number), key.customer.0);
        true
    }
}
