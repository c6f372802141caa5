//! Something that happened: outside (an order, a payment) and told to Recado, or in a flow for the figures to count.

use crate::id::{ContactId, ConversationId, EventId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutsideEvent {
    pub id: EventId,
    /// What whoever told it calls it; the same name twice is the same event.
    pub external_id: Option<String>,
    pub name: String,
    pub source: EventSource,
    pub contact: Option<ContactId>,
    pub conversation: Option<ConversationId>,
    /// What it was worth.
    pub amount: Option<Money>,
    pub properties: BTreeMap<String, Value>,
    pub at: Timestamp,
    pub recorded_at: Timestamp,
}

/// An amount in minor units of its currency: 1250 of BRL is R$ 12,50.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub value: i64,
    /// ISO 4217, three capital letters.
    pub currency: String,
}

impl Money {
    /// Of an amount as shops write it: 12.5 of BRL is 1250. None when it is no currency, or more than anybody has.
    pub fn of_major(amount: f64, currency: &str) -> Option<Self> {
        let minor = (amount * 10_f64.powi(minor_digits(currency))).round();
        #[expect(clippy::cast_possible_truncation, reason = "whole, and within the bounds that are looked at below")]
        let value = minor as i64;
        let fits = minor.abs() < 9e15 && Self::is_currency(currency);
        fits.then(|| Self { value, currency: currency.to_owned() })
    }

    pub fn is_currency(code: &str) -> bool {
        code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase())
    }
}

/// How many digits its coins take (ISO 4217); two for nearly all.
pub fn minor_digits(currency: &str) -> i32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

words! {
    /// Who told it.
    EventSource {
        Api = "api",
        Flow = "flow",
        WhatsApp = "whatsapp",
        Import = "import",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_shops_write_them() {
        for (amount, currency, expected) in [
            (409.94, "ARS", Some(40_994)),
            (12.5, "BRL", Some(1_250)),
            (0.29, "USD", Some(29)),
            (15_990.0, "CLP", Some(15_990)),
            (1.234, "KWD", Some(1_234)),
            (-5.0, "MXN", Some(-500)),
            (1.0, "pesos", None),
            (1e300, "USD", None),
            (f64::NAN, "USD", None),
        ] {
            let money = Money::of_major(amount, currency);
            assert_eq!(money.map(|money| money.value), expected, "{amount} {currency}");
        }
    }
}
