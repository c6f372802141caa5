//! What is wrong with a condition, and where: told before it is saved.

use super::behaviour::{Amount, Behaviour, Period, Times};
use super::condition::{Condition, Is};
use super::value::{Scalar, ValueTest};
use super::{Age, Library, limits};
use crate::flow::document::is_name;
use crate::id::SegmentId;
use crate::outside::Money;
use serde::{Deserialize, Serialize};

/// One fault and its place, such as `all[2].any[0].attribute`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Fault {
    /// Empty when it is about the whole.
    pub place: String,
    pub message: String,
}

impl Fault {
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

/// Everything that is wrong; nothing when the condition may be saved. `this` is the segment it belongs to, when it has
/// been saved before.
pub fn check(condition: &Condition, library: &Library, this: Option<SegmentId>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if condition.size() > limits::CONDITIONS {
        faults.push(Fault::new(
            "",
            format!("{} conditions; a segment has at most {}", condition.size(), limits::CONDITIONS),
        ));
    }
    walk(condition, "", &mut |place, condition| {
        let mut report = Report { place, faults: &mut faults };
        report.condition(condition);
    });
    faults.extend(library.faults(condition, this));
    faults
}

/// Every condition of the tree with its place.
pub(super) fn walk<'a>(condition: &'a Condition, above: &str, see: &mut impl FnMut(&str, &'a Condition)) {
    let place = if above.is_empty() { condition.key().to_owned() } else { format!("{above}.{}", condition.key()) };
    see(&place, condition);
    for (index, child) in condition.children().iter().enumerate() {
        walk(child, &format!("{place}[{index}]"), see);
    }
}

struct Report<'a> {
    place: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl Report<'_> {
    fn add(&mut self, message: impl Into<String>) {
        self.faults.push(Fault::new(self.place, message));
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(children) | Condition::Any(children) | Condition::None(children) => {
                self.group(condition, children);
            }
            Condition::Attribute(attribute) => {
                self.name("the name of an attribute", &attribute.name);
                self.test(&attribute.test);
            }
            Condition::Label(Is::Is(label) | Is::IsNot(label)) => self.text("a label", label),
            Condition::Language(Is::Is(language) | Is::IsNot(language)) => self.language(language),
            Condition::Created(age) => self.age(age),
            Condition::LastMessage(last) => self.age(&last.age),
            Condition::Did(behaviour) => self.behaviour(behaviour),
            Condition::DidNot(behaviour) => {
                if behaviour.times != Times::AtLeast(1) {
                    self.add("how often it was not done makes no sense; use `did` with `at_most`");
                }
                self.behaviour(behaviour);
            }
            Condition::Consent(_) | Condition::Window(_) | Condition::Blocked(_) | Condition::Segment(_) => {}
        }
    }

    fn group(&mut self, group: &Condition, children: &[Condition]) {
        let is_whole = !self.place.contains('.');
        if children.is_empty() && !(is_whole && matches!(group, Condition::All(_))) {
            self.add("a group needs a condition");
        }
        if self.place.matches('.').count() >= limits::DEPTH {
            self.add(format!("groups stand at most {} deep", limits::DEPTH));
        }
    }

    fn test(&mut self, test: &ValueTest) {
        match test {
            ValueTest::Is(value) | ValueTest::IsNot(value) => self.scalar(value),
            ValueTest::IsOneOf(values) => {
                if values.is_empty() || values.len() > limits::VALUES {
                    self.add(format!("1 to {} values", limits::VALUES));
                }
                for value in values {
                    self.scalar(value);
                }
            }
            ValueTest::Contains(text) | ValueTest::StartsWith(text) => self.text("a text to look for", text),
            ValueTest::InLastDays(days) | ValueTest::InNextDays(days) => self.days(*days),
            _ => {}
        }
    }

    fn scalar(&mut self, value: &Scalar) {
        if let Scalar::Text(text) = value {
            self.text("a text to compare with", text);
        }
    }

    fn age(&mut self, age: &Age) {
        if let Age::InLastDays(days) | Age::OverDaysAgo(days) = age {
            self.days(*days);
        }
    }

    fn behaviour(&mut self, behaviour: &Behaviour) {
        self.text("the name of the event", &behaviour.event);
        let (Times::AtLeast(times) | Times::AtMost(times) | Times::Exactly(times)) = behaviour.times;
        if times > limits::TIMES || behaviour.times == Times::AtLeast(0) {
            self.add(format!("from 1 to {} times", limits::TIMES));
        }
        match &behaviour.period {
            Period::InLastDays(days) => self.days(*days),
            Period::Between { since: Some(since), before: Some(before) } if since.at() >= before.at() => {
                self.add("the period ends before it begins");
            }
            _ => {}
        }
        if behaviour.properties.len() > limits::PROPERTIES {
            self.add(format!("at most {} conditions on properties", limits::PROPERTIES));
        }
        for property in &behaviour.properties {
            self.name("the name of a property", &property.name);
            self.test(&property.test);
        }
        if let Some(amount) = &behaviour.amount {
            self.amount(amount);
        }
    }

    fn amount(&mut self, amount: &Amount) {
        if !Money::is_currency(&amount.currency) {
            self.add("a currency is three capital letters, such as BRL");
        }
    }

    fn days(&mut self, days: u32) {
        if days == 0 || days > limits::DAYS {
            self.add(format!("from 1 to {} days", limits::DAYS));
        }
    }

    fn name(&mut self, what: &str, name: &str) {
        if !is_name(name) {
            self.add(format!("{what} is made of letters, digits, _ and -"));
        }
    }

    fn text(&mut self, what: &str, text: &str) {
        let length = text.chars().count();
        if text.trim().is_empty() || length > limits::TEXT || text.contains('\0') {
            self.add(format!("{what} has 1 to {} characters", limits::TEXT));
        }
    }

    fn language(&mut self, language: &str) {
        let allowed = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
        if language.is_empty() || language.len() > 35 || !language.chars().all(allowed) {
            self.add("a language is a tag such as es or pt-BR");
        }
    }
}
