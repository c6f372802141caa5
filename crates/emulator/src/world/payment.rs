//! Orders: what messages ask to be paid, what customers pay, and how far the business says they have come.

use serde_json::{Value, json};
use whatsapp::message::{ButtonKind, Component, Envelope, Message};

use super::thread::Entry;
use super::turn::{Live, ThreadKey, Turn};
use super::{CustomerId, Said, World, ids};
use crate::refusal::Refusal;

/// How a payment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentOutcome {
    Captured,
    Pending,
    Failed,
}

impl PaymentOutcome {
    pub(crate) fn as_str(self) -> &'static str {
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

/// Why a customer cannot pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPayable {
    #[error("this message is not on the phone of this customer, or asks for no payment")]
    NoOrder,
    #[error("the order is paid, over, or has expired")]
    Settled,
}

impl World {
    /// The customer pays the order of this message, or fails to: told by a status of its own kind.
    pub(crate) fn pay(
        &mut self,
        turn: &mut Turn<'_>,
        customer: CustomerId,
        message: &str,
        outcome: PaymentOutcome,
    ) -> Result<(), NotPayable> {
        let (key, entry) = self.find_on_phone(customer, message).ok_or(NotPayable::NoOrder)?;
        let number = key.thread.number;
        let asked = entry.envelope().and_then(|envelope| asked_of(envelope)).ok_or(NotPayable::NoOrder)?;
        let reference = asked.get("reference_id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let order = self.assets.orders.get_mut(number, &reference).ok_or(NotPayable::NoOrder)?;
        if !order.can_be_paid(turn.now) {
            return Err(NotPayable::Settled);
        }
        let seconds = turn.now / 1_000;
        let transaction = json!({
            "id": ids::object_id(turn.rng).to_string(),
            "type": asked.get("payment_type").and_then(Value::as_str).unwrap_or("upi"),
            "status": outcome.transaction(),
            "created_timestamp": seconds,
            "updated_timestamp": seconds,
        });
        let in_brazil = asked.get("payment_type").is_some_and(|kind| kind == "br");
        order.record(if in_brazil { PaymentOutcome::Pending } else { outcome }, transaction.clone());
        if in_brazil {
            self.pay_in_brazil(turn, key.thread, message, &asked);
            turn.live(Live::Message { customer, id: message.into() });
            return Ok(());
        }
        let payment = json!({
            "reference_id": reference,
            "amount": asked.get("total_amount"),
            "currency": asked.get("currency"),
            "transaction": transaction,
        });
        self.tell_payment(turn, key.thread, message, outcome, &payment);
        if outcome == PaymentOutcome::Captured && self.assets.notices.automatic_events {
            let amount = asked.get("total_amount");
            let part = |name: &str| amount.and_then(|amount| amount.get(name)).and_then(Value::as_i64);
            let value = part("value").unwrap_or_default() / part("offset").filter(|offset| *offset > 0).unwrap_or(1);
            let bought = json!({ "currency": asked.get("currency"), "value": value });
            self.tell_automatic_event(turn, key.thread, message, "Purchase", Some(bought));
        }
        turn.live(Live::Message { customer, id: message.into() });
        Ok(())
    }

    /// Banks in Brazil pay the business, and Meta does not hear of it; only which stored card was chosen is told.
    fn pay_in_brazil(&mut self, turn: &mut Turn<'_>, key: ThreadKey, message: &str, asked: &Value) {
        let settings = asked.get("payment_settings").and_then(Value::as_array);
        let card = settings.into_iter().flatten().find_map(|setting| setting.get("offsite_card_pay"));
        let Some(card) = card else { return };
        let chosen = json!({
            "payment_method": "offsite_card_pay",
            "payment_timestamp": turn.now / 1_000,
            "reference_id": asked.get("reference_id"),
            "last_four_digits": card.get("last_four_digits"),
            "credential_id": card.get("credential_id"),
        });
        let interactive = json!({ "type": "payment_method", "payment_method": chosen });
        let said = Said {
            message: json!({ "type": "interactive", "interactive": interactive }),
            context: Some(message.to_owned()),
            number: Some(key.number),
            ..Said::default()
        };
        self.say(turn, key.customer, said);
    }

    fn tell_payment(
        &self,
        turn: &mut Turn<'_>,
        key: ThreadKey,
        message: &str,
        outcome: PaymentOutcome,
        payment: &Value,
    ) {
        let (Some(number), Some(person)) = (self.numbers.get(key.number), self.customers.get(key.customer)) else {
            return;
        };
        let status = json!({
            "id": message,
            "recipient_id": person.phone,
            "type": "payment",
            "status": outcome.as_str(),
            "payment": payment,
            "timestamp": (turn.now / 1_000).to_string(),
        });
        let value = json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "statuses": [status] });
        turn.webhook("messages", &value, Some(key.number), key.customer.0);
    }

    /// What the business says of an order must follow from what was.
    pub(super) fn check_order(&self, number: usize, message: &Message) -> Result<(), Refusal> {
        let Some((reference, status, _)) = told_of_order(message) else { return Ok(()) };
        let order = self.assets.orders.get(number, &reference);
        order.map_or(Ok(()), |order| order.check_move(&status))
    }

    /// What the customer sees of the order that a message asks to be paid.
    pub(super) fn order_of(&self, number: usize, entry: &Entry) -> Option<Value> {
        let asked = asked_of(entry.envelope()?)?;
        let order = self.assets.orders.get(number, asked.get("reference_id")?.as_str()?)?;
        Some(json!({ "status": order.status, "payment": order.payment.map(PaymentOutcome::as_str) }))
    }

    /// Keeps what an accepted message asks to be paid, or says of an order.
    pub(super) fn take_order(&mut self, key: ThreadKey, envelope: &Envelope) {
        if let Some(asked) = asked_of(envelope) {
            self.assets.orders.begin(key.number, key.customer, &asked);
        }
        let Some((reference, status, payment)) = told_of_order(&envelope.message) else { return };
        if let Some(order) = self.assets.orders.get_mut(key.number, &reference) {
            order.status = status;
            // In Brazil the business says itself that it has been paid.
            order.payment = payment.or(order.payment);
        }
    }
}

