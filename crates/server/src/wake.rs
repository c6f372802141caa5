//! Bells between workers. The rows are the truth: a bell that nobody hears only costs one poll interval.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

#[derive(Clone, Default)]
pub struct Wake {
    /// The journal has pending rows.
    pub journal: Arc<Notify>,
    /// The outbox has rows that are due.
    pub outbox: Arc<Notify>,
    /// Flows asked for HTTP calls.
    pub http_calls: Arc<Notify>,
    /// Many webhooks wait for their answer.
    pressed: Arc<AtomicBool>,
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
