//! A segment asked of one person, in memory. `store::segment` says the same in SQL, and a property test holds them together.

use super::behaviour::{Behaviour, Times};
use super::condition::{Condition, Is, Membership, Writer};
use super::library::Library;
use super::person::{Occurrence, Person};
use super::{Members, limits};
use crate::flow::document::OpenOrClosed;
use crate::id::SegmentId;
use crate::time::Timestamp;
use crate::window;
use serde_json::Value;

/// Whether the person meets the condition now. A segment that the library does not know has nobody in it.
pub fn matches(condition: &Condition, person: &Person, library: &Library, now: Timestamp) -> bool {
    Question { person, library, now, deep: 0 }.holds(condition)
}

#[derive(Clone, Copy)]
struct Question<'a> {
    person: &'a Person,
    library: &'a Library,
    now: Timestamp,
    deep: usize,
}

impl Question<'_> {
    fn holds(self, condition: &Condition) -> bool {
        let contact = &self.person.contact;
        match condition {
            Condition::All(children) => children.iter().all(|child| self.holds(child)),
            Condition::Any(children) => children.iter().any(|child| self.holds(child)),
            Condition::None(children) => !children.iter().any(|child| self.holds(child)),
            Condition::Attribute(attribute) if attribute.name == "name" => {
                attribute.test.holds(Some(&Value::from(contact.name.as_str())), self.now)
            }
            Condition::Attribute(attribute) => attribute.test.holds(contact.fields.get(&attribute.name), self.now),
            Condition::Label(label) => label.holds(|label| contact.labels.contains(label)),
            Condition::Language(language) => language.holds(|language| speaks(contact.language.as_deref(), language)),
            Condition::Consent(consent) => {
                consent.state.holds(|state| contact.consents.state(consent.category) == *state)
            }
            Condition::Window(state) => {
                window::is_open(self.now, self.person.window_expires_at) == (*state == OpenOrClosed::Open)
            }
            Condition::Blocked(blocked) => contact.blocked == *blocked,
            Condition::Created(age) => age.holds(Some(contact.created_at), self.now),
            Condition::LastMessage(last) => {
                let moment = match last.by {
                    Writer::Customer => self.person.last_inbound_at,
                    Writer::Anyone => self.person.last_message_at,
                };
                last.age.holds(moment, self.now)
            }
            Condition::Did(behaviour) => behaviour.times.holds(self.count(behaviour)),
            Condition::DidNot(behaviour) => !Times::AtLeast(1).holds(self.count(behaviour)),
            Condition::Campaign(outcome) => outcome.holds(&self.person.addressed, self.now),
            Condition::Segment(Membership::In(id)) => self.is_in(*id),
            Condition::Segment(Membership::NotIn(id)) => !self.is_in(*id),
        }
    }

    fn count(self, behaviour: &Behaviour) -> u64 {
        let range = behaviour.period.range(self.now);
        let counts = |it: &&Occurrence| {
            let has = |property: &super::behaviour::Property| {
                property.test.holds(it.properties.get(&property.name), self.now)
            };
            it.name == behaviour.event
                && range.holds(it.at)
                && behaviour.amount.as_ref().is_none_or(|amount| amount.holds(it.amount.as_ref()))
                && behaviour.properties.iter().all(has)
        };
        self.person.occurrences.iter().filter(counts).count() as u64
    }

    fn is_in(self, id: SegmentId) -> bool {
        match self.library.members(id) {
            // What was saved is never this deep; a round that slipped in ends here.
            Some(Members::Meeting(condition)) if self.deep < limits::SEGMENTS_DEEP => {
                Self { deep: self.deep + 1, ..self }.holds(condition)
            }
            Some(Members::Frozen { .. }) => self.person.snapshots.contains(&id),
            _ => false,
        }
    }
}

impl<T> Is<T> {
    fn holds(&self, is: impl FnOnce(&T) -> bool) -> bool {
        match self {
            Self::Is(wanted) => is(wanted),
            Self::IsNot(unwanted) => !is(unwanted),
        }
    }
}

/// `pt` is every Portuguese, `pt-BR` only that of Brazil; case and the kind of dash do not count.
fn speaks(language: Option<&str>, wanted: &str) -> bool {
    let Some(language) = language.map(tag) else { return false };
    let wanted = tag(wanted);
    language == wanted || (!wanted.contains('-') && language.starts_with(&format!("{wanted}-")))
}

/// A language tag as it is compared.
pub fn tag(language: &str) -> String {
    language.replace('_', "-").to_ascii_lowercase()
}
