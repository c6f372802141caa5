//! The two candidates.

use std::future::pending;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State;
use axum::routing::post;
use axum::serve::ListenerExt;
use axum::{Json, Router};
use emulator::{Config, Content, DeliveryConfig, Emulator, Keep, Limits, NewCustomer, Pace, Population};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::Instant;

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

/// The emulator as it is started on a command line, without limits and keeping little; everybody has just written.
/// Statuses follow quickly, so that nearly all of them fall into the time that is measured, and those that wait travel
/// together, as they would at Meta.
pub async fn emulator(webhook_url: &str) -> io::Result<()> {
    let config = Config {
        webhook_url: Some(webhook_url.to_owned()),
        limits: Limits::NONE,
        delivery: DeliveryConfig { batch: 100, ..DeliveryConfig::default() },
        pace: Pace { accepted_to_sent: (5, 20), sent_to_delivered: (20, 100), ..Pace::default() },
        keep: Keep { messages_per_phone: 20, accepted: 1_000, ..Keep::default() },
        ..Config::default()
    };
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

/// Starts with many customers, and says how long that took in milliseconds, and how many bytes each of them takes.
pub async fn population(count: usize) -> io::Result<()> {
    let before = resident_bytes()?;
    let began = Instant::now();
    let population = Population { count, ..Population::default() };
    let config = Config { seed: 7, population, ..Config::default() };
    let running = Emulator::start(config).await.map_err(io::Error::other)?;
    let took = began.elapsed().as_millis();
    let each = resident_bytes()?.saturating_sub(before) / count.max(1);
    crate::say(&format!("{count} customers: started in {took} ms, {each} bytes each"));
    running.shutdown().await;
    Ok(())
}

/// What this process holds in memory, as Linux tells it.
fn resident_bytes() -> io::Result<usize> {
    const PAGE: usize = 4_096;
    let statm = std::fs::read_to_string("/proc/self/statm")?;
    let pages = statm.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok());
    pages.map(|pages| pages * PAGE).ok_or_else(|| io::Error::other("statm cannot be read"))
}
