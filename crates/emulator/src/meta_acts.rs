//! What Meta does by itself: quality, pauses, categories, tiers, restrictions, upgrades.

use std::time::Duration;

use crate::config::millis;
use crate::handle::Handle;
use crate::limits::Tier;
use crate::world::{Quality, Restriction, World};

impl Handle {
    /// Gives a template a quality, told by webhook. A red one is paused for three hours, then six, then disabled.
    /// False when there is no such template.
    pub fn set_template_quality(&self, template: &str, quality: Quality) -> bool {
        let Ok(id) = template.parse() else { return false };
        self.core().turn(|world, turn| world.set_template_quality(turn, id, quality))
    }

    /// Ends a pause. False when the template is not paused.
    pub fn unpause_template(&self, template: &str) -> bool {
        let Ok(id) = template.parse() else { return false };
        self.core().turn(|world, turn| world.unpause_template(turn, id))
    }

    /// Finds a template to be of another category, in a day or, without notice, at once. False when there is none.
    pub fn correct_category(&self, template: &str, category: &str, notice: bool) -> bool {
        let Ok(id) = template.parse() else { return false };
        self.core().turn(|world, turn| world.correct_category(turn, id, category, notice))
    }

    /// Decides at once about the messages held of a template on trial.
    pub fn end_pacing(&self, template: &str) {
        if let Ok(id) = template.parse() {
            self.core().turn(|world, turn| world.pacing_ends(turn, id));
        }
    }

    /// Begins to hold all templates of the portfolio (`message_status` is `paused`), or ends it: what was held goes
    /// out when it was found `good`, and is dropped otherwise.
    pub fn set_portfolio_pacing(&self, pacing: bool, good: bool) {
        self.core().turn(|world, turn| world.set_portfolio_pacing(turn, pacing, good));
    }

    /// Gives a number a quality. False when there is no such number.
    pub fn set_number_quality(&self, phone_number_id: &str, quality: Quality) -> bool {
        self.with_number(phone_number_id, |number| {
            self.core().turn(|world, turn| world.set_number_quality(turn, number, quality));
        })
    }

    /// Lets a number send a thousand messages a second, after a minute of maintenance.
    pub fn upgrade_throughput(&self, phone_number_id: &str) -> bool {
        self.with_number(phone_number_id, |number| {
            self.core().turn(|world, turn| world.upgrade_throughput(turn, number));
        })
    }

    /// How many new people the portfolio may write to in a day; told by webhook.
    pub fn set_tier(&self, tier: Tier) {
        self.core().turn(|world, turn| world.set_tier(turn, tier));
    }

    /// Forbids something, such as `RESTRICTED_BIZ_INITIATED_MESSAGING`, for a time or for good; told by webhook.
    pub fn restrict_account(&self, kind: &str, lasting: Option<Duration>) {
        self.core().turn(|world, turn| {
            let until = lasting.map(|lasting| turn.now.saturating_add(millis(lasting)));
            world.restrict(turn, Restriction { kind: kind.to_owned(), until });
        });
    }

    /// Takes a restriction back. False when there was none.
    pub fn lift_restriction(&self, kind: &str) -> bool {
        self.core().turn(|world, _| world.lift(kind))
    }

    /// Disables the account, or gives it back; told by webhook.
    pub fn set_account_locked(&self, locked: bool) {
        self.core().turn(|world, turn| world.set_locked(turn, locked));
    }

    /// Warns the account, for `ALCOHOL` or whatever else; told by webhook.
    pub fn accuse_account(&self, violation: &str) {
        self.core().turn(|_, turn| World::accuse(turn, violation));
    }

    /// Whether the account can pay. Without, everything that costs money fails with 131042.
    pub fn set_can_pay(&self, can_pay: bool) {
        self.core().turn(|world, _| world.account.can_pay = can_pay);
    }

    fn with_number(&self, phone_number_id: &str, act: impl FnOnce(usize)) -> bool {
        let number = self.core().look(|world| world.number(phone_number_id));
        number.map(act).is_some()
    }
}
