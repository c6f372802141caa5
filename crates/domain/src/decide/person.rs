//! Who is it? Finds the contact behind a webhook's identifiers, makes one, or sees that two records are one person.

use super::{Turn, merge};
use crate::contact::identity::{self, Resolution};
use crate::contact::{Contact, Identifier, IdentifierKind, MergeCause};
use crate::id::ContactId;
use crate::time::Timestamp;
use std::collections::BTreeSet;

/// What a webhook tells about a person.
#[derive(Clone, Debug, Default)]
pub(super) struct Introduction {
    pub identifiers: BTreeSet<Identifier>,
    pub name: String,
    /// The id they had before, when Meta says it changed.
    pub previous_user_id: Option<String>,
    /// They left their old number, this one: it will belong to somebody else.
    pub moved: bool,
    pub previous_wa_id: Option<String>,
    /// Who says so, should two contacts turn out to be one.
    pub cause: MergeCause,
}

/// A row of a file, or whatever else brings a person in from outside: whoever is known by one of these identifiers in any
/// spelling, else somebody new. The world must hold everybody behind [`identity::lookup_keys`] of them.
pub fn brought(turn: &mut Turn<'_>, identifiers: BTreeSet<Identifier>, name: &str) -> Option<ContactId> {
    let name = name.trim().to_owned();
    recognise(turn, &Introduction { identifiers, name, cause: MergeCause::Import, ..Introduction::default() })
}

/// The contact these identifiers belong to, made if need be; `None` when there is nothing to know them by.
pub(super) fn recognise(turn: &mut Turn<'_>, introduction: &Introduction) -> Option<ContactId> {
    if introduction.identifiers.is_empty() {
        return None;
    }
    let found: Vec<(ContactId, Timestamp, Identifier)> = lookup(introduction)
        .into_iter()
        .filter_map(|identifier| {
            let id = turn.world.person(&identifier)?;
            let contact = turn.world.contact(id)?;
            Some((id, contact.created_at, identifier))
        })
        .collect();
    let previous = introduction.previous_user_id.as_deref();
    match identity::choose(&found, &known_by(introduction), previous) {
        Resolution::New => Some(create(turn, introduction)),
        Resolution::Same(contact) => {
            update(turn, contact, introduction);
            Some(contact)
        }
        Resolution::Merge { keep, gone } => {
            for gone in gone {
                merge::join(turn, keep, gone, introduction.cause, None);
            }
            update(turn, keep, introduction);
            Some(keep)
        }
    }
}

/// Every identifier, in every spelling, that may lead to this person.
pub(super) fn lookup(introduction: &Introduction) -> Vec<Identifier> {
    let previous = introduction.previous_user_id.iter().map(|id| Identifier::new(IdentifierKind::UserId, id.as_str()));
    identity::lookup_keys(&known_by(introduction)).into_iter().chain(previous).collect()
}

/// The identifiers they have, and the number they had.
fn known_by(introduction: &Introduction) -> BTreeSet<Identifier> {
    let previous = identity::from_card(introduction.previous_wa_id.as_deref(), None, None, None);
    introduction.identifiers.iter().cloned().chain(previous).collect()
}

fn create(turn: &mut Turn<'_>, introduction: &Introduction) -> ContactId {
    let id = ContactId::new(turn.ids, turn.now);
    let contact = Contact::new(id, introduction.name.as_str(), turn.now);
    turn.world.add_contact(Contact { identifiers: introduction.identifiers.clone(), ..contact });
    turn.world.change_contact(id, |_| {});
    id
}

/// Adds what is new. A name somebody here has written is not overwritten: only an empty one is filled.
fn update(turn: &mut Turn<'_>, id: ContactId, introduction: &Introduction) {
    let Some(contact) = turn.world.contact(id) else { return };
    let identifiers = with_newer(&contact.identifiers, introduction);
    let names = contact.name.is_empty() && !introduction.name.is_empty();
    if identifiers == contact.identifiers && !names {
        return;
    }
    let now = turn.now;
    turn.world.change_contact(id, |contact| {
        contact.identifiers = identifiers;
        if names {
            contact.name.clone_from(&introduction.name);
        }
        contact.updated_at = now;
    });
}

/// What we knew and what we hear now. A person has one user id and one username at a time; numbers add up, in their
/// several spellings, until Meta says that the person moved.
fn with_newer(known: &BTreeSet<Identifier>, introduction: &Introduction) -> BTreeSet<Identifier> {
    let told = |kind| introduction.identifiers.iter().any(|identifier| identifier.kind == kind);
    let outdated = |identifier: &&Identifier| match identifier.kind {
        IdentifierKind::UserId | IdentifierKind::ParentUserId | IdentifierKind::Username => told(identifier.kind),
        IdentifierKind::Phone | IdentifierKind::WaId => introduction.moved,
    };
    let kept = known.iter().filter(|identifier| !outdated(identifier)).cloned();
    kept.chain(introduction.identifiers.iter().cloned()).collect()
}
