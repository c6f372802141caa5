//! The one clock and the one source of identifiers of a running server. Everything else takes them as arguments.

use domain::id::IdSource;
use domain::time::Timestamp;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Cheap to clone; all clones share the clock and the identifiers.
#[derive(Clone)]
pub struct Universe {
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    ids: Arc<Mutex<IdSource>>,
}

impl Universe {
    /// The real clock, and identifiers from `seed` (take it from the operating system's randomness).
    pub fn real(seed: u64) -> Self {
        Self::with_clock(seed, system_now)
    }

    /// A clock of the caller's: tests drive it.
    pub fn with_clock(seed: u64, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { clock: Arc::new(clock), ids: Arc::new(Mutex::new(IdSource::new(seed))) }
    }

    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Lends the identifiers for one decision. An `IdSource` cannot be left half-changed, so a poisoned lock is fine.
    pub fn with_ids<T>(&self, decide: impl FnOnce(&mut IdSource) -> T) -> T {
        decide(&mut self.ids.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
fn system_now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}
