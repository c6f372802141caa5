//! The world of one conversation, through which everything goes as in production: [`crate::decide`].

use super::document::{AgentAct, Answer, ContactChange, Given, OutsideNews, Person};
use super::happening::Happening;
use super::play::Cast;
use super::shown::Shown;
use super::stub::Stubs;
use crate::consent::{Category, ConsentRecord, ConsentSource, ConsentState, Consents};
use crate::contact::{Contact, identity};
use crate::conversation::{Conversation, Owner};
use crate::decide::action::{Action, Actor, act};
use crate::decide::happened::Told;
use crate::decide::{Turn, bot, errands, happened, inbound, wake};
use crate::errand::Errand;
use crate::event::Event;
use crate::flow::document::{Flow, NodeId, Span};
use crate::flow::engine::{Cause, Passage};
use crate::flow::session::{HttpAnswer, HttpCall, Session, Waiting};
use crate::id::{ContactId, ConversationId, IdSource, NumberId, SessionId, UserId, WorkspaceId};
use crate::number::{Health, Number};
use crate::outside::EventSource;
use crate::time::Timestamp;
use crate::window;
use crate::world::{PublishedFlow, World};
use serde_json::json;
use std::sync::Arc;
use whatsapp::webhook::{ContactCard, Content, InboundContext, InboundMessage};

const NUMBER: &str = "100000000000001";
const PHONE: &str = "34600111222";
const NAME: &str = "Ana";
/// Tuesday, 10 March 2026, 11:00 UTC: a working day in an ordinary week.
pub(super) const START: Timestamp = Timestamp(1_773_140_400_000);
/// Requests and alarms that one act may set off: what stops a flow that never rests.
const CHAIN: usize = 200;

pub(super) struct Stage {
    pub(super) now: Timestamp,
    pub(super) world: World,
    pub(super) stubs: Stubs,
    pub(super) passages: Vec<Passage>,
    ids: IdSource,
    contact: ContactId,
    card: ContactCard,
    received: u32,
    /// What the bot said, each with the session that said it.
    said: Vec<Said>,
    happenings: Vec<Happening>,
    calls: Vec<HttpCall>,
    errands: Vec<Errand>,
}

struct Said {
    wamid: String,
    shown: Shown,
    session: Option<SessionId>,
}

impl Stage {
    pub(super) fn set(cast: &Cast, given: Given) -> Self {
        let Given { at, contact: person, settings, http, users } = given;
        let mut ids = IdSource::new(7);
        let now = at.map_or(START, |moment| moment.0);
        let mut world = World::new([number(&mut ids, now)], Arc::new(settings));
        world.flows = cast.book.clone();
        world.templates = cast.templates.clone();
        world.understander.clone_from(&cast.understander);
        let phone = person.phone.clone().unwrap_or_else(|| PHONE.to_owned());
        let segments = person.segments.clone();
        let contact = contact(&mut ids, now, person, &phone);
        let mut card = ContactCard { wa_id: Some(phone), ..ContactCard::default() };
        card.profile.name = Some(contact.name.clone());
        let mut stubs = Stubs::default();
        stubs.put_first(&http);
        let id = contact.id;
        world.add_contact(contact);
        for segment in &segments {
            world.add_to_segment(id, segment);
        }
        for email in &users {
            world.users.insert(email.trim().to_lowercase(), UserId::new(&mut ids, now));
        }
        Self {
            now,
            world,
            stubs,
            passages: Vec::new(),
            ids,
            contact: id,
            card,
            received: 0,
            said: Vec::new(),
            happenings: Vec::new(),
            calls: Vec::new(),
            errands: Vec::new(),
        }
    }

    pub(super) fn take_happenings(&mut self) -> Vec<Happening> {
        std::mem::take(&mut self.happenings)
    }

    pub(super) fn contact(&self) -> Option<&Contact> {
        self.world.contact(self.contact)
    }

    pub(super) fn conversation(&self) -> Option<&Conversation> {
        self.world.conversations().find(|conversation| conversation.contact == self.contact)
    }

    pub(super) fn session(&self) -> Option<&Session> {
        self.world.session(self.conversation()?.id)
    }

