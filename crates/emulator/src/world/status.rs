//! The webhook that tells how far a message of the business has come.

use serde::Serialize;
use serde_json::{Value, json};

use super::World;
use super::ids;
use super::pricing::PriceTold;
use super::thread::MessageStatus;
use super::turn::{MessageKey, Turn};
use super::wire::{Contact, Metadata, Seconds};
use crate::refusal;

#[derive(Serialize)]
struct StatusValue<'a> {
    messaging_product: &'static str,
    metadata: Metadata<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contacts: Option<[Contact<'a>; 1]>,
    statuses: [Status<'a>; 1],
}

#[derive(Serialize)]
struct Status<'a> {
    id: &'a str,
    #[serde(rename = "status")]
    reached: MessageStatus,
    timestamp: Seconds,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_type: Option<&'static str>,
    /// Which participant of the group it came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_participant_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_participant_user_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_user_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_parent_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    biz_opaque_callback_data: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    template_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conversation: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pricing: Option<PriceTold>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<[Value; 1]>,
}

impl World {
    /// Tells the subscriber the present status of a message; `with_price` with what it costs.
    pub(super) fn tell_status(&self, turn: &mut Turn<'_>, key: MessageKey, with_price: bool) {
        let (Some(number), Some(customer)) =
            (self.numbers.get(key.thread.number), self.customers.get(key.thread.customer))
        else {
            return;
        };
        let Some((entry, envelope)) = self.entry(key).and_then(|entry| Some((entry, entry.envelope()?))) else {
            return;
        };
        let failed = entry.status == MessageStatus::Failed;
        let for_all = entry.group.is_some() && (failed || entry.status == MessageStatus::Sent);
        if for_all && entry.group.as_ref().is_some_and(|group| !group.speaks_for_all) {
            return;
        }
        let group = entry.group.as_ref().map(|group| &*group.id);
        let to_phone = if group.is_some() { self.shows_phone(key.thread, turn.now) } else { envelope.to.is_some() };
        let phone = to_phone.then_some(customer.phone.as_str());
        let participant = group.filter(|_| !for_all);
        let shown = group.is_none() && (!failed || !to_phone);
        let price = entry.price.filter(|_| with_price && !failed);
        let status = Status {
            id: &entry.id,
            reached: entry.status,
            timestamp: Seconds(turn.now / 1_000),
            recipient_id: group.or(phone),
            recipient_type: group.map(|_| "group"),
            recipient_participant_id: participant.and(phone),
            recipient_participant_user_id: participant.map(|_| customer.user_id.as_str()),
            recipient_user_id: shown.then_some(customer.user_id.as_str()),
            recipient_parent_user_id: if shown { self.parent_user_id(customer) } else { None },
            biz_opaque_callback_data: envelope.biz_opaque_callback_data.as_deref(),
            template_id: entry.direct_template.map(|id| id.to_string()),
            conversation: price
                .filter(|price| price.is_free_entry())
                .and_then(|_| self.conversation(key, entry.status)),
            pricing: price.map(PriceTold::of),
            errors: entry.error.map(|code| [refusal::failure(code).to_status_error()]),
        };
        let with_username = entry.status > MessageStatus::Sent;
        let value = StatusValue {
            messaging_product: "whatsapp",
            metadata: number.metadata(),
            contacts: (!failed && !for_all).then(|| [self.contact(customer, with_username, to_phone)]),
            statuses: [status],
        };
        turn.webhook("messages", &value, Some(key.thread.number), key.thread.customer.0);
    }

    /// Since version 24 only messages of a free entry point belong to a conversation.
    fn conversation(&self, key: MessageKey, status: MessageStatus) -> Option<Value> {
        let thread = self.thread(key.thread)?;
        let id = ids::short_hash(&format!("{}:{}:{}", key.thread.number, key.thread.customer, thread.free_entry_until));
        let origin = json!({ "type": "referral_conversion" });
        Some(match status {
            MessageStatus::Sent => json!({
                "id": id, "expiration_timestamp": (thread.free_entry_until / 1_000).to_string(), "origin": origin,
            }),
            _ => json!({ "id": id, "origin": origin }),
        })
    }
}
