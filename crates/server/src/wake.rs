//! Bells between workers. The rows are the truth: a bell that nobody hears only costs one poll interval.

use std::sync::Arc;
use tokio::sync::Notify;

#[derive(Clone, Default)]
pub struct Wake {
    /// The journal has pending rows.
    pub journal: Arc<Notify>,
    /// The outbox has rows that are due.
    pub outbox: Arc<Notify>,
    /// Flows asked for HTTP calls.
    pub http_calls: Arc<Notify>,
}
