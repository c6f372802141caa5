//! A run without sockets and without waiting: time goes from one event to the next, and the business answers in the
//! same process. Nothing is left to chance, so two runs from one seed exchange the same bytes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header;
use bytes::Bytes;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::clock::Millis;
use crate::config::{Config, millis};
use crate::delivery;
use crate::engine::Core;
use crate::handle::Handle;
use crate::http;
use crate::log::{Entry, ExchangeKind};
use crate::running::{StartError, prepare};
use crate::world::Update;

/// The first moment when none is configured: 1 October 2026.
const FIRST_MOMENT: Millis = 1_790_812_800_000;
/// How far time goes on while a request waits for it.
const PATIENCE: Millis = 1_000;

/// An emulator whose business lives in the same process.
pub struct Rehearsal {
    core: Arc<Core>,
    lines: Vec<UnboundedReceiver<Update>>,
    /// What is on its way, by the moment it arrives.
    post: BinaryHeap<Reverse<Parcel>>,
    posted: u64,
    rng: SmallRng,
}

/// A webhook, as the business gets it.
#[derive(Debug, Clone, Copy)]
pub struct Webhook<'a> {
    pub at: Millis,
    pub body: &'a [u8],
    /// The value of `X-Hub-Signature-256`.
    pub signature: &'a str,
}

/// A `POST` of the business: a path such as `v26.0/106540352242922/messages`, and a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    pub path: String,
    pub body: Value,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Parcel {
    at: Millis,
    place: u64,
    duplicate: bool,
    body: Bytes,
}

impl Rehearsal {
    pub fn new(config: Config) -> Result<Self, StartError> {
        let start_at = config.start_at.or(Some(FIRST_MOMENT));
        let delivery = crate::DeliveryConfig { connections: 1, ..config.delivery };
        let config = Config { start_at, delivery, speed: 0.0, ..config };
        let seed = config.seed;
        let (core, lines) = prepare(config, "http://rehearsal".to_owned())?;
        let rng = SmallRng::seed_from_u64(seed.wrapping_mul(31));
        Ok(Self { core, lines, post: BinaryHeap::new(), posted: 0, rng })
    }

    /// Control over it, as over any emulator.
    pub fn handle(&self) -> Handle {
        Handle::new(Arc::clone(&self.core))
    }

    /// Lets time go on to `until`. The business answers each webhook with what it posts.
    pub async fn live_until(&mut self, until: Millis, mut business: impl FnMut(Webhook<'_>) -> Vec<Post>) {
        loop {
            self.core.happen();
            self.collect();
            let now = self.core.clock.now();
            if let Some(Reverse(parcel)) = self.post.peek()
                && parcel.at <= now
            {
                self.deliver(&mut business).await;
                continue;
            }
            let arrives = self.post.peek().map(|Reverse(parcel)| parcel.at);
            let next = self.core.next_due().into_iter().chain(arrives).min();
            match next.filter(|next| *next <= until) {
                Some(next) => self.core.clock.step_to(next),
                None => return self.core.clock.step_to(until),
            }
        }
    }

    /// The business posts something by itself; the answer, absent when it was lost.
    pub async fn post(&mut self, post: &Post) -> Option<(u16, Bytes)> {
        let token = format!("Bearer {}", self.core.config.access_token);
        let request = Request::post(format!("/{}", post.path.trim_start_matches('/')))
            .header(header::AUTHORIZATION, token)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(post.body.to_string()))
            .ok()?;
        let answering = http::graph(State(Arc::clone(&self.core)), request);
        let mut answering = std::pin::pin!(answering);
        let clock = &self.core.clock;
        let core = &self.core;
        let response = poll_fn(|context| match answering.as_mut().poll(context) {
            Poll::Ready(response) => Poll::Ready(response),
            Poll::Pending => {
                // It waits for time to go on, which it does here and nowhere else.
                clock.step_to(clock.now().saturating_add(PATIENCE));
                core.happen();
                context.waker().wake_by_ref();
                Poll::Pending
            }
        })
        .await;
        if response.extensions().get::<http::NoAnswer>().is_some() {
            return None;
        }
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.ok()?;
        Some((status, body))
    }

    /// Takes what the world has to tell, and sends it on its way as the faults have it.
    fn collect(&mut self) {
        let now = self.core.clock.now();
        let faults = self.core.faults();
        let delivery = self.core.config.delivery;
        let mut updates = Vec::new();
        for line in &mut self.lines {
            while let Ok(update) = line.try_recv() {
                updates.push(update);
            }
        }
        for batch in updates.chunk_by(delivery::travel_together).flat_map(|b| b.chunks(delivery.batch.max(1))) {
            let plan = faults.plan_delivery(&mut self.rng);
            let body = delivery::body(&self.core.config, batch);
            let at = now + plan.hold.or(plan.step_aside).unwrap_or_default();
            self.core.tally.deliver(batch.len(), false);
            if plan.duplicate {
                let at = at + faults.reorder_within_ms;
                self.push(Parcel { at, place: 0, duplicate: true, body: body.clone() });
            }
            self.push(Parcel { at, place: 0, duplicate: false, body });
        }
    }

    fn push(&mut self, parcel: Parcel) {
        self.posted += 1;
        self.post.push(Reverse(Parcel { place: self.posted, ..parcel }));
    }

    async fn deliver(&mut self, business: &mut impl FnMut(Webhook<'_>) -> Vec<Post>) {
        let Some(Reverse(parcel)) = self.post.pop() else { return };
        let signature = self.core.secret.sign(&parcel.body);
        let at = self.core.clock.now();
        let answers = business(Webhook { at, body: &parcel.body, signature: &signature });
        self.core.record(Entry {
            at,
            kind: ExchangeKind::Webhook,
            method: "POST",
            target: "the business".to_owned(),
            request: parcel.body,
            status: Some(200),
            answer: Bytes::new(),
            note: parcel.duplicate.then_some("duplicate"),
        });
        for answer in &answers {
            self.post(answer).await;
        }
    }

    /// Lets so many days go by.
    pub async fn live_for(&mut self, time: std::time::Duration, business: impl FnMut(Webhook<'_>) -> Vec<Post>) {
        let until = self.core.clock.now().saturating_add(millis(time));
        self.live_until(until, business).await;
    }
}
