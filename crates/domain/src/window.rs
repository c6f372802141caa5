//! The 24 h customer service window: when free text is allowed.
//!
//! It runs from each message of the person, by Meta's timestamp and not by arrival, for each (number, contact).
//! Which contents open it is `whatsapp`'s knowledge; a reaction does not.

use crate::time::Timestamp;
use std::time::Duration;

pub const LENGTH: Duration = Duration::from_hours(24);

pub fn expires_at(inbound_at: Timestamp) -> Timestamp {
    inbound_at.plus(LENGTH)
}

/// `None` is a window that was never opened. At the very moment of expiry it is closed.
pub fn is_open(now: Timestamp, window_expires_at: Option<Timestamp>) -> bool {
    window_expires_at.is_some_and(|expiry| now < expiry)
}

/// The window after one more inbound message. A message that arrives late never shortens it.
pub fn extend(current: Option<Timestamp>, inbound_at: Timestamp) -> Timestamp {
    current.map_or(expires_at(inbound_at), |expiry| expiry.max(expires_at(inbound_at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn it_is_open_for_a_day_and_not_a_millisecond_longer() {
        let wrote_at = Timestamp(1_000 * HOUR);
        let expiry = Some(expires_at(wrote_at));
        for (now, open) in [
            (Timestamp(1_000 * HOUR), true),
            (Timestamp(1_024 * HOUR - 1), true),
            (Timestamp(1_024 * HOUR), false),
            (Timestamp(1_025 * HOUR), false),
        ] {
            assert_eq!(is_open(now, expiry), open, "{now:?}");
        }
        assert!(!is_open(wrote_at, None));
    }

    proptest! {
        #[test]
        fn messages_in_any_order_leave_the_window_of_the_newest(times in prop::collection::vec(0_i64..1_000 * HOUR, 1..12)) {
            let mut window = None;
            for at in &times {
                let longer = extend(window, Timestamp(*at));
                prop_assert!(window.is_none_or(|before| longer >= before));
                window = Some(longer);
            }
            let newest = times.iter().max().copied().map(Timestamp);
            prop_assert_eq!(window, newest.map(expires_at));
        }
    }
}
