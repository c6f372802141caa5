//! Simulated customers at work: when they look, what they do, when they come back.

use rand::Rng;

use super::inbound::Said;
use super::thread::Content;
use super::turn::{Event, MessageKey, Turn};
use super::{CustomerId, World};
use crate::clock::Millis;
use crate::customers::{Character, Deed, Line, Profile, Reply, line, reply};
use crate::faults::chance;

const SECOND: Millis = 1_000;
const MINUTE: Millis = 60 * SECOND;
/// How often somebody in a group says something.
const CHIMES_IN: f64 = 0.3;

impl World {
    /// When the n-th customer first writes, if they ever do by themselves.
    pub(crate) fn plan_first_chat(&mut self, turn: &mut Turn<'_>, customer: CustomerId, n: usize, chatting: usize) {
        let profile = self.customers.get(customer).map(|person| person.profile);
        if matches!(profile, None | Some(Profile::Still | Profile::NeverReads)) {
            return;
        }
        let span = match n {
            n if n < chatting.min(3) => (0, 2 * SECOND),
            n if n < chatting => (2 * SECOND, MINUTE),
            _ => (2 * MINUTE, 40 * MINUTE),
        };
        self.intend(turn, customer, span, Deed::Begin);
    }

    /// Something new is on the phone.
    pub(crate) fn notice(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        let Some(person) = self.customers.get(customer).filter(|person| !person.held) else { return };
        if let Some(span) = person.profile.time_to_look() {
            self.intend(turn, customer, span, Deed::Look);
        }
    }

    /// Somebody takes the phone into their hands, or puts it down.
    pub(crate) fn set_held(&mut self, customer: CustomerId, held: bool) {
        if let Some(person) = self.customers.get_mut(customer) {
            person.held = held;
            person.mind.intention = person.mind.intention.wrapping_add(1);
        }
    }

    pub(crate) fn act(&mut self, turn: &mut Turn<'_>, customer: CustomerId, deed: Deed) {
        let Some(person) = self.customers.get(customer).filter(|person| !person.held) else { return };
        match deed {
            Deed::Begin if !person.mind.opted_out => self.begin(turn, customer),
            Deed::Look => self.look(turn, customer),
            Deed::Answer { to, intention } if intention == person.mind.intention => self.answer(turn, customer, to),
            Deed::Nudge { intention } if intention == person.mind.intention => {
                self.speak(turn, customer, Line::AnybodyThere);
            }
            Deed::Begin | Deed::Answer { .. } | Deed::Nudge { .. } => {}
        }
    }

    fn begin(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        let turns = turn.rng.random_range(3..=6);
        let Some(person) = self.customers.get_mut(customer) else { return };
        person.mind.turns_left = turns;
        person.mind.intention = person.mind.intention.wrapping_add(1);
        let group = self.assets.groups.joined_by(customer).filter(|_| chance(turn.rng, CHIMES_IN)).map(str::to_owned);
        if group.is_some() {
            self.speak_in(turn, customer, Line::Opening, group);
            self.come_back_later(turn, customer);
            return;
        }
        self.speak(turn, customer, Line::Opening);
        self.grow_impatient(turn, customer);
    }

    fn look(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        self.read_phone(turn, customer);
        let Some(newest) = self.newest_from_business(customer) else { return };
        let is_template = self.entry(newest).is_some_and(|entry| {
            entry.envelope().is_some_and(|e| matches!(e.message, whatsapp::message::Message::Template(_)))
        });
        // In a group one leaves the answer to the others, as a rule.
        let in_group = self.entry(newest).is_some_and(|entry| entry.group.is_some());
        let chimes_in = in_group && chance(turn.rng, CHIMES_IN);
        let Some(person) = self.customers.get_mut(customer) else { return };
        if person.mind.turns_left == 0 && is_template {
            person.mind.turns_left = 2;
        }
        if in_group {
            person.mind.turns_left = u8::from(chimes_in);
        }
        if person.mind.turns_left == 0 {
            return;
        }
        person.mind.intention = person.mind.intention.wrapping_add(1);
        let deed = Deed::Answer { to: newest, intention: person.mind.intention };
        let span = person.profile.time_to_write();
        self.intend(turn, customer, span, deed);
    }

