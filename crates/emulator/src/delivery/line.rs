//! One line of webhooks. The first is delivered before the next sets out, unless a fault says otherwise or the
//! subscriber refuses it: then it waits aside, as at Meta, and the line goes on.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use tokio::sync::mpsc::UnboundedReceiver;

use super::body::{body, travel_together};
use super::legacy::{LEGACY_HEADER, legacy_signature};
use crate::clock::Millis;
use crate::engine::Core;
use crate::log::{Entry, ExchangeKind};
use crate::world::Update;

/// Where several wait, many more are about to: after a moment they travel together, which costs both sides less.
const REST: Duration = Duration::from_millis(20);

/// How Meta's deliveries call themselves.
const USER_AGENT: &str = "facebookexternalua";

/// A body that is to be delivered.
#[derive(Debug, Clone)]
struct Parcel {
    body: Bytes,
    signature: String,
    legacy_signature: String,
    field: Cow<'static, str>,
    number: Option<usize>,
    /// The ids of its updates.
    updates: Arc<[u64]>,
    duplicate: bool,
    /// When it was first tried.
    since: Millis,
    attempts: u32,
}

/// How an attempt ended.
enum Outcome {
    Delivered,
    /// An answer other than 200.
    Refused,
    /// No answer.
    Unreachable,
    NoSubscriber,
}

/// Delivers what comes into the line until the emulator stops.
pub(crate) async fn run(core: Arc<Core>, line: usize, mut updates: UnboundedReceiver<Update>) {
    let mut rng = SmallRng::seed_from_u64(core.config.seed.wrapping_mul(31).wrapping_add(line as u64));
    let mut next = None;
    loop {
        let Some(first) = first(&core, &mut updates, &mut next).await else { return };
        let most = core.config.delivery.batch;
        let batch = gather(&mut updates, first, most, &mut next);
        let crowded = batch.len() > 1 && batch.len() < most;
        let forwarded = async {
            forward(&core, &mut rng, &batch).await;
            if crowded {
                tokio::time::sleep(REST).await;
            }
        };
        tokio::select! {
            () = core.stop.cancelled() => return,
            () = forwarded => {}
        }
    }
}

/// The update that is next in line, once there is one; nothing when the emulator stops.
async fn first(core: &Core, updates: &mut UnboundedReceiver<Update>, next: &mut Option<Update>) -> Option<Update> {
    if next.is_some() {
        return next.take();
    }
    tokio::select! { () = core.stop.cancelled() => None, update = updates.recv() => update }
}

/// The first update and those behind it that may travel with it; one too many becomes `next`.
fn gather(
    updates: &mut UnboundedReceiver<Update>,
    first: Update,
    most: usize,
    next: &mut Option<Update>,
) -> Vec<Update> {
    let mut batch = vec![first];
    while batch.len() < most {
        match updates.try_recv() {
            Ok(update) if batch.first().is_some_and(|first| travel_together(first, &update)) => batch.push(update),
            Ok(update) => {
                *next = Some(update);
                break;
            }
            Err(_) => break,
        }
    }
    batch
}

async fn forward(core: &Arc<Core>, rng: &mut SmallRng, batch: &[Update]) {
    let plan = core.faults().plan_delivery(rng);
    let body = body(&core.config, batch);
    let parcel = Parcel {
        signature: core.secret.sign(&body),
        legacy_signature: legacy_signature(&core.config.app_secret, &body),
        body,
        field: batch.first().map(|update| update.field.clone()).unwrap_or_default(),
        number: batch.first().and_then(|update| update.number),
        updates: batch.iter().map(|update| update.id).collect(),
        duplicate: false,
        since: core.clock.now(),
        attempts: 0,
    };
    if let Some(wait) = plan.hold {
        core.clock.sleep(wait).await;
    }
    if plan.duplicate {
        let wait = core.faults().reorder_within_ms;
        core.tally.expect_again(parcel.updates.len());
        aside(core, Parcel { duplicate: true, ..parcel.clone() }, wait);
    }
    match plan.step_aside {
        Some(wait) => aside(core, parcel, wait),
        None => deliver_in_line(core, parcel).await,
    }
}

