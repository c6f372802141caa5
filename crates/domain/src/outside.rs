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
    pub properties: BTreeMap<String, Value>,
    pub at: Timestamp,
    pub recorded_at: Timestamp,
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