    fn answer(&mut self, turn: &mut Turn<'_>, customer: CustomerId, to: MessageKey) {
        let Some(person) = self.customers.get_mut(customer) else { return };
        person.mind.turns_left = person.mind.turns_left.saturating_sub(1);
        let last_words = person.mind.turns_left == 0;
        let (profile, language) = (person.profile, person.language);
        let order_numbers = &self.settings.population.order_numbers;
        let character = Character { profile, language, order_numbers, last_words };
        let Some(entry) = self.entry(to) else { return };
        let Content::ToCustomer { envelope, shown } = &entry.content else { return };
        let Some(reply) = reply(&character, envelope, shown.as_ref(), turn.rng) else { return };
        let context = reply.quotes.then(|| entry.id.to_string());
        let group = entry.group.as_ref().map(|group| group.id.to_string());
        let in_group = group.is_some();
        let said = Said { message: reply.message, context, number: Some(to.thread.number), group, ..Said::default() };
        self.say(turn, customer, said);
        if in_group {
            return;
        }
        match (last_words, profile) {
            (false, _) => self.grow_impatient(turn, customer),
            (true, Profile::OptsOut) => {
                if let Some(person) = self.customers.get_mut(customer) {
                    person.mind.opted_out = true;
                }
            }
            (true, _) => {
                if chance(turn.rng, self.settings.population.restless) {
                    self.do_something_else(turn, customer);
                }
                self.come_back_later(turn, customer);
            }
        }
    }

    /// What people do now and then, beside writing.
    fn do_something_else(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        let key = self.usual_thread(customer);
        match turn.rng.random_range(0..5) {
            0 => drop(self.change_number(turn, customer, None)),
            1 => {
                let username = format!("someone.{customer}");
                self.set_username(turn, customer, Some(username));
            }
            2 => self.prefer_marketing(turn, key, false),
            3 => self.report(turn, key),
            _ => self.set_blocked_by_customer(turn, key, true),
        }
    }

    fn newest_from_business(&self, customer: CustomerId) -> Option<MessageKey> {
        let newest = self.threads_of(customer).filter_map(|thread| {
            let (place, entry) = self.thread(thread)?.newest_of_business()?;
            Some((entry.at, MessageKey { thread, place }))
        });
        newest.max_by_key(|(at, _)| *at).map(|(_, key)| key)
    }

    fn grow_impatient(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        let Some(person) = self.customers.get(customer) else { return };
        if person.profile == Profile::Impatient {
            let intention = person.mind.intention;
            self.intend(turn, customer, (20 * SECOND, 45 * SECOND), Deed::Nudge { intention });
        }
    }

    /// When people take no time, a chat would follow the last at once and for ever: then they do not come back.
    fn come_back_later(&mut self, turn: &mut Turn<'_>, customer: CustomerId) {
        if self.settings.pace.people > 0.0 {
            let span = self.settings.population.back_after;
            self.intend(turn, customer, span, Deed::Begin);
        }
    }

    fn speak(&mut self, turn: &mut Turn<'_>, customer: CustomerId, occasion: Line) {
        self.speak_in(turn, customer, occasion, None);
    }

    fn speak_in(&mut self, turn: &mut Turn<'_>, customer: CustomerId, occasion: Line, group: Option<String>) {
        let Some(language) = self.customers.get(customer).map(|person| person.language) else { return };
        let openings = &self.settings.population.openings;
        let words = if occasion == Line::Opening && !openings.is_empty() {
            openings.get(turn.rng.random_range(0..openings.len())).cloned().unwrap_or_default()
        } else {
            line(occasion, language, turn.rng).to_owned()
        };
        self.say(turn, customer, Said { message: Reply::text(words).message, group, ..Said::default() });
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "waits of at most hours")]
    fn intend(&self, turn: &mut Turn<'_>, customer: CustomerId, span: (Millis, Millis), deed: Deed) {
        let wait = turn.rng.random_range(span.0..=span.1) as f64 * self.settings.pace.people.max(0.0);
        turn.later(wait as Millis, Event::Deed { customer, deed });
    }
}