    pub(super) fn hear(&mut self, content: Content) -> Result<(), String> {
        self.received += 1;
        let (id, at) = (format!("wamid.test{}", self.received), self.now.as_millis() / 1000);
        let mut message = InboundMessage::new(self.card.wa_id.clone().unwrap_or_default(), id, at, content);
        message.context = message.content.reply_id().and_then(|payload| self.message_with(payload));
        let card = self.card.clone();
        self.decide(|turn| inbound::received(turn, NUMBER, Some(&card), &message))
            .map_err(|unusable| unusable.to_string())
    }

    /// The newest message that has this to tap, as Meta names it with the tap.
    fn message_with(&self, payload: &str) -> Option<InboundContext> {
        let said = self.said.iter().rev().find(|said| said.shown.offers().any(|offer| offer.payload == payload))?;
        Some(InboundContext { id: Some(said.wamid.clone()), ..InboundContext::default() })
    }

    /// Rings every alarm on the way.
    pub(super) fn wait(&mut self, until: Timestamp) {
        for _ in 0..CHAIN {
            let Some((due, conversation)) = self.next_alarm().filter(|(due, _)| *due <= until) else { break };
            if due > self.now {
                self.happenings.push(Happening::Later(Span(due.since(self.now))));
                self.now = due;
            }
            self.decide(|turn| wake::alarm(turn, conversation));
        }
        self.now = self.now.max(until);
    }

    fn next_alarm(&self) -> Option<(Timestamp, ConversationId)> {
        let alarms = self.world.sessions().filter_map(|session| Some((session.wake_at()?, session.conversation)));
        alarms.map(|(at, conversation)| (at.max(self.now), conversation)).min()
    }

    pub(super) fn answer(&mut self, answer: &Answer) -> Result<(), String> {
        let Some(Waiting::Http { call, .. }) = self.session().map(|session| session.waiting.clone()) else {
            return Err("no request is under way".to_owned());
        };
        let Answer { status, body, error } = answer.clone();
        let status = status.or_else(|| error.is_none().then_some(200));
        self.deliver(HttpAnswer { call, status, body, error });
        Ok(())
    }

    pub(super) fn agent(&mut self, agent: AgentAct) -> Result<(), String> {
        let conversation = self.conversation().ok_or("there is no conversation yet")?.id;
        let user = UserId::new(&mut self.ids, self.now);
        let action = match agent {
            AgentAct::TakesOver => Action::TakeOver,
            AgentAct::GivesBack => Action::GiveBack,
            AgentAct::Resolves => Action::Resolve,
            AgentAct::ResetsSession => Action::ResetSession,
        };
        let done = self.decide(|turn| act(turn, conversation, Actor::Agent(user), action));
        done.map(drop).map_err(|unsaid| unsaid.to_string())
    }

    /// Begins at this node with what the running session knows, in an open window.
    pub(super) fn jump(&mut self, node: &NodeId) -> Result<(), String> {
        let has_it = |flow: &&Arc<PublishedFlow>| flow.document.nodes.contains_key(node);
        let flow = self
            .world
            .flows
            .active()
            .iter()
            .find(has_it)
            .cloned()
            .ok_or_else(|| format!("no node is called {node}"))?;
        if self.conversation().is_none() {
            // The smallest thing a customer can do without setting a flow off.
            let reaction = json!({"type": "reaction", "reaction": {"message_id": "wamid.none", "emoji": "👋"}});
            self.hear(serde_json::from_value(reaction).map_err(|error| error.to_string())?)?;
        }
        let conversation = self.conversation().ok_or("there is no conversation")?.id;
        let variables = self.world.remove_session(conversation).map(|session| session.variables).unwrap_or_default();
        let expires = self.now.plus(window::LENGTH);
        self.world.change_conversation(conversation, |conversation| {
            conversation.owner = Owner::Bot;
            conversation.window_expires_at = Some(expires);
        });
        let document = Flow { start: node.clone(), ..flow.document.clone() };
        let there = PublishedFlow { id: flow.id, version: flow.version, name: flow.name.clone(), document };
        self.decide(|turn| bot::begin_by(turn, conversation, &there, Cause::Asked(variables)));
        Ok(())
    }

    /// Something happens outside that concerns the customer.
    pub(super) fn happen(&mut self, news: &OutsideNews) {
        let OutsideNews { name, properties } = news.clone();
        let told = Told { external_id: None, name, source: EventSource::Api, amount: None, properties, at: self.now };
        let contact = self.contact;
        self.decide(|turn| happened::about_contact(turn, contact, None, told));
    }

