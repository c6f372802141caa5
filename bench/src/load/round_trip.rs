//! From a customer's message to the bot's reply: the time from posting the webhook to the request that carries the reply.

use super::sink::Sink;
use crate::clock::{self, Duration, Instant};
use crate::http::Connection;
use crate::latencies::Latencies;
use crate::webhook::{CUSTOMERS, Webhook};
use anyhow::Context;
use futures::future::try_join_all;
use hyper::StatusCode;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// No reply takes longer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Round trips before the clock runs: connections are made, statements prepared.
const WARM_UP: usize = 50;

#[derive(Debug)]
pub struct RoundTrips {
    pub answered: u64,
    /// Until the last reply.
    pub elapsed: Duration,
    pub latencies: Latencies,
}

/// Keeps `in_flight` messages under way for so long. No customer has two at a time.
pub async fn round_trips(
    address: SocketAddr,
    sink: &Sink,
    webhooks: &Arc<[Webhook]>,
    in_flight: usize,
    lasting: Duration,
) -> anyhow::Result<RoundTrips> {
    anyhow::ensure!(in_flight < CUSTOMERS / 2, "a customer would have two messages under way");
    let next = Arc::new(AtomicUsize::new(0));
    let mut lines = Vec::with_capacity(in_flight);
    for _ in 0..in_flight {
        let connection = Connection::open(address).await?;
        lines.push(Line { connection, sink: sink.clone(), webhooks: webhooks.clone(), next: next.clone() });
    }
    let mut warm = lines.pop().context("at least one message is under way")?;
    for _ in 0..WARM_UP {
        warm.one().await?;
    }
    lines.push(warm);
    let begun = clock::now();
    let running = lines.into_iter().map(|line| tokio::spawn(line.until(begun + lasting)));
    let mut latencies = Latencies::default();
    for of_line in try_join_all(running).await? {
        latencies.extend(of_line?);
    }
    anyhow::ensure!(sink.take_strays() == 0, "replies came that nobody waited for");
    Ok(RoundTrips { answered: latencies.count(), elapsed: begun.elapsed(), latencies })
}

struct Line {
    connection: Connection,
    sink: Sink,
    webhooks: Arc<[Webhook]>,
    next: Arc<AtomicUsize>,
}

impl Line {
    async fn until(mut self, end: Instant) -> anyhow::Result<Latencies> {
        let mut latencies = Latencies::default();
        while clock::now() < end {
            latencies.record(self.one().await?);
        }
        Ok(latencies)
    }

    async fn one(&mut self) -> anyhow::Result<Duration> {
        let webhook = self.webhooks.get(self.next.fetch_add(1, Ordering::Relaxed));
        let webhook = webhook.context("too few webhooks were made for so quick a server")?;
        let reply = self.sink.expect(webhook.customer);
        let begun = clock::now();
        let (posted, reply) = tokio::join!(self.connection.post(webhook), tokio::time::timeout(PATIENCE, reply));
        let status = posted.context("the webhook was not answered")?;
        anyhow::ensure!(status == StatusCode::OK, "the webhook was answered {status}");
        let arrived = reply.context("no reply came")?.context("another message to the same customer came between")?;
        Ok(arrived.duration_since(begun))
    }
}
