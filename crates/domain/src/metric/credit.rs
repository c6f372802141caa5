//! Which campaign an order belongs to: the one that touched the person last, while that touch still counts.
//!
//! One conversion credits one campaign. The second view, "influenced" ([`super::touch::Moments::influenced`]), may name
//! several for the same order; the two are never added.

use super::touch::Touch;
use crate::outside::Money;
use crate::time::Timestamp;
use std::time::Duration;

/// Money given back this soon after the order is taken off again.
pub const REFUND_WITHIN: Duration = Duration::from_hours(30 * 24);

/// What shops call it when they give money back.
pub const REFUNDS: &[&str] = &["order_refunded", "payment_refunded", "refund"];

/// The touch that earned what happened at `moment`: the latest one that still counts; of two at once the stronger kind,
/// then the greater key, so that the answer does not depend on the order they are read in.
pub fn credit<K: Copy + Ord>(touches: impl IntoIterator<Item = Touch<K>>, moment: Timestamp) -> Option<Touch<K>> {
    let counting = touches.into_iter().filter(|touch| touch.covers(moment));
    counting.max_by_key(|touch| (touch.at, touch.kind, touch.of))
}

/// Something a person did that a goal looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Reached {
        at: Timestamp,
        worth: Option<Money>,
        /// What the shop calls the order, to find its refund.
        reference: Option<String>,
    },
    Refunded {
        at: Timestamp,
        worth: Money,
        reference: Option<String>,
    },
}

/// What one conversion brought to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credited<K> {
    pub touch: Touch<K>,
    pub at: Timestamp,
    /// After refunds; below nothing when more was given back than was paid.
    pub worth: Option<Money>,
}

/// An order on its way to be credited.
struct Order<'a, K> {
    at: Timestamp,
    reference: Option<&'a str>,
    worth: Option<Money>,
    touch: Option<Touch<K>>,
}

impl<K> Order<'_, K> {
    fn is_of(&self, refund: &Money, reference: Option<&str>, at: Timestamp) -> bool {
        at.since(self.at) <= REFUND_WITHIN
            && self.worth.as_ref().is_some_and(|paid| paid.currency == refund.currency)
            && reference.is_none_or(|wanted| self.reference == Some(wanted))
    }
}

/// What the outcomes of one person credit. A refund finds its order by its reference; without one it is taken off the
/// latest order of that currency. A refund of an order that nobody is credited with takes nothing off.
pub fn settle<K: Copy + Ord>(touches: &[Touch<K>], outcomes: &[Outcome]) -> Vec<Credited<K>> {
    let mut orders: Vec<Order<'_, K>> = Vec::new();
    let mut in_time: Vec<&Outcome> = outcomes.iter().collect();
    in_time.sort_by_key(|outcome| outcome.at());
    for outcome in in_time {
        match outcome {
            Outcome::Reached { at, worth, reference } => {
                let touch = credit(touches.iter().copied(), *at);
                orders.push(Order { at: *at, reference: reference.as_deref(), worth: worth.clone(), touch });
            }
            Outcome::Refunded { at, worth: refund, reference } => {
                let order = orders.iter_mut().rev().find(|order| order.is_of(refund, reference.as_deref(), *at));
                if let Some(paid) = order.and_then(|order| order.worth.as_mut()) {
                    paid.value = paid.value.saturating_sub(refund.value);
                }
            }
        }
    }
    let credited =
        orders.into_iter().filter_map(|Order { at, worth, touch, .. }| Some(Credited { touch: touch?, at, worth }));
    credited.collect()
}

impl Outcome {
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Reached { at, .. } | Self::Refunded { at, .. } => *at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::touch::{TouchKind, Windows};
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    fn touch(of: u8, kind: TouchKind, hour: i64) -> Touch<u8> {
        Touch::new(of, kind, Timestamp(hour * HOUR), &Windows::default())
    }

    fn paid(hour: i64, value: i64, reference: &str) -> Outcome {
        let reference = (!reference.is_empty()).then(|| reference.to_owned());
        Outcome::Reached { at: Timestamp(hour * HOUR), worth: Some(soles(value)), reference }
    }

    fn refunded(hour: i64, value: i64, reference: &str) -> Outcome {
        let reference = (!reference.is_empty()).then(|| reference.to_owned());
        Outcome::Refunded { at: Timestamp(hour * HOUR), worth: soles(value), reference }
    }

