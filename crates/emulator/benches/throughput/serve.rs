//! The two candidates.

use std::future::pending;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State;
use axum::routing::post;
use axum::serve::ListenerExt;
use axum::{Json, Router};
use emulator::{Config, Content, Emulator, Limits, NewCustomer};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// How many people are written to.
pub const CUSTOMERS: usize = 1_000;

pub fn phone(customer: usize) -> String {
    format!("346{customer:08}")
}

/// The least there can be: the body parsed, an id answered.
pub async fn bare() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    crate::say(&listener.local_addr()?.to_string());
    let router = Router::new().route("/{version}/{number}/messages", post(answer)).with_state(Arc::default());
    axum::serve(listener.tap_io(|stream| drop(stream.set_nodelay(true))), router).await
}

async fn answer(State(count): State<Arc<AtomicU64>>, Json(body): Json<Value>) -> Json<Value> {
    let id = format!("wamid.{:040}", count.fetch_add(1, Ordering::Relaxed));
    let to = body.get("to").cloned().unwrap_or_default();
    Json(json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": to, "wa_id": to }],
        "messages": [{ "id": id }],
    }))
}

/// The emulator as it is started on a command line, but for the limits; everybody has just written.
pub async fn emulator(webhook_url: &str) -> io::Result<()> {
    let config = Config { webhook_url: Some(webhook_url.to_owned()), limits: Limits::NONE, ..Config::default() };
    let running = Emulator::start(config).await.map_err(io::Error::other)?;
    for customer in 0..CUSTOMERS {
        let new = NewCustomer::named("Ana").with_phone(&phone(customer));
        let id = running.handle().add_customer(new);
        running.handle().customer_says(id, Content::text("hola"));
    }
    running.handle().wait_until_quiet(std::time::Duration::from_secs(20)).await.map_err(io::Error::other)?;
    crate::say(&running.address().to_string());
    pending().await
}
