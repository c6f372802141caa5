//! Slows down guessing: after a few wrong passwords an address has to wait, longer each time.

use domain::time::Timestamp;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const FREE_TRIES: u32 = 5;
const FIRST_WAIT: Duration = Duration::from_secs(2);
const LONGEST_WAIT: Duration = Duration::from_mins(5);
/// Forgotten after this long without another wrong try.
const MEMORY: Duration = Duration::from_hours(1);
/// Memory stays flat however many addresses try; the oldest are forgotten first.
const MOST_KEYS: usize = 10_000;

#[derive(Clone, Default)]
pub struct Throttle {
    tries: Arc<Mutex<HashMap<(IpAddr, String), Tries>>>,
}

#[derive(Clone, Copy)]
struct Tries {
    wrong: u32,
    last: Timestamp,
}

impl Throttle {
    /// How long this address still has to wait before its next try for this account; `None` means: go on.
    pub fn wait(&self, address: IpAddr, email: &str, now: Timestamp) -> Option<Duration> {
        let tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let tried = tries.get(&(address, email.to_owned()))?;
        let ready = tried.last.plus(wait_after(tried.wrong));
        (ready > now).then(|| ready.since(now))
    }

    pub fn wrong(&self, address: IpAddr, email: &str, now: Timestamp) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= MOST_KEYS {
            let oldest_kept = now.minus(MEMORY);
            tries.retain(|_, tried| tried.last > oldest_kept);
        }
        if tries.len() >= MOST_KEYS {
            tries.clear();
        }
        let tried = tries.entry((address, email.to_owned())).or_insert(Tries { wrong: 0, last: now });
        let wrong = if now.since(tried.last) > MEMORY { 1 } else { tried.wrong.saturating_add(1) };
        *tried = Tries { wrong, last: now };
    }

    pub fn right(&self, address: IpAddr, email: &str) {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner).remove(&(address, email.to_owned()));
    }
}

fn wait_after(wrong: u32) -> Duration {
    match wrong.checked_sub(FREE_TRIES) {
        None => Duration::ZERO,
        Some(extra) => FIRST_WAIT.saturating_mul(1 << extra.min(16)).min(LONGEST_WAIT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn waits_grow_and_end() {
        for (wrong, seconds) in [(0, 0), (4, 0), (5, 2), (6, 4), (9, 32), (40, 300)] {
            assert_eq!(wait_after(wrong), Duration::from_secs(seconds), "{wrong}");
        }
    }

    #[test]
    fn the_right_password_forgives_and_others_do_not_wait() {
        let (throttle, here, now) = (Throttle::default(), IpAddr::V4(Ipv4Addr::LOCALHOST), Timestamp(1_000_000));
        for _ in 0..FREE_TRIES {
            assert_eq!(throttle.wait(here, "ana@example.com", now), None);
            throttle.wrong(here, "ana@example.com", now);
        }
        assert_eq!(throttle.wait(here, "ana@example.com", now), Some(FIRST_WAIT));
        assert_eq!(throttle.wait(here, "bea@example.com", now), None);
        assert_eq!(throttle.wait(here, "ana@example.com", now.plus(FIRST_WAIT)), None);
        throttle.right(here, "ana@example.com");
        assert_eq!(throttle.wait(here, "ana@example.com", now), None);
    }
}
