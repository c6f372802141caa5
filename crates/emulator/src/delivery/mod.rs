//! Webhooks on their way to the subscriber: in lines that keep order, signed, retried until answered 200.

mod body;
mod legacy;
mod line;
mod subscription;

use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

pub(crate) use body::{body, travel_together};
pub(crate) use line::run;
pub(crate) use subscription::{Override, Subscription, handshake};

/// How many webhook updates are where.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    waiting: AtomicUsize,
    delivered: AtomicUsize,
    attempts: AtomicUsize,
    failed_attempts: AtomicUsize,
    given_up: AtomicUsize,
    unsubscribed: AtomicUsize,
}

/// How many webhook updates are where, at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct WebhookTally {
    /// Not yet answered 200: in line, under way, or waiting for another attempt.
    pub waiting: usize,
    /// Answered 200.
    pub delivered: usize,
    /// Requests made, duplicates included.
    pub attempts: usize,
    /// Requests not answered 200.
    pub failed_attempts: usize,
    pub given_up: usize,
    /// Lost because nobody had subscribed.
    pub unsubscribed: usize,
}

impl Tally {
    /// Counts one more that waits, unless too many do.
    pub(crate) fn take_in(&self, most: usize) -> bool {
        if self.waiting.fetch_add(1, Ordering::Relaxed) < most {
            return true;
        }
        self.give_up(1);
        false
    }

    pub(crate) fn attempt(&self, succeeded: bool) {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        if !succeeded {
            self.failed_attempts.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts second copies that wait.
    pub(crate) fn expect_again(&self, updates: usize) {
        self.waiting.fetch_add(updates, Ordering::Relaxed);
    }

    pub(crate) fn deliver(&self, updates: usize, duplicate: bool) {
        self.delivered.fetch_add(if duplicate { 0 } else { updates }, Ordering::Relaxed);
        self.waiting.fetch_sub(updates, Ordering::Relaxed);
    }

    pub(crate) fn give_up(&self, updates: usize) {
        self.given_up.fetch_add(updates, Ordering::Relaxed);
        self.waiting.fetch_sub(updates, Ordering::Relaxed);
    }

    pub(crate) fn lose_unsubscribed(&self, updates: usize) {
        self.unsubscribed.fetch_add(updates, Ordering::Relaxed);
        self.waiting.fetch_sub(updates, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> WebhookTally {
        let read = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        WebhookTally {
            waiting: read(&self.waiting),
            delivered: read(&self.delivered),
            attempts: read(&self.attempts),
            failed_attempts: read(&self.failed_attempts),
            given_up: read(&self.given_up),
            unsubscribed: read(&self.unsubscribed),
        }
    }
}
