//! A slice of rows meets the people who are known: who is new, who changes, and what it takes to undo it.
//!
//! Nobody is merged here: a row that fits two records changes the one Meta's order names first. A no that a person gave
//! is never undone by a list; a no in the list always counts.

use super::fault::{Fault, Reason};
use super::mapping::{Existing, Mapping, MatchOn};
use super::row::{Person, Row};
use super::undo::Change;
use crate::consent::{Category, ConsentRecord, ConsentSource, ConsentState};
use crate::contact::identity::{self, Resolution};
use crate::contact::phone::E164;
use crate::contact::{Contact, Identifier};
use crate::event::Event;
use crate::id::{ContactId, EventId, IdSource};
use crate::outside::{EventSource, OutsideEvent};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The people and events that a slice may be about, as they are before it.
#[derive(Debug, Default)]
pub struct Known {
    pub contacts: HashMap<ContactId, Contact>,
    pub by_identifier: HashMap<Identifier, ContactId>,
    /// By the attribute that people are recognised by.
    pub by_key: HashMap<String, ContactId>,
    /// Ids of events that were told before.
    pub events: HashSet<String>,
}

impl Known {
    pub fn add(&mut self, contact: Contact) {
        for identifier in &contact.identifiers {
            self.by_identifier.insert(identifier.clone(), contact.id);
        }
        self.contacts.insert(contact.id, contact);
    }
}

/// What happened to the rows, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// People who were not known.
    pub created: u64,
    pub updated: u64,
    /// Rows that say nothing new.
    pub unchanged: u64,
    /// Rows of known people, where these were to be left alone.
    pub skipped: u64,
    pub failed: u64,
    /// Events that were recorded.
    #[serde(default)]
    pub events: u64,
    /// Events that were known already.
    #[serde(default)]
    pub known_events: u64,
    /// Rows whose yes did not undo a person's no.
    #[serde(default)]
    pub kept_opt_outs: u64,
}

impl Counts {
    pub fn add(&mut self, other: Self) {
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.skipped += other.skipped;
        self.failed += other.failed;
        self.events += other.events;
        self.known_events += other.known_events;
        self.kept_opt_outs += other.kept_opt_outs;
    }

    pub const fn rows(&self) -> u64 {
        self.created + self.updated + self.unchanged + self.skipped + self.failed
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Created,
    Updated,
    Unchanged,
    Skipped,
    Failed,
}

/// What was decided about a slice.
#[derive(Debug, Default)]
pub struct TakenIn {
    pub events: Vec<Event>,
    pub counts: Counts,
    /// Row number and what is wrong with it.
    pub faults: Vec<(u64, Fault)>,
    pub outcomes: Vec<(u64, Outcome)>,
    pub created: Vec<ContactId>,
    pub changes: Vec<Change>,
    pub recorded: Vec<EventId>,
    /// New keys, and whose they are.
    pub keys: Vec<(String, ContactId)>,
}

/// What a row may be looked up by.
pub fn lookup(row: &Row) -> Vec<Identifier> {
    row.person
        .phone
        .as_ref()
        .map(|phone| identity::lookup_keys(&BTreeSet::from([Identifier::phone(phone)])))
        .unwrap_or_default()
}

/// Where rows come from: part of the proof of consents.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// A file, by its name.
    File(&'a str),
    /// A door that another system posts to, by its name.
    Hook(&'a str),
}

impl Origin<'_> {
    fn proof(self, row: u64, words: &str) -> (ConsentSource, String) {
        match self {
            Self::File(name) => (ConsentSource::Import, format!("{name}, row {row}: {words}")),
            Self::Hook(name) => (ConsentSource::Api, format!("{name}: {words}")),
        }
    }
}

/// Takes in rows with their numbers.
pub fn take_in(
    mapping: &Mapping,
    origin: Origin<'_>,
    known: &mut Known,
    rows: Vec<(u64, Row)>,
    now: Timestamp,
    ids: &mut IdSource,
) -> TakenIn {
    let mut slice = Slice {
        mapping,
        origin,
        known,
        now,
        ids,
        before: BTreeMap::new(),
        made: BTreeSet::new(),
        done: TakenIn::default(),
    };
    for (number, row) in rows {
        let outcome = slice.row(number, row);
        slice.done.outcomes.push((number, outcome));
    }
    slice.finish()
}

struct Slice<'a> {
    mapping: &'a Mapping,
    origin: Origin<'a>,
    known: &'a mut Known,
    now: Timestamp,
    ids: &'a mut IdSource,
    /// Known people who change, as they were.
    before: BTreeMap<ContactId, Contact>,
    made: BTreeSet<ContactId>,
    done: TakenIn,
}

