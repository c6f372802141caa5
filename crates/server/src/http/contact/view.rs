//! Contacts as the API shows them.

use domain::contact::Contact as DomainContact;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    #[schema(required = true)]
    pub language: Option<String>,
    /// E.164, when WhatsApp shows it to us.
    #[schema(required = true)]
    pub phone: Option<String>,
    #[schema(required = true)]
    pub username: Option<String>,
    pub identifiers: Vec<Identifier>,
    /// Custom fields, typed by their JSON value.
    pub fields: BTreeMap<String, Value>,
    pub labels: Vec<String>,
    pub blocked: bool,
    pub consents: Consents,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Identifier {
    pub kind: IdentifierKind,
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    Phone,
    WaId,
    UserId,
    ParentUserId,
    Username,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Consents {
    pub marketing: Consent,
    pub utility: Consent,
}

/// The last word of each voice; a no of either holds.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Consent {
    /// What the person said to the business.
    #[schema(required = true)]
    pub said: Option<Given>,
    /// What WhatsApp signals about its own switch.
    #[schema(required = true)]
    pub signalled: Option<Given>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ConsentGiven)]
pub struct Given {
    pub state: ConsentState,
    /// `word`, `meta_signal`, `agent`, `api` or `flow`.
    pub source: String,
    pub words: String,
    pub at: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    Unknown,
    OptedIn,
    OptedOut,
}

impl From<DomainContact> for Contact {
    fn from(contact: DomainContact) -> Self {
        let identifier = |kind| contact.identifier(kind).map(str::to_owned);
        let (phone, username) =
            (identifier(domain::contact::IdentifierKind::Phone), identifier(domain::contact::IdentifierKind::Username));
        Self {
            id: contact.id.to_string(),
            phone,
            username,
            name: contact.name,
            language: contact.language,
            identifiers: contact.identifiers.into_iter().map(Identifier::from).collect(),
            fields: contact.fields,
            labels: contact.labels.into_iter().collect(),
            blocked: contact.blocked,
            consents: Consents {
                marketing: contact.consents.marketing.into(),
                utility: contact.consents.utility.into(),
            },
            created_at: contact.created_at.as_millis(),
            updated_at: contact.updated_at.as_millis(),
        }
    }
}

impl From<domain::contact::Identifier> for Identifier {
    fn from(identifier: domain::contact::Identifier) -> Self {
        use domain::contact::IdentifierKind as Domain;
        let kind = match identifier.kind {
            Domain::Phone => IdentifierKind::Phone,
            Domain::WaId => IdentifierKind::WaId,
            Domain::UserId => IdentifierKind::UserId,
            Domain::ParentUserId => IdentifierKind::ParentUserId,
            Domain::Username => IdentifierKind::Username,
        };
        Self { kind, value: identifier.value }
    }
}

impl From<domain::consent::Consent> for Consent {
    fn from(consent: domain::consent::Consent) -> Self {
        Self { said: consent.said.map(Given::from), signalled: consent.signalled.map(Given::from) }
    }
}

impl From<domain::consent::Given> for Given {
    fn from(given: domain::consent::Given) -> Self {
        use domain::consent::ConsentState as Domain;
        let state = match given.state {
            Domain::Unknown => ConsentState::Unknown,
            Domain::OptedIn => ConsentState::OptedIn,
            Domain::OptedOut => ConsentState::OptedOut,
        };
        Self { state, source: given.source.as_str().to_owned(), words: given.words, at: given.at.as_millis() }
    }
}
