//! A token bucket in eight bytes: all it remembers is when it will be full again.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;

/// How much passes: `burst` at once, then one every `interval_us`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    pub burst: u32,
    pub interval_us: i64,
}

/// The state of one bucket. A new one is full.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bucket {
    full_at_us: i64,
}

impl Rate {
    pub(crate) fn per_second(count: u32) -> Self {
        Self { burst: count, interval_us: 1_000_000 / i64::from(count.max(1)) }
    }

    pub(crate) fn burst_then_every(burst: u32, interval: Millis) -> Self {
        Self { burst, interval_us: interval.max(0).saturating_mul(1_000) }
    }
}

impl Bucket {
    /// Takes one, if one is there.
    pub(crate) fn take(&mut self, rate: Rate, now: Millis) -> bool {
        let now_us = now.saturating_mul(1_000);
        let room = rate.interval_us.saturating_mul(i64::from(rate.burst));
        let full_at = self.full_at_us.max(now_us).saturating_add(rate.interval_us);
        let taken = full_at - now_us <= room;
        if taken {
            self.full_at_us = full_at;
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_one_every_interval() {
        let rate = Rate::burst_then_every(45, 6_000);
        let mut bucket = Bucket::default();
        let passed = (0..60).filter(|_| bucket.take(rate, 1_000)).count();
        assert_eq!(passed, 45);
        assert!(!bucket.take(rate, 6_999));
        assert!(bucket.take(rate, 7_000));
        assert!(!bucket.take(rate, 7_000));
        let rested = (0..60).filter(|_| bucket.take(rate, 10_000_000)).count();
        assert_eq!(rested, 45);
    }

    #[test]
    fn eighty_a_second_is_eighty_a_second() {
        let rate = Rate::per_second(80);
        let mut bucket = Bucket::default();
        let passed = (0..10_000).filter(|millisecond| bucket.take(rate, 5_000 + millisecond)).count();
        assert!((80 + 799..=80 + 800).contains(&passed), "{passed} in ten seconds, with the first burst");
    }
}
