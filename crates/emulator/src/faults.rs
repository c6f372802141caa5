//! What goes wrong on purpose. Rates are probabilities between 0 and 1; with all of them at 0 nothing does.

use std::collections::BTreeMap;

use rand::Rng;
use serde::{Deserialize, Serialize};

use crate::clock::Millis;

/// Everything that can be made to go wrong, at the start and while it runs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Faults {
    /// Sends that end in an error, by code. Codes that Meta only tells later come as a `failed` status.
    pub errors: BTreeMap<u32, f64>,
    /// The same for one number only, by its id.
    pub number_errors: BTreeMap<String, BTreeMap<u32, f64>>,
    /// The same for one kind of message only, such as `template` or `image`.
    pub kind_errors: BTreeMap<String, BTreeMap<u32, f64>>,
    /// Requests answered with a 5xx and not processed.
    pub server_error_rate: f64,
    /// Sends that are processed and then left without an answer: the connection closes.
    pub lost_answer_rate: f64,
    /// Sends whose connection closes before anything is processed.
    pub dropped_request_rate: f64,
    /// Requests whose answer waits for `slow_answer_ms`.
    pub slow_answer_rate: f64,
    pub slow_answer_ms: Millis,
    /// Webhooks that come a second time, byte for byte.
    pub duplicate_rate: f64,
    /// Webhooks that leave their place in the line and come up to `reorder_within_ms` later.
    pub reorder_rate: f64,
    pub reorder_within_ms: Millis,
    /// Webhooks that hold up their line for up to `delay_within_ms`.
    pub delay_rate: f64,
    pub delay_within_ms: Millis,
    /// Messages that are read without a `delivered` before, as when the chat is open.
    pub skip_delivered_rate: f64,
    /// Messages that get no status at all, as when their time to live runs out.
    pub silent_rate: f64,
}

/// What happens to one request.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct RequestPlan {
    pub wait: Option<Millis>,
    pub before: Option<Interruption>,
    pub lose_answer: bool,
    /// A code of the error table, told at once or by status as the table says.
    pub error: Option<u32>,
}

/// What keeps a request from being processed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interruption {
    ServerError,
    Drop,
}

/// What happens to one webhook body on its way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DeliveryPlan {
    pub hold: Option<Millis>,
    pub step_aside: Option<Millis>,
    pub duplicate: bool,
}

/// True in a share `rate` of all cases. No randomness is used up when there is nothing to decide.
pub(crate) fn chance(rng: &mut impl Rng, rate: f64) -> bool {
    rate > 0.0 && (rate >= 1.0 || rng.random_bool(rate))
}

fn up_to(rng: &mut impl Rng, millis: Millis) -> Millis {
    rng.random_range(0..=millis.max(0))
}

impl Faults {
    /// What goes wrong with a request; `send` tells whether it sends a message, which more can happen to.
    pub(crate) fn plan_request(&self, rng: &mut impl Rng, send: bool) -> RequestPlan {
        let wait = chance(rng, self.slow_answer_rate).then_some(self.slow_answer_ms);
        let server_error = chance(rng, self.server_error_rate);
        let drop = send && chance(rng, self.dropped_request_rate);
        let before = match (drop, server_error) {
            (true, _) => Some(Interruption::Drop),
            (false, true) => Some(Interruption::ServerError),
            (false, false) => None,
        };
        let error = if send { self.errors.iter().find(|(_, rate)| chance(rng, **rate)) } else { None };
        RequestPlan {
            wait,
            before,
            lose_answer: send && chance(rng, self.lost_answer_rate),
            error: error.map(|(code, _)| *code),
        }
    }

    /// Whether no number and no kind of message has faults of its own.
    pub(crate) fn are_general(&self) -> bool {
        self.number_errors.is_empty() && self.kind_errors.is_empty()
    }

