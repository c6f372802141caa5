//! What somebody decided about a file: what each column is, by what people are recognised, what happens to those who
//! are known already.

use crate::consent::Category;
use serde::{Deserialize, Serialize};

words! {
    /// How the cells of a custom attribute are read.
    Kind {
        Text = "text",
        Number = "number",
        Boolean = "boolean",
        /// `YYYY-MM-DD`.
        Date = "date",
        /// RFC 3339 in UTC.
        DateTime = "date_time",
    }
}

/// What a column becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Target {
    Ignore,
    Phone,
    Name,
    FirstName,
    LastName,
    Language,
    /// Several in one cell are parted by comma, semicolon or bar.
    Labels,
    /// Yes or no to messages of this category.
    Consent {
        category: Category,
    },
    Attribute {
        name: String,
        kind: Kind,
    },
    EventName,
    /// The teller's own id: told twice, it happened once.
    EventId,
    EventAt,
    Property {
        name: String,
        kind: Kind,
    },
}

/// The attribute that e-mail addresses are kept in; its cells must be addresses.
pub const EMAIL: &str = "email";

words! {
    /// What becomes of a person who is known already.
    Existing {
        /// What the file says replaces what is known.
        Update = "update",
        /// Only what is not known is filled in.
        FillIn = "fill_in",
        Skip = "skip",
    }
}

words! {
    /// Which comes first in 03/04/2026.
    DateOrder {
        DayFirst = "day_first",
        MonthFirst = "month_first",
    }
}

words! {
    DecimalMark {
        Comma = "comma",
        Point = "point",
    }
}

/// By what a person is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum MatchOn {
    #[default]
    Phone,
    /// A custom attribute that is one person's alone: an e-mail address, a customer number.
    Attribute { name: String },
}

/// The consent of everybody in the file, given in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedConsent {
    pub categories: Vec<Category>,
    /// How and in which words it was given.
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What each column is, in the order of the file.
    pub columns: Vec<Target>,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// ISO 3166 alpha-2, for phone numbers without a country.
    pub default_country: String,
    pub match_on: MatchOn,
    pub existing: Existing,
    pub date_order: DateOrder,
    pub decimal_mark: DecimalMark,
    /// Labels that everybody in the file gets.
    #[serde(default)]
    pub labels: Vec<String>,
    #[serde(default)]
    pub consent: Option<SharedConsent>,
    /// The name of all events, when no column gives it.
    #[serde(default)]
    pub event_name: Option<String>,
}

/// Why a mapping cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingFault {
    #[error("no column is the one people are recognised by; choose a column for {0}")]
    NoKey(String),
    #[error("{0} columns were given for a file of {1}")]
    Columns(usize, usize),
    #[error("two columns become {0}; ignore one of them")]
    Twice(String),
    #[error("{0:?} is not a name for an attribute: small letters, digits and _, a letter first, at most 60")]
    BadName(String),
    #[error("give the events a name, or a column that holds it")]
    NoEventName,
    #[error("a shared consent needs the words it was given in")]
    NoConsentWords,
    #[error("{0:?} is no country; two letters, such as MX")]
    BadCountry(String),
}

