//! A message of the business comes in: the checks in Meta's order, and what acceptance sets going.

use std::sync::Arc;

use serde_json::Value;
use whatsapp::message::{Envelope, MarkRead, Message};
use whatsapp::wamid::Direction;

use super::accepted::Accepted;
use super::blanks::render;
use super::bucket::Rate;
use super::template::{Template, TemplateStatus};
use super::thread::{Category, Content, Entry, MessageStatus};
use super::turn::{Event, Live, ThreadKey, Turn};
use super::{CustomerId, Language, NewCustomer, World, ids};
use crate::clock::Millis;
use crate::config::{UnknownRecipients, WindowRefusal};
use crate::customers::Profile;
use crate::faults::{Faults, chance};
use crate::refusal::{Refusal, comes_by_status};

/// Who a message is for, before it is known whether it will be accepted.
enum Addressee {
    Known(CustomerId),
    /// Digits that no customer has.
    Stranger(String),
}

/// What is known of a message by the time it is accepted.
struct Checked {
    category: Category,
    shown: Option<Value>,
    /// It is accepted, but a `failed` status will follow.
    fails_with: Option<u32>,
}

impl World {
    /// Takes a message in: the accepted message, or why not. `fault` is an error that shall happen anyway.
    pub(crate) fn send(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        envelope: Envelope,
        fault: Option<u32>,
        faults: &Faults,
    ) -> Result<Arc<Accepted>, Refusal> {
        if let Some(code) = fault.filter(|code| !comes_by_status(*code)) {
            return Err(Refusal::new(code, "This error was asked for."));
        }
        self.check_number(number)?;
        let addressee = self.addressee(number, &envelope)?;
        self.take_tokens(number, &addressee, turn.now)?;
        let mut checked = self.check_content(turn.now, number, &envelope)?;
        self.check_recipient(number, &addressee)?;
        checked.fails_with = fault.or(checked.fails_with);
        let customer = match addressee {
            Addressee::Known(customer) => customer,
            Addressee::Stranger(digits) => self.stranger(turn, &digits),
        };
        self.check_window(turn.now, ThreadKey { number, customer }, &envelope, &mut checked)?;
        Ok(self.accept(turn, ThreadKey { number, customer }, envelope, checked, faults))
    }

    fn check_number(&self, number: usize) -> Result<(), Refusal> {
        match self.numbers.get(number) {
            Some(number) if number.config.registered => Ok(()),
            Some(_) => Err(Refusal::new(133_010, "The account is not registered.")),
            None => Err(Refusal::unknown_object("")),
        }
    }

    fn addressee(&self, number: usize, envelope: &Envelope) -> Result<Addressee, Refusal> {
        if let Some(to) = &envelope.to {
            let given = ids::digits(to);
            if given.is_empty() || given.len() > 20 {
                return Err(Refusal::new(131_009, "The parameter to is not a phone number."));
            }
            return Ok(self.by_dialled_number(number, to.trim_start().starts_with('+'), given));
        }
        let user_id = envelope.recipient.as_deref().unwrap_or_default();
        let customer = self.customers.by_user_id(user_id).map(Addressee::Known);
        customer.ok_or_else(|| Refusal::new(131_009, "The parameter recipient is not a known user id."))
    }

    /// Without a `+` the country code of the business stands in front, unless the digits are somebody's already.
    fn by_dialled_number(&self, number: usize, international: bool, digits: String) -> Addressee {
        if let Some(customer) = self.customers.by_phone(&digits) {
            return Addressee::Known(customer);
        }
        let country_code = self.numbers.get(number).map(super::Number::country_code).unwrap_or_default();
        if international || digits.starts_with(&country_code) || digits.len() > 10 {
            return Addressee::Stranger(digits);
        }
        let digits = format!("{country_code}{digits}");
        self.customers.by_phone(&digits).map_or(Addressee::Stranger(digits), Addressee::Known)
    }

    fn take_tokens(&mut self, number: usize, addressee: &Addressee, now: Millis) -> Result<(), Refusal> {
        let limits = self.settings.limits;
        let throughput = Rate::per_second(limits.messages_per_second);
        let Some(bucket) = self.numbers.get_mut(number).map(|number| &mut number.throughput) else { return Ok(()) };
        if !bucket.take(throughput, now) {
            return Err(Refusal::new(130_429, "Cloud API message throughput has been reached."));
        }
        let Addressee::Known(customer) = *addressee else { return Ok(()) };
        let pair = Rate::burst_then_every(limits.pair_burst, limits.pair_interval_ms);
        let thread = self.threads.entry(ThreadKey { number, customer }).or_default();
        if !thread.pair.take(pair, now) {
            let details = "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.";
            return Err(Refusal::new(131_056, details));
        }
        Ok(())
    }

    /// A customer's message counts against the throughput of the number too, but is never refused.
    pub(crate) fn count_inbound(&mut self, number: usize, now: Millis) {
        let rate = Rate::per_second(self.settings.limits.messages_per_second);
        if let Some(number) = self.numbers.get_mut(number) {
            number.throughput.take(rate, now);
        }
    }

