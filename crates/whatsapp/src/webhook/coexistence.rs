//! Numbers that are in the WhatsApp Business app as well: what is sent there, its address book, its history; and the
//! events Meta infers from conversations.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::ChangeValue;
use super::salvage::{Malformed, Salvage, take_list};
use super::{ContactCard, InboundMessage, Metadata};
use crate::error::ApiError;
use crate::{Extra, lenient};

/// The value of the field `smb_message_echoes`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EchoesValue {
    #[serde(default)]
    pub messaging_product: String,
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactCard>,
    #[serde(default)]
    pub message_echoes: Vec<MessageEcho>,
    #[serde(flatten)]
    pub extra: Extra,
    /// Elements of the lists above that could not be read.
    #[serde(skip)]
    pub malformed: Vec<Malformed>,
}

/// A message that was sent from the app; `from` is the business.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MessageEcho {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub to_user_id: Option<String>,
    #[serde(flatten)]
    pub message: InboundMessage,
}

impl Salvage for MessageEcho {
    const ESSENTIAL: &'static [&'static str] = &["to", "to_user_id", "from", "from_user_id", "id", "timestamp"];

    fn put_back(&mut self, rest: Extra) {
        self.message.put_back(rest);
    }
}

impl ChangeValue for EchoesValue {
    fn salvage(value: Value) -> Option<Self> {
        let Value::Object(mut object) = value else { return None };
        let mut malformed = Vec::new();
        let contacts = take_list(&mut object, "contacts", &mut malformed);
        let message_echoes = take_list(&mut object, "message_echoes", &mut malformed);
        let rest: Self = serde_json::from_value(Value::Object(object)).ok()?;
        Some(Self { contacts, message_echoes, malformed, ..rest })
    }
}

/// The value of the field `smb_app_state_sync`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AppStateSync {
    #[serde(default)]
    pub messaging_product: String,
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(default)]
    pub state_sync: Vec<AppState>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An entry of the app's address book that was added, changed or removed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AppState {
    /// `contact`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Absent for what is not a contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<AppContact>,
    /// `add` or `remove`.
    pub action: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<AppStateMetadata>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// A person in the app's address book.
    AppContact {
        full_name: String,
        first_name: String,
        #[serde(deserialize_with = "lenient::filled")]
        phone_number: String,
    }
}

sparse! {
    /// When the address book was changed.
    AppStateMetadata {
        #[serde(deserialize_with = "lenient::optional_number", serialize_with = "lenient::optional_timestamp::serialize")]
        timestamp: i64,
    }
}

/// The value of the field `history`: old messages in chunks, or late media of them, or why there are none.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HistoryValue {
    #[serde(default)]
    pub messaging_product: String,
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<History>,
    /// The files of media messages, which follow on their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<InboundMessage>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A chunk of old messages, by conversation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct History {
    #[serde(default)]
    pub metadata: HistoryMetadata,
    #[serde(default)]
    pub threads: Vec<HistoryThread>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Which chunk of how many.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HistoryMetadata {
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub phase: Option<i64>,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub chunk_order: Option<i64>,
    /// Per cent.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub progress: Option<i64>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The old messages with one customer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HistoryThread {
    pub id: String,
    #[serde(default)]
    pub messages: Vec<HistoryMessage>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An old message, of either side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryMessage {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How far it came, in `status`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history_context: Option<HistoryContext>,
    #[serde(flatten)]
    pub message: InboundMessage,
}

sparse! {
    /// How far an old message came.
    HistoryContext {
        /// `DELIVERED`, `ERROR`, `PENDING`, `PLAYED`, `READ` or `SENT`.
        status: String,
    }
}

/// The value of the field `automatic_events`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AutomaticEventsValue {
    #[serde(default)]
    pub messaging_product: String,
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(default)]
    pub automatic_events: Vec<AutomaticEvent>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something Meta took from a conversation that began with an advertisement.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AutomaticEvent {
    /// The message it was taken from.
    pub id: String,
    /// `LeadSubmitted` or `Purchase`.
    pub event_name: String,
    /// Seconds since 1970; a number here.
    #[serde(deserialize_with = "lenient::number")]
    pub timestamp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctwa_clid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_data: Option<PurchaseData>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// What was bought for.
    PurchaseData {
        currency: String,
        #[serde(deserialize_with = "lenient::optional_fraction")]
        value: f64,
    }
}

impl ChangeValue for AppStateSync {}
impl ChangeValue for HistoryValue {}
impl ChangeValue for AutomaticEventsValue {}
