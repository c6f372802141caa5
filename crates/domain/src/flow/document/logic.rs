//! Which way to go: by a condition, or by chance.

use super::NodeId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The cases, tried in order.
pub type Branch = Vec<Case>;

/// One way out of a branch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenCase", into = "WrittenCase")]
pub struct Case {
    pub on: Condition,
    pub go_to: NodeId,
}

/// When a case holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// An expression.
    When(String),
    /// What is known of the contact.
    Attribute(Attribute),
    /// The contact has the label.
    Label(String),
    /// The contact speaks it; `pt` is every Portuguese.
    Language(String),
    Hours(OpenOrClosed),
    Window(OpenOrClosed),
    /// The contact was in the segment of this name when the step began.
    Segment(String),
    /// The last message wants this.
    Intent(String),
}

words! {
    OpenOrClosed {
        Open = "open",
        Closed = "closed",
    }
}

/// A field of the contact and one test of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenAttribute", into = "WrittenAttribute")]
pub struct Attribute {
    /// `name`, `language` or a custom field.
    pub field: String,
    pub test: AttributeTest,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AttributeTest {
    /// Texts are compared without case, accents and punctuation.
    Is(Value),
    IsNot(Value),
    Contains(String),
    Over(f64),
    Under(f64),
    /// Whether somebody filled it in.
    Known(bool),
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenCase {
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<Attribute>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<OpenOrClosed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<OpenOrClosed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    intent: Option<String>,
    go_to: Option<NodeId>,
}

impl TryFrom<WrittenCase> for Case {
    type Error = &'static str;

    fn try_from(written: WrittenCase) -> Result<Self, Self::Error> {
        let WrittenCase { when, attribute, label, language, hours, window, segment, intent, go_to } = written;
        let mut conditions = Vec::new();
        conditions.extend(when.map(Condition::When));
        conditions.extend(attribute.map(Condition::Attribute));
        conditions.extend(label.map(Condition::Label));
        conditions.extend(language.map(Condition::Language));
        conditions.extend(hours.map(Condition::Hours));
        conditions.extend(window.map(Condition::Window));
        conditions.extend(segment.map(Condition::Segment));
        conditions.extend(intent.map(Condition::Intent));
        let go_to = go_to.ok_or("a case needs a `go_to`")?;
        match (conditions.pop(), conditions.pop()) {
            (Some(on), None) => Ok(Self { on, go_to }),
            _ => Err(
                "a case has exactly one of `when`, `attribute`, `label`, `language`, `hours`, `window`, `segment` and `intent`",
            ),
        }
    }
}

impl From<Case> for WrittenCase {
    fn from(case: Case) -> Self {
        let mut written = Self { go_to: Some(case.go_to), ..Self::default() };
        match case.on {
            Condition::When(expression) => written.when = Some(expression),
            Condition::Attribute(attribute) => written.attribute = Some(attribute),
            Condition::Label(label) => written.label = Some(label),
            Condition::Language(language) => written.language = Some(language),
            Condition::Hours(state) => written.hours = Some(state),
            Condition::Window(state) => written.window = Some(state),
            Condition::Segment(name) => written.segment = Some(name),
            Condition::Intent(name) => written.intent = Some(name),
        }
        written
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenAttribute {
    field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_not: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contains: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

impl TryFrom<WrittenAttribute> for Attribute {
    type Error = &'static str;

    fn try_from(written: WrittenAttribute) -> Result<Self, Self::Error> {
        let WrittenAttribute { field, is, is_not, contains, over, under, known } = written;
        let mut tests = Vec::new();
        tests.extend(is.map(AttributeTest::Is));
        tests.extend(is_not.map(AttributeTest::IsNot));
        tests.extend(contains.map(AttributeTest::Contains));
        tests.extend(over.map(AttributeTest::Over));
        tests.extend(under.map(AttributeTest::Under));
        tests.extend(known.map(AttributeTest::Known));
        match (tests.pop(), tests.pop()) {
            (Some(test), None) => Ok(Self { field, test }),
            _ => Err("an attribute has exactly one of `is`, `is_not`, `contains`, `over`, `under` and `known`"),
        }
    }
}

impl From<Attribute> for WrittenAttribute {
    fn from(attribute: Attribute) -> Self {
        let mut written = Self { field: attribute.field, ..Self::default() };
        match attribute.test {
            AttributeTest::Is(value) => written.is = Some(value),
            AttributeTest::IsNot(value) => written.is_not = Some(value),
            AttributeTest::Contains(text) => written.contains = Some(text),
            AttributeTest::Over(number) => written.over = Some(number),
            AttributeTest::Under(number) => written.under = Some(number),
            AttributeTest::Known(known) => written.known = Some(known),
        }
        written
    }
}

/// Ways taken by chance, each as often as its weight says; one contact's session always takes the same.
pub type Split = Vec<SplitWay>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitWay {
    pub weight: u32,
    pub go_to: NodeId,
}
