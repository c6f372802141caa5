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
    pub fn is_currency(code: &str) -> bool {
        code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase())
    }
}

words! {
    /// Who told it.
    EventSource {
        Api = "api",
        Flow = "flow",
        WhatsApp = "whatsapp",
    }
}
