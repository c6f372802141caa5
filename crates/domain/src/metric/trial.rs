//! Did it help, and which text was better? Both say plainly when nobody can know.

use super::interval::{Share, chance_of_difference, newcombe};
use crate::time::Timestamp;
use serde::Serialize;
use std::time::Duration;

/// Fewer people on either side, or in a variant, and nothing is said.
pub const MINIMUM_PEOPLE: u64 = 100;
/// People who read at night are people too: a day has to pass.
pub const MINIMUM_TIME: Duration = Duration::from_hours(24);
/// One verdict in twenty may be an accident, over all comparisons of a campaign together.
const ACCIDENT: f64 = 0.05;

/// What the campaign added, beside those it left out on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Lift {
    pub treated: u64,
    pub treated_converted: u64,
    pub held_out: u64,
    pub held_out_converted: u64,
    /// The difference of the two shares; none where there are too few on a side.
    pub difference: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The 95 % interval leaves no room for "nothing".
    pub significant: bool,
}

pub fn lift(treated: Share, held_out: Share) -> Lift {
    let enough = treated.of >= MINIMUM_PEOPLE && held_out.of >= MINIMUM_PEOPLE;
    let interval = enough.then(|| newcombe(treated, held_out));
    Lift {
        treated: treated.of,
        treated_converted: treated.count,
        held_out: held_out.of,
        held_out_converted: held_out.count,
        difference: enough.then(|| treated.value() - held_out.value()),
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        significant: interval.is_some_and(|interval| !interval.holds_zero()),
    }
}

/// One variant as the chosen rate sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    pub name: String,
    pub share: Share,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Only one variant.
    NothingToCompare,
    /// A variant has reached fewer people than it takes.
    TooFew {
        needed: u64,
        smallest: u64,
    },
    TooEarly {
        until: Timestamp,
    },
    /// The best and the next differ no more than chance would have it.
    NoWinner {
        chance: f64,
    },
    Winner {
        name: String,
        chance: f64,
    },
}

/// The best variant, if it is better than each of the others beyond accident. With more than two, every comparison has
/// to be surer (Bonferroni): who asks often enough is told what they want to hear.
pub fn verdict(arms: &[Arm], since: Timestamp, now: Timestamp) -> Verdict {
    let mut ranked: Vec<&Arm> = arms.iter().collect();
    ranked.sort_by(|one, other| other.share.value().total_cmp(&one.share.value()));
    let Some((best, others)) = ranked.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Verdict::NothingToCompare;
    };
    let smallest = arms.iter().map(|arm| arm.share.of).min().unwrap_or(0);
    if smallest < MINIMUM_PEOPLE {
        return Verdict::TooFew { needed: MINIMUM_PEOPLE, smallest };
    }
    let until = since.plus(MINIMUM_TIME);
    if now < until {
        return Verdict::TooEarly { until };
    }
    let comparisons = share_of_pairs(arms.len());
    let chances = others.iter().map(|other| chance_of_difference(best.share, other.share));
    let chance = chances.fold(0.0, f64::max);
    // Told as if there had been one comparison, so that people can hold it against five in a hundred.
    let told = (chance * comparisons).min(1.0);
    if told < ACCIDENT {
        Verdict::Winner { name: best.name.clone(), chance: told }
    } else {
        Verdict::NoWinner { chance: told }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of variants")]
const fn share_of_pairs(variants: usize) -> f64 {
    (variants * variants.saturating_sub(1)) as f64 / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arms(counted: &[(u64, u64)]) -> Vec<Arm> {
        let names = ["A", "B", "C", "D"];
        let arm = |(name, (count, of)): (&str, &(u64, u64))| Arm {
            name: name.to_owned(),
            share: Share { of: *of, count: *count },
        };
        names.into_iter().zip(counted).map(arm).collect()
    }

    #[test]
    fn verdicts() {
        let (launched, next_day) = (Timestamp(0), Timestamp(0).plus(MINIMUM_TIME));
        let named = |verdict: &Verdict| match verdict {
            Verdict::Winner { name, .. } => name.clone(),
            other => serde_json::to_value(other).unwrap()["verdict"].as_str().unwrap().to_owned(),
        };
        for (case, counted, now, expected) in [
            ("alone", vec![(10, 1000)], next_day, "nothing_to_compare"),
            ("a hundredth person is missing", vec![(50, 100), (5, 99)], next_day, "too_few"),
            ("a millisecond too early", vec![(60, 100), (5, 100)], Timestamp(next_day.0 - 1), "too_early"),
            ("clear", vec![(60, 1000), (120, 1000)], next_day, "B"),
            ("close", vec![(100, 1000), (120, 1000)], next_day, "no_winner"),
            ("the same", vec![(100, 1000), (100, 1000)], next_day, "no_winner"),
            ("nobody did it", vec![(0, 1000), (0, 1000)], next_day, "no_winner"),
            // Alone, 130 against 101 of a thousand is p = 0.042; among three it is not enough.
            ("two", vec![(101, 1000), (130, 1000)], next_day, "B"),
            ("three ask more", vec![(101, 1000), (130, 1000), (60, 1000)], next_day, "no_winner"),
            ("better than one of two", vec![(118, 1000), (130, 1000), (20, 1000)], next_day, "no_winner"),
            ("three, clear", vec![(60, 1000), (150, 1000), (80, 1000)], next_day, "B"),
        ] {
            let found = verdict(&arms(&counted), launched, now);
            assert_eq!(named(&found), expected, "{case}: {found:?}");
        }
    }

    #[test]
    fn what_a_campaign_added() {
        for (case, treated, held_out, difference, significant) in [
            ("too few left out", (50, 1000), (1, 99), None, false),
            ("not clear", (52, 1000), (4, 100), Some(0.012), false),
            ("clear", (900, 9000), (50, 1000), Some(0.05), true),
            ("it did harm", (300, 9000), (100, 1000), Some(-0.0667), true),
        ] {
            let found = lift(Share { count: treated.0, of: treated.1 }, Share { count: held_out.0, of: held_out.1 });
            assert_eq!(found.significant, significant, "{case}: {found:?}");
            match (found.difference, difference) {
                (Some(found), Some(expected)) => assert!((found - expected).abs() < 0.000_1, "{case}"),
                (found, expected) => assert_eq!(found, expected, "{case}"),
            }
            if let (Some(low), Some(seen), Some(high)) = (found.low, found.difference, found.high) {
                assert!(low < seen && seen < high, "{case}");
            }
        }
    }
}
