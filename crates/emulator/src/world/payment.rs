//! A customer pays what an `order_details` message asks for, or fails to: told by a status of its own kind.

use serde_json::{Value, json};

use super::turn::Turn;
use super::{CustomerId, World, ids};

/// How a payment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentOutcome {
    Captured,
    Pending,
    Failed,
}

impl PaymentOutcome {
    fn payment(self) -> &'static str {
        match self {
            Self::Captured => "captured",
            Self::Pending => "pending",
            Self::Failed => "failed",
        }
    }

    fn transaction(self) -> &'static str {
        match self {
            Self::Captured => "success",
            Self::Pending => "pending",
            Self::Failed => "failed",
        }
    }
}

impl World {
    /// The customer pays the order of this message. False when the message is not theirs, or asks for no payment.
    pub(crate) fn pay(
        &mut self,
        turn: &mut Turn<'_>,
        customer: CustomerId,
        message: &str,
        outcome: PaymentOutcome,
    ) -> bool {
        let Some((key, entry)) = self.find_message(message).filter(|(key, _)| key.thread.customer == customer) else {
            return false;
        };
        let sent = entry.envelope().and_then(|envelope| serde_json::to_value(&envelope.message).ok());
        let Some(order) = sent.as_ref().and_then(order_of) else { return false };
        let (Some(number), Some(person)) = (self.numbers.get(key.thread.number), self.customers.get(customer)) else {
            return false;
        };
        let seconds = turn.now / 1_000;
        let transaction = json!({
            "id": ids::object_id(turn.rng).to_string(),
            "type": order.get("payment_type").and_then(Value::as_str).unwrap_or("upi"),
            "status": outcome.transaction(),
            "created_timestamp": seconds,
            "updated_timestamp": seconds,
        });
        let payment = json!({
            "reference_id": order.get("reference_id"),
            "amount": order.get("total_amount"),
            "currency": order.get("currency"),
            "transaction": transaction,
        });
        let status = json!({
            "id": message,
            "recipient_id": person.phone,
            "type": "payment",
            "status": outcome.payment(),
            "payment": payment,
            "timestamp": seconds.to_string(),
        });
        let value = json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "statuses": [status] });
        turn.webhook("messages", &value, Some(key.thread.number), customer.0);
        true
    }
}

/// What is to be paid, of an interactive message or of the button of a template.
fn order_of(message: &Value) -> Option<&Value> {
    if message.pointer("/interactive/type").is_some_and(|kind| kind == "order_details") {
        return message.pointer("/interactive/action/parameters");
    }
    let components = message.pointer("/template/components")?.as_array()?;
    components.iter().find_map(|component| component.pointer("/parameters/0/action/order_details"))
}
