//! `GET /{phone_number_id}/message_history` and `GET /{message_history_id}/events`: how messages were delivered.

use serde_json::{Value, json};

use super::fields::{Field, choose};
use super::page::{cursor_of, page};
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::HISTORY_STATUSES;

const KIND: &str = "WhatsAppMessageHistory";
const EVENT_KIND: &str = "WhatsAppBusinessMessageDeliveryStatusOccurrence";
const USUAL_OF_EVENTS: [&str; 3] = ["id", "delivery_status", "occurrence_timestamp"];

pub(super) fn list(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    let mut histories = core.look(|world| world.histories(number, call.query("message_id")));
    for (_, history) in &mut histories {
        let events = history.pointer_mut("/events/data").and_then(Value::as_array_mut);
        events.into_iter().flatten().for_each(|event| sign(core, event));
    }
    page(core, call, histories, |history| choose(history, fields.as_deref(), &["id", "message_id"], KIND))
        .map(Answer::Json)
}

pub(super) fn events(core: &Core, call: &Call, id: &str) -> Outcome {
    let wanted = call.query("delivery_status").filter(|status| !status.is_empty());
    if wanted.is_some_and(|status| !HISTORY_STATUSES.contains(&status)) {
        return Err(Refusal::new(100, "Invalid parameter: delivery_status must be a valid delivery status"));
    }
    let fields = call.fields()?;
    let of_node = fields.as_ref().and_then(|fields| fields.iter().find(|field| field.name == "node"));
    let of_node: Option<&[Field]> = of_node.map(|node| node.fields.as_slice()).filter(|fields| !fields.is_empty());
    let events = core.look(|world| world.history_events(id));
    let events = events.ok_or_else(|| Refusal::new(803, "WhatsApp Business Message History not found"))?;
    let events = (1..).zip(events);
    let events = events.filter(|(_, event)| wanted.is_none_or(|wanted| event["delivery_status"] == wanted));
    let edges = events.map(|(key, event)| (key, (key, event))).collect();
    let show = |(key, mut event): (u64, Value)| {
        sign(core, &mut event);
        let node = choose(event, of_node, &USUAL_OF_EVENTS, EVENT_KIND)?;
        Ok(json!({ "cursor": cursor_of(key), "node": node }))
    };
    page(core, call, edges, show).map(Answer::Json)
}

/// Tells by which app it went.
fn sign(core: &Core, event: &mut Value) {
    if let Some(event) = event.as_object_mut() {
        let app = json!({ "id": core.config.app_id, "name": core.config.waba_name });
        event.insert("application".to_owned(), app);
    }
}
