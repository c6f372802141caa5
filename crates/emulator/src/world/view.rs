//! The world as those who watch it see it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::thread::{Alteration, Content, Entry, MessageStatus, Thread};
use super::turn::ThreadKey;
use super::{Customer, CustomerId, Language, World};
use crate::clock::Millis;
use crate::customers::Profile;
use crate::refusal;

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    ToCustomer,
    FromCustomer,
}

/// A message on a phone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhoneMessage {
    pub id: String,
    pub direction: Direction,
    /// The number it was exchanged with.
    pub phone_number_id: String,
    pub at: Millis,
    /// `{"type": …, "<type>": …}`.
    pub message: Value,
    /// How far it has come; a customer's own message is `sent`, and `read` when the business has marked it so.
    pub status: MessageStatus,
    /// The group it was written in, and what that is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_subject: Option<String>,
    /// Which other participant of the group wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// Until when it stands at the top of its group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned_until: Option<Millis>,
    /// What it quotes.
    pub context: Option<Quoted>,
    /// A template as it reads, once filled in: `header`, `body`, `footer`, `buttons`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<Value>,
    /// Whether it was edited or taken back since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altered: Option<Alteration>,
    /// How far the order it asks to be paid has come: `status`, `payment`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Value>,
}

/// Somebody else in the group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Author {
    pub id: CustomerId,
    pub name: String,
}

/// A quoted message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quoted {
    pub id: String,
}

/// A customer, with the last thing on their phone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CustomerView {
    pub id: CustomerId,
    pub name: String,
    pub phone: String,
    /// Whether the business can see the phone number.
    pub shows_phone: bool,
    pub wants_marketing: bool,
    /// Whether they have blocked a number of the business.
    pub has_blocked: bool,
    pub user_id: String,
    pub username: Option<String>,
    pub country: String,
    pub language: Language,
    pub profile: Profile,
    pub online: bool,
    /// Whether somebody plays this customer, who then does nothing by themselves.
    pub held: bool,
    pub unread: usize,
    pub last: Option<LastMessage>,
}

/// The last message on a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastMessage {
    pub text: String,
    pub at: Millis,
    pub direction: Direction,
}

impl PhoneMessage {
    /// The words of the message, or its kind in brackets.
    pub fn text(&self) -> String {
        preview(&self.message, self.shown.as_ref())
    }

    pub fn is_to_customer(&self) -> bool {
        self.direction == Direction::ToCustomer
    }
}

impl World {
    pub(crate) fn customer_view(&self, customer: &Customer, now: Millis) -> CustomerView {
        let mut unread = 0;
        let mut last: Option<&Entry> = None;
        for thread in self.threads_of(customer.id).filter_map(|key| self.thread(key)) {
            unread += thread.unread().len();
            last = last.into_iter().chain(thread.last()).max_by_key(|entry| entry.at);
        }
        CustomerView {
            id: customer.id,
            name: customer.name.clone(),
            phone: customer.phone.clone(),
            shows_phone: self.threads_of(customer.id).any(|key| self.shows_phone(key, now)),
            wants_marketing: !customer.marketing_stopped,
            has_blocked: self
                .threads_of(customer.id)
                .any(|key| self.thread(key).is_some_and(|t| t.blocked_by_customer)),
            user_id: customer.user_id.clone(),
            username: customer.username.clone(),
            country: customer.country.clone(),
            language: customer.language,
            profile: customer.profile,
            online: customer.online,
            held: customer.held,
            unread,
            last: last.map(|entry| LastMessage {
                text: preview(&message_of(entry), shown_of(entry)),
                at: entry.at,
                direction: direction(entry),
            }),
        }
    }

    /// When something last came to this customer or from them.
    pub(crate) fn last_heard_of(&self, customer: CustomerId) -> Option<Millis> {
        self.threads_of(customer).filter_map(|key| self.thread(key)?.last()).map(|entry| entry.at).max()
    }

    /// What is on a phone, oldest first.
    pub(crate) fn phone_of(&self, customer: CustomerId) -> Vec<PhoneMessage> {
        let mut messages: Vec<PhoneMessage> = Vec::new();
        for key in self.threads_of(customer) {
            let entries = self.thread(key).into_iter().flat_map(Thread::entries);
            messages.extend(entries.map(|entry| self.phone_message(key, entry)));
        }
        messages.sort_by_key(|message| message.at);
        messages
    }

    pub(crate) fn phone_message(&self, key: ThreadKey, entry: &Entry) -> PhoneMessage {
        let number = self.numbers.get(key.number).map(|number| number.config.phone_number_id.clone());
        PhoneMessage {
            id: entry.id.to_string(),
            direction: direction(entry),
            phone_number_id: number.unwrap_or_default(),
            at: entry.at,
            message: message_of(entry),
            status: entry.status,
            group_id: entry.group.as_ref().map(|group| group.id.to_string()),
            group_subject: self.subject_of(entry),
            author: self.author_of(entry),
            pinned_until: self.pinned_until(entry),
            context: entry.context.as_ref().map(|id| Quoted { id: id.to_string() }),
            shown: shown_of(entry).cloned(),
            altered: entry.altered,
            order: self.order_of(key.number, entry),
            error: entry.error.map(|code| {
                let error = refusal::failure(code);
                json!({ "code": error.code, "title": error.title, "details": error.details })
            }),
        }
    }

    fn subject_of(&self, entry: &Entry) -> Option<String> {
        self.assets.groups.get(&entry.group.as_ref()?.id).map(|group| group.subject.clone())
    }

    fn author_of(&self, entry: &Entry) -> Option<Author> {
        let author = self.customers.get(entry.author?)?;
        Some(Author { id: author.id, name: author.name.clone() })
    }

    pub(crate) fn threads_of(&self, customer: CustomerId) -> impl Iterator<Item = ThreadKey> {
        (0..self.numbers.len()).map(move |number| ThreadKey { number, customer })
    }
}

fn direction(entry: &Entry) -> Direction {
    if entry.is_to_customer() || entry.author.is_some() { Direction::ToCustomer } else { Direction::FromCustomer }
}

fn shown_of(entry: &Entry) -> Option<&Value> {
    match &entry.content {
        Content::ToCustomer { shown, .. } => shown.as_ref(),
        Content::FromCustomer(_) => None,
    }
}

fn message_of(entry: &Entry) -> Value {
    match &entry.content {
        Content::ToCustomer { envelope, .. } => serde_json::to_value(&envelope.message).unwrap_or_default(),
        Content::FromCustomer(message) => {
            let mut message = message.clone();
            if let (Some(referral), Some(message)) = (entry.referral.as_deref(), message.as_object_mut()) {
                message.insert("referral".to_owned(), referral.clone());
            }
            message
        }
    }
}

fn preview(message: &Value, shown: Option<&Value>) -> String {
    let kind = message.get("type").and_then(Value::as_str).unwrap_or_default();
    let places = [
        "/text/body",
        "/interactive/body/text",
        "/interactive/button_reply/title",
        "/interactive/list_reply/title",
        "/button/text",
        "/reaction/emoji",
        "/image/caption",
        "/video/caption",
        "/document/caption",
        "/document/filename",
        "/location/name",
        "/contacts/0/name/formatted_name",
        "/order/text",
        "/interactive/nfm_reply/body",
    ];
    let shown = shown.and_then(|shown| shown.get("body")).and_then(Value::as_str);
    let words = shown.or_else(|| places.iter().find_map(|place| message.pointer(place).and_then(Value::as_str)));
    words.map_or_else(|| format!("[{kind}]"), str::to_owned)
}