    fn soles(value: i64) -> Money {
        Money { value, currency: "PEN".to_owned() }
    }

    #[test]
    fn the_last_touch_that_still_counts_earns_it() {
        use TouchKind::{Click, Read, Reply};
        for (case, touches, hour, earned) in [
            ("nothing was touched", vec![], 1, None),
            ("before the touch", vec![(1, Click, 5)], 4, None),
            ("at the very moment", vec![(1, Read, 5)], 5, Some(1)),
            ("the last moment of a read", vec![(1, Read, 0)], 12, Some(1)),
            ("a read is over", vec![(1, Read, 0)], 13, None),
            ("the last moment of a click", vec![(1, Click, 0)], 120, Some(1)),
            ("a click is over", vec![(1, Click, 0)], 121, None),
            ("a reply counts as long as a click", vec![(1, Reply, 0)], 120, Some(1)),
            ("a later read before an older click", vec![(1, Click, 0), (2, Read, 10)], 11, Some(2)),
            ("once the read is over, the click", vec![(1, Click, 0), (2, Read, 10)], 23, Some(1)),
            ("at once: the stronger", vec![(1, Click, 3), (2, Read, 3)], 4, Some(1)),
            ("at once and alike: the later campaign", vec![(2, Click, 3), (1, Click, 3)], 4, Some(2)),
        ] {
            let touches = touches.into_iter().map(|(of, kind, hour)| touch(of, kind, hour));
            let earned_by = credit(touches, Timestamp(hour * HOUR)).map(|touch| touch.of);
            assert_eq!(earned_by, earned, "{case}");
        }
    }

    #[test]
    fn refunds_are_taken_off_the_order_they_are_of() {
        let touched = [touch(1, TouchKind::Click, 0), touch(2, TouchKind::Click, 50)];
        for (case, outcomes, expected) in [
            ("named", vec![paid(1, 100, "a"), paid(51, 80, "b"), refunded(60, 30, "a")], vec![(1, 70), (2, 80)]),
            (
                "not named: the latest",
                vec![paid(1, 100, ""), paid(51, 80, ""), refunded(60, 30, "")],
                vec![(1, 100), (2, 50)],
            ),
            ("too late", vec![paid(1, 100, "a"), refunded(1 + 30 * 24 + 1, 100, "a")], vec![(1, 100)]),
            ("just in time", vec![paid(1, 100, "a"), refunded(1 + 30 * 24, 100, "a")], vec![(1, 0)]),
            ("of an order nobody knows", vec![paid(1, 100, "a"), refunded(2, 100, "z")], vec![(1, 100)]),
            ("told before its order", vec![refunded(2, 40, "a"), paid(1, 100, "a")], vec![(1, 60)]),
            ("older than its order", vec![refunded(1, 40, "a"), paid(2, 100, "a")], vec![(1, 100)]),
            (
                "of an order that was nobody's doing",
                vec![paid(1, 100, "a"), paid(400, 90, "c"), refunded(401, 90, "c")],
                vec![(1, 100)],
            ),
        ] {
            let settled: Vec<(u8, i64)> = settle(&touched, &outcomes)
                .into_iter()
                .map(|credited| (credited.touch.of, credited.worth.unwrap().value))
                .collect();
            assert_eq!(settled, expected, "{case}");
        }
    }

    fn any_touch() -> impl Strategy<Value = Touch<u8>> {
        (0_u8..4, prop::sample::select(TouchKind::ALL.to_vec()), 0_i64..300)
            .prop_map(|(of, kind, hour)| touch(of, kind, hour))
    }

    proptest! {
        #[test]
        fn the_order_of_reading_does_not_matter(
            (touches, shuffled) in prop::collection::vec(any_touch(), 0..12)
                .prop_flat_map(|touches| (Just(touches.clone()), Just(touches).prop_shuffle())),
            hour in 0_i64..400,
        ) {
            let moment = Timestamp(hour * HOUR);
            let (one, other) = (credit(touches.clone(), moment), credit(shuffled, moment));
            prop_assert_eq!(one, other);
            if let Some(touch) = one {
                prop_assert!(touch.covers(moment));
                prop_assert!(touches.iter().filter(|other| other.covers(moment)).all(|other| other.at <= touch.at));
            }
        }
    }
}
