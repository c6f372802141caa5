//! As many webhooks as go through a number of connections, each waiting for its answer before the next.

use crate::clock::{self, Duration, Instant};
use crate::http::Connection;
use crate::webhook::Webhook;
use futures::future::try_join_all;
use hyper::StatusCode;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What went through.
#[derive(Debug, Default)]
pub struct Ingested {
    /// Answered 200.
    pub accepted: u64,
    /// Answered otherwise, or not at all.
    pub refused: u64,
    /// Until the last answer.
    pub elapsed: Duration,
    /// There were too few webhooks, and some were posted again.
    pub repeated: bool,
}

pub async fn ingest(
    address: SocketAddr,
    webhooks: &Arc<[Webhook]>,
    connections: usize,
    lasting: Duration,
) -> anyhow::Result<Ingested> {
    let opened = try_join_all((0..connections).map(|_| Connection::open(address))).await?;
    let next = Arc::new(AtomicUsize::new(0));
    let begun = clock::now();
    let lines = opened.into_iter().map(|connection| {
        let line = Line { connection, webhooks: webhooks.clone(), next: next.clone() };
        tokio::spawn(line.post_until(begun + lasting))
    });
    let mut total = Ingested::default();
    for (accepted, refused) in try_join_all(lines).await? {
        total.accepted += accepted;
        total.refused += refused;
    }
    total.elapsed = begun.elapsed();
    total.repeated = next.load(Ordering::Relaxed) > webhooks.len();
    Ok(total)
}

struct Line {
    connection: Connection,
    webhooks: Arc<[Webhook]>,
    next: Arc<AtomicUsize>,
}

impl Line {
    async fn post_until(mut self, end: Instant) -> (u64, u64) {
        let (mut accepted, mut refused) = (0, 0);
        while clock::now() < end {
            let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.webhooks.len();
            let Some(webhook) = self.webhooks.get(turn) else { break };
            match self.connection.post(webhook).await {
                Ok(StatusCode::OK) => accepted += 1,
                Ok(_) | Err(_) => refused += 1,
            }
        }
        (accepted, refused)
    }
}
