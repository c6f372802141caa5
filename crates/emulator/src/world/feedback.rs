//! What customers make of the business: they block it, report it, or want no more marketing.

use serde_json::json;

use super::turn::{Live, ThreadKey, Turn};
use super::{CustomerId, World};
use crate::clock::Millis;

const DAY: Millis = 24 * 3_600 * 1_000;

impl World {
    /// The customer blocks a number of the business, or lets it in again. Nobody tells the business.
    pub(crate) fn set_blocked_by_customer(&mut self, turn: &mut Turn<'_>, key: ThreadKey, blocked: bool) {
        let thread = self.threads.entry(key).or_default();
        let newly = blocked && !thread.blocked_by_customer;
        thread.blocked_by_customer = blocked;
        if newly {
            self.complain(turn, key);
        }
        turn.live(Live::Customer(key.customer));
    }

    /// The customer reports the business.
    pub(crate) fn report(&mut self, turn: &mut Turn<'_>, key: ThreadKey) {
        self.complain(turn, key);
    }

    /// A block or a report counts against the number, and against the template that caused it.
    fn complain(&mut self, turn: &mut Turn<'_>, key: ThreadKey) {
        let culprit = self.thread(key).and_then(|thread| {
            let recent = thread.entries().rev().find(|entry| entry.is_to_customer() && turn.now - entry.at < DAY);
            recent.and_then(|entry| entry.template)
        });
        if let Some(template) = culprit {
            self.template_disliked(turn, template);
        }
        self.number_disliked(turn, key.number);
    }

    /// The customer stops marketing messages, or resumes them: the business is told.
    pub(crate) fn prefer_marketing(&mut self, turn: &mut Turn<'_>, key: ThreadKey, wanted: bool) {
        let shown = self.shows_phone(key, turn.now);
        let Some(person) = self.customers.get_mut(key.customer) else { return };
        person.marketing_stopped = !wanted;
        let (Some(customer), Some(number)) = (self.customers.get(key.customer), self.numbers.get(key.number)) else {
            return;
        };
        let (value, verb) = if wanted { ("resume", "resume") } else { ("stop", "stop") };
        let mut preference = json!({
            "user_id": customer.user_id,
            "detail": format!("User requested to {verb} marketing messages"),
            "category": "marketing_messages",
            "value": value,
            "timestamp": turn.now / 1_000,
        });
        if let (true, Some(preference)) = (shown, preference.as_object_mut()) {
            preference.insert("wa_id".to_owned(), customer.phone.as_str().into());
        }
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": number.metadata(),
            "contacts": [self.contact(customer, true, shown)],
            "user_preferences": [preference],
        });
        turn.webhook("user_preferences", &value, Some(key.number), key.customer.0);
        turn.live(Live::Customer(key.customer));
    }

    /// Why a marketing template will not reach this person, if it will not.
    pub(super) fn marketing_objection(&mut self, now: Millis, key: ThreadKey, window_open: bool) -> Option<u32> {
        let limits = self.settings.limits;
        let person = self.customers.get_mut(key.customer)?;
        if person.marketing_stopped {
            return Some(131_050);
        }
        if person.country == "US" && !limits.marketing_to_us {
            return Some(131_049);
        }
        if window_open || limits.marketing_per_user == u32::MAX {
            return None;
        }
        person.marketing_received.retain(|at| now - at < DAY);
        if person.marketing_received.len() >= limits.marketing_per_user as usize {
            return Some(131_049);
        }
        person.marketing_received.push(now);
        None
    }

    /// The number a customer would block or report: the one they last had to do with.
    pub(crate) fn usual_thread(&self, customer: CustomerId) -> ThreadKey {
        ThreadKey { number: self.usual_number(customer), customer }
    }
}
