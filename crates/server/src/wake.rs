//! Bells between workers. The rows are the truth: a bell that nobody hears only costs one poll interval.

use std::collections::HashMap;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

#[derive(Clone, Default)]
pub struct Wake {
    /// The journal has pending rows.
    pub journal: Arc<Notify>,
    pub outbox: Arc<OutboxBell>,
    /// Flows asked for HTTP calls.
    pub http_calls: Arc<Notify>,
    /// Meta's list of templates is another than ours.
    pub templates: Arc<Notify>,
    /// Meta told something of our numbers, and may have more to tell when it is asked.
    pub numbers: Arc<Notify>,
    /// An import is to be worked on.
    pub imports: Arc<Notify>,
    /// A campaign was launched, or somebody did something with one.
    pub campaigns: Arc<Notify>,
    /// Messages that came in and that senders have not taken note of.
    pub(crate) received: Arc<Received>,
    /// Many webhooks wait for their answer.
    pressed: Arc<AtomicBool>,
}

/// By Meta's id of the number: what customers write counts against its throughput as well.
#[derive(Default)]
pub(crate) struct Received(Mutex<HashMap<String, usize>>);

impl Received {
    pub(crate) fn note(&self, phone_number_id: &str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(phone_number_id) {
            *count += 1;
        } else {
            counts.insert(phone_number_id.to_owned(), 1);
        }
    }

    /// How many there were since the last time somebody asked.
    pub(crate) fn take(&self, phone_number_id: &str) -> usize {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get_mut(phone_number_id).map(std::mem::take).unwrap_or_default()
    }
}

/// What rings for the senders, one of each number.
#[derive(Default)]
pub struct OutboxBell {
    ring: Notify,
    queued: AtomicU64,
    left: AtomicU64,
}

/// How often it has rung for what; a difference is news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rung {
    pub queued: u64,
    pub left: u64,
}

impl OutboxBell {
    /// Messages were queued.
    pub fn queued(&self) {
        self.queued.fetch_add(1, Ordering::AcqRel);
        self.ring.notify_waiters();
    }

    /// Messages left that others may stand behind.
    pub fn left(&self) {
        self.left.fetch_add(1, Ordering::AcqRel);
        self.ring.notify_waiters();
    }

    pub(crate) fn rung(&self) -> Rung {
        Rung { queued: self.queued.load(Ordering::Acquire), left: self.left.load(Ordering::Acquire) }
    }

    /// Resolves at the next ring after it was enabled.
    pub(crate) fn notified(&self) -> Notified<'_> {
        self.ring.notified()
    }
}

impl Wake {
    /// The journal's writer sees a crowd at the door.
    pub(crate) fn press(&self) {
        self.pressed.store(true, Ordering::Relaxed);
    }

    /// Whether there was a crowd since the last time somebody asked: those who can wait let Meta's requests go first.
    pub(crate) fn was_pressed(&self) -> bool {
        self.pressed.swap(false, Ordering::Relaxed)
    }
}
