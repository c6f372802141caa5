//! What a test file says: whom the conversation is with, and what each side does, in order.

use super::moment::Moment;
use super::text_or::TextOr;
use crate::consent::ConsentState;
use crate::flow::document::{NodeId, ReadError, Span, read_document};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};
use serde_saphyr::{FlowSeq, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// A file of tests for one or several flows that are published together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestFile {
    #[serde(default)]
    pub about: String,
    /// Paths of flow documents, seen from the test file.
    #[serde(default, deserialize_with = "one_or_more")]
    pub flows: Vec<String>,
    /// Paths of the templates they say, as they are posted to Meta; without them the gate holds templates for marketing.
    #[serde(default, deserialize_with = "one_or_more")]
    pub templates: Vec<String>,
    /// Path of what is taught: customers may say it in their own words.
    #[serde(default)]
    pub intents: Option<String>,
    /// What holds for every test of the file unless the test says otherwise.
    #[serde(default)]
    pub given: Given,
    pub tests: Vec<Spanned<Case>>,
}

impl TestFile {
    pub fn parse(source: &str) -> Result<Self, ReadError> {
        read_document(source)
    }
}

/// One conversation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    #[serde(default)]
    pub given: Given,
    pub steps: Vec<Spanned<Step>>,
}

/// The world before the first word.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Given {
    /// When it begins, such as `2026-03-10T11:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    pub contact: Person,
    /// What the flow reads as `settings.NAME`.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub settings: Map<String, Value>,
    /// What other systems answer; the first that fits does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub http: Vec<Stub>,
    /// Users of the inbox by e-mail address, when flows give conversations to them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<String>,
}

