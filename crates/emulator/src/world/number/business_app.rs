//! A number that is also in the WhatsApp Business app: what is written there is echoed here, and the chats and contacts
//! of the app are shared once, when they are asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use whatsapp::message::Envelope;
use whatsapp::wamid::Direction;

use crate::clock::Millis;
use crate::refusal::{Refusal, failure};
use crate::world::parameter::required;
use crate::world::thread::{Content, Entry, MessageStatus, Thread};
use crate::world::{Changed, CustomerId, ThreadKey, Turn, World, ids};

const HOUR: Millis = 3_600 * 1_000;
const DAY: Millis = 24 * HOUR;
/// What is shared can be asked for so long after the number has joined.
const SHARED_WITHIN: Millis = DAY;
/// Days before the joining at which each phase of the history ends.
const PHASES: [Millis; 3] = [DAY, 90 * DAY, 180 * DAY];
/// Files are shared of so many days only.
const FILES_OF: Millis = 14 * DAY;

/// Since when the number is in both, and what it has shared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct BusinessApp {
    since: Millis,
    /// Whether the business lets its chats be shared.
    pub shares_history: bool,
    asked_for: BTreeSet<String>,
}

/// What the owner of a number does with a contact of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ContactAction {
    Add,
    Remove,
}

impl World {
    pub(crate) fn is_in_business_app(&self, number: usize) -> bool {
        self.numbers.get(number).is_some_and(|number| number.record.business_app.is_some())
    }

    /// Puts the number into the app as well, or takes it out of it, which is told.
    pub(crate) fn set_business_app(&mut self, turn: &mut Turn<'_>, number: usize, joined: bool, shares_history: bool) {
        let Some(number) = self.numbers.get_mut(number) else { return };
        match (&mut number.record.business_app, joined) {
            (Some(app), true) => app.shares_history = shares_history,
            (place @ None, true) => {
                *place = Some(BusinessApp { since: turn.now, shares_history, asked_for: BTreeSet::new() });
            }
            (Some(_), false) => {
                number.record.business_app = None;
                let disconnection = json!({ "reason": "ACCOUNT_DISCONNECTED", "initiated_by": "USER" });
                let value = json!({
                    "event": "PARTNER_REMOVED", "phone_number": number.digits, "disconnection_info": disconnection,
                });
                turn.webhook("account_update", &value, None, 0);
            }
            (None, false) => {}
        }
    }

