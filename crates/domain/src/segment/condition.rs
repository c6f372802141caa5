//! The tree of conditions, as it is written in files and sent to the API:
//!
//! ```yaml
//! all:
//!   - attribute: { name: city, is: Lima }
//!   - did: { event: order_paid, at_least: 2, in_last_days: 90 }
//!   - none:
//!       - label: { is: staff }
//! ```

use super::age::Age;
use super::behaviour::Behaviour;
use super::campaign::CampaignOutcome;
use super::check::Fault;
use super::value::ValueTest;
use crate::consent::{Category, ConsentState};
use crate::flow::document::{OpenOrClosed, read_document};
use crate::id::SegmentId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every one of them; of nothing, everybody.
    All(Vec<Self>),
    /// At least one of them.
    Any(Vec<Self>),
    /// Not one of them.
    None(Vec<Self>),
    Attribute(Attribute),
    Label(Is<String>),
    /// The contact's language; `pt` is every Portuguese.
    Language(Is<String>),
    Consent(Consent),
    /// The 24 hours after the person wrote, on any number.
    Window(OpenOrClosed),
    Blocked(bool),
    /// When the contact came to be known.
    Created(Age),
    LastMessage(LastMessage),
    Did(Behaviour),
    DidNot(Behaviour),
    /// What became of a campaign's message to them.
    Campaign(CampaignOutcome),
    Segment(Membership),
}

/// One test of something that is there or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Is<T> {
    Is(T),
    IsNot(T),
}

/// A custom field of the contact, or its `name`, and one test of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub struct Attribute {
    pub name: String,
    pub test: ValueTest,
}

/// What the person lets us send them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub struct Consent {
    pub category: Category,
    pub state: Is<ConsentState>,
}

/// The last message, and how long it is ago.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub struct LastMessage {
    pub by: Writer,
    pub age: Age,
}

words! {
    Writer {
        Customer = "customer",
        /// The customer or the business.
        Anyone = "anyone",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    In(SegmentId),
    NotIn(SegmentId),
}

impl Condition {
    /// Reads YAML or JSON; the tree may still have faults that [`super::check::check`] tells.
    pub fn parse(source: &str) -> Result<Self, Fault> {
        let value: Value = read_document(source).map_err(|error| Fault::new("", error.to_string()))?;
        Self::read(value)
    }

    /// From JSON that was read already.
    pub fn read(value: Value) -> Result<Self, Fault> {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let place = error.path().to_string();
            Fault::new(if place == "." { "" } else { &place }, error.into_inner().to_string())
        })
    }

    pub fn everybody() -> Self {
        Self::All(Vec::new())
    }

    /// What a group holds; a leaf holds nothing.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::All(children) | Self::Any(children) | Self::None(children) => children,
            _ => &[],
        }
    }

    /// The word it is written under.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::None(_) => "none",
            Self::Attribute(_) => "attribute",
            Self::Label(_) => "label",
            Self::Language(_) => "language",
            Self::Consent(_) => "consent",
            Self::Window(_) => "window",
            Self::Blocked(_) => "blocked",
            Self::Created(_) => "created",
            Self::LastMessage(_) => "last_message",
            Self::Did(_) => "did",
            Self::DidNot(_) => "did_not",
            Self::Campaign(_) => "campaign",
            Self::Segment(_) => "segment",
        }
    }

    /// How many conditions there are, groups included.
    pub fn size(&self) -> usize {
        1 + self.children().iter().map(Self::size).sum::<usize>()
    }

    /// The segments it speaks of, each as often as it does.
    pub fn segments(&self) -> Vec<SegmentId> {
        match self {
            Self::Segment(Membership::In(id) | Membership::NotIn(id)) => vec![*id],
            other => other.children().iter().flat_map(Self::segments).collect(),
        }
    }
}

impl TryFrom<Map<String, Value>> for Attribute {
    type Error = String;

    fn try_from(mut written: Map<String, Value>) -> Result<Self, String> {
        let name = text(written.remove("name")).ok_or("an attribute needs its `name`")?;
        Ok(Self { name, test: one(written)? })
    }
}

impl From<Attribute> for Map<String, Value> {
    fn from(attribute: Attribute) -> Self {
        with("name", attribute.name, &attribute.test)
    }
}

impl TryFrom<Map<String, Value>> for Consent {
    type Error = String;

    fn try_from(mut written: Map<String, Value>) -> Result<Self, String> {
        let category = text(written.remove("category")).and_then(|word| Category::parse(&word));
        let category = category.ok_or("a consent needs its `category`: marketing or utility")?;
        Ok(Self { category, state: one(written)? })
    }
}

impl From<Consent> for Map<String, Value> {
    fn from(consent: Consent) -> Self {
        with("category", consent.category.as_str(), &consent.state)
    }
}

impl TryFrom<Map<String, Value>> for LastMessage {
    type Error = String;

    fn try_from(mut written: Map<String, Value>) -> Result<Self, String> {
        let by = text(written.remove("by")).and_then(|word| Writer::parse(&word));
        let by = by.ok_or("a last message needs `by`: customer or anyone")?;
        Ok(Self { by, age: one(written)? })
    }
}

impl From<LastMessage> for Map<String, Value> {
    fn from(last: LastMessage) -> Self {
        with("by", last.by.as_str(), &last.age)
    }
}

fn text(value: Option<Value>) -> Option<String> {
    value.and_then(|value| value.as_str().map(str::to_owned))
}

/// The one test that is left when what it is of was taken out.
pub(super) fn one<T: serde::de::DeserializeOwned>(written: Map<String, Value>) -> Result<T, String> {
    match written.len() {
        0 => Err("it needs a test, such as `is`".to_owned()),
        1 => serde_json::from_value(Value::Object(written)).map_err(|error| error.to_string()),
        _ => {
            let tests: Vec<String> = written.keys().map(|test| format!("`{test}`")).collect();
            Err(format!("it has {} tests where one is allowed: {}", tests.len(), tests.join(", ")))
        }
    }
}

/// The other way round of [`one`].
pub(super) fn with<T: Serialize>(name: &str, of: impl Into<Value>, test: &T) -> Map<String, Value> {
    let mut written = match serde_json::to_value(test) {
        Ok(Value::Object(test)) => test,
        _ => Map::new(),
    };
    written.insert(name.to_owned(), of.into());
    written
}