impl Given {
    /// What a file says with what one of its tests says over it.
    #[must_use]
    pub fn with(&self, case: &Self) -> Self {
        let mut settings = self.settings.clone();
        settings.extend(case.settings.clone());
        Self {
            at: case.at.or(self.at),
            contact: self.contact.with(&case.contact),
            settings,
            http: case.http.iter().chain(&self.http).cloned().collect(),
            users: self.users.iter().chain(&case.users).cloned().collect(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// With its country, digits only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Value>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub labels: BTreeSet<String>,
    /// The segments they are in, by name.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub segments: BTreeSet<String>,
    #[serde(skip_serializing_if = "ConsentStates::are_unknown")]
    pub consent: ConsentStates,
}

impl Person {
    fn with(&self, case: &Self) -> Self {
        let mut fields = self.fields.clone();
        fields.extend(case.fields.clone());
        Self {
            name: case.name.clone().or_else(|| self.name.clone()),
            phone: case.phone.clone().or_else(|| self.phone.clone()),
            language: case.language.clone().or_else(|| self.language.clone()),
            fields,
            labels: self.labels.union(&case.labels).cloned().collect(),
            segments: self.segments.union(&case.segments).cloned().collect(),
            consent: ConsentStates {
                marketing: case.consent.marketing.or(self.consent.marketing),
                utility: case.consent.utility.or(self.consent.utility),
            },
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConsentStates {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing: Option<ConsentState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utility: Option<ConsentState>,
}

impl ConsentStates {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
    fn are_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// How an HTTP request of the flow is answered, without any network.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Stub {
    /// Any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `*` stands for any characters; `language_model` is the model, which answers with the text in `body`.
    pub url: String,
    /// What the request's body has at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Value>,
    /// How often; without end when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// 200 unless there is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub body: Value,
    /// Why no answer comes: "connection refused".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The request stays open until an `answers` step, or until the flow waits no longer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub later: bool,
}

/// One line of a conversation: something happens, or something is expected of what happened.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The customer writes.
    Says(String),
    /// The customer taps a button or row: its title or id, or a payload from long ago.
    Taps(TextOr<OldButton>),
    /// The customer sends something else: `image`, or Meta's own content by kind.
    Sends(TextOr<Map<String, Value>>),
    /// Time passes.
    Waits(Span),
    /// Time passes until then.
    WaitsUntil(Moment),
    /// The answer to the HTTP request that is under way, when no stub gave it.
    Answers(Answer),
    /// From here on these answer first.
    Http(Vec<Stub>),
    /// Somebody of the team acts in the inbox.
    Agent(AgentAct),
    /// The session goes on at this node with what it knows, as if the customer had just written; for trying a part.
    Jumps(NodeId),
    /// Something happens outside: an order is placed, a payment is settled.
    Event(TextOr<OutsideNews>),
    /// Another system or a person changes what is known of the contact.
    Changes(ContactChange),

    /// The next message of the bot; or `nothing`, or `anything` for whatever else it says.
    Bot(TextOr<Expected>),
    /// What is known of the contact now, as far as it is written here.
    Contact(ExpectedContact),
    /// What the session knows, as far as it is written here.
    Variables(Map<String, Value>),
    /// A person gets the conversation, with a note that contains this.
    HandsOver(TextOr<ExpectedHandOver>),
    /// The team, or the user by e-mail address, whose conversation it is now.
    Assigns(String),
    /// Somebody else gets a message: staff, or whoever another flow was started for.
    Tells(ExpectedNotice),
    /// Something is written down for the figures.
    Records(TextOr<OutsideNews>),
    /// The flow ended: its outcome, or `finished`, `timed_out`.
    Ends(String),
    /// A request that was made to another system.
    Requests(ExpectedRequest),
    /// Where the session stands now.
    Node(String),
    /// The gate let a message not pass, for this reason.
    Refuses(String),
}

impl Step {
    pub const fn is_expectation(&self) -> bool {
        matches!(
            self,
            Self::Bot(_)
                | Self::Contact(_)
                | Self::Variables(_)
                | Self::HandsOver(_)
                | Self::Assigns(_)
                | Self::Tells(_)
                | Self::Records(_)
                | Self::Ends(_)
                | Self::Requests(_)
                | Self::Node(_)
                | Self::Refuses(_)
        )
    }
}

/// A button that no message of this test offered.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct OldButton {
    pub payload: String,
    #[serde(default)]
    pub title: String,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(skip_serializing_if = "Value::is_null")]
    pub body: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum AgentAct {
    TakesOver,
    GivesBack,
    Resolves,
    ResetsSession,
}

/// An event with what it tells.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct OutsideNews {
    pub name: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub properties: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct ContactChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Value>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub labels: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub without_labels: BTreeSet<String>,
}

/// A message to somebody else.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ExpectedNotice {
    /// Digits of the telephone number.
    pub to: String,
    pub message: TextOr<Expected>,
}

/// A message as far as it is written: what is absent may be anything.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    /// Meta's type; of interactive messages their own: `button`, `list`, `cta_url`, `flow`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The whole text or caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Parts of the text.
    #[serde(deserialize_with = "one_or_more", skip_serializing_if = "Vec::is_empty")]
    pub contains: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The titles of all buttons.
    #[serde(serialize_with = "in_one_line", skip_serializing_if = "Option::is_none")]
    pub buttons: Option<Vec<String>>,
    /// The words on the button that opens the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_button: Option<String>,
    /// The titles of all rows of the list.
    #[serde(serialize_with = "in_one_line", skip_serializing_if = "Option::is_none")]
    pub rows: Option<Vec<String>>,
    /// The address of the file, or of the page a link button opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<TextOr<ExpectedTemplate>>,
    /// What Meta's own JSON of the message has at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Value>,
}

#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ExpectedTemplate {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What fills the blanks of the body, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedContact {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Value>,
    /// Labels the contact has, whatever others there are.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub labels: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub without_labels: BTreeSet<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentStates>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedHandOver {
    /// The whole note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(deserialize_with = "one_or_more", skip_serializing_if = "Vec::is_empty")]
    pub contains: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ExpectedRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `*` stands for any characters.
    pub url: String,
    /// What the body has at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Value>,
}

#[expect(clippy::ref_option, reason = "the signature serde asks for")]
fn in_one_line<S: Serializer>(titles: &Option<Vec<String>>, serializer: S) -> Result<S::Ok, S::Error> {
    FlowSeq(titles.as_deref().unwrap_or_default()).serialize(serializer)
}

fn one_or_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMore {
        One(String),
        More(Vec<String>),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(text) => vec![text],
        OneOrMore::More(texts) => texts,
    })
}
