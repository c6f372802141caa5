//! Which way to go: the first case that holds, or chance.

use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::words::Words;
use crate::flow::document::{Attribute, AttributeTest, Case, Condition, Node, OpenOrClosed, SplitWay, base_language};
use crate::text::fold;
use serde_json::Value;

impl Run<'_> {
    pub(super) fn branch(&self, node: &Node, cases: &[Case]) -> Moved {
        let words = self.words();
        for case in cases {
            if self.holds(&case.on, &words)? {
                return Ok(Move::To(case.go_to.clone()));
            }
        }
        Ok(follow(node.routes.otherwise.as_ref()))
    }

    fn holds(&self, condition: &Condition, words: &Words<'_, '_>) -> Result<bool, Trouble> {
        let is_open = |state: &OpenOrClosed| *state == OpenOrClosed::Open;
        match condition {
            Condition::When(expression) => words.holds(expression),
            Condition::Attribute(attribute) => self.attribute_holds(attribute, words),
            Condition::Label(label) => Ok(self.contact.labels.contains(label)),
            Condition::Language(language) => Ok(speaks(self.language(), language)),
            Condition::Hours(state) => {
                let hours =
                    self.flow.business_hours.as_ref().ok_or(Trouble::Unsayable("there are no business hours"))?;
                Ok(hours.is_open(self.scope.local_time(self.flow)) == is_open(state))
            }
            Condition::Window(state) => Ok(self.scope.window_is_open() == is_open(state)),
            Condition::Segment(name) => Ok(self.scope.segments.contains(&fold(name))),
            Condition::Intent(name) => Ok(self.last_intent() == Some(name)),
        }
    }

    fn attribute_holds(&self, attribute: &Attribute, words: &Words<'_, '_>) -> Result<bool, Trouble> {
        let value = match attribute.field.as_str() {
            "name" => Some(Value::from(self.contact.name.as_str())),
            "language" => self.contact.language.as_deref().map(Value::from),
            field => self.contact.fields.get(field).cloned(),
        };
        let value = value.unwrap_or_default();
        let same = |wanted: &Value| Ok::<_, Trouble>(same(&value, &words.value(wanted, "the condition")?));
        let number = || value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
        match &attribute.test {
            AttributeTest::Is(wanted) => same(wanted),
            AttributeTest::IsNot(unwanted) => same(unwanted).map(|same| !same),
            AttributeTest::Contains(part) => {
                let part = fold(&words.text(part, "the condition")?);
                let has = |text: &str| fold(text).contains(&part);
                Ok(match &value {
                    Value::Array(items) => items.iter().any(|item| item.as_str().is_some_and(has)),
                    other => other.as_str().is_some_and(has),
                })
            }
            AttributeTest::Over(limit) => Ok(number().is_some_and(|number| number > *limit)),
            AttributeTest::Under(limit) => Ok(number().is_some_and(|number| number < *limit)),
            AttributeTest::Known(known) => {
                let is_known = !(value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()));
                Ok(is_known == *known)
            }
        }
    }

    /// Drawn from the session's own id, so that a replay, and a second time round, takes the same way.
    pub(super) fn split(&self, ways: &[SplitWay]) -> Moved {
        let total: u64 = ways.iter().map(|way| u64::from(way.weight)).sum();
        let drawn = draw(&self.session.id.0.into_bytes(), &self.session.node);
        let mut left = drawn.checked_rem(total).ok_or(Trouble::Unsayable("a split needs weights above zero"))?;
        for way in ways {
            let weight = u64::from(way.weight);
            if left < weight {
                return Ok(Move::To(way.go_to.clone()));
            }
            left -= weight;
        }
        Err(Trouble::Unsayable("a split needs weights above zero"))
    }
}

/// FNV-1a, then mixed as `SplitMix64` does, so that neighbouring ids fall far apart.
fn draw(id: &[u8], node: &str) -> u64 {
    let start = 0xCBF2_9CE4_8422_2325_u64;
    let hash = id
        .iter()
        .chain(node.as_bytes())
        .fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// `pt` is every Portuguese, `pt-BR` only that of Brazil.
fn speaks(language: &str, wanted: &str) -> bool {
    let whole = |tag: &str| tag.replace('_', "-").to_ascii_lowercase();
    whole(language) == whole(wanted) || (!wanted.contains(['-', '_']) && base_language(language) == whole(wanted))
}

/// Texts without case, accents and punctuation; a number and the text of it are the same.
fn same(one: &Value, other: &Value) -> bool {
    let text = |value: &Value| match value {
        Value::String(text) => Some(fold(text)),
        Value::Number(_) | Value::Bool(_) => Some(fold(&value.to_string())),
        _ => None,
    };
    one == other || text(one).is_some_and(|one| text(other).is_some_and(|other| one == other))
}
