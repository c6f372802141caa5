//! A message of the business comes in: the checks in Meta's order, and what acceptance sets going.

use std::sync::Arc;

use rand::Rng;
use whatsapp::message::{Envelope, MarkRead, RecipientType};
use whatsapp::wamid::Direction;

use super::accepted::Accepted;
use super::addressee::Addressee;
use super::bucket::Rate;
use super::content_check::{Checked, Way};
use super::identity::identity_key_hash;
use super::pacing::Hold;
use super::thread::{Category, Entry, MessageStatus};
use super::turn::{Event, Live, ThreadKey, Turn};
use super::{World, ids};
use crate::clock::Millis;
use crate::config::WindowRefusal;
use crate::faults::{Faults, chance};
use crate::refusal::{Refusal, comes_by_status};

/// Messages a second of a number that is in the WhatsApp Business app as well.
const IN_BUSINESS_APP: u32 = 20;

impl World {
    /// Takes a message in: the accepted message, or why not. `fault` is an error that shall happen anyway.
    pub(crate) fn send(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        envelope: Envelope,
        way: Way,
        fault: Option<u32>,
        faults: &Faults,
    ) -> Result<Arc<Accepted>, Refusal> {
        let fault = fault.or_else(|| self.particular_fault(turn, number, &envelope, faults));
        if let Some(code) = fault.filter(|code| !comes_by_status(*code)) {
            return Err(Refusal::new(code, "This error was asked for."));
        }
        self.check_number(number, turn.now)?;
        if envelope.recipient_type == Some(RecipientType::Group) {
            return self.send_to_group(turn, number, envelope, way, fault, faults);
        }
        let addressee = self.addressee(number, &envelope)?;
        self.take_tokens(number, &addressee, turn.now)?;
        let mut checked = self.check_content(turn.now, number, &envelope, way)?;
        self.check_recipient(number, &addressee)?;
        checked.fails_with = fault.or(checked.fails_with);
        let key = ThreadKey { number, customer: self.customer_of(turn, addressee) };
        self.check_call_request(turn, key, &envelope.message)?;
        self.check_order(number, &envelope.message)?;
        self.foresee(turn, key, &envelope, &mut checked)?;
        Ok(self.accept(turn, key, envelope, checked, faults))
    }

    /// A fault meant for this number, or for this kind of message.
    fn particular_fault(
        &self,
        turn: &mut Turn<'_>,
        number: usize,
        envelope: &Envelope,
        faults: &Faults,
    ) -> Option<u32> {
        if faults.are_general() {
            return None;
        }
        let number = self.numbers.get(number).map(|number| number.config.phone_number_id.as_str());
        faults.particular_error(turn.rng, number.unwrap_or_default(), envelope.message.kind())
    }

    fn check_number(&self, number: usize, now: Millis) -> Result<(), Refusal> {
        let number = self.numbers.get(number).ok_or_else(|| Refusal::unknown_object(""))?;
        if !number.config.registered {
            return Err(Refusal::new(133_010, "The account is not registered."));
        }
        if self.account.locked {
            return Err(Refusal::new(131_031, "Business account has been locked."));
        }
        if now < number.in_maintenance_until {
            return Err(Refusal::new(131_057, "The number is being upgraded; try again in a minute."));
        }
        Ok(())
    }

    pub(super) fn take_throughput(&mut self, number: usize, now: Millis) -> Result<(), Refusal> {
        let throughput = self.throughput(number);
        let Some(bucket) = self.numbers.get_mut(number).map(|number| &mut number.throughput) else { return Ok(()) };
        if !bucket.take(throughput, now) {
            return Err(Refusal::new(130_429, "Cloud API message throughput has been reached."));
        }
        Ok(())
    }

    fn take_tokens(&mut self, number: usize, addressee: &Addressee, now: Millis) -> Result<(), Refusal> {
        self.take_throughput(number, now)?;
        let Addressee::Known(customer) = *addressee else { return Ok(()) };
        let limits = self.settings.limits;
        let pair = Rate::burst_then_every(limits.pair_burst, limits.pair_interval_ms);
        let thread = self.threads.entry(ThreadKey { number, customer }).or_default();
        if !thread.pair.take(pair, now) {
            let details = "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.";
            return Err(Refusal::new(131_056, details));
        }
        Ok(())
    }

    fn throughput(&self, number: usize) -> Rate {
        let limits = self.settings.limits;
        let upgraded = self.numbers.get(number).is_some_and(|number| number.upgraded);
        let rate = if upgraded { limits.upgraded_messages_per_second } else { limits.messages_per_second };
        let in_app = self.is_in_business_app(number);
        Rate::per_second(if in_app { rate.min(IN_BUSINESS_APP) } else { rate })
    }

    /// A customer's message counts against the throughput of the number too, but is never refused.
    pub(crate) fn count_inbound(&mut self, number: usize, now: Millis) {
        let rate = self.throughput(number);
        if let Some(number) = self.numbers.get_mut(number) {
            number.throughput.take(rate, now);
        }
    }

