//! How sure a share is (Wilson), how sure a difference of two (Newcombe's hybrid score), and whether two differ at all
//! (two-proportion z-test). Both intervals stay within what is possible, also for few people and for shares near 0 or 1,
//! where the usual "plus or minus" leaves it.

/// Of the standard normal distribution: 95 % lie within it on both sides.
const Z_95: f64 = 1.959_963_984_540_054;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    pub const fn holds_zero(&self) -> bool {
        self.low <= 0.0 && 0.0 <= self.high
    }
}

/// How many of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub of: u64,
    pub count: u64,
}

impl Share {
    pub fn value(self) -> f64 {
        share(self.count, self.of)
    }
}

/// 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "people: far fewer than a float counts exactly")]
pub fn share(count: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { count as f64 / of as f64 }
}

/// Where the true share lies, at 95 %. Of nothing it may be anything.
#[expect(clippy::cast_precision_loss, reason = "people: far fewer than a float counts exactly")]
pub fn wilson(of: Share) -> Interval {
    if of.of == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let (n, p) = (of.of as f64, of.value());
    let z2 = Z_95 * Z_95;
    let middle = p + z2 / (2.0 * n);
    let spread = Z_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    Interval { low: ((middle - spread) / scale).max(0.0), high: ((middle + spread) / scale).min(1.0) }
}

/// Where the true difference `one - other` lies, at 95 %.
pub fn newcombe(one: Share, other: Share) -> Interval {
    let (p, q) = (one.value(), other.value());
    let (of_p, of_q) = (wilson(one), wilson(other));
    let below = (p - of_p.low).hypot(of_q.high - q);
    let above = (of_p.high - p).hypot(q - of_q.low);
    Interval { low: (p - q - below).max(-1.0), high: (p - q + above).min(1.0) }
}

/// The chance of a difference at least this large between two that are the same: the pooled two-proportion z-test,
/// on both sides. 1 when there is nothing to compare.
#[expect(clippy::cast_precision_loss, reason = "people: far fewer than a float counts exactly")]
pub fn chance_of_difference(one: Share, other: Share) -> f64 {
    let pooled = share(one.count + other.count, one.of + other.of);
    let spread = (pooled * (1.0 - pooled) * (1.0 / one.of as f64 + 1.0 / other.of as f64)).sqrt();
    if one.of == 0 || other.of == 0 || spread <= 0.0 {
        return 1.0;
    }
    beyond((one.value() - other.value()).abs() / spread)
}

/// The chance to lie further out than `z` on either side of a standard normal distribution, after Abramowitz and Stegun
/// 7.1.26, which is never wrong by more than 0.000 000 15.
fn beyond(z: f64) -> f64 {
    let x = z / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let terms = [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
    let polynomial = terms.into_iter().fold(0.0, |sum: f64, term| sum.mul_add(t, term)) * t;
    (polynomial * (-x * x).exp()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn of(count: u64, of: u64) -> Share {
        Share { of, count }
    }

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 0.000_1
    }

    /// Wilson 1927 as given by Newcombe 1998 ("Two-sided confidence intervals for the single proportion", table I).
    #[test]
    fn intervals_of_one_share() {
        for (count, all, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = wilson(of(count, all));
            assert!(near(found.low, low) && near(found.high, high), "{count}/{all}: {found:?}");
        }
        assert_eq!(wilson(of(0, 0)), Interval { low: 0.0, high: 1.0 });
    }

    /// Newcombe 1998 ("Interval estimation for the difference between independent proportions", table II, method 10).
    #[test]
    fn intervals_of_a_difference() {
        for (one, other, low, high) in [
            (of(56, 70), of(48, 80), 0.0524, 0.3339),
            (of(9, 10), of(3, 10), 0.1705, 0.8090),
            (of(10, 10), of(0, 20), 0.6791, 1.0),
            (of(10, 10), of(0, 10), 0.6075, 1.0),
        ] {
            let found = newcombe(one, other);
            assert!(near(found.low, low) && near(found.high, high), "{one:?} {other:?}: {found:?}");
        }
    }

    #[test]
    fn chances_of_a_difference() {
        for (z, chance) in [(0.0, 1.0), (1.0, 0.317_31), (1.959_964, 0.05), (2.575_829, 0.01), (4.0, 0.000_063)] {
            assert!((beyond(z) - chance).abs() < 0.000_005, "{z}: {}", beyond(z));
        }
        assert!(near(chance_of_difference(of(5, 10), of(5, 10)), 1.0));
        assert!(near(chance_of_difference(of(0, 10), of(0, 30)), 1.0));
        assert!(near(chance_of_difference(of(3, 10), of(0, 0)), 1.0));
        // 0.12 and 0.10 of a thousand each: z = 0.02 / sqrt(0.11 * 0.89 * 0.002) = 1.4293.
        assert!(near(chance_of_difference(of(120, 1000), of(100, 1000)), 0.1529));
    }

    proptest! {
        #[test]
        fn an_interval_holds_what_was_seen_and_turns_round_with_its_sides(
            (n, a) in (1_u64..5000).prop_flat_map(|n| (Just(n), 0..=n)),
            (m, b) in (1_u64..5000).prop_flat_map(|m| (Just(m), 0..=m)),
        ) {
            let (one, other) = (of(a, n), of(b, m));
            let seen = one.value() - other.value();
            let there = newcombe(one, other);
            prop_assert!(there.low <= seen && seen <= there.high);
            prop_assert!((-1.0..=1.0).contains(&there.low) && (-1.0..=1.0).contains(&there.high));
            let back = newcombe(other, one);
            prop_assert!((there.low + back.high).abs() < 1e-9 && (there.high + back.low).abs() < 1e-9);
            let chance = chance_of_difference(one, other);
            prop_assert!((0.0..=1.0).contains(&chance));
        }
    }
}
