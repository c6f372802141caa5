//! What customers do beside writing: block, report, stop marketing, move to another number, take a user name, listen.

use crate::customers::Profile;
use crate::handle::Handle;
use crate::world::{CustomerId, Live, ThreadKey, Turn, World};

impl Handle {
    /// The customer follows an invitation to a group: they are in it, or ask to be let in. False when it leads nowhere.
    pub fn customer_joins_group(&self, customer: CustomerId, invite_link: &str) -> bool {
        self.core().turn(|world, turn| {
            let id = world.assets.groups.invited_to(invite_link).map(|group| group.id.clone());
            id.is_some_and(|id| world.join_group(turn, &id, customer).is_ok())
        })
    }

    /// The customer leaves a group, or takes back the request to be let in. False when they did not belong to it.
    pub fn customer_leaves_group(&self, customer: CustomerId, group_id: &str) -> bool {
        self.core().turn(|world, turn| world.leave_group(turn, group_id, customer))
    }

    /// The customer rings the number they last had to do with: the id of the call, if calls are enabled there.
    pub fn customer_calls(&self, customer: CustomerId) -> Option<String> {
        self.core().turn(|world, turn| {
            let key = ThreadKey { number: world.usual_number(customer), customer };
            world.customer_calls(turn, key)
        })
    }

    /// The customer blocks the number they last had to do with, or lets it in again. Nobody tells the business: what
    /// it sends is `sent` and no more.
    pub fn customer_blocks(&self, customer: CustomerId, blocked: bool) {
        self.with_thread(customer, |world, turn, key| world.set_blocked_by_customer(turn, key, blocked));
    }

    /// The customer reports the number, which lowers its quality and that of the template they last got.
    pub fn customer_reports(&self, customer: CustomerId) {
        self.with_thread(customer, World::report);
    }

    /// The customer stops marketing messages, or wants them again: told as `user_preferences`.
    pub fn customer_wants_marketing(&self, customer: CustomerId, wanted: bool) {
        self.with_thread(customer, |world, turn, key| world.prefer_marketing(turn, key, wanted));
    }

    /// The customer moves to another telephone number, the one given or a new one; their user id changes with it, and
    /// whoever they have written with is told. False when somebody else has that number.
    pub fn customer_changes_number(&self, customer: CustomerId, phone: Option<&str>) -> bool {
        self.core().turn(|world, turn| world.change_number(turn, customer, phone))
    }

    /// The customer takes a user name, or gives it up. The business goes on seeing the telephone number for 30 days
    /// where it has seen it before.
    pub fn customer_takes_username(&self, customer: CustomerId, username: Option<&str>) -> bool {
        self.core().turn(|world, turn| world.set_username(turn, customer, username.map(str::to_owned)))
    }

    /// The customer listens to a voice note: `played`. False when that message is none, or has not arrived.
    pub fn customer_plays(&self, message_id: &str) -> bool {
        self.core().turn(|world, turn| world.play(turn, message_id))
    }

    /// Whether the business learns what this customer reads.
    pub fn set_read_receipts(&self, customer: CustomerId, sent: bool) {
        self.core().turn(|world, _| {
            if let Some(person) = world.customers.get_mut(customer) {
                person.read_receipts = sent;
            }
        });
    }

    /// The customer is like this from now on.
    pub fn set_profile(&self, customer: CustomerId, profile: Profile) {
        self.core().turn(|world, turn| {
            if let Some(person) = world.customers.get_mut(customer) {
                person.profile = profile;
            }
            turn.live(Live::Customer(customer));
        });
    }

    fn with_thread(&self, customer: CustomerId, act: impl FnOnce(&mut World, &mut Turn<'_>, ThreadKey)) {
        self.core().turn(|world, turn| {
            let key = world.usual_thread(customer);
            act(world, turn, key);
        });
    }
}
