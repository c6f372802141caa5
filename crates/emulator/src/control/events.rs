//! `GET /events`: what happens on the phones, as it happens.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::{Stream, StreamExt};
use serde_json::{Value, json};
use tokio_stream::wrappers::BroadcastStream;

use crate::handle::Handle;
use crate::world::{Direction, Live};

pub(super) async fn stream(State(handle): State<Handle>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stopped = handle.core().stop.clone().cancelled_owned();
    let watched = BroadcastStream::new(handle.watch_phones());
    let events = watched.filter_map(move |live| {
        let told = match live {
            Ok(live) => tell(&handle, live),
            // Too much at once for this watcher: what it knows is stale.
            Err(_) => Some(("reset", json!({}))),
        };
        std::future::ready(told.map(|(name, data)| Ok(Event::default().event(name).data(data.to_string()))))
    });
    Sse::new(events.take_until(stopped)).keep_alive(KeepAlive::default())
}

fn tell(handle: &Handle, live: Live) -> Option<(&'static str, Value)> {
    match live {
        Live::Message { customer, id } => handle.core().look(|world| {
            let (key, entry) = world.find_on_phone(customer, &id)?;
            let message = world.phone_message(key.thread, entry);
            Some(("message", json!({ "customer_id": customer, "message": message })))
        }),
        Live::Status { customer, id, status } => {
            let to_customer = handle.core().look(|world| world.find_message(&id).map(|(_, e)| e.is_to_customer()))?;
            let direction = if to_customer { Direction::ToCustomer } else { Direction::FromCustomer };
            let told = json!({ "customer_id": customer, "id": *id, "status": status, "direction": direction });
            Some(("status", told))
        }
        Live::Customer(customer) => Some(("customer", json!({ "customer": handle.customer(customer)? }))),
        Live::Typing(customer) => Some(("typing", json!({ "customer_id": customer }))),
    }
}
