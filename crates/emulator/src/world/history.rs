//! The history of a message: when it reached which status, as it can be asked for later.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::CustomerId;
use super::World;
use super::thread::{Entry, MessageStatus};
use super::turn::{MessageKey, ThreadKey};
use crate::clock::Millis;
use crate::refusal::failure;

/// The statuses of a history, which are less fine than those of webhooks.
pub(crate) const HISTORY_STATUSES: [&str; 5] = ["ACCEPTED", "SENT", "DELIVERED", "READ", "ERROR"];

/// When a message reached what, in seconds; 0 when it has not.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Moments {
    sent: u32,
    delivered: u32,
    read: u32,
    failed: u32,
}

impl Moments {
    pub(super) fn note(&mut self, now: Millis, status: MessageStatus) {
        let moment = match status {
            MessageStatus::Sent => &mut self.sent,
            MessageStatus::Delivered => &mut self.delivered,
            MessageStatus::Read => &mut self.read,
            MessageStatus::Failed => &mut self.failed,
            MessageStatus::Accepted | MessageStatus::Played => return,
        };
        *moment = u32::try_from(now / 1_000).unwrap_or(u32::MAX);
    }
}

/// Bits of an id that tell the place in the thread, and the customer before them.
const PLACE_BITS: u32 = 26;
const CUSTOMER_BITS: u32 = 26;

/// The id of a message's history tells where the message is.
fn history_id(key: MessageKey) -> u64 {
    let (number, customer) = (key.thread.number as u64 + 1, u64::from(key.thread.customer.0));
    (number << (CUSTOMER_BITS + PLACE_BITS)) | (customer << PLACE_BITS) | key.place
}

fn key_of(id: u64) -> Option<MessageKey> {
    let part = |shift: u32, bits: u32| (id >> shift) & ((1 << bits) - 1);
    let number = usize::try_from((id >> (CUSTOMER_BITS + PLACE_BITS)).checked_sub(1)?).ok()?;
    let customer = CustomerId(u32::try_from(part(PLACE_BITS, CUSTOMER_BITS)).ok()?);
    Some(MessageKey { thread: ThreadKey { number, customer }, place: part(0, PLACE_BITS) })
}

impl World {
    /// The histories of a number's messages, or of the one with this id, by their own ids.
    pub(crate) fn histories(&self, number: usize, message: Option<&str>) -> Vec<(u64, Value)> {
        let shown = |key: MessageKey, entry: &Entry| (history_id(key), history(key, entry));
        if let Some(message) = message {
            let found = self.find_message(message);
            let found = found.filter(|(key, entry)| key.thread.number == number && entry.is_to_customer());
            return found.map(|(key, entry)| shown(key, entry)).into_iter().collect();
        }
        let of_number = self.threads.iter().filter(|(key, _)| key.number == number);
        let entries = of_number.flat_map(|(thread, entries)| entries.places().map(move |at| (*thread, at)));
        let of_business = entries.filter(|(_, (_, entry))| entry.is_to_customer());
        let mut all: Vec<(u64, Value)> =
            of_business.map(|(thread, (place, entry))| shown(MessageKey { thread, place }, entry)).collect();
        all.sort_by_key(|(id, _)| *id);
        all
    }

    /// The steps of one history, oldest first; nothing when there is no such history.
    pub(crate) fn history_events(&self, id: &str) -> Option<Vec<Value>> {
        let id = id.parse().ok()?;
        let entry = self.entry(key_of(id)?).filter(|entry| entry.is_to_customer())?;
        Some(events(id, entry))
    }
}

fn history(key: MessageKey, entry: &Entry) -> Value {
    let events: Vec<Value> = events(history_id(key), entry)
        .into_iter()
        .map(|mut event| {
            if let Some(event) = event.as_object_mut() {
                let at = event.remove("occurrence_timestamp");
                event.extend(at.map(|at| ("timestamp".to_owned(), at)));
            }
            event
        })
        .collect();
    json!({ "id": history_id(key).to_string(), "message_id": *entry.id, "events": { "data": events } })
}

fn events(history: u64, entry: &Entry) -> Vec<Value> {
    let Moments { sent, delivered, read, failed } = entry.moments;
    let accepted = u32::try_from(entry.at / 1_000).unwrap_or(u32::MAX);
    let steps = HISTORY_STATUSES.iter().zip([accepted, sent, delivered, read, failed]).zip(0..);
    let steps = steps.filter(|((_, at), _)| *at > 0);
    steps
        .map(|((status, at), n)| {
            let error = entry.error.filter(|_| *status == "ERROR").map(|code| failure(code).details);
            json!({
                "id": format!("{history}{n}"),
                "delivery_status": status,
                "occurrence_timestamp": at,
                "error_description": error,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_history_tells_where_its_message_is() {
        for (number, customer, place) in [(0, 0, 0), (3, 99_999, 7), (200, (1 << 26) - 1, (1 << 26) - 1)] {
            let key = MessageKey { thread: ThreadKey { number, customer: CustomerId(customer) }, place };
            assert_eq!(key_of(history_id(key)), Some(key));
        }
        assert_eq!(key_of(0), None);
    }
}
