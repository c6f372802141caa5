//! The way of a message of the business: sent, delivered, read, or failed. Each step is told by webhook.

use std::sync::Arc;

use rand::Rng;
use serde_json::{Value, json};
use whatsapp::message::Message;

use super::pricing::{Window, price};
use super::thread::MessageStatus;
use super::turn::{Event, Live, MessageKey, Turn};
use super::{CustomerId, World};
use crate::faults::{Faults, chance};
use crate::refusal;

impl World {
    pub(crate) fn sent(&mut self, turn: &mut Turn<'_>, key: MessageKey) {
        if !self.advance(turn, key, MessageStatus::Sent) {
            return;
        }
        self.set_price(turn, key);
        self.tell(turn, key, "sent", true);
        let is_reaction = |message: &Message| matches!(message, Message::Reaction(_));
        let reaction = self.entry(key).and_then(|entry| entry.envelope()).is_some_and(|e| is_reaction(&e.message));
        if !reaction {
            let (least, most) = self.settings.pace.sent_to_delivered;
            let wait = turn.rng.random_range(least..=most.max(least));
            turn.later(wait, Event::Delivered(key));
        }
    }

    /// The message reaches the phone, if that is on.
    pub(crate) fn delivered(&mut self, turn: &mut Turn<'_>, key: MessageKey, faults: &Faults) {
        let customer = key.thread.customer;
        let Some(person) = self.customers.get_mut(customer) else { return };
        if !person.online {
            person.waiting.push(key);
            return;
        }
        if !self.advance(turn, key, MessageStatus::Delivered) {
            return;
        }
        if !chance(turn.rng, faults.skip_delivered_rate) {
            self.tell(turn, key, "delivered", true);
            // The price is told twice: with `sent`, and with the first of the later two.
            if let Some(entry) = self.entry_mut(key) {
                entry.price = None;
            }
        }
        self.notice(turn, customer);
    }

    pub(crate) fn failed(&mut self, turn: &mut Turn<'_>, key: MessageKey, code: u32) {
        if !self.advance(turn, key, MessageStatus::Failed) {
            return;
        }
        if let Some(entry) = self.entry_mut(key) {
            entry.error = Some(code);
        }
        self.tell(turn, key, "failed", false);
    }

    /// The customer looks at everything on the phone.
    pub(crate) fn read_phone(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        let threads: Vec<_> = self.threads_of(customer).collect();
        for thread in threads {
            let unread = self.thread(thread).map(super::Thread::unread).unwrap_or_default();
            for place in unread {
                let key = MessageKey { thread, place };
                if self.advance(turn, key, MessageStatus::Read) {
                    self.tell(turn, key, "read", true);
                }
            }
        }
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
        let Some(entry) = self.entry_mut(key) else { return false };
        if entry.status >= status {
            return false;
        }
        entry.status = status;
        let id = Arc::clone(&entry.id);
        turn.live(Live::Status { customer: key.thread.customer, id, status });
        true
    }

    fn set_price(&mut self, turn: &Turn<'_>, key: MessageKey) {
        let Some(thread) = self.threads.get(&key.thread) else { return };
        let window = match (turn.now < thread.free_entry_until, thread.window_is_open(turn.now)) {
            (true, _) => Window::FreeEntry,
            (false, true) => Window::Open,
            (false, false) => Window::Closed,
        };
        let Some(category) = thread.get(key.place).map(|entry| entry.category) else { return };
        let is_service = category == super::thread::Category::Service;
        let number = self.numbers.get_mut(key.thread.number);
        let free = is_service && number.is_some_and(|number| number.free_service.take(turn.now));
        let price = price(category, turn.now, window, free);
        if let Some(entry) = self.entry_mut(key) {
            entry.price = Some(price);
        }
    }

    fn tell(&self, turn: &mut Turn<'_>, key: MessageKey, status: &'static str, with_contact: bool) {
        let (Some(number), Some(customer)) =
            (self.numbers.get(key.thread.number), self.customers.get(key.thread.customer))
        else {
            return;
        };
        let Some((entry, envelope)) = self.entry(key).and_then(|entry| Some((entry, entry.envelope()?))) else {
            return;
        };
        let to_phone = envelope.to.is_some();
        let failed = status == "failed";
        let optional = [
            ("recipient_id", to_phone.then(|| customer.phone.as_str().into())),
            ("recipient_user_id", (!failed || !to_phone).then(|| customer.user_id.as_str().into())),
            ("biz_opaque_callback_data", envelope.biz_opaque_callback_data.as_deref().map(Value::from)),
            ("pricing", entry.price.filter(|_| !failed).map(super::pricing::Price::to_json)),
            ("errors", entry.error.map(|code| json!([refusal::failure(code).to_status_error()]))),
        ];
        let mut told = json!({ "id": *entry.id, "status": status, "timestamp": (turn.now / 1_000).to_string() });
        if let Some(told) = told.as_object_mut() {
            told.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        }
        let mut value = json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "statuses": [told] });
        if let (true, Some(value)) = (with_contact, value.as_object_mut()) {
            let contact = customer.contact_block(status != "sent", to_phone);
            value.insert("contacts".to_owned(), json!([contact]));
        }
        turn.webhook("messages", value, Some(key.thread.number), key.thread.customer.0);
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::SmallRng;
    use whatsapp::message::{Envelope, Recipient};

    use super::super::{Effect, NewCustomer, Said};
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_status_never_goes_back_and_is_told_once() {
        let (mut rng, mut effects) = (SmallRng::seed_from_u64(1), Vec::new());
        let mut turn = Turn { now: 1_790_000_000_000, rng: &mut rng, effects: &mut effects };
        let mut world = World::new(&Config::for_tests(), "http://127.0.0.1:1", &mut turn);
        let ana = world.add_customer(turn.rng, NewCustomer::named("Ana").with_phone("34600111222"));
        let hola = json!({ "type": "text", "text": { "body": "hola" } });
        world.say(&mut turn, ana, Said { message: hola, context: None, number: None, referral: None });
        let envelope = Envelope::to(Recipient::Phone("34600111222".into()), Message::text("buenas"));
        let faults = Faults::default();
        let accepted = world.send(&mut turn, 0, envelope, None, &faults).unwrap();
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
            Effect::Webhook(update) => Some(update.value["statuses"][0]["status"].clone()),
            _ => None,
        };
        assert_eq!(effects.iter().filter_map(told).collect::<Vec<_>>(), ["sent", "delivered", "read"]);
    }
}
