//! Money by result. Prices per message are fractions of a coin, so they are counted in millionths of the currency and
//! rounded once, at the end.

use crate::outside::{Money, minor_digits};
use serde::{Deserialize, Serialize};

/// Millionths of one unit of a currency: 14 000 of USD is one cent and four tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    #[must_use]
    pub const fn times(self, count: u64) -> Self {
        let count = if count > i64::MAX as u64 { i64::MAX } else { count.cast_signed() };
        Self(self.0.saturating_mul(count))
    }

    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// One share of several, rounded half away from zero. None of nothing.
    pub fn each_of(self, count: u64) -> Option<Self> {
        let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
        Some(Self(divided(self.0, count)))
    }

    /// From the smallest coins of the currency.
    pub fn of_minor(coins: i64, currency: &str) -> Self {
        Self(coins.saturating_mul(coin(currency)))
    }

    /// In the smallest coin of the currency.
    pub fn in_minor(self, currency: &str) -> Money {
        Money { value: divided(self.0, coin(currency)), currency: currency.to_owned() }
    }
}

/// The smallest coin, in millionths.
fn coin(currency: &str) -> i64 {
    10_i64.pow(6 - minor_digits(currency).unsigned_abs().min(6))
}

/// Rounded half away from zero.
const fn divided(amount: i64, by: i64) -> i64 {
    let half = if amount < 0 { -(by / 2) } else { by / 2 };
    amount.saturating_add(half) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_coin_is_rounded_once() {
        for (micros, currency, expected) in [
            (14_000, "USD", 1),
            (15_000, "USD", 2),
            (1_499_999, "CLP", 1),
            (1_500_000, "CLP", 2),
            (1_400, "KWD", 1),
            (-15_000, "USD", -2),
        ] {
            assert_eq!(Micros(micros).in_minor(currency).value, expected, "{micros} {currency}");
        }
        // A thousand messages at 1.18 cents: rounding each of them would lose or find money.
        assert_eq!(Micros(11_800).times(1000).in_minor("USD").value, 1_180);
    }

    #[test]
    fn by_result() {
        for (total, count, each) in [(100, 0, None), (100, 3, Some(33)), (200, 3, Some(67)), (0, 5, Some(0))] {
            assert_eq!(Micros(total).each_of(count), each.map(Micros), "{total} by {count}");
        }
    }
}