    pub(super) fn change(&mut self, change: &ContactChange) {
        self.world.change_contact(self.contact, |contact| {
            if change.language.is_some() {
                contact.language.clone_from(&change.language);
            }
            contact.fields.extend(change.fields.clone());
            contact.labels.extend(change.labels.iter().cloned());
            contact.labels.retain(|label| !change.without_labels.contains(label));
        });
        self.world.changes();
    }

    /// A user of the inbox by e-mail address.
    pub(super) fn user(&self, email: &str) -> Option<UserId> {
        self.world.users.get(&email.trim().to_lowercase()).copied()
    }

    fn deliver(&mut self, answer: HttpAnswer) {
        let waiting =
            |session: &&Session| matches!(&session.waiting, Waiting::Http { call, .. } if *call == answer.call);
        let conversation = self.world.sessions().find(waiting).map(|session| session.conversation);
        self.happenings.push(Happening::Answered(answer.clone()));
        if let Some(conversation) = conversation {
            self.decide(|turn| wake::http_answered(turn, conversation, answer));
        }
    }

    /// One turn, and the answers that stubs give to what it requested.
    fn decide<T>(&mut self, decide: impl FnOnce(&mut Turn<'_>) -> T) -> T {
        let before = self.contact().cloned();
        let running: Vec<Session> = self.world.sessions().cloned().collect();
        let mut turn = Turn::new(self.now, &mut self.ids, &mut self.world);
        let result = decide(&mut turn);
        self.passages.extend(turn.passages().iter().cloned());
        let events = turn.finish();
        let ours = self.conversation().map(|conversation| conversation.id);
        self.happenings.extend(Happening::of(&events, before.as_ref(), ours));
        self.keep_what_was_said(&events, running);
        for event in events {
            match event {
                Event::HttpCallRequested(call) => self.calls.push(call),
                Event::ErrandSet(errand) => self.errands.push(*errand),
                _ => {}
            }
        }
        self.do_what_is_left();
        result
    }

    /// As the store does: a session that has ended can be found by what it said.
    fn keep_what_was_said(&mut self, events: &[Event], running: Vec<Session>) {
        for event in events {
            if let Event::MessageQueued(outgoing) = event {
                let message = &outgoing.message;
                let sessions = self.world.sessions().chain(&running);
                let session = sessions.into_iter().find(|session| session.conversation == message.conversation);
                let shown = Shown::of(message.content.clone());
                let session = session.map(|session| session.id);
                self.said.push(Said { wamid: format!("wamid.{}", message.id), shown, session });
            }
        }
        for session in running {
            let is_over = self.world.session(session.conversation).is_none_or(|now| now.id != session.id);
            for said in self.said.iter().filter(|said| is_over && said.session == Some(session.id)) {
                self.world.add_ended(said.wamid.clone(), session.clone());
            }
        }
    }

    /// What the server does by itself after a turn: errands to other people, and requests that a stub answers.
    fn do_what_is_left(&mut self) {
        while let Some(errand) = self.errands.pop() {
            self.decide(|turn| errands::run(turn, errand));
        }
        while let Some(call) = self.calls.pop() {
            if let Some(answer) = self.stubs.answer(&call) {
                self.deliver(answer);
            }
        }
    }
}

fn number(ids: &mut IdSource, now: Timestamp) -> Number {
    Number {
        id: NumberId::new(ids, now),
        workspace: WorkspaceId::new(ids, now),
        phone_number_id: NUMBER.into(),
        waba_id: "1".into(),
        display_phone_number: "+34 900 000 000".into(),
        verified_name: "Test".into(),
        messages_per_second: 80,
        health: Health::Connected,
        simulated: true,
    }
}

fn contact(ids: &mut IdSource, now: Timestamp, person: Person, phone: &str) -> Contact {
    let id = ContactId::new(ids, now);
    let mut consents = Consents::default();
    let states = [(Category::Marketing, person.consent.marketing), (Category::Utility, person.consent.utility)];
    for (category, state) in states {
        if let Some(state) = state.filter(|state| *state != ConsentState::Unknown) {
            let given = (ConsentSource::Api, "given by the test");
            consents.record(&ConsentRecord::new(id, category, state, given, now));
        }
    }
    let name = person.name.unwrap_or_else(|| NAME.to_owned());
    Contact {
        language: person.language,
        identifiers: identity::from_card(Some(phone), None, None, None),
        fields: person.fields,
        labels: person.labels,
        consents,
        ..Contact::new(id, name, now)
    }
}
