//! Orders that messages ask to be paid: how far each has come, and what was paid.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Millis;
use crate::refusal::Refusal;
use crate::world::{CustomerId, PaymentOutcome, pairs};

/// All of them, by their number and the reference the business gave them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Orders {
    #[serde(with = "pairs")]
    by_reference: BTreeMap<(usize, String), Order>,
}

/// An order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Order {
    pub customer: CustomerId,
    /// `pending`, `processing`, …
    pub status: String,
    /// Of the last attempt to pay it.
    pub payment: Option<PaymentOutcome>,
    transactions: Vec<Value>,
    /// What the message said of it.
    asked: Value,
}

impl Orders {
    /// Takes up the order of a message, unless its reference is known.
    pub(crate) fn begin(&mut self, number: usize, customer: CustomerId, asked: &Value) {
        let Some(reference) = asked.get("reference_id").and_then(Value::as_str) else { return };
        self.by_reference.entry((number, reference.to_owned())).or_insert_with(|| Order {
            customer,
            status: "pending".to_owned(),
            payment: None,
            transactions: Vec::new(),
            asked: asked.clone(),
        });
    }

    pub(crate) fn get(&self, number: usize, reference: &str) -> Option<&Order> {
        self.by_reference.get(&(number, reference.to_owned()))
    }

    pub(crate) fn get_mut(&mut self, number: usize, reference: &str) -> Option<&mut Order> {
        self.by_reference.get_mut(&(number, reference.to_owned()))
    }
}

impl Order {
    /// Whether the business may say that it has come so far.
    pub(crate) fn check_move(&self, to: &str) -> Result<(), Refusal> {
        let is_over = matches!(self.status.as_str(), "completed" | "canceled");
        let is_paid = self.payment == Some(PaymentOutcome::Captured);
        let goes_back = to == "pending" && self.status != "pending";
        if (is_over && to != self.status) || goes_back || (to == "canceled" && is_paid) {
            let details = format!("The order is {} and cannot become {to}.", self.status);
            return Err(Refusal::new(2_046, details));
        }
        Ok(())
    }

    /// Whether it still waits for its money.
    pub(crate) fn can_be_paid(&self, now: Millis) -> bool {
        let seconds = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
        let expires = self.asked.pointer("/order/expiration/timestamp").and_then(seconds);
        let is_over = matches!(self.status.as_str(), "completed" | "canceled");
        !is_over && self.payment != Some(PaymentOutcome::Captured) && expires.is_none_or(|at| now / 1_000 < at)
    }

    pub(crate) fn is_paid_through(&self, configuration: &str) -> bool {
        let mut named = vec![self.asked.get("payment_configuration")];
        let settings = self.asked.get("payment_settings").and_then(Value::as_array);
        named.extend(settings.into_iter().flatten().map(|each| each.pointer("/payment_gateway/configuration_name")));
        let mut named = named.into_iter().flatten().filter_map(Value::as_str).peekable();
        named.peek().is_none() || named.any(|name| name == configuration)
    }

    pub(crate) fn record(&mut self, outcome: PaymentOutcome, transaction: Value) {
        self.payment = Some(outcome);
        self.transactions.push(transaction);
    }

    /// The answer to who looks its payment up.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "reference_id": self.asked.get("reference_id"),
            "status": self.payment.unwrap_or(PaymentOutcome::Pending).as_str(),
            "currency": self.asked.get("currency"),
            "amount": self.asked.get("total_amount"),
            "transactions": self.transactions,
        })
    }
}
