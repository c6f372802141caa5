//! Bills inside WhatsApp, in India and Brazil: what is owed and how to pay it, and what became of the order.
//!
//! ```
//! use whatsapp::limits;
//! use whatsapp::message::{Amount, GoodsKind, Message, Order, OrderDetails, OrderItem, PaymentSetting};
//!
//! let cake = OrderItem::new("Cake", Amount::hundredths(500_00), 1);
//! let order = Order::new(vec![cake]).with_tax(Amount::hundredths(0));
//! let bill = OrderDetails::brazil("order-7", GoodsKind::PhysicalGoods, order)
//!     .payable_by(PaymentSetting::link("https://pay.example.com/7"));
//! let message = Message::order_details("Your order", bill);
//! assert_eq!(limits::check(&message), Ok(()));
//! let json = serde_json::to_value(&message).unwrap();
//! assert_eq!(json["interactive"]["action"]["parameters"]["total_amount"]["value"], 50_000);
//! ```

mod order;
mod setting;

pub use order::{Amount, Order, OrderExpiration, OrderItem, OrderState};
pub use setting::{Boleto, PaymentGateway, PaymentLink, PaymentSetting, PixDynamicCode};

use serde::{Deserialize, Serialize};

use super::interactive::{Framed, Named};
use crate::{Extra, lenient};

/// A bill with a button to pay it.
pub type OrderDetailsMessage = Framed<Named<OrderDetails>>;

/// News of an order whose bill was sent before.
pub type OrderStatusMessage = Framed<Named<OrderUpdate>>;

vocabulary! {
    /// What is sold.
    GoodsKind {
        DigitalGoods = "digital-goods",
        PhysicalGoods = "physical-goods",
    }
}

/// What is owed, for what, and how it can be paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderDetails {
    /// The business's own number of the order: letters, digits, `_`, `-` and `.`, 35 of them in India, 60 in Brazil.
    #[serde(deserialize_with = "lenient::word")]
    pub reference_id: String,
    #[serde(rename = "type")]
    pub goods: GoodsKind,
    /// `br` in Brazil; `upi` in older bodies for India.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_type: Option<String>,
    /// The name of the payment configuration; India only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_configuration: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub payment_settings: Vec<PaymentSetting>,
    /// `INR` or `BRL`.
    pub currency: String,
    /// Subtotal, tax and shipping together, less the discount.
    pub total_amount: Amount,
    pub order: Order,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What became of an order, and of its payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderUpdate {
    #[serde(deserialize_with = "lenient::word")]
    pub reference_id: String,
    pub order: OrderProgress,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentProgress>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// How far an order is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderProgress {
    pub status: OrderState,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// What became of a payment.
    PaymentState {
        Captured = "captured",
        Failed = "failed",
        Pending = "pending",
    }
}

/// How far a payment is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaymentProgress {
    pub status: PaymentState,
    /// Seconds since 1970.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<i64>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl OrderDetails {
    /// A bill in rupees, paid through a configuration of that name or a gateway of [`PaymentSetting`].
    pub fn india(reference_id: impl Into<String>, goods: GoodsKind, order: Order) -> Self {
        Self::new(reference_id.into(), goods, "INR", order)
    }

    /// A bill in reais.
    pub fn brazil(reference_id: impl Into<String>, goods: GoodsKind, order: Order) -> Self {
        Self { payment_type: Some("br".to_owned()), ..Self::new(reference_id.into(), goods, "BRL", order) }
    }

    /// The same with one more way to pay.
    #[must_use]
    pub fn payable_by(mut self, setting: PaymentSetting) -> Self {
        self.payment_settings.push(setting);
        self
    }

    fn new(reference_id: String, goods: GoodsKind, currency: &str, order: Order) -> Self {
        Self {
            reference_id,
            goods,
            payment_type: None,
            payment_configuration: None,
            payment_settings: Vec::new(),
            currency: currency.to_owned(),
            total_amount: Amount::hundredths(order.total()),
            order,
            extra: Extra::new(),
        }
    }
}

impl OrderUpdate {
    pub fn new(reference_id: impl Into<String>, status: OrderState) -> Self {
        let order = OrderProgress { status, description: None, extra: Extra::new() };
        Self { reference_id: reference_id.into(), order, payment: None, extra: Extra::new() }
    }

    /// The same with some words.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.order.description = Some(description.into());
        self
    }

    /// The same with what became of the payment.
    #[must_use]
    pub fn with_payment(self, status: PaymentState, timestamp: i64) -> Self {
        let payment = PaymentProgress { status, timestamp: Some(timestamp), extra: Extra::new() };
        Self { payment: Some(payment), ..self }
    }
}