impl Mapping {
    pub fn check(&self, columns: usize, subject: super::Subject) -> Result<(), MappingFault> {
        if self.columns.len() != columns {
            return Err(MappingFault::Columns(self.columns.len(), columns));
        }
        self.check_names()?;
        let key = match &self.match_on {
            MatchOn::Phone => self.columns.contains(&Target::Phone),
            MatchOn::Attribute { name } => self.attributes().any(|attribute| attribute == name),
        };
        if !key {
            return Err(MappingFault::NoKey(self.key_name().to_owned()));
        }
        if self.consent.as_ref().is_some_and(|consent| consent.words.trim().is_empty()) {
            return Err(MappingFault::NoConsentWords);
        }
        let country = &self.default_country;
        if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            return Err(MappingFault::BadCountry(country.clone()));
        }
        let named = self.event_name.as_ref().is_some_and(|name| !name.trim().is_empty());
        if subject == super::Subject::Events && !named && !self.columns.contains(&Target::EventName) {
            return Err(MappingFault::NoEventName);
        }
        Ok(())
    }

    /// What people are recognised by, as the columns are called.
    pub fn key_name(&self) -> &str {
        match &self.match_on {
            MatchOn::Phone => "phone",
            MatchOn::Attribute { name } => name,
        }
    }

    pub fn attributes(&self) -> impl Iterator<Item = &String> {
        self.columns.iter().filter_map(|target| match target {
            Target::Attribute { name, .. } => Some(name),
            _ => None,
        })
    }

    fn check_names(&self) -> Result<(), MappingFault> {
        let mut seen = std::collections::BTreeSet::new();
        for target in &self.columns {
            let what = match target {
                Target::Ignore | Target::Labels => continue,
                Target::Attribute { name, .. } | Target::Property { name, .. } => {
                    if !is_name(name) {
                        return Err(MappingFault::BadName(name.clone()));
                    }
                    format!("{}{name}", if matches!(target, Target::Property { .. }) { "property " } else { "" })
                }
                other => other.word(),
            };
            if !seen.insert(what.clone()) {
                return Err(MappingFault::Twice(what));
            }
        }
        Ok(())
    }
}

impl Target {
    /// The word of its kind, with what it is about.
    pub fn word(&self) -> String {
        match self {
            Self::Ignore => "ignore".to_owned(),
            Self::Phone => "phone".to_owned(),
            Self::Name => "name".to_owned(),
            Self::FirstName => "first_name".to_owned(),
            Self::LastName => "last_name".to_owned(),
            Self::Language => "language".to_owned(),
            Self::Labels => "labels".to_owned(),
            Self::Consent { category } => format!("consent:{category}"),
            Self::Attribute { name, kind } => format!("attribute:{name}:{kind}"),
            Self::EventName => "event_name".to_owned(),
            Self::EventId => "event_id".to_owned(),
            Self::EventAt => "event_at".to_owned(),
            Self::Property { name, kind } => format!("property:{name}:{kind}"),
        }
    }

    /// The other way: `phone`, `consent:marketing`, `attribute:city`, `attribute:points:number`.
    pub fn parse(word: &str) -> Option<Self> {
        let (head, rest) = word.split_once(':').unwrap_or((word, ""));
        let (name, kind) = rest.split_once(':').unwrap_or((rest, Kind::Text.as_str()));
        Some(match head {
            "ignore" => Self::Ignore,
            "phone" => Self::Phone,
            "name" => Self::Name,
            "first_name" => Self::FirstName,
            "last_name" => Self::LastName,
            "language" => Self::Language,
            "labels" => Self::Labels,
            "consent" => Self::Consent { category: Category::parse(rest)? },
            "attribute" => Self::Attribute { name: name.to_owned(), kind: Kind::parse(kind)? },
            "event_name" => Self::EventName,
            "event_id" => Self::EventId,
            "event_at" => Self::EventAt,
            "property" => Self::Property { name: name.to_owned(), kind: Kind::parse(kind)? },
            _ => return None,
        })
    }
}

const NAME_LENGTH: usize = 60;

/// Properties are named like attributes.
fn is_name(name: &str) -> bool {
    name.len() <= NAME_LENGTH && crate::contact::attribute::is_name(name)
}

/// A column's title as the name of an attribute: `Fecha de nacimiento` is `fecha_de_nacimiento`.
pub fn attribute_name(title: &str, place: usize) -> String {
    let folded = crate::text::fold(title);
    let ascii = |character: char| if character.is_ascii_alphanumeric() { character } else { '_' };
    let name: String = folded.chars().map(ascii).take(NAME_LENGTH).collect();
    let name = name.trim_matches('_');
    if name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return name.to_owned();
    }
    format!("column_{}", if name.is_empty() { (place + 1).to_string() } else { name.chars().take(50).collect() })
}
