//! What was ordered and what it costs.

use serde::{Deserialize, Serialize};

use crate::{Extra, lenient};

/// An amount of money: `value` divided by `offset`, which is always 100.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    #[serde(deserialize_with = "lenient::number")]
    pub value: i64,
    #[serde(deserialize_with = "lenient::number")]
    pub offset: u32,
    /// Of tax, shipping and discount only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// How far an order is. It begins as pending and ends as completed or cancelled.
    OrderState {
        Pending = "pending",
        Processing = "processing",
        PartiallyShipped = "partially-shipped",
        Shipped = "shipped",
        Completed = "completed",
        Canceled = "canceled",
    }
}

/// What was ordered and what it costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub status: OrderState,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<OrderExpiration>,
    pub items: Vec<OrderItem>,
    pub subtotal: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<Amount>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Until when an order can be paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderExpiration {
    /// Seconds since 1970.
    #[serde(with = "lenient::timestamp")]
    pub timestamp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderItem {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub retailer_id: Option<String>,
    pub name: String,
    /// The price of one.
    pub amount: Amount,
    /// The reduced price of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sale_amount: Option<Amount>,
    #[serde(deserialize_with = "lenient::number")]
    pub quantity: u32,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Amount {
    /// So many cents, centavos or paise.
    pub fn hundredths(value: i64) -> Self {
        Self { value, offset: 100, description: None, extra: Extra::new() }
    }

    /// The same with some words.
    #[must_use]
    pub fn described(self, description: impl Into<String>) -> Self {
        Self { description: Some(description.into()), ..self }
    }
}

impl Order {
    /// An order not yet paid; the subtotal is added up from its lines.
    pub fn new(items: Vec<OrderItem>) -> Self {
        let price = |item: &OrderItem| item.sale_amount.as_ref().unwrap_or(&item.amount).value;
        let line = |item: &OrderItem| price(item).saturating_mul(i64::from(item.quantity));
        let subtotal = items.iter().map(line).fold(0, i64::saturating_add);
        Self {
            status: OrderState::Pending,
            catalog_id: None,
            expiration: None,
            items,
            subtotal: Amount::hundredths(subtotal),
            tax: None,
            shipping: None,
            discount: None,
            extra: Extra::new(),
        }
    }

    #[must_use]
    pub fn with_tax(self, tax: Amount) -> Self {
        Self { tax: Some(tax), ..self }
    }

    #[must_use]
    pub fn with_shipping(self, shipping: Amount) -> Self {
        Self { shipping: Some(shipping), ..self }
    }

    #[must_use]
    pub fn with_discount(self, discount: Amount) -> Self {
        Self { discount: Some(discount), ..self }
    }

    /// What is to be paid: subtotal, tax and shipping, less the discount.
    pub fn total(&self) -> i64 {
        let value = |amount: &Option<Amount>| amount.as_ref().map_or(0, |amount| amount.value);
        let added = self.subtotal.value.saturating_add(value(&self.tax)).saturating_add(value(&self.shipping));
        added.saturating_sub(value(&self.discount))
    }
}

impl OrderItem {
    /// So many of a thing, at a price for one.
    pub fn new(name: impl Into<String>, amount: Amount, quantity: u32) -> Self {
        Self { retailer_id: None, name: name.into(), amount, sale_amount: None, quantity, extra: Extra::new() }
    }
}