/// What is to be paid, of an interactive message or of the button of a template.
pub(super) fn asked_of(envelope: &Envelope) -> Option<Value> {
    let may_ask = match &envelope.message {
        Message::Interactive(interactive) => interactive.kind() == "order_details",
        Message::Template(filling) => filling.components.iter().any(is_order_button),
        _ => false,
    };
    let sent = may_ask.then(|| serde_json::to_value(&envelope.message).ok())??;
    if let Some(parameters) = sent.pointer("/interactive/action/parameters") {
        return Some(parameters.clone());
    }
    let components = sent.pointer("/template/components")?.as_array()?;
    components.iter().find_map(|component| component.pointer("/parameters/0/action/order_details")).cloned()
}

fn is_order_button(part: &Component) -> bool {
    matches!(part, Component::Button { sub_type: ButtonKind::OrderDetails, .. })
}

/// The reference of an order, how far it has come, and whether it has been paid, as the business says.
fn told_of_order(message: &Message) -> Option<(String, String, Option<PaymentOutcome>)> {
    let is_told = match message {
        Message::Interactive(interactive) => interactive.kind() == "order_status",
        Message::Template(filling) => filling.components.iter().any(|part| matches!(part, Component::OrderStatus(_))),
        _ => false,
    };
    let sent = is_told.then(|| serde_json::to_value(message).ok())??;
    let of_template = || {
        let components = sent.pointer("/template/components")?.as_array()?;
        components.iter().find_map(|component| component.pointer("/parameters/0/order_status"))
    };
    let parameters = sent.pointer("/interactive/action/parameters").or_else(of_template)?;
    let word = |pointer: &str| parameters.pointer(pointer).and_then(Value::as_str);
    let payment = match word("/payment/status") {
        Some("captured") => Some(PaymentOutcome::Captured),
        Some("failed") => Some(PaymentOutcome::Failed),
        Some("pending") => Some(PaymentOutcome::Pending),
        _ => None,
    };
    Some((word("/reference_id")?.to_owned(), word("/order/status")?.to_owned(), payment))
}
