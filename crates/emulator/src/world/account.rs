//! What Meta thinks of the business: how many new people it may write to, what is forbidden to it, whether it pays.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::turn::{Event, MessageKey, ThreadKey, Turn};
use super::{Alert, CustomerId, Quality, World};
use crate::clock::Millis;
use crate::limits::Tier;
use crate::refusal::Refusal;

const DAY: Millis = 24 * 3_600 * 1_000;
/// How long after half of a tier was used the next one is granted.
const TIER_REVIEW: Millis = 6 * 3_600 * 1_000;
/// So many people in a day earn a number the higher throughput, once the tier has no end.
const UPGRADED_WITH: usize = 100_000;
/// How long that takes.
const UPGRADE: Millis = 60 * 1_000;

/// The portfolio and the account, which here are one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    pub tier: Tier,
    pub reach: Reach,
    /// Whether the next tier has been earned and is about to be granted.
    tier_in_review: bool,
    /// Disabled or locked: nothing goes out.
    pub locked: bool,
    pub restrictions: Vec<Restriction>,
    /// Without a way to pay, what costs money fails.
    pub can_pay: bool,
    /// Templates wait while Meta looks at what the whole portfolio sends.
    pub pacing: bool,
    pub held: Vec<MessageKey>,
}

/// Something the account may not do for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// Such as `RESTRICTED_BIZ_INITIATED_MESSAGING`.
    #[serde(rename = "restriction_type")]
    pub kind: String,
    /// For good when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Millis>,
}

/// Whom the business wrote to first, in the last 24 hours.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Reach {
    last: HashMap<CustomerId, Millis>,
    order: VecDeque<(Millis, CustomerId)>,
}

impl Reach {
    fn forget(&mut self, now: Millis) {
        while let Some((at, customer)) = self.order.front().copied().filter(|(at, _)| at + DAY <= now) {
            self.order.pop_front();
            if self.last.get(&customer) == Some(&at) {
                self.last.remove(&customer);
            }
        }
    }

    /// Counts a person once, unless there is no room for another: tells which.
    pub(crate) fn admit(&mut self, now: Millis, customer: CustomerId, most: Option<usize>) -> bool {
        self.forget(now);
        let known = self.last.contains_key(&customer);
        if !known && most.is_some_and(|most| self.last.len() >= most) {
            return false;
        }
        self.last.insert(customer, now);
        self.order.push_back((now, customer));
        true
    }

    /// How many people that are.
    pub(crate) fn people(&self) -> usize {
        self.last.len()
    }
}

impl Account {
    pub(crate) fn new(tier: Tier) -> Self {
        Self {
            tier,
            reach: Reach::default(),
            tier_in_review: false,
            locked: false,
            restrictions: Vec::new(),
            can_pay: true,
            pacing: false,
            held: Vec::new(),
        }
    }

    pub(crate) fn is_restricted(&self, kind: &str, now: Millis) -> bool {
        self.restrictions.iter().any(|r| r.kind == kind && r.until.is_none_or(|until| now < until))
    }

    /// Whether the account may send this at all.
    pub(crate) fn check(&self, now: Millis, starts_a_conversation: bool) -> Result<(), Refusal> {
        let kind = if starts_a_conversation {
            "RESTRICTED_BIZ_INITIATED_MESSAGING"
        } else {
            "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"
        };
        if self.is_restricted(kind, now) {
            return Err(Refusal::new(
                368,
                "The account is restricted from sending this message for a policy violation.",
            ));
        }
        Ok(())
    }
}

impl World {
    /// Counts somebody the business writes to outside of a window; false when the tier has no room for them.
    pub(super) fn reach_out(&mut self, turn: &mut Turn<'_>, key: ThreadKey) -> bool {
        let account = &mut self.account;
        let most = account.tier.people();
        let admitted = account.reach.admit(turn.now, key.customer, most);
        let half_used = most.is_some_and(|most| account.reach.people() * 2 >= most);
        if half_used && account.tier.next().is_some() && !account.tier_in_review {
            account.tier_in_review = true;
            turn.later(TIER_REVIEW, Event::TierReviewed);
        }
        let many = account.tier == Tier::Unlimited && account.reach.people() >= UPGRADED_WITH;
        let number = self.numbers.get(key.number).filter(|number| many && !number.upgraded);
        if number.is_some_and(|number| number.quality != Quality::Red) {
            self.upgrade_throughput(turn, key.number);
        }
        admitted
    }

