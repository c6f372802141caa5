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
    /// `null` when nobody has said it and the phone number does not tell.
    #[schema(required = true)]
    pub time_zone: Option<TimeZone>,
    /// Custom fields by their names: attributes as they are defined, others typed by their JSON value.
    pub fields: BTreeMap<String, Value>,
    pub labels: Vec<String>,
    /// Others who use the same phone.
    pub profiles: Vec<Profile>,
    pub blocked: bool,
    pub consents: Consents,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TimeZone {
    /// In the tz database: `America/Bogota`.
    pub name: String,
    /// Read off the phone number; nobody has said so.
    pub guessed: bool,
}

/// Somebody behind the phone of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Profile {
    pub name: String,
    /// Who they are to the contact, or what else has to be known.
    #[serde(default)]
    pub note: String,
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
    /// What was said of one number alone.
    pub numbers: Vec<ConsentsOnNumber>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConsentsOnNumber {
    #[schema(format = "uuid")]
    pub number_id: String,
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
    /// `word`, `meta_signal`, `agent`, `api`, `flow`, `form` or `import`.
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
        let time_zone = contact.time_zone();
        Self {
            id: contact.id.to_string(),
            time_zone: time_zone.map(|zone| TimeZone { name: zone.name, guessed: zone.guessed }),
            profiles: contact.profiles.into_iter().map(Profile::from).collect(),
            phone,
            username,
            name: contact.name,
            language: contact.language,
            identifiers: contact.identifiers.into_iter().map(Identifier::from).collect(),
            fields: contact.fields,
            labels: contact.labels.into_iter().collect(),
            blocked: contact.blocked,
            consents: contact.consents.into(),
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

impl From<domain::contact::Profile> for Profile {
    fn from(domain::contact::Profile { name, note }: domain::contact::Profile) -> Self {
        Self { name, note }
    }
}

impl From<domain::consent::Consents> for Consents {
    fn from(consents: domain::consent::Consents) -> Self {
        let on_number = |(number, on): (domain::id::NumberId, domain::consent::OnNumber)| ConsentsOnNumber {
            number_id: number.to_string(),
            marketing: on.marketing.into(),
            utility: on.utility.into(),
        };
        Self {
            marketing: consents.marketing.into(),
            utility: consents.utility.into(),
            numbers: consents.numbers.into_iter().map(on_number).collect(),
        }
    }
}

impl From<domain::consent::Consent> for Consent {
    fn from(consent: domain::consent::Consent) -> Self {
        Self { said: consent.said.map(Given::from), signalled: consent.signalled.map(Given::from) }
    }
}

impl From<domain::consent::Given> for Given {
    fn from(given: domain::consent::Given) -> Self {
        let state = given.state.into();
        Self { state, source: given.source.as_str().to_owned(), words: given.words, at: given.at.as_millis() }
    }
}

impl From<domain::consent::ConsentState> for ConsentState {
    fn from(state: domain::consent::ConsentState) -> Self {
        use domain::consent::ConsentState as Domain;
        match state {
            Domain::Unknown => Self::Unknown,
            Domain::OptedIn => Self::OptedIn,
            Domain::OptedOut => Self::OptedOut,
        }
    }
}
