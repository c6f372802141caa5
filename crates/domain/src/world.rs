//! The part of the product's memory that a decision needs, loaded before it and changed only by it.
//!
//! A world holds a whole batch: many people, many conversations. Decisions read it, change it and mark what they
//! touched; [`World::changes`] turns the marks into events.

use crate::contact::{Contact, Identifier};
use crate::conversation::Conversation;
use crate::event::Event;
use crate::flow::session::Session;
use crate::id::{ContactId, ConversationId, MessageId, NumberId, TemplateId, UserId};
use crate::intent::Understander;
use crate::message::MessageStatus;
use crate::number::Number;
use crate::template::{Template, TemplateBook, TemplateNews};
use crate::text::fold;
use crate::tier::Reach;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

pub use crate::flow::book::{FlowBook, PublishedFlow};

#[derive(Clone, Debug, Default)]
pub struct World {
    /// By Meta's phone number id.
    pub numbers: HashMap<String, Number>,
    pub flows: Arc<FlowBook>,
    /// What flows read as `settings.NAME`.
    pub flow_settings: Arc<Map<String, Value>>,
    /// What the gate knows of the templates that flows say.
    pub templates: Arc<TemplateBook>,
    /// Meta's limit of people who are written to first; empty where nobody is.
    pub reach: Reach,
    /// What hears messages, once something was taught and published.
    pub understander: Option<Arc<Understander>>,
    /// Users by e-mail address in lower case; only loaded when a flow names one.
    pub users: HashMap<String, UserId>,
    contacts: HashMap<ContactId, Contact>,
    people: HashMap<Identifier, ContactId>,
    conversations: HashMap<ConversationId, Conversation>,
    threads: HashMap<(NumberId, ContactId), ConversationId>,
    sessions: HashMap<ConversationId, Session>,
    /// Sessions that have ended, by Meta's id of a message they said: somebody taps a button of it now.
    ended: HashMap<String, Session>,
    /// Of the segments that flows name, by folded name.
    segments: HashMap<ContactId, BTreeSet<String>>,
    /// Outgoing messages that statuses of this batch may speak of.
    messages: HashMap<MessageId, KnownMessage>,
    /// Templates that news of this batch may speak of.
    reviewed: HashMap<TemplateId, Template>,
    outgoing_by_wamid: HashMap<String, MessageId>,
    /// Messages that are stored already: a second copy acts no more.
    seen: HashSet<String>,
    touched: Touched,
}

#[derive(Clone, Debug, Default)]
struct Touched {
    contacts: BTreeSet<ContactId>,
    conversations: BTreeSet<ConversationId>,
    sessions: BTreeSet<ConversationId>,
    reviewed: BTreeSet<TemplateId>,
}

/// What a status needs to know of the message it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownMessage {
    pub id: MessageId,
    pub conversation: ConversationId,
    pub status: MessageStatus,
    pub wamid: Option<String>,
}

impl World {
    /// A world in which nobody is known yet.
    pub fn new(numbers: impl IntoIterator<Item = Number>, flow_settings: Arc<Map<String, Value>>) -> Self {
        let numbers = numbers.into_iter().map(|number| (number.phone_number_id.clone(), number)).collect();
        Self { numbers, flow_settings, ..Self::default() }
    }

    pub fn add_contact(&mut self, contact: Contact) {
        for identifier in &contact.identifiers {
            self.give(identifier, contact.id);
        }
        self.contacts.insert(contact.id, contact);
    }

    /// An identifier has one holder: whoever had it before loses it (a username that somebody else took).
    fn give(&mut self, identifier: &Identifier, to: ContactId) {
        let former = self.people.insert(identifier.clone(), to).filter(|former| *former != to);
        let Some(former) = former.and_then(|former| self.contacts.get_mut(&former)) else { return };
        if former.identifiers.remove(identifier) {
            self.touched.contacts.insert(former.id);
        }
    }

    pub fn add_conversation(&mut self, conversation: Conversation) {
        self.threads.insert((conversation.number, conversation.contact), conversation.id);
        self.conversations.insert(conversation.id, conversation);
    }