    /// A number may send a thousand messages a second from now on, after a minute in which it sends none.
    pub(crate) fn upgrade_throughput(&mut self, turn: &mut Turn<'_>, number: usize) {
        let tier = self.account.tier.as_str();
        let Some(known) = self.numbers.get_mut(number).filter(|number| !number.upgraded) else { return };
        known.upgraded = true;
        known.in_maintenance_until = turn.now + UPGRADE;
        let value =
            json!({ "display_phone_number": known.digits, "event": "THROUGHPUT_UPGRADE", "current_limit": tier });
        turn.webhook("phone_number_quality_update", &value, None, 0);
    }

    /// Those who use half of their tier, with good quality, get the next.
    pub(super) fn tier_reviewed(&mut self, turn: &mut Turn<'_>) {
        self.account.tier_in_review = false;
        let good = self.numbers.iter().all(|number| number.quality != Quality::Red);
        match self.account.tier.next() {
            Some(next) if good => self.set_tier(turn, next),
            Some(_) => {
                let described = "The messaging limit is not raised while the quality of a number is low.";
                self.alert(turn, None, &Alert::new("INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED", described));
            }
            None => {}
        }
    }

    /// Another tier, which is told by webhook.
    pub(crate) fn set_tier(&mut self, turn: &mut Turn<'_>, tier: Tier) {
        self.account.tier = tier;
        let value = json!({
            "max_daily_conversations_per_business": tier.as_str(),
            "max_phone_numbers_per_business": if tier == Tier::Tier250 { 2 } else { 20 },
        });
        turn.webhook("business_capability_update", &value, None, 0);
    }

    /// Forbids something for a time, or for good.
    pub(crate) fn restrict(&mut self, turn: &mut Turn<'_>, restriction: Restriction) {
        let mut told = json!({ "restriction_type": restriction.kind });
        if let (Some(until), Some(told)) = (restriction.until, told.as_object_mut()) {
            told.insert("expiration".to_owned(), (until / 1_000).into());
        }
        self.account.restrictions.retain(|known| known.kind != restriction.kind);
        self.account.restrictions.push(restriction);
        tell(turn, "ACCOUNT_RESTRICTION", json!({ "restriction_info": [told] }));
    }

    /// Takes back a restriction.
    pub(crate) fn lift(&mut self, kind: &str) -> bool {
        let before = self.account.restrictions.len();
        self.account.restrictions.retain(|known| known.kind != kind);
        self.account.restrictions.len() < before
    }

    /// Disables the account, or gives it back.
    pub(crate) fn set_locked(&mut self, turn: &mut Turn<'_>, locked: bool) {
        self.account.locked = locked;
        let state = if locked { "DISABLE" } else { "REINSTATE" };
        let date = super::calendar::date_in_words(turn.now);
        let ban = json!({ "ban_info": { "waba_ban_state": state, "waba_ban_date": date } });
        tell(turn, "DISABLED_UPDATE", ban);
    }

    /// A warning for what was sent.
    pub(crate) fn accuse(turn: &mut Turn<'_>, violation: &str) {
        tell(turn, "ACCOUNT_VIOLATION", json!({ "violation_info": { "violation_type": violation } }));
    }
}

fn tell(turn: &mut Turn<'_>, event: &str, mut value: Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert("event".to_owned(), event.into());
    }
    turn.webhook("account_update", &value, None, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_once_in_any_24_hours() {
        let mut reach = Reach::default();
        let admit = |reach: &mut Reach, at, who| reach.admit(at, CustomerId(who), Some(2));
        assert!(admit(&mut reach, 0, 1));
        assert!(admit(&mut reach, 10, 2));
        assert!(!admit(&mut reach, 20, 3), "there is room for two");
        assert!(admit(&mut reach, 30, 1), "who has been written to may be written to again");
        assert!(!admit(&mut reach, DAY, 3), "the first is still counted, for the second message");
        assert!(admit(&mut reach, DAY + 10, 3), "the second is not any more");
        assert_eq!(reach.people(), 2);
    }
}