/// Holds the line until the subscriber can be reached; what it refuses waits aside.
async fn deliver_in_line(core: &Arc<Core>, mut parcel: Parcel) {
    loop {
        match attempt(core, &mut parcel).await {
            Outcome::Delivered | Outcome::NoSubscriber => return,
            Outcome::Refused => {
                if let Some(wait) = next_wait(core, &parcel) {
                    aside(core, parcel, wait);
                }
                return;
            }
            Outcome::Unreachable => match next_wait(core, &parcel) {
                Some(wait) => pause(core, wait).await,
                None => return,
            },
        }
    }
}

/// Delivers a parcel outside of the line, after a while.
fn aside(core: &Arc<Core>, mut parcel: Parcel, wait: Millis) {
    let core = Arc::clone(core);
    tokio::spawn(async move {
        let stop = core.stop.clone();
        let delivered = async {
            let mut wait = Some(wait);
            while let Some(millis) = wait {
                pause(&core, millis).await;
                wait = match attempt(&core, &mut parcel).await {
                    Outcome::Delivered | Outcome::NoSubscriber => None,
                    Outcome::Refused | Outcome::Unreachable => next_wait(&core, &parcel),
                };
            }
        };
        tokio::select! { () = stop.cancelled() => {}, () = delivered => {} }
    });
}

/// Waits, but not when the address has changed meanwhile.
async fn pause(core: &Core, wait: Millis) {
    tokio::select! {
        () = core.clock.sleep(wait) => {}
        () = core.readdressed.notified() => {}
    }
}

fn next_wait(core: &Core, parcel: &Parcel) -> Option<Millis> {
    let wait = core.config.delivery.retry.wait(parcel.attempts, core.clock.now() - parcel.since);
    if wait.is_none() {
        tracing::warn!(attempts = parcel.attempts, "webhook given up");
        core.tally.give_up(parcel.updates.len());
        core.arrived(&parcel.updates);
        core.changed();
    }
    wait
}

async fn attempt(core: &Core, parcel: &mut Parcel) -> Outcome {
    let Some(target) = core.webhook_target(&parcel.field, parcel.number) else {
        core.tally.lose_unsubscribed(parcel.updates.len());
        core.arrived(&parcel.updates);
        core.changed();
        return Outcome::NoSubscriber;
    };
    parcel.attempts += 1;
    let request = core
        .client
        .post(&target)
        .header("content-type", "application/json")
        .header("user-agent", USER_AGENT)
        .header(whatsapp::signature::HEADER, &parcel.signature)
        .header(LEGACY_HEADER, &parcel.legacy_signature)
        .timeout(core.config.delivery.timeout)
        .body(parcel.body.clone());
    let answer = request.send().await;
    let status = answer.as_ref().ok().map(|answer| answer.status().as_u16());
    // The body is read to its end so that the connection can be used again.
    let text = match answer {
        Ok(answer) => answer.bytes().await.unwrap_or_default(),
        Err(_) => Bytes::new(),
    };
    settle(core, parcel, target, status, text)
}

fn settle(core: &Core, parcel: &Parcel, target: String, status: Option<u16>, answer: Bytes) -> Outcome {
    let outcome = match status {
        Some(200) => Outcome::Delivered,
        Some(_) => Outcome::Refused,
        None => Outcome::Unreachable,
    };
    let delivered = matches!(outcome, Outcome::Delivered);
    let note = match (parcel.duplicate, parcel.attempts) {
        (true, _) => Some("duplicate"),
        (false, 1) => None,
        (false, _) => Some("another attempt"),
    };
    core.record(Entry {
        at: core.clock.now(),
        kind: ExchangeKind::Webhook,
        method: "POST",
        target,
        request: parcel.body.clone(),
        status,
        answer,
        note,
    });
    core.tally.attempt(delivered);
    if delivered {
        core.tally.deliver(parcel.updates.len(), parcel.duplicate);
        core.arrived(&parcel.updates);
    }
    core.changed();
    outcome
}