    pub fn add_session(&mut self, session: Session) {
        self.sessions.insert(session.conversation, session);
    }

    pub fn add_ended(&mut self, wamid: String, session: Session) {
        self.ended.insert(wamid, session);
    }

    pub fn add_to_segment(&mut self, contact: ContactId, segment: &str) {
        self.segments.entry(contact).or_default().insert(fold(segment));
    }

    pub fn add_message(&mut self, message: KnownMessage) {
        if let Some(wamid) = &message.wamid {
            self.outgoing_by_wamid.insert(wamid.clone(), message.id);
        }
        self.messages.insert(message.id, message);
    }

    pub fn add_template(&mut self, template: Template) {
        self.reviewed.insert(template.id, template);
    }

    pub fn add_seen(&mut self, wamid: String) {
        self.seen.insert(wamid);
    }

    pub fn number(&self, id: NumberId) -> Option<&Number> {
        self.numbers.values().find(|number| number.id == id)
    }

    pub fn person(&self, identifier: &Identifier) -> Option<ContactId> {
        self.people.get(identifier).copied()
    }

    pub fn contact_ids(&self) -> impl Iterator<Item = ContactId> {
        self.contacts.keys().copied()
    }

    pub fn segments_of(&self, contact: ContactId) -> &BTreeSet<String> {
        static NOWHERE: BTreeSet<String> = BTreeSet::new();
        self.segments.get(&contact).unwrap_or(&NOWHERE)
    }

