//! The way of a message of the business: sent, delivered, read, or failed. Each step is told by webhook.

use std::sync::Arc;

use rand::Rng;

use super::pricing::{Price, Window, price};
use super::thread::{Category, Entry, MessageStatus};
use super::turn::{Event, Live, MessageKey, Turn};
use super::{CustomerId, World};
use crate::faults::{Faults, chance};

impl World {
    pub(crate) fn sent(&mut self, turn: &mut Turn<'_>, key: MessageKey) {
        if !self.entry(key).is_some_and(|entry| entry.may_become(MessageStatus::Sent)) {
            return;
        }
        let price = self.price_of(turn, key);
        if price.is_some_and(Price::is_billable) && !self.account.can_pay {
            self.failed(turn, key, 131_042);
            return;
        }
        if let Some(entry) = self.entry_mut(key) {
            entry.price = price;
        }
        self.advance(turn, key, MessageStatus::Sent);
        let in_group = self.entry(key).is_some_and(|entry| entry.group.is_some());
        self.tell_status(turn, key, !in_group);
        if !self.entry(key).is_some_and(Entry::is_gesture) {
            let (least, most) = self.settings.pace.sent_to_delivered;
            let wait = turn.rng.random_range(least..=most.max(least));
            turn.later(wait, Event::Delivered(key));
        }
    }

    /// The message reaches the phone, if that is on, and lets it in, and it is not too late. Nobody tells what does not.
    pub(crate) fn delivered(&mut self, turn: &mut Turn<'_>, key: MessageKey, faults: &Faults) {
        let customer = key.thread.customer;
        let too_late = self.entry(key).is_none_or(|entry| turn.now >= entry.expires_at);
        let shut_out = self.thread(key.thread).is_some_and(|thread| thread.blocked_by_customer);
        if too_late || shut_out {
            return;
        }
        let Some(person) = self.customers.get_mut(customer) else { return };
        if !person.online {
            person.waiting.push(key);
            return;
        }
        if !self.advance(turn, key, MessageStatus::Delivered) {
            return;
        }
        self.count_delivery(turn, key);
        // When the chat is open, the next that is told is that the message was read; with its price.
        if !chance(turn.rng, faults.skip_delivered_rate) {
            self.tell_status(turn, key, true);
            if let Some(entry) = self.entry_mut(key) {
                entry.price_told = true;
            }
        }
        self.notice(turn, customer);
    }

    /// A delivery speaks for the number, and for the template.
    fn count_delivery(&mut self, turn: &mut Turn<'_>, key: MessageKey) {
        if let Some(number) = self.numbers.get_mut(key.thread.number) {
            number.delivered = number.delivered.saturating_add(1);
        }
        if let Some(template) = self.entry(key).and_then(|entry| entry.template) {
            self.template_delivered(turn, template);
        }
    }

    pub(crate) fn failed(&mut self, turn: &mut Turn<'_>, key: MessageKey, code: u32) {
        if !self.advance(turn, key, MessageStatus::Failed) {
            return;
        }
        if let Some(entry) = self.entry_mut(key) {
            entry.error = Some(code);
        }
        self.tell_status(turn, key, false);
    }

    /// The customer looks at everything on the phone.
    pub(crate) fn read_phone(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        let receipts = self.customers.get(customer).is_some_and(|person| person.read_receipts);
        let threads: Vec<_> = self.threads_of(customer).collect();
        for thread in threads {
            let unread = self.thread(thread).map(super::Thread::unread).unwrap_or_default();
            for place in unread {
                let key = MessageKey { thread, place };
                let price_told = self.entry(key).is_some_and(|entry| entry.price_told);
                if self.advance(turn, key, MessageStatus::Read) && receipts {
                    self.tell_status(turn, key, !price_told);
                }
            }
        }
    }

    /// The customer listens to a voice note.
    pub(crate) fn play(&mut self, turn: &mut Turn<'_>, id: &str) -> bool {
        let Some((key, entry)) = self.find_message(id) else { return false };
        if !entry.is_voice_note() || entry.status < MessageStatus::Delivered {
            return false;
        }
        self.read_phone(turn, key.thread.customer);
        if self.advance(turn, key, MessageStatus::Played) {
            self.tell_status(turn, key, false);
        }
        true
    }