    /// Finds what will keep an accepted message from arriving, and what keeps it from being accepted after all.
    fn foresee(
        &mut self,
        turn: &mut Turn<'_>,
        key: ThreadKey,
        envelope: &Envelope,
        checked: &mut Checked,
    ) -> Result<(), Refusal> {
        let open = self.threads.get(&key).is_some_and(|thread| thread.window_is_open(turn.now));
        self.account.check(turn.now, !open)?;
        if checked.fails_with.is_none() {
            checked.fails_with = self.obstacle(turn.now, key, envelope, checked, open);
        }
        if !open && !checked.opens_window {
            if self.settings.window_refusal == WindowRefusal::Answer {
                return Err(crate::refusal::failure(131_047));
            }
            checked.fails_with = checked.fails_with.or(Some(131_047));
        }
        if checked.fails_with.is_none() && !open && !self.reach_out(turn, key) {
            checked.fails_with = Some(131_048);
        }
        Ok(())
    }

    /// What will keep it from arriving, of what lies with the customer.
    fn obstacle(
        &mut self,
        now: Millis,
        key: ThreadKey,
        envelope: &Envelope,
        checked: &Checked,
        open: bool,
    ) -> Option<u32> {
        let person = self.customers.get(key.customer)?;
        if !person.on_whatsapp {
            return Some(131_026);
        }
        let expected = envelope.recipient_identity_key_hash.as_deref();
        if expected.is_some_and(|expected| expected != identity_key_hash(&person.user_id)) {
            return Some(137_000);
        }
        if self.threads.get(&key).is_some_and(|thread| thread.blocked_by_business) {
            return Some(130_403);
        }
        if checked.category == Category::Marketing { self.marketing_objection(now, key, open) } else { None }
    }

    fn accept(
        &mut self,
        turn: &mut Turn<'_>,
        key: ThreadKey,
        envelope: Envelope,
        checked: Checked,
        faults: &Faults,
    ) -> Arc<Accepted> {
        let phone = self.customers.get(key.customer).map(|customer| customer.phone.as_str()).unwrap_or_default();
        let wamid: Arc<str> = ids::wamid(turn.rng, phone, Direction::FromBusiness).into();
        if envelope.to.is_some() {
            self.keep_phone_shown(key, turn.now);
        }
        self.answer_referral(key, turn.now);
        self.take_order(key, &envelope);
        let envelope = Arc::new(envelope);
        let direct = checked.opens_window && checked.template.is_none();
        let direct_template = direct.then(|| self.template_for(turn, checked.category, &envelope));
        let (template, fails_with) = (checked.template, checked.fails_with);
        let entry = checked.into_entry(Arc::clone(&wamid), turn.now, Arc::clone(&envelope));
        let place = self.push(turn, key, Entry { direct_template, ..entry });
        let hold = template.filter(|_| fails_with.is_none()).map_or(Hold::None, |id| self.pace(turn, id));
        self.hold(place, hold);
        if hold == Hold::None
            && let Some(wait) = self.first_status_after(turn, faults)
        {
            turn.later(wait, fails_with.map_or(Event::Sent(place), |code| Event::Failed(place, code)));
        }
        self.remember(turn.now, key, wamid, envelope, hold)
    }

    /// How long after a message its first status comes, if any does.
    pub(super) fn first_status_after(&self, turn: &mut Turn<'_>, faults: &Faults) -> Option<Millis> {
        if !self.settings.statuses || chance(turn.rng, faults.silent_rate) {
            return None;
        }
        let (least, most) = self.settings.pace.accepted_to_sent;
        Some(turn.rng.random_range(least..=most.max(least)))
    }

    /// The first answer to somebody who came by an advertisement opens the free entry point.
    fn answer_referral(&mut self, key: ThreadKey, now: Millis) {
        let lasts = self.settings.free_entry;
        let Some(thread) = self.threads.get_mut(&key).filter(|thread| now < thread.referred_until) else { return };
        thread.referred_until = 0;
        thread.free_entry_until = now + lasts;
    }

    pub(super) fn remember(
        &mut self,
        now: Millis,
        key: ThreadKey,
        wamid: Arc<str>,
        envelope: Arc<Envelope>,
        hold: Hold,
    ) -> Arc<Accepted> {
        let number = self.numbers.get(key.number).map(|number| number.config.phone_number_id.clone());
        let accepted = Arc::new(Accepted {
            arrival: self.accepted_count,
            at: now,
            phone_number_id: number.unwrap_or_default(),
            customer: key.customer,
            wamid,
            envelope,
            message_status: hold.message_status(),
        });
        self.accepted_count += 1;
        self.accepted.push_back(Arc::clone(&accepted));
        if self.accepted.len() > self.settings.keep.accepted.max(1) {
            self.accepted.pop_front();
        }
        accepted
    }

    /// The business has read a customer's message, and those before it.
    pub(crate) fn mark_read(&mut self, turn: &mut Turn<'_>, number: usize, mark: &MarkRead) -> Result<(), Refusal> {
        self.check_number(number, turn.now)?;
        let found = self.find_message(&mark.message_id).map(|(key, entry)| (key, entry.is_to_customer()));
        let Some((key, false)) = found.filter(|(key, _)| key.thread.number == number) else {
            return Err(Refusal::new(131_009, "The message_id is not that of a message of a customer."));
        };
        let Some(thread) = self.threads.get_mut(&key.thread) else { return Ok(()) };
        for id in thread.mark_read_by_business(key.place) {
            let status = MessageStatus::Read;
            turn.live(Live::Status { customer: key.thread.customer, id, status });
        }
        if mark.typing {
            turn.live(Live::Typing(key.thread.customer));
        }
        Ok(())
    }
}
