//! What customers send, and the webhook that tells of it.

use std::sync::Arc;

use serde_json::{Value, json};
use whatsapp::wamid::Direction;

use super::thread::{Content, Entry, InGroup, Thread, WINDOW};
use super::turn::{ThreadKey, Turn};
use super::{Changed, CustomerId, NotChanged, World, ids, media};
use crate::clock::Millis;
use crate::customers::choices;

/// How long an answer to somebody who came by an advertisement opens the free entry point.
const REFERRED_FOR: i64 = 24 * 3_600 * 1_000;

/// Kinds that come without content of their own.
const BARE_KINDS: [&str; 2] = ["unsupported", "request_welcome"];

/// Something a customer sends.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Said {
    /// `{"type": …, "<type>": …}`.
    pub message: Value,
    /// The message it answers.
    pub context: Option<String>,
    /// What else its context tells: `forwarded`, `referred_product`.
    pub more_context: Option<Value>,
    /// To which number; the customer's usual one when absent.
    pub number: Option<usize>,
    /// The group it is written in.
    pub group: Option<String>,
    /// The advertisement it came from.
    pub referral: Option<Value>,
}

impl Said {
    /// What is wrong with it, if anything.
    pub(crate) fn mistake(&self) -> Option<String> {
        let Some(kind) = self.message.get("type").and_then(Value::as_str) else {
            return Some("message.type is missing".to_owned());
        };
        let has_content = self.message.get(kind).is_some_and(|content| !content.is_null());
        (!has_content && !BARE_KINDS.contains(&kind)).then(|| format!("message.{kind} is missing"))
    }
}

impl World {
    /// The number a customer writes to when nothing else is said: the one they last had to do with.
    pub(crate) fn usual_number(&self, customer: CustomerId) -> usize {
        let last = |key: &ThreadKey| self.thread(*key).and_then(|thread| thread.last()).map(|entry| entry.at);
        let known = self.threads_of(customer).filter(|key| last(key).is_some()).max_by_key(last);
        known.map_or_else(|| self.number_for(customer), |key| key.number)
    }

    /// The number that a newcomer writes to: one that is registered, when any is.
    fn number_for(&self, customer: CustomerId) -> usize {
        let registered = self.numbers.iter().enumerate().filter(|(_, number)| number.config.registered);
        let registered: Vec<usize> = registered.map(|(index, _)| index).collect();
        registered.get(customer.0 as usize % registered.len().max(1)).copied().unwrap_or_default()
    }

    /// A customer sends a message; its id. A business that has blocked them is not told.
    pub(crate) fn say(&mut self, turn: &mut Turn<'_>, customer: CustomerId, mut said: Said) -> Option<Arc<str>> {
        if let Some(changed) = Changed::read(&said.message) {
            return self.change_message(turn, customer, &changed).ok();
        }
        let number = match &said.group {
            Some(group) => self.assets.groups.get(group).filter(|group| group.has(customer))?.number,
            None => said.number.unwrap_or_else(|| self.usual_number(customer)),
        };
        let phone = &self.customers.get(customer)?.phone;
        self.numbers.get(number)?;
        let id: Arc<str> = ids::wamid(turn.rng, phone, Direction::FromCustomer).into();
        self.count_inbound(number, turn.now);
        said.message = explained(self.with_media(turn.now, said.message));
        let key = ThreadKey { number, customer };
        let shows_phone = self.shows_phone(key, turn.now);
        if shows_phone {
            self.keep_phone_shown(key, turn.now);
        }
        self.take_note(turn, key, &said);
        let second = self.enter_window(turn.now, key, &said);
        let heard = self.thread(key).is_some_and(|thread| !thread.blocked_by_business);
        if let Some(value) = self.inbound_value(second, key, &id, &said, shows_phone).filter(|_| heard) {
            turn.webhook("messages", &value, Some(number), customer.0);
        }
        let entry = Entry::from_customer(Arc::clone(&id), turn.now, said.message, said.context);
        let group = said.group.map(|group| InGroup { id: group.into(), speaks_for_all: true });
        let entry = Entry { group, referral: said.referral.map(Box::new), ..entry };
        self.show_to_group(turn, customer, &entry);
        self.push(turn, key, entry);
        Some(id)
    }