    /// The phone goes on or off. What waited for it arrives now.
    pub(crate) fn set_online(&mut self, turn: &mut Turn<'_>, customer: CustomerId, online: bool) -> bool {
        let Some(person) = self.customers.get_mut(customer) else { return false };
        person.online = online;
        if online {
            for key in std::mem::take(&mut person.waiting) {
                turn.later(0, Event::Delivered(key));
            }
        }
        turn.live(Live::Customer(customer));
        true
    }

    /// Moves a message forward. A status never goes back, and nothing follows a failure.
    fn advance(&mut self, turn: &mut Turn<'_>, key: MessageKey, status: MessageStatus) -> bool {
        let Some(entry) = self.entry_mut(key).filter(|entry| entry.may_become(status)) else { return false };
        let before = std::mem::replace(&mut entry.status, status);
        entry.moments.note(turn.now, status);
        let id = Arc::clone(&entry.id);
        self.count_step(turn.now, key, before, status);
        turn.live(Live::Status { customer: key.thread.customer, id, status });
        true
    }

    /// What a message costs that is sent now; reactions cost nothing.
    fn price_of(&mut self, turn: &Turn<'_>, key: MessageKey) -> Option<Price> {
        let thread = self.threads.get(&key.thread)?;
        let entry = thread.get(key.place).filter(|entry| !entry.is_gesture())?;
        let group = entry.group.as_ref().map(|group| self.assets.groups.get(&group.id));
        if let Some(group) = group {
            let open = group.is_some_and(|group| turn.now < group.window_until);
            let window = if open { Window::Open } else { Window::Closed };
            return Some(self.price_in(turn, key, window)?.for_a_group());
        }
        let window = match (turn.now < thread.free_entry_until, thread.window_is_open(turn.now)) {
            (true, _) => Window::FreeEntry,
            (false, true) => Window::Open,
            (false, false) => Window::Closed,
        };
        self.price_in(turn, key, window)
    }

    fn price_in(&mut self, turn: &Turn<'_>, key: MessageKey, window: Window) -> Option<Price> {
        let entry = self.entry(key)?;
        let (category, lite) = (entry.category, entry.lite);
        let counts = category == Category::Service && window != Window::FreeEntry;
        let number = self.numbers.get_mut(key.thread.number);
        let free = counts && number.is_some_and(|number| number.free_service.take(turn.now));
        Some(price(category, turn.now, window, free).through_marketing_api(lite))
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::SmallRng;
    use serde_json::{Value, json};
    use whatsapp::message::{Envelope, Message, Recipient};

    use super::super::{Effect, NewCustomer, Said, Way};
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_status_never_goes_back_and_is_told_once() {
        let (mut rng, mut effects) = (SmallRng::seed_from_u64(1), Vec::new());
        let mut turn = Turn { now: 1_790_000_000_000, rng: &mut rng, effects: &mut effects };
        let mut world = World::new(&Config::for_tests(), "http://127.0.0.1:1");
        let ana = world.add_customer(turn.rng, NewCustomer::named("Ana").with_phone("34600111222"));
        let hola = json!({ "type": "text", "text": { "body": "hola" } });
        world.say(&mut turn, ana, Said { message: hola, ..Said::default() });
        let envelope = Envelope::to(Recipient::Phone("34600111222".into()), Message::text("buenas"));
        let faults = Faults::default();
        let accepted = world.send(&mut turn, 0, envelope, Way::Messages, None, &faults).unwrap();
        let (key, _) = world.find_message(&accepted.wamid).unwrap();
        turn.effects.clear();

        world.sent(&mut turn, key);
        world.delivered(&mut turn, key, &faults);
        world.read_phone(&mut turn, ana);
        world.delivered(&mut turn, key, &faults);
        world.sent(&mut turn, key);
        world.read_phone(&mut turn, ana);

        assert_eq!(world.entry(key).unwrap().status, MessageStatus::Read);
        let told = |effect: &Effect| match effect {
            Effect::Webhook(update) => {
                let value: Value = serde_json::from_str(&update.value).unwrap();
                Some(value["statuses"][0]["status"].clone())
            }
            _ => None,
        };
        assert_eq!(effects.iter().filter_map(told).collect::<Vec<_>>(), ["sent", "delivered", "read"]);
    }
}