    pub fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.get(&id)
    }

    pub fn conversation(&self, id: ConversationId) -> Option<&Conversation> {
        self.conversations.get(&id)
    }

    pub fn conversations(&self) -> impl Iterator<Item = &Conversation> {
        self.conversations.values()
    }

    pub fn thread(&self, number: NumberId, contact: ContactId) -> Option<ConversationId> {
        self.threads.get(&(number, contact)).copied()
    }

    pub fn session(&self, conversation: ConversationId) -> Option<&Session> {
        self.sessions.get(&conversation)
    }

    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.sessions.values()
    }

    /// The session that said this message and has ended since.
    pub fn ended_session(&self, wamid: &str) -> Option<&Session> {
        self.ended.get(wamid)
    }

    pub fn message(&self, id: MessageId) -> Option<&KnownMessage> {
        self.messages.get(&id)
    }

    pub fn message_by_wamid(&self, wamid: &str) -> Option<&KnownMessage> {
        self.outgoing_by_wamid.get(wamid).and_then(|id| self.messages.get(id))
    }

    /// The template that news are about: by Meta's id, or by name and language while that is not known.
    pub fn template_told_of(&self, news: &TemplateNews) -> Option<TemplateId> {
        let id = news.meta_id();
        let (name, language) = news.name();
        let by_id = self.reviewed.values().find(|it| it.meta_id.is_some() && it.meta_id == id);
        let by_name = || {
            let mut unnamed = self.reviewed.values().filter(|it| it.meta_id.is_none());
            unnamed.find(|it| it.name == name && it.language == language)
        };
        by_id.or_else(by_name).map(|template| template.id)
    }

    pub fn change_template<T>(&mut self, id: TemplateId, change: impl FnOnce(&mut Template) -> T) -> Option<T> {
        let changed = self.reviewed.get_mut(&id).map(change);
        self.touched.reviewed.insert(id);
        changed
    }

    /// True the first time a wamid is met, in the store or in this batch.
    pub fn is_new(&mut self, wamid: &str) -> bool {
        !self.seen.contains(wamid) && self.seen.insert(wamid.to_owned())
    }

    /// Changes a contact and marks it.
    pub fn change_contact(&mut self, id: ContactId, change: impl FnOnce(&mut Contact)) {
        let Some(contact) = self.contacts.get_mut(&id) else { return };
        let before = contact.identifiers.clone();
        change(contact);
        let added: Vec<Identifier> = contact.identifiers.difference(&before).cloned().collect();
        for dropped in before.difference(&contact.identifiers) {
            self.people.remove(dropped);
        }
        for identifier in added {
            self.give(&identifier, id);
        }
        self.touched.contacts.insert(id);
    }

    pub fn change_conversation(&mut self, id: ConversationId, change: impl FnOnce(&mut Conversation)) {
        let Some(conversation) = self.conversations.get_mut(&id) else { return };
        change(conversation);
        self.touched.conversations.insert(id);
    }

    /// Puts a new or advanced session in place, and marks it.
    pub fn save_session(&mut self, session: Session) {
        self.touched.sessions.insert(session.conversation);
        self.sessions.insert(session.conversation, session);
    }

    pub fn change_session(&mut self, conversation: ConversationId, change: impl FnOnce(&mut Session)) {
        let Some(session) = self.sessions.get_mut(&conversation) else { return };
        change(session);
        self.touched.sessions.insert(conversation);
    }

    pub fn remove_session(&mut self, conversation: ConversationId) -> Option<Session> {
        self.touched.sessions.remove(&conversation);
        self.sessions.remove(&conversation)
    }

    /// A message moved: statuses later in the batch see where it stands now.
    pub fn advance_message(&mut self, id: MessageId, status: MessageStatus, wamid: &str) {
        if let Some(message) = self.messages.get_mut(&id) {
            message.status = status;
            message.wamid.get_or_insert_with(|| wamid.to_owned());
            self.outgoing_by_wamid.insert(wamid.to_owned(), id);
        }
    }

    /// Everything of `gone` is `kept`'s from here on; answers both as they were, and the conversations that went over. One
    /// that `kept` has on the same number already stays behind.
    pub fn merge_contacts(
        &mut self,
        kept: ContactId,
        gone: ContactId,
    ) -> Option<(Contact, Contact, Vec<ConversationId>)> {
        let before = self.contacts.get(&kept)?.clone();
        let gone_contact = self.contacts.remove(&gone)?;
        self.touched.contacts.remove(&gone);
        let threads = self.threads.iter().filter(|((_, contact), _)| *contact == gone);
        let threads: Vec<(NumberId, ConversationId)> = threads.map(|((number, _), id)| (*number, *id)).collect();
        let mut moved = Vec::new();
        for (number, conversation) in threads {
            if !self.threads.contains_key(&(number, kept)) {
                self.move_thread(conversation, number, gone, kept);
                moved.push(conversation);
            }
        }
        moved.sort();
        self.change_contact(kept, |contact| contact.absorb(gone_contact.clone()));
        Some((before, gone_contact, moved))
    }

    /// A merge is taken back: both contacts as they are from here on, and the conversations that go back.
    pub fn part_contacts(&mut self, kept: Contact, gone: Contact, conversations: &[ConversationId]) {
        let (kept_id, gone_id) = (kept.id, gone.id);
        self.change_contact(kept_id, |contact| *contact = kept);
        self.add_contact(gone);
        self.change_contact(gone_id, |_| {});
        for id in conversations {
            let Some(conversation) = self.conversations.get(id).filter(|thread| thread.contact == kept_id) else {
                continue;
            };
            let number = conversation.number;
            self.move_thread(*id, number, kept_id, gone_id);
        }
    }

    fn move_thread(&mut self, id: ConversationId, number: NumberId, from: ContactId, to: ContactId) {
        self.threads.remove(&(number, from));
        self.threads.insert((number, to), id);
        self.change_conversation(id, |conversation| conversation.contact = to);
    }

    /// The rows this world's decisions touched, as events; the marks are taken off.
    pub fn changes(&mut self) -> Vec<Event> {
        let touched = std::mem::take(&mut self.touched);
        let contacts = touched.contacts.iter().filter_map(|id| self.contacts.get(id).cloned().map(Event::ContactSaved));
        let conversations = touched
            .conversations
            .iter()
            .filter_map(|id| self.conversations.get(id).cloned().map(Event::ConversationSaved));
        let sessions = touched.sessions.iter().filter_map(|id| self.sessions.get(id).cloned().map(Event::SessionSaved));
        let saved = |id: &TemplateId| self.reviewed.get(id).cloned().map(|it| Event::TemplateSaved(Box::new(it)));
        let templates = touched.reviewed.iter().filter_map(saved);
        contacts.chain(conversations).chain(sessions).chain(templates).collect()
    }
}
