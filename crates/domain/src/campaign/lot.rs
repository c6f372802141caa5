//! Which lot a contact draws in a campaign: held out or not, which variant, which wave, which number.
//!
//! By a hash of (campaign, contact, question), so that it depends neither on the order of planning nor on who else is
//! in the campaign, and planning again after a crash gives everybody the same.

use super::plan::{Plan, Wave};
use crate::id::{CampaignId, ContactId};

/// The questions a lot is drawn for; each is independent of the others.
#[derive(Clone, Copy, Debug)]
enum Question {
    HoldOut = 1,
    Variant = 2,
    Wave = 3,
    Number = 4,
}

/// One contact's lots in one campaign.
#[derive(Clone, Copy, Debug)]
pub struct Lot {
    seed: u64,
}

impl Lot {
    pub fn of(campaign: CampaignId, contact: ContactId) -> Self {
        let ((a, b), (c, d)) = (campaign.0.as_u64_pair(), contact.0.as_u64_pair());
        Self { seed: [a, b, c, d].into_iter().fold(0, |seed, part| mix(seed ^ part)) }
    }

    /// From 0 to below 1.
    fn draw(self, question: Question) -> f64 {
        const STEPS: f64 = 4_294_967_296.0;
        let upper_half = u32::try_from(mix(self.seed ^ mix(question as u64)) >> 32).unwrap_or(0);
        f64::from(upper_half) / STEPS
    }

    pub fn is_held_out(self, percent: f64) -> bool {
        self.draw(Question::HoldOut) * 100.0 < percent
    }

    /// The place of the variant in the plan.
    pub fn variant(self, plan: &Plan) -> u32 {
        self.by_weight(Question::Variant, plan.variants.iter().map(|variant| variant.weight))
    }

    /// The place of the number among those with these weights.
    pub fn number(self, weights: impl IntoIterator<Item = u32>) -> u32 {
        self.by_weight(Question::Number, weights)
    }

    /// Minutes after the start that the contact's wave begins. Who is in none of the waves comes after the last.
    pub fn wave_minutes(self, waves: &[Wave]) -> u64 {
        let (mut left, mut minutes) = (self.draw(Question::Wave) * 100.0, 0);
        for wave in waves {
            if left < wave.percent {
                break;
            }
            left -= wave.percent;
            minutes += u64::from(wave.wait_minutes);
        }
        minutes
    }

    fn by_weight(self, question: Question, weights: impl IntoIterator<Item = u32>) -> u32 {
        let weights: Vec<u32> = weights.into_iter().collect();
        let total: f64 = weights.iter().copied().map(f64::from).sum();
        let mut left = self.draw(question) * total;
        for (place, weight) in (0..).zip(&weights) {
            if left < f64::from(*weight) {
                return place;
            }
            left -= f64::from(*weight);
        }
        0
    }
}

/// The finaliser of `SplitMix64`.
const fn mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::plan::Variant;
    use crate::id::IdSource;
    use crate::time::Timestamp;
    use std::collections::BTreeMap;

    fn lots() -> Vec<Lot> {
        let mut ids = IdSource::new(5);
        let campaign = CampaignId::new(&mut ids, Timestamp(1_800_000_000_000));
        (0..20_000).map(|at| Lot::of(campaign, ContactId::new(&mut ids, Timestamp(1_800_000_000_000 + at)))).collect()
    }

    fn plan(weights: &[u32]) -> Plan {
        let variant = |weight: &u32| Variant {
            name: weight.to_string(),
            weight: *weight,
            template: "t".to_owned(),
            language: "es".to_owned(),
            parameters: BTreeMap::new(),
        };
        Plan { variants: weights.iter().map(variant).collect(), ..Plan::default() }
    }

    fn share(lots: &[Lot], is: impl Fn(&Lot) -> bool) -> f64 {
        let found = u32::try_from(lots.iter().filter(|lot| is(lot)).count()).unwrap();
        f64::from(found) / f64::from(u32::try_from(lots.len()).unwrap())
    }

    #[test]
    fn shares_are_what_was_asked_for_and_independent() {
        let lots = lots();
        let near = |share: f64, wanted: f64| assert!((share - wanted).abs() < 0.015, "{share} for {wanted}");
        near(share(&lots, |lot| lot.is_held_out(10.0)), 0.1);
        assert!(lots.iter().all(|lot| !lot.is_held_out(0.0) && lot.is_held_out(100.0)));
        let plan = plan(&[1, 0, 3]);
        near(share(&lots, |lot| lot.variant(&plan) == 0), 0.25);
        near(share(&lots, |lot| lot.variant(&plan) == 1), 0.0);
        let held_out: Vec<Lot> = lots.iter().copied().filter(|lot| lot.is_held_out(50.0)).collect();
        near(share(&held_out, |lot| lot.variant(&plan) == 2), 0.75);
    }

    #[test]
    fn waves_follow_each_other() {
        let lots = lots();
        let waves = [Wave { percent: 10.0, wait_minutes: 60 }, Wave { percent: 30.0, wait_minutes: 30 }];
        let minutes: BTreeMap<u64, usize> = lots.iter().fold(BTreeMap::new(), |mut counts, lot| {
            *counts.entry(lot.wave_minutes(&waves)).or_default() += 1;
            counts
        });
        assert_eq!(minutes.keys().copied().collect::<Vec<_>>(), [0, 60, 90]);
        assert!((1_700..2_300).contains(&minutes[&0]) && (5_500..6_500).contains(&minutes[&60]), "{minutes:?}");
        assert!(lots.iter().all(|lot| lot.wave_minutes(&[]) == 0));
    }

    #[test]
    fn the_same_contact_draws_the_same_lot_again() {
        let mut ids = IdSource::new(9);
        let (campaign, other) = (CampaignId::new(&mut ids, Timestamp(1)), CampaignId::new(&mut ids, Timestamp(1)));
        let contact = ContactId::new(&mut ids, Timestamp(1));
        assert_eq!(Lot::of(campaign, contact).seed, Lot::of(campaign, contact).seed);
        assert_ne!(Lot::of(campaign, contact).seed, Lot::of(other, contact).seed);
    }
}