    /// The error that is meant for a message of this number, or of this kind.
    pub(crate) fn particular_error(&self, rng: &mut impl Rng, phone_number_id: &str, kind: &str) -> Option<u32> {
        let of_number = self.number_errors.get(phone_number_id).into_iter().flatten();
        let of_kind = self.kind_errors.get(kind).into_iter().flatten();
        of_number.chain(of_kind).find(|(_, rate)| chance(rng, **rate)).map(|(code, _)| *code)
    }

    /// Whether requests have anything to fear.
    pub(crate) fn spare_requests(&self) -> bool {
        let rates = [self.server_error_rate, self.lost_answer_rate, self.dropped_request_rate, self.slow_answer_rate];
        self.errors.is_empty() && rates.iter().all(|rate| *rate <= 0.0)
    }

    pub(crate) fn plan_delivery(&self, rng: &mut impl Rng) -> DeliveryPlan {
        DeliveryPlan {
            hold: chance(rng, self.delay_rate).then(|| up_to(rng, self.delay_within_ms)),
            step_aside: chance(rng, self.reorder_rate).then(|| up_to(rng, self.reorder_within_ms)),
            duplicate: chance(rng, self.duplicate_rate),
        }
    }

    /// The first field whose value makes no sense.
    pub fn mistake(&self) -> Option<String> {
        let rates = [
            ("server_error_rate", self.server_error_rate),
            ("lost_answer_rate", self.lost_answer_rate),
            ("dropped_request_rate", self.dropped_request_rate),
            ("slow_answer_rate", self.slow_answer_rate),
            ("duplicate_rate", self.duplicate_rate),
            ("reorder_rate", self.reorder_rate),
            ("delay_rate", self.delay_rate),
            ("skip_delivered_rate", self.skip_delivered_rate),
            ("silent_rate", self.silent_rate),
        ];
        let errors = self.errors.iter().map(|(code, rate)| (format!("errors.{code}"), *rate));
        let particular = [("number_errors", &self.number_errors), ("kind_errors", &self.kind_errors)];
        let particular = particular.into_iter().flat_map(|(name, all)| {
            let of = move |(whom, errors): (&String, &BTreeMap<u32, f64>)| {
                let field = format!("{name}.{whom}");
                let rates: Vec<_> = errors.iter().map(|(code, rate)| (format!("{field}.{code}"), *rate)).collect();
                rates
            };
            all.iter().flat_map(of)
        });
        rates
            .into_iter()
            .map(|(name, rate)| (name.to_owned(), rate))
            .chain(errors)
            .chain(particular)
            .find(|(_, rate)| !(0.0..=1.0).contains(rate))
            .map(|(name, _)| format!("{name} must be between 0 and 1"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::SmallRng;

    #[test]
    fn without_faults_nothing_is_planned_and_no_randomness_used() {
        let (mut rng, mut untouched) = (SmallRng::seed_from_u64(1), SmallRng::seed_from_u64(1));
        assert_eq!(Faults::default().plan_request(&mut rng, true), RequestPlan::default());
        assert_eq!(Faults::default().plan_delivery(&mut rng), DeliveryPlan::default());
        assert_eq!(rng.random::<u64>(), untouched.random::<u64>());
    }

    #[test]
    fn only_sends_are_dropped_or_lost() {
        let faults = Faults { dropped_request_rate: 1.0, lost_answer_rate: 1.0, ..Faults::default() };
        let mut rng = SmallRng::seed_from_u64(1);
        assert_eq!(faults.plan_request(&mut rng, false), RequestPlan::default());
        let plan = faults.plan_request(&mut rng, true);
        assert_eq!((plan.before, plan.lose_answer), (Some(Interruption::Drop), true));
    }

    #[test]
    fn a_rate_above_one_is_a_mistake() {
        let faults = Faults { errors: BTreeMap::from([(131_026, 1.5)]), ..Faults::default() };
        assert_eq!(faults.mistake().as_deref(), Some("errors.131026 must be between 0 and 1"));
        assert_eq!(Faults::default().mistake(), None);
    }
}
