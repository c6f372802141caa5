//! The one clock of the benchmarks.

use std::time::{SystemTime, UNIX_EPOCH};

pub use std::time::{Duration, Instant};

#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
pub fn now() -> Instant {
    Instant::now()
}

/// Seconds since 1970, as Meta writes them.
#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
pub fn unix_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// So many in so long, in a second.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn per_second(count: u64, elapsed: Duration) -> f64 {
    count as f64 / elapsed.as_secs_f64().max(f64::EPSILON)
}
