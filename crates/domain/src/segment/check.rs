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
            Condition::Campaign(outcome) => outcome.in_last_days.into_iter().for_each(|days| self.days(days)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Members, Segment};
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn id(number: u128) -> SegmentId {
        SegmentId(Uuid::from_u128(number))
    }

    fn in_segment(number: u128) -> Value {
        json!({"segment": {"in": id(number)}})
    }

    /// Each segment speaks of the one before it: 1 of nobody, 2 of 1, and so on.
    fn chain(length: u128) -> Library {
        Library::new((1..=length).map(|number| {
            let condition = if number == 1 { json!({"all": []}) } else { in_segment(number - 1) };
            let members = Members::Meeting(Condition::read(condition).unwrap());
            Segment { id: id(number), name: number.to_string(), members }
        }))
    }

    fn told(condition: Value, this: Option<SegmentId>) -> Vec<String> {
        let faults = match Condition::read(condition) {
            Ok(condition) => check(&condition, &chain(5), this),
            Err(fault) => vec![fault],
        };
        faults.into_iter().map(|fault| fault.to_string()).collect()
    }

    #[test]
    fn each_fault_names_its_place() {
        for (condition, expected) in [
            (json!({"all": []}), ""),
            (json!({"any": []}), "any: a group needs a condition"),
            (json!({"all": [{"none": []}]}), "all[0].none: a group needs a condition"),
            (json!({"label": {"is": " "}}), "label: a label has 1 to 200 characters"),
            (json!({"language": {"is_not": "español"}}), "language: a language is a tag such as es or pt-BR"),
            (
                json!({"attribute": {"name": "my city", "is": "x"}}),
                "attribute: the name of an attribute is made of letters, digits, _ and -",
            ),
            (json!({"attribute": {"name": "a", "is_one_of": []}}), "attribute: 1 to 100 values"),
            (
                json!({"attribute": {"name": "a", "is": 1, "over": 2}}),
                "attribute: it has 2 tests where one is allowed: `is`, `over`",
            ),
            (json!({"attribute": {"is": 1}}), "attribute: an attribute needs its `name`"),
            (json!({"all": [{"created": {"over_days_ago": 0}}]}), "all[0].created: from 1 to 3650 days"),
            (json!({"did": {"event": "x", "at_least": 0}}), "did: from 1 to 100000 times"),
            (
                json!({"did": {"event": "x", "since": "2026-02-01", "before": "2026-01-01"}}),
                "did: the period ends before it begins",
            ),
            (
                json!({"did_not": {"event": "x", "at_least": 2}}),
                "did_not: how often it was not done makes no sense; use `did` with `at_most`",
            ),
            (
                json!({"did": {"event": "x", "amount": {"currency": "reais"}}}),
                "did: a currency is three capital letters, such as BRL",
            ),
            (in_segment(9), "segment: there is no such segment"),
        ] {
            assert_eq!(told(condition.clone(), None).join("; "), expected, "{condition}");
        }
    }

    #[test]
    fn segments_speak_of_each_other_in_no_round_and_not_too_deep() {
        for (number, this, expected) in [
            (4, None, ""),
            (5, None, "segment: segments speak of segments at most 5 deep"),
            (1, Some(1), "segment: this segment would speak of itself"),
            (3, Some(1), "segment: this segment would speak of itself"),
            (1, Some(3), ""),
        ] {
            assert_eq!(told(in_segment(number), this.map(id)).join("; "), expected, "{number} in {this:?}");
        }
    }

    #[test]
    fn a_tree_has_bounds() {
        let leaf = json!({"blocked": true});
        let wide = json!({"all": vec![leaf.clone(); limits::CONDITIONS]});
        assert_eq!(told(wide, None), [": 61 conditions; a segment has at most 60"]);
        let deep = (0..=limits::DEPTH).fold(leaf, |inner, _| json!({"any": [inner]}));
        assert_eq!(told(deep, None).len(), 1);
    }

    #[test]
    fn what_cannot_be_read_names_its_place_too() {
        let unread = told(json!({"all": [{"attribute": {"name": "a", "is": 1}}, {"atribute": {}}]}), None);
        assert!(unread[0].starts_with("all[1]: unknown variant `atribute`"), "{unread:?}");
        assert!(Condition::parse("all: [{window: ajar}]").is_err());
        assert!(Condition::parse("any:\n  - label: {is: vip}\n  - blocked: false").is_ok());
    }
}