    /// The owner writes to a customer on the app, or changes what was written there: the id of the message.
    pub(crate) fn write_on_app(
        &mut self,
        turn: &mut Turn<'_>,
        key: ThreadKey,
        message: &Value,
    ) -> Result<Arc<str>, String> {
        if !self.is_in_business_app(key.number) {
            return Err("the number is not in the WhatsApp Business app".to_owned());
        }
        let person = self.customers.get(key.customer).ok_or("there is no such customer")?;
        let (phone, user_id) = (person.phone.clone(), person.user_id.clone());
        let id: Arc<str> = ids::wamid(turn.rng, &phone, Direction::FromBusiness).into();
        match Changed::read(message) {
            Some(changed) => {
                self.change_on_phone(turn, key, &changed, true).map_err(|refused| refused.to_string())?;
            }
            None => self.put_on_phone(turn, key, Arc::clone(&id), message, &phone)?,
        }
        let Some(number) = self.numbers.get(key.number) else { return Ok(id) };
        let mut echo = message.clone();
        if let Some(echo) = echo.as_object_mut() {
            let fields = [
                ("from", number.digits.as_str().into()),
                ("to", phone.into()),
                ("to_user_id", user_id.into()),
                ("id", Value::from(&*id)),
                ("timestamp", (turn.now / 1_000).to_string().into()),
            ];
            echo.extend(fields.map(|(name, value)| (name.to_owned(), value)));
        }
        let value = json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "message_echoes": [echo] });
        turn.webhook("smb_message_echoes", &value, Some(key.number), key.customer.0);
        Ok(id)
    }

    fn put_on_phone(
        &mut self,
        turn: &mut Turn<'_>,
        key: ThreadKey,
        id: Arc<str>,
        message: &Value,
        phone: &str,
    ) -> Result<(), String> {
        let mut sent = message.clone();
        if let Some(sent) = sent.as_object_mut() {
            sent.insert("messaging_product".to_owned(), "whatsapp".into());
            sent.insert("to".to_owned(), format!("+{phone}").into());
        }
        let envelope: Envelope = serde_json::from_value(sent).map_err(|error| error.to_string())?;
        let entry = Entry::from_customer(id, turn.now, Value::Null, None);
        let content = Content::ToCustomer { envelope: Arc::new(envelope), shown: None };
        self.push(turn, key, Entry { content, status: MessageStatus::Delivered, ..entry });
        Ok(())
    }

    /// The owner adds a contact to the app, or removes one.
    pub(crate) fn sync_contact(
        &self,
        turn: &mut Turn<'_>,
        number: usize,
        customer: CustomerId,
        action: ContactAction,
    ) -> bool {
        let known = self.is_in_business_app(number) && self.customers.get(customer).is_some();
        if known {
            self.tell_contacts(turn, number, &[customer], action);
        }
        known
    }

    fn tell_contacts(&self, turn: &mut Turn<'_>, number: usize, people: &[CustomerId], action: ContactAction) {
        let Some(known) = self.numbers.get(number) else { return };
        let second = (turn.now / 1_000).to_string();
        let contacts = people.iter().filter_map(|customer| {
            let person = self.customers.get(*customer)?;
            let mut contact = json!({ "phone_number": person.phone, "user_id": person.user_id });
            if let (ContactAction::Add, Some(contact)) = (action, contact.as_object_mut()) {
                let first = person.name.split_whitespace().next().unwrap_or_default();
                contact.insert("full_name".to_owned(), person.name.as_str().into());
                contact.insert("first_name".to_owned(), first.into());
            }
            let action = if action == ContactAction::Add { "add" } else { "remove" };
            Some(
                json!({ "type": "contact", "contact": contact, "action": action, "metadata": { "timestamp": second } }),
            )
        });
        let contacts: Vec<Value> = contacts.collect();
        let value = json!({ "messaging_product": "whatsapp", "metadata": known.metadata(), "state_sync": contacts });
        turn.webhook("smb_app_state_sync", &value, Some(number), 0);
    }

    /// The business asks for what the app has: once, and on the first day. The id of the request.
    pub(crate) fn share_app_data(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        parameters: &Value,
    ) -> Result<String, Refusal> {
        let kind = required(parameters, "sync_type")?;
        if !["smb_app_state_sync", "history"].contains(&kind.as_str()) {
            return Err(Refusal::of_graph("Param sync_type must be one of {smb_app_state_sync, history}."));
        }
        let record = self.numbers.get_mut(number).map(|number| &mut number.record);
        let app = record.and_then(|record| record.business_app.as_mut());
        let app = app.ok_or_else(|| Refusal::new(100, "The number is not in the WhatsApp Business app."))?;
        if turn.now >= app.since + SHARED_WITHIN {
            return Err(Refusal::new(2_593_108, "This can be asked for within 24 hours of joining only."));
        }
        if !app.asked_for.insert(kind.clone()) {
            return Err(Refusal::new(2_593_107, "This was asked for before."));
        }
        let (shares, since) = (app.shares_history, app.since);
        match (kind.as_str(), shares) {
            ("history", true) => self.tell_history(turn, number, since),
            ("history", false) => self.tell_no_history(turn, number),
            _ => {
                let people: Vec<CustomerId> = self.chats_of(number).into_iter().map(|key| key.customer).collect();
                self.tell_contacts(turn, number, &people, ContactAction::Add);
            }
        }
        Ok(ids::object_id(turn.rng).to_string())
    }

    fn chats_of(&self, number: usize) -> Vec<ThreadKey> {
        let mut keys: Vec<ThreadKey> = self.threads.keys().filter(|key| key.number == number).copied().collect();
        keys.sort();
        keys
    }

    fn tell_no_history(&self, turn: &mut Turn<'_>, number: usize) {
        let Some(known) = self.numbers.get(number) else { return };
        let errors = [failure(2_593_109).to_status_error()];
        let history = json!([{ "errors": errors }]);
        let value = json!({ "messaging_product": "whatsapp", "metadata": known.metadata(), "history": history });
        turn.webhook("history", &value, Some(number), 0);
    }

    /// The chats of half a year, phase by phase; then the files of two weeks, each on its own.
    fn tell_history(&self, turn: &mut Turn<'_>, number: usize, since: Millis) {
        let Some(known) = self.numbers.get(number) else { return };
        let (mut until, mut files) = (Millis::MAX, Vec::new());
        for (phase, age) in PHASES.into_iter().enumerate() {
            let from = since - age;
            let mut threads = Vec::new();
            for key in self.chats_of(number) {
                let told: Vec<Value> = self.told_of(key, from, until, since - FILES_OF, &mut files);
                let phone = self.customers.get(key.customer).map(|person| person.phone.as_str()).unwrap_or_default();
                if !told.is_empty() {
                    threads.push(json!({ "id": phone, "messages": told }));
                }
            }
            let progress = (phase + 1) * 100 / PHASES.len();
            let metadata = json!({ "phase": phase, "chunk_order": 1, "progress": progress });
            let history = json!([{ "metadata": metadata, "threads": threads }]);
            let value = json!({ "messaging_product": "whatsapp", "metadata": known.metadata(), "history": history });
            turn.webhook("history", &value, Some(number), 0);
            until = from;
        }
        for file in files {
            let value = json!({ "messaging_product": "whatsapp", "metadata": known.metadata(), "messages": [file] });
            turn.webhook("history", &value, Some(number), 0);
        }
    }

    /// The messages of a chat between two moments. Files come as placeholders, the newer ones also into `files`.
    fn told_of(
        &self,
        key: ThreadKey,
        from: Millis,
        until: Millis,
        newer: Millis,
        files: &mut Vec<Value>,
    ) -> Vec<Value> {
        let within = |entry: &&Entry| (from..until).contains(&entry.at) && entry.group.is_none();
        let entries = self.thread(key).into_iter().flat_map(Thread::entries).filter(within);
        let messages = entries.filter_map(|entry| {
            let (mut told, is_file) = self.as_told(key, entry)?;
            if is_file && entry.at >= newer {
                files.push(told.clone());
            }
            let fields = told.as_object_mut()?;
            if is_file {
                let kind = fields.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
                fields.remove(&kind);
                fields.insert("type".to_owned(), "media_placeholder".into());
            }
            fields.insert("history_context".to_owned(), json!({ "status": status_in_history(entry) }));
            Some(told)
        });
        messages.collect()
    }

    fn as_told(&self, key: ThreadKey, entry: &Entry) -> Option<(Value, bool)> {
        let (number, person) = (self.numbers.get(key.number)?, self.customers.get(key.customer)?);
        let (mut told, from) = match &entry.content {
            Content::FromCustomer(message) => (message.clone(), person.phone.as_str()),
            Content::ToCustomer { envelope, .. } => {
                (serde_json::to_value(&envelope.message).ok()?, number.digits.as_str())
            }
        };
        let fields = told.as_object_mut()?;
        fields.insert("from".to_owned(), from.into());
        fields.insert("id".to_owned(), Value::from(&*entry.id));
        fields.insert("timestamp".to_owned(), (entry.at / 1_000).to_string().into());
        let kind = fields.get("type").and_then(Value::as_str).unwrap_or_default();
        let is_file = ["image", "audio", "video", "document", "sticker"].contains(&kind);
        Some((told, is_file))
    }
}

fn status_in_history(entry: &Entry) -> &'static str {
    match entry.status {
        MessageStatus::Accepted => "PENDING",
        MessageStatus::Sent => "SENT",
        MessageStatus::Delivered => "DELIVERED",
        MessageStatus::Read => "READ",
        MessageStatus::Played => "PLAYED",
        MessageStatus::Failed => "ERROR",
    }
}