impl Slice<'_> {
    fn row(&mut self, number: u64, row: Row) -> Outcome {
        let Row { person, happening } = row;
        let found = match self.find(&person) {
            Ok(found) => found,
            Err(fault) => {
                self.done.faults.push((number, fault));
                self.done.counts.failed += 1;
                return Outcome::Failed;
            }
        };
        let (contact, outcome) = match found {
            None => (self.create(number, person), Outcome::Created),
            Some(contact) => (contact, self.change(number, contact, person)),
        };
        match outcome {
            Outcome::Created => self.done.counts.created += 1,
            Outcome::Updated => self.done.counts.updated += 1,
            Outcome::Unchanged => self.done.counts.unchanged += 1,
            Outcome::Skipped => self.done.counts.skipped += 1,
            Outcome::Failed => self.done.counts.failed += 1,
        }
        if let Some(happening) = happening {
            self.record(contact, happening);
        }
        outcome
    }

    fn find(&self, person: &Person) -> Result<Option<ContactId>, Fault> {
        let by_phone = self.by_phone(person);
        let MatchOn::Attribute { name } = &self.mapping.match_on else { return Ok(by_phone) };
        let by_key = person.key.as_ref().and_then(|key| self.known.by_key.get(key)).copied();
        match (by_key, by_phone) {
            (Some(by_key), Some(by_phone)) if by_key != by_phone => Err(of_another(person)),
            (Some(by_key), _) => Ok(Some(by_key)),
            // Somebody whose key we did not know, unless they have another.
            (None, Some(by_phone)) => {
                let has_key =
                    self.known.contacts.get(&by_phone).is_some_and(|contact| contact.fields.contains_key(name));
                if has_key { Err(of_another(person)) } else { Ok(Some(by_phone)) }
            }
            (None, None) => Ok(None),
        }
    }

    fn by_phone(&self, person: &Person) -> Option<ContactId> {
        let phone = BTreeSet::from([Identifier::phone(person.phone.as_ref()?)]);
        let found: Vec<(ContactId, Timestamp, Identifier)> = identity::lookup_keys(&phone)
            .into_iter()
            .filter_map(|key| {
                let id = *self.known.by_identifier.get(&key)?;
                Some((id, self.known.contacts.get(&id)?.created_at, key))
            })
            .collect();
        match identity::choose(&found, &phone, None) {
            Resolution::New => None,
            Resolution::Same(id) | Resolution::Merge { keep: id, .. } => Some(id),
        }
    }

    fn create(&mut self, number: u64, person: Person) -> ContactId {
        let id = ContactId::new(self.ids, self.now);
        let mut contact = Contact {
            language: person.language,
            identifiers: person.phone.iter().map(Identifier::phone).collect(),
            fields: person.fields,
            labels: person.labels,
            ..Contact::new(id, person.name.unwrap_or_default(), self.now)
        };
        for (category, state, words) in person.consents {
            self.consent(number, &mut contact, category, state, &words);
        }
        if let Some(key) = person.key {
            self.known.by_key.insert(key.clone(), id);
            self.done.keys.push((key, id));
        }
        self.known.add(contact);
        self.made.insert(id);
        id
    }

    fn change(&mut self, number: u64, id: ContactId, person: Person) -> Outcome {
        if self.mapping.existing == Existing::Skip {
            return Outcome::Skipped;
        }
        let Some(before) = self.known.contacts.get(&id).cloned() else { return Outcome::Unchanged };
        let mut contact = before.clone();
        let fills_in = self.mapping.existing == Existing::FillIn;
        if let Some(name) = person.name
            && (!fills_in || contact.name.is_empty())
        {
            contact.name = name;
        }
        if person.language.is_some() && (!fills_in || contact.language.is_none()) {
            contact.language = person.language;
        }
        for (field, value) in person.fields {
            if !fills_in || !contact.fields.contains_key(&field) {
                contact.fields.insert(field, value);
            }
        }
        contact.labels.extend(person.labels);
        give_phone(&mut contact, person.phone.as_ref(), fills_in);
        for (category, state, words) in person.consents {
            if !fills_in || contact.consents.state(category) == ConsentState::Unknown {
                self.consent(number, &mut contact, category, state, &words);
            }
        }
        if let Some(key) = person.key
            && self.known.by_key.insert(key.clone(), id).is_none()
        {
            self.done.keys.push((key, id));
        }
        if contact == before {
            return Outcome::Unchanged;
        }
        contact.updated_at = self.now;
        self.known.add(contact);
        if !self.made.contains(&id) {
            self.before.entry(id).or_insert(before);
        }
        Outcome::Updated
    }

    fn consent(&mut self, number: u64, contact: &mut Contact, category: Category, state: ConsentState, words: &str) {
        let before = contact.consents.state(category);
        if before == state {
            return;
        }
        if before == ConsentState::OptedOut && state == ConsentState::OptedIn {
            self.done.counts.kept_opt_outs += 1;
            return;
        }
        let (source, words) = self.origin.proof(number, words);
        let record = ConsentRecord::new(contact.id, category, state, (source, &words), self.now);
        contact.consents.record(&record);
        self.done.events.push(Event::ConsentRecorded(record));
    }

    fn record(&mut self, contact: ContactId, happening: super::row::Happening) {
        if let Some(id) = &happening.external_id
            && !self.known.events.insert(id.clone())
        {
            self.done.counts.known_events += 1;
            return;
        }
        self.done.counts.events += 1;
        let (id, amount) = (EventId::new(self.ids, self.now), happening.amount());
        self.done.recorded.push(id);
        self.done.events.push(Event::EventRecorded(OutsideEvent {
            id,
            external_id: happening.external_id,
            name: happening.name,
            source: EventSource::Import,
            contact: Some(contact),
            conversation: None,
            amount,
            properties: happening.properties,
            at: happening.at.unwrap_or(self.now),
            recorded_at: self.now,
        }));
    }

    fn finish(mut self) -> TakenIn {
        for id in self.made.iter().chain(self.before.keys()) {
            if let Some(contact) = self.known.contacts.get(id) {
                self.done.events.push(Event::ContactSaved(contact.clone()));
            }
        }
        for (id, before) in &self.before {
            if let Some(after) = self.known.contacts.get(id) {
                self.done.changes.push(Change::between(before, after));
            }
        }
        self.done.created = self.made.into_iter().collect();
        self.done
    }
}

fn of_another(person: &Person) -> Fault {
    let phone = person.phone.as_ref().map_or("", |phone| phone.as_str());
    Fault::new(Reason::PhoneOfAnother, "", phone)
}

/// Numbers add up; another spelling of one that is known is not another number.
fn give_phone(contact: &mut Contact, phone: Option<&E164>, fills_in: bool) {
    let Some(phone) = phone.map(Identifier::phone) else { return };
    let spellings = identity::lookup_keys(&BTreeSet::from([phone.clone()]));
    let is_known = spellings.iter().any(|spelling| contact.identifiers.contains(spelling));
    let has_one = contact.identifiers.iter().any(|identifier| identifier.kind == phone.kind);
    if !(is_known || fills_in && has_one) {
        contact.identifiers.insert(phone);
    }
}

#[cfg(test)]
mod tests;