    /// A customer edits a message or takes it back; the id of what tells of it, which numbers outside of the app hear
    /// little of.
    pub(crate) fn change_message(
        &mut self,
        turn: &mut Turn<'_>,
        customer: CustomerId,
        changed: &Changed,
    ) -> Result<Arc<str>, NotChanged> {
        let found = self.find_message(changed.original()).filter(|(key, _)| key.thread.customer == customer);
        let (place, entry) = found.ok_or(NotChanged::NoMessage)?;
        let (key, quoted) = (place.thread, entry.context.clone());
        self.change_on_phone(turn, key, changed, false)?;
        let phone = self.customers.get(customer).map(|person| person.phone.as_str()).unwrap_or_default();
        let id: Arc<str> = ids::wamid(turn.rng, phone, Direction::FromCustomer).into();
        let told = match changed {
            _ if !self.is_in_business_app(key.number) => changed.told_plainly().map(explained),
            Changed::Edited { original, message } => {
                let mut message = self.with_media(turn.now, message.clone());
                if let (Some(quoted), Some(message)) = (quoted, message.as_object_mut()) {
                    message.insert("context".to_owned(), json!({ "id": *quoted }));
                }
                let edit = json!({ "original_message_id": original, "message": message });
                Some(json!({ "type": "edit", "edit": edit }))
            }
            Changed::TakenBack { original } => {
                Some(json!({ "type": "revoke", "revoke": { "original_message_id": original } }))
            }
        };
        let said = told.map(|message| Said { message, ..Said::default() });
        let shows_phone = self.shows_phone(key, turn.now);
        let second = self.next_second(key, turn.now);
        let heard = self.thread(key).is_some_and(|thread| !thread.blocked_by_business);
        let value = said.and_then(|said| self.inbound_value(second, key, &id, &said, shows_phone));
        if let Some(value) = value.filter(|_| heard) {
            turn.webhook("messages", &value, Some(key.number), customer.0);
        }
        Ok(id)
    }

    /// Opens the windows that a message opens; the second it bears.
    fn enter_window(&mut self, now: Millis, key: ThreadKey, said: &Said) -> i64 {
        let thread = self.threads.entry(key).or_default();
        let opens = said.message.get("type").is_some_and(|kind| kind != "reaction");
        match &said.group {
            Some(group) if opens => self.assets.groups.keep_window_open(group, now + WINDOW),
            None if opens => thread.window_until = now + WINDOW,
            _ => {}
        }
        if let Some(referral) = &said.referral {
            thread.referred_until = now + REFERRED_FOR;
            thread.clicked = referral.get("ctwa_clid").and_then(Value::as_str).map(Into::into);
        }
        self.next_second(key, now)
    }

    /// The second that the next message of a customer bears.
    fn next_second(&mut self, key: ThreadKey, now: Millis) -> i64 {
        let thread = self.threads.entry(key).or_default();
        let second = now / 1_000;
        let second = if self.settings.distinct_seconds { second.max(thread.last_second + 1) } else { second };
        thread.last_second = second;
        second
    }

