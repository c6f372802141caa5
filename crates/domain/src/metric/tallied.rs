//! From the tallies of a ledger to the counts that figures are made of.

use super::{Counts, Measure, Windows};
use crate::campaign::plan::Goal;
use crate::campaign::recipient::Part;
use crate::campaign::{self, RecipientState, Tallies};
use std::collections::BTreeMap;
use std::time::Duration;

/// What the tallies say, by variant.
pub fn by_variant(tallies: &Tallies) -> BTreeMap<u32, Counts> {
    let mut variants: BTreeMap<u32, Counts> = BTreeMap::new();
    for ((variant, measure, _), count) in tallies.iter() {
        let counts = variants.entry(*variant).or_default();
        // A tally below nothing would be a bug that the identity line shows.
        let count = u64::try_from(count).unwrap_or(0);
        match measure {
            campaign::Measure::State(state) => of_state(*state).for_each(|measure| counts.add(measure, count)),
            campaign::Measure::Replied => counts.add(Measure::Replied, count),
            campaign::Measure::Button => counts.add(Measure::Pressed, count),
            campaign::Measure::Clicked => counts.add(Measure::Clicked, count),
        }
    }
    variants
}

pub fn counts(tallies: &Tallies) -> Counts {
    by_variant(tallies).values().fold(Counts::default(), |mut all, variant| {
        all.include(variant);
        all
    })
}

/// Everything that a row which stands there now counts as.
fn of_state(state: RecipientState) -> impl Iterator<Item = Measure> {
    use RecipientState as S;
    let part: &[Measure] = match state.part() {
        Part::Skipped => &[Measure::Skipped],
        Part::Accepted => &[Measure::Attempted, Measure::Accepted],
        Part::Rejected => &[Measure::Attempted, Measure::Rejected],
        Part::Uncertain => &[Measure::Attempted, Measure::Uncertain],
        Part::Waiting => &[Measure::Waiting],
        Part::Cancelled => &[Measure::Cancelled],
    };
    let reached: &[Measure] = match state {
        S::HeldOut => &[Measure::HeldOut],
        S::Failed => &[Measure::Failed],
        S::Sent => &[Measure::Sent],
        S::Delivered => &[Measure::Sent, Measure::Delivered],
        S::Read => &[Measure::Sent, Measure::Delivered, Measure::Read],
        _ => &[],
    };
    [Measure::Planned].into_iter().chain(part.iter().copied()).chain(reached.iter().copied())
}

impl From<&Goal> for Windows {
    fn from(goal: &Goal) -> Self {
        let days = |days: u32| Duration::from_hours(24) * days;
        Self {
            click: days(goal.click_days),
            reply: days(goal.reply_days),
            read: Duration::from_hours(1) * goal.read_hours,
            influence: days(goal.influence_days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::Identity;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_line_adds_up_whatever_the_rows(rows in prop::collection::vec(
            (0_u32..3, prop::sample::select(RecipientState::ALL.to_vec()), 0_i64..1000), 0..40)) {
            let mut tallies = Tallies::default();
            for (variant, state, count) in &rows {
                tallies.add(*variant, campaign::Measure::State(*state), "", *count);
            }
            let counts = counts(&tallies);
            let identity = Identity::of(&counts);
            prop_assert!(identity.adds_up(), "{:?}", identity);
            prop_assert_eq!(i64::try_from(identity.planned).unwrap(), tallies.planned());
            let parts = [Measure::Accepted, Measure::Rejected, Measure::Uncertain].map(|part| counts.of(part));
            prop_assert_eq!(parts.iter().sum::<u64>(), counts.of(Measure::Attempted));
            let way = [Measure::Accepted, Measure::Sent, Measure::Delivered, Measure::Read].map(|step| counts.of(step));
            prop_assert!(way.is_sorted_by(|wide, narrow| wide >= narrow), "{:?}", way);
        }
    }
}
