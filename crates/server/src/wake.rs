//! Bells between workers. The rows are the truth: a bell that nobody hears only costs one poll interval.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// An import is to be worked on.
    pub imports: Arc<Notify>,
    /// A campaign was launched, or somebody did something with one.
    pub campaigns: Arc<Notify>,
    /// Many webhooks wait for their answer.
    pressed: Arc<AtomicBool>,
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