    fn inbound_value(&self, second: i64, key: ThreadKey, id: &str, said: &Said, shows_phone: bool) -> Option<Value> {
        let (number, customer) = (self.numbers.get(key.number)?, self.customers.get(key.customer)?);
        let mut wire = said.message.clone();
        let fields = wire.as_object_mut()?;
        if shows_phone {
            fields.insert("from".to_owned(), customer.phone.as_str().into());
        }
        fields.insert("from_user_id".to_owned(), customer.user_id.as_str().into());
        if let Some(parent) = self.parent_user_id(customer) {
            fields.insert("from_parent_user_id".to_owned(), parent.into());
        }
        fields.insert("id".to_owned(), id.into());
        fields.insert("timestamp".to_owned(), second.to_string().into());
        if let Some(group) = &said.group {
            fields.insert("group_id".to_owned(), group.as_str().into());
        }
        let mut context = said.more_context.clone().unwrap_or_else(|| json!({}));
        if let (Some(quoted), Some(context)) = (&said.context, context.as_object_mut()) {
            let by_business = self.find_message(quoted).is_none_or(|(_, entry)| entry.is_to_customer());
            let from = if by_business { Some(&number.digits) } else { Some(&customer.phone).filter(|_| shows_phone) };
            context.extend(from.map(|from| ("from".to_owned(), from.as_str().into())));
            context.insert("id".to_owned(), quoted.as_str().into());
        }
        if context.as_object().is_some_and(|context| !context.is_empty()) {
            fields.insert("context".to_owned(), context);
        }
        if let Some(referral) = &said.referral {
            fields.insert("referral".to_owned(), referral.clone());
        }
        Some(json!({
            "messaging_product": "whatsapp",
            "metadata": number.metadata(),
            "contacts": [self.contact(customer, true, shows_phone)],
            "messages": [wire],
        }))
    }

    /// A file that is only named gets what Meta tells of it: kind, checksum, address.
    fn with_media(&self, now: i64, mut message: Value) -> Value {
        let kind = message.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let content = message.get_mut(&kind).and_then(Value::as_object_mut);
        let Some(content) = content else { return message };
        let id = content.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
        let Some(file) = id.and_then(|id| self.media.get(id, now)) else { return message };
        let url = media::address(&self.settings.base_url, file, now);
        content.insert("mime_type".to_owned(), file.mime_type.as_str().into());
        content.insert("sha256".to_owned(), file.sha256.as_str().into());
        content.insert("url".to_owned(), url.into());
        message
    }

    /// A tap on the button or row with this title or id, on the newest message that has one.
    pub(crate) fn tap(&self, customer: CustomerId, title_or_id: &str) -> Option<Said> {
        let mut taps = Vec::new();
        for key in self.threads_of(customer) {
            for entry in self.thread(key).into_iter().flat_map(Thread::entries) {
                let Content::ToCustomer { envelope, shown } = &entry.content else { continue };
                let choices = choices(&envelope.message, shown.as_ref());
                let choice = choices.into_iter().find(|choice| names(choice, title_or_id));
                taps.extend(choice.map(|message| (entry.at, key.number, entry, message)));
            }
        }
        let (_, number, entry, message) = taps.into_iter().max_by_key(|(at, _, _, _)| *at)?;
        let (context, group) = (Some(entry.id.to_string()), entry.group.as_ref().map(|group| group.id.to_string()));
        Some(Said { message, context, number: Some(number), group, ..Said::default() })
    }
}

/// What Meta cannot pass on comes with the reason.
fn explained(mut message: Value) -> Value {
    let unsupported = message.get("type").is_some_and(|kind| kind == "unsupported");
    if let (true, Some(fields)) = (unsupported, message.as_object_mut()) {
        fields.entry("errors").or_insert_with(|| {
            json!([{
                "code": 131_051,
                "title": "Message type unknown",
                "message": "Message type unknown",
                "error_data": { "details": "Message type is currently not supported." },
            }])
        });
    }
    message
}

/// Whether a choice has this title or id.
fn names(choice: &Value, title_or_id: &str) -> bool {
    let places = [
        "/interactive/button_reply/title",
        "/interactive/button_reply/id",
        "/interactive/list_reply/title",
        "/interactive/list_reply/id",
        "/button/text",
        "/button/payload",
    ];
    places.iter().any(|place| choice.pointer(place).and_then(Value::as_str) == Some(title_or_id))
}
