//! Whether and when to try again.

use std::time::Duration;

/// What to do with a message that was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Retry {
    /// It would be refused again; something must be mended first.
    Never,
    /// Try again, waiting longer each time.
    BackOff,
    /// Try again, waiting much longer each time: Meta asks for 4ⁿ seconds between messages to one person.
    PairBackOff,
    /// Try again, but not before this has passed.
    After(Duration),
}

/// No wait is longer than this, whatever the attempt.
const LONGEST_WAIT: Duration = Duration::from_mins(15);

impl Retry {
    /// How long to wait before the next attempt, when `attempts` (one or more) have failed. Jitter is the caller's.
    ///
    /// ```
    /// use std::time::Duration;
    /// use whatsapp::error::Retry;
    ///
    /// assert_eq!(Retry::BackOff.delay(3), Some(Duration::from_secs(8)));
    /// assert_eq!(Retry::PairBackOff.delay(3), Some(Duration::from_secs(64)));
    /// assert_eq!(Retry::Never.delay(1), None);
    /// ```
    pub fn delay(self, attempts: u32) -> Option<Duration> {
        let growing = |base: u64| Duration::from_secs(base.saturating_pow(attempts)).min(LONGEST_WAIT);
        match self {
            Self::Never => None,
            Self::BackOff => Some(growing(2)),
            Self::PairBackOff => Some(growing(4)),
            Self::After(wait) => Some(wait),
        }
    }
}
