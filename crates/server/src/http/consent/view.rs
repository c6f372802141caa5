//! Consent as the API shows it.

use crate::http::contact::bulk::ConsentCategory;
use crate::http::contact::view::ConsentState;
use domain::consent::{Category, ConsentRecord as DomainRecord, Consents};
use domain::id::NumberId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConsentHistory {
    /// What holds now: for all numbers, and for each number of which something else was said.
    pub standing: Vec<ConsentStanding>,
    /// Every record, oldest first. None is ever changed.
    pub records: Vec<ConsentRecord>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConsentStanding {
    pub category: ConsentCategory,
    /// `null`: all numbers of which nothing else was said.
    #[schema(required = true)]
    pub number_id: Option<String>,
    pub state: ConsentState,
    pub follows: ConsentFollows,
}

/// Which voice decides: the person's own word, WhatsApp's switch, or both, which then both say no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentFollows {
    Nothing,
    Said,
    Signalled,
    Both,
}

/// Proof of one change.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConsentRecord {
    /// The contact it was recorded for, which may since have been merged into this one.
    #[schema(format = "uuid")]
    pub contact_id: String,
    pub category: ConsentCategory,
    /// `null`: all numbers.
    #[schema(required = true)]
    pub number_id: Option<String>,
    pub state: ConsentState,
    /// `word`, `meta_signal`, `agent`, `api`, `flow`, `form` or `import`.
    pub source: String,
    /// The person's own words, or what stands for them.
    pub words: String,
    /// Who wrote it down, when a person did.
    #[schema(required = true)]
    pub by: Option<String>,
    /// When it was said.
    pub at: i64,
    /// When it was written down.
    pub written_at: i64,
}

impl ConsentRecord {
    /// `names` are those of the users, by their ids.
    pub fn of(record: DomainRecord, names: &BTreeMap<String, String>) -> Self {
        Self {
            contact_id: record.contact.to_string(),
            category: record.category.into(),
            number_id: record.number.map(|number| number.to_string()),
            state: record.state.into(),
            source: record.source.as_str().to_owned(),
            words: record.words,
            by: record.by.and_then(|user| names.get(&user.to_string()).cloned()),
            at: record.at.as_millis(),
            written_at: record.written_at.unwrap_or(record.at).as_millis(),
        }
    }
}

impl ConsentStanding {
    /// For all numbers first.
    pub fn all(consents: &Consents) -> Vec<Self> {
        let scopes = [None].into_iter().chain(consents.numbers.keys().copied().map(Some));
        let each = scopes.flat_map(|number| Category::ALL.iter().map(move |category| (*category, number)));
        each.map(|(category, number)| Self::of(consents, category, number)).collect()
    }

    fn of(consents: &Consents, category: Category, number: Option<NumberId>) -> Self {
        use domain::consent::Follows;
        let here = number.map_or(std::borrow::Cow::Borrowed(consents), |number| consents.on(number));
        let follows = match here.of(category).follows() {
            Follows::Nothing => ConsentFollows::Nothing,
            Follows::Said => ConsentFollows::Said,
            Follows::Signalled => ConsentFollows::Signalled,
            Follows::Both => ConsentFollows::Both,
        };
        let number_id = number.map(|number| number.to_string());
        Self { category: category.into(), number_id, state: here.state(category).into(), follows }
    }
}
