//! Who a message is from: many identifiers, one contact.
//!
//! Since 2026 a phone number may be absent, and Meta's business-scoped user id (BSUID) leads. People are recognised in
//! Meta's order: BSUID, then the BSUID they had before, then `wa_id` / phone in any of its spellings.
//!
//! Two kinds are kept but recognise nobody. A *username* can be given up and taken by somebody else. A *parent id* spans
//! the linked portfolios of a company and stands outside Meta's order of merging.

use super::phone::{self, E164};
use crate::id::ContactId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    IdentifierKind {
        /// E.164 with its `+`.
        Phone = "phone",
        /// WhatsApp's id, digits only; for most people the digits of their phone.
        WaId = "wa_id",
        /// Business-scoped user id, "US.13491208655302741918"; a new one when the person changes number.
        UserId = "user_id",
        ParentUserId = "parent_user_id",
        /// Lower case, without `@`.
        Username = "username",
    }
}

impl IdentifierKind {
    /// Whether one identifier of this kind belongs to one person for good.
    pub const fn recognises(self) -> bool {
        matches!(self, Self::Phone | Self::WaId | Self::UserId)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identifier {
    pub kind: IdentifierKind,
    pub value: String,
}

impl Identifier {
    pub fn new(kind: IdentifierKind, value: impl Into<String>) -> Self {
        Self { kind, value: value.into() }
    }

    pub fn phone(phone: &E164) -> Self {
        Self::new(IdentifierKind::Phone, phone.as_str())
    }

    fn other_spelling(&self) -> Option<Self> {
        let value = match self.kind {
            IdentifierKind::WaId => phone::other_spelling(&self.value),
            IdentifierKind::Phone => {
                self.value.strip_prefix('+').and_then(phone::other_spelling).map(|digits| format!("+{digits}"))
            }
            IdentifierKind::UserId | IdentifierKind::ParentUserId | IdentifierKind::Username => None,
        }?;
        Some(Self::new(self.kind, value))
    }
}

/// The identifiers of a webhook's contact card. Absent and empty are the same.
pub fn from_card(
    wa_id: Option<&str>,
    user_id: Option<&str>,
    parent_user_id: Option<&str>,
    username: Option<&str>,
) -> BTreeSet<Identifier> {
    let present = |value: Option<&str>| value.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
    let wa_id = present(wa_id).map(|wa_id| wa_id.trim_start_matches('+').to_owned());
    let phone = wa_id.as_deref().and_then(E164::from_digits).map(|phone| Identifier::phone(&phone));
    let username = present(username).map(|username| username.trim_start_matches('@').to_lowercase());
    let ids = [
        (IdentifierKind::WaId, wa_id),
        (IdentifierKind::UserId, present(user_id)),
        (IdentifierKind::ParentUserId, present(parent_user_id)),
        (IdentifierKind::Username, username),
    ];
    let ids = ids.into_iter().filter_map(|(kind, value)| Some(Identifier::new(kind, value?)));
    ids.filter(|identifier| !identifier.value.is_empty()).chain(phone).collect()
}

/// What to look up so that nobody is created twice: the identifiers that recognise a person, in all their spellings,
/// phone and `wa_id` each also as the other (a contact that was imported has only a phone).
pub fn lookup_keys(identifiers: &BTreeSet<Identifier>) -> Vec<Identifier> {
    let mut keys = BTreeSet::new();
    for identifier in identifiers.iter().filter(|identifier| identifier.kind.recognises()) {
        for spelling in identifier.other_spelling().into_iter().chain([identifier.clone()]) {
            keys.extend(as_the_other_kind(&spelling));
            keys.insert(spelling);
        }
    }
    keys.into_iter().collect()
}

fn as_the_other_kind(identifier: &Identifier) -> Option<Identifier> {
    match identifier.kind {
        IdentifierKind::WaId => E164::from_digits(&identifier.value).map(|phone| Identifier::phone(&phone)),
        IdentifierKind::Phone => {
            identifier.value.strip_prefix('+').map(|digits| Identifier::new(IdentifierKind::WaId, digits))
        }
        IdentifierKind::UserId | IdentifierKind::ParentUserId | IdentifierKind::Username => None,
    }
}

/// Whose message it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    New,
    Same(ContactId),
    /// Several contacts turn out to be one person: `keep` is the one Meta's order names first, `gone` are oldest first.
    Merge {
        keep: ContactId,
        gone: Vec<ContactId>,
    },
}

/// Decides from the contacts that hold one of the [`lookup_keys`] of `incoming`, or `previous_user_id` as their user id:
/// (contact, when it was created, the identifier that matches). Others, and kinds that recognise nobody, do not count.
pub fn choose(
    found: &[(ContactId, Timestamp, Identifier)],
    incoming: &BTreeSet<Identifier>,
    previous_user_id: Option<&str>,
) -> Resolution {
    let keys = lookup_keys(incoming);
    let strength = |identifier: &Identifier| match identifier.kind {
        IdentifierKind::UserId if keys.contains(identifier) => Some(0_u8),
        IdentifierKind::UserId if previous_user_id == Some(identifier.value.as_str()) => Some(1),
        IdentifierKind::Phone | IdentifierKind::WaId if keys.contains(identifier) => Some(2),
        _ => None,
    };
    let matching = found.iter().filter_map(|(id, created_at, key)| Some((strength(key)?, *created_at, *id)));
    let Some((_, _, keep)) = matching.clone().min() else {
        return Resolution::New;
    };
    let others: BTreeSet<(Timestamp, ContactId)> =
        matching.filter(|(_, _, id)| *id != keep).map(|(_, created_at, id)| (created_at, id)).collect();
    if others.is_empty() {
        return Resolution::Same(keep);
    }
    Resolution::Merge { keep, gone: others.into_iter().map(|(_, id)| id).collect() }
}

#[cfg(test)]
mod tests;