    fn check_content(&self, now: Millis, number: usize, envelope: &Envelope) -> Result<Checked, Refusal> {
        let plain = Checked { category: Category::Service, shown: None, fails_with: None };
        match &envelope.message {
            Message::Template(filling) => {
                let template = self.template_to_send(filling)?;
                template.blanks.check(filling)?;
                let shown = Some(render(&template.components, filling)?);
                Ok(Checked { category: template.billed_as(), shown, fails_with: None })
            }
            Message::Reaction(reaction) if self.find_message(&reaction.message_id).is_none() => {
                Ok(Checked { fails_with: Some(131_009), ..plain })
            }
            message => {
                let id = message.media().and_then(|media| media.id.as_deref());
                let is_there = |id: &str| {
                    id.parse().ok().and_then(|id| self.media.get(id, now)).is_some_and(|media| media.number == number)
                };
                match id.filter(|id| !is_there(id)) {
                    Some(id) => Err(Refusal::new(100, format!("Media with id {id} does not exist."))),
                    None => Ok(plain),
                }
            }
        }
    }

    fn template_to_send(&self, filling: &whatsapp::message::Template) -> Result<&Template, Refusal> {
        let (name, language) = (&filling.name, &filling.language.code);
        let unknown = || Refusal::new(132_001, format!("template name ({name}) does not exist in {language}"));
        let template = self.templates.find(name, language).ok_or_else(unknown)?;
        match template.status {
            TemplateStatus::Approved => Ok(template),
            TemplateStatus::Paused => Err(Refusal::new(132_015, "Template is paused due to low quality.")),
            TemplateStatus::Disabled => Err(Refusal::new(132_016, "Template is disabled.")),
            TemplateStatus::Pending | TemplateStatus::Rejected => Err(unknown()),
        }
    }

    fn check_recipient(&self, number: usize, addressee: &Addressee) -> Result<(), Refusal> {
        let Some(number) = self.numbers.get(number) else { return Ok(()) };
        let digits = match addressee {
            Addressee::Known(customer) => self.customers.get(*customer).map(|c| c.phone.as_str()).unwrap_or_default(),
            Addressee::Stranger(digits) => digits,
        };
        if digits == number.digits {
            return Err(Refusal::new(131_021, "The recipient is the sender."));
        }
        match &number.config.allowed_recipients {
            Some(allowed) if !allowed.iter().any(|phone| ids::digits(phone) == digits) => {
                Err(Refusal::new(131_030, "The recipient is not in the list of allowed numbers."))
            }
            _ => Ok(()),
        }
    }

    /// Somebody no customer of ours is, but who has a telephone.
    fn stranger(&mut self, turn: &mut Turn<'_>, digits: &str) -> CustomerId {
        let new = NewCustomer {
            name: format!("+{digits}"),
            phone: Some(digits.to_owned()),
            country: "ZZ".to_owned(),
            language: Language::English,
            profile: Profile::Still,
            username: None,
        };
        let id = self.customers.add(new, turn.rng);
        if let Some(customer) = self.customers.get_mut(id) {
            customer.on_whatsapp = self.settings.unknown_recipients == UnknownRecipients::Appear;
        }
        turn.live(Live::Customer(id));
        id
    }

    fn check_window(
        &self,
        now: Millis,
        key: ThreadKey,
        envelope: &Envelope,
        checked: &mut Checked,
    ) -> Result<(), Refusal> {
        let open = self.threads.get(&key).is_some_and(|thread| thread.window_is_open(now));
        if !self.customers.get(key.customer).is_some_and(|customer| customer.on_whatsapp) {
            checked.fails_with = checked.fails_with.or(Some(131_026));
        }
        if open || !envelope.message.needs_open_window() {
            return Ok(());
        }
        match self.settings.window_refusal {
            WindowRefusal::Answer => Err(crate::refusal::failure(131_047)),
            WindowRefusal::Status => {
                checked.fails_with = checked.fails_with.or(Some(131_047));
                Ok(())
            }
        }
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
        let envelope = Arc::new(envelope);
        let entry = Entry {
            id: Arc::clone(&wamid),
            at: turn.now,
            content: Content::ToCustomer { envelope: Arc::clone(&envelope), shown: checked.shown },
            context: envelope.context.as_ref().map(|context| context.message_id.as_str().into()),
            status: MessageStatus::Accepted,
            error: None,
            category: checked.category,
            price: None,
        };
        let place = self.push(turn, key, entry);
        if self.settings.statuses && !chance(turn.rng, faults.silent_rate) {
            let (least, most) = self.settings.pace.accepted_to_sent;
            let wait = rand::Rng::random_range(turn.rng, least..=most.max(least));
            let next = checked.fails_with.map_or(Event::Sent(place), |code| Event::Failed(place, code));
            turn.later(wait, next);
        }
        self.remember(turn.now, key, wamid, envelope)
    }

    fn remember(&mut self, now: Millis, key: ThreadKey, wamid: Arc<str>, envelope: Arc<Envelope>) -> Arc<Accepted> {
        let number = self.numbers.get(key.number).map(|number| number.config.phone_number_id.clone());
        let accepted = Arc::new(Accepted {
            arrival: self.accepted_count,
            at: now,
            phone_number_id: number.unwrap_or_default(),
            customer: key.customer,
            wamid,
            envelope,
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
        self.check_number(number)?;
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
