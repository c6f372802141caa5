//! Texts, values and conditions of a node, filled in with what the session knows. What they read is put together only
//! when one of them asks for it.

use super::run::Run;
use super::trouble::Trouble;
use crate::flow::document::Localised;
use crate::flow::expression::{self, ExpressionError};
use crate::flow::scope::contact_value;
use minijinja::value::{Serde, Value};
use serde_json::Value as Json;
use std::cell::OnceCell;
use std::collections::BTreeMap;

pub(super) struct Words<'r, 'a> {
    run: &'r Run<'a>,
    context: OnceCell<Value>,
}

impl<'a> Run<'a> {
    pub(super) fn words(&self) -> Words<'_, 'a> {
        Words { run: self, context: OnceCell::new() }
    }
}

impl Words<'_, '_> {
    /// In the contact's language.
    pub(super) fn say(&self, text: &Localised) -> Result<String, Trouble> {
        let text = text.pick(self.run.language(), &self.run.flow.language).ok_or(Trouble::NoText)?;
        self.text(text, "the text")
    }

    pub(super) fn text(&self, text: &str, part: &'static str) -> Result<String, Trouble> {
        if expression::is_plain(text) {
            return Ok(text.to_owned());
        }
        expression::fill_in(text, self.context()).map_err(in_part(part))
    }

    pub(super) fn value(&self, value: &Json, part: &'static str) -> Result<Json, Trouble> {
        match value {
            Json::String(text) if expression::is_plain(text) => Ok(value.clone()),
            Json::String(_) | Json::Array(_) | Json::Object(_) => {
                expression::fill_in_value(value, self.context()).map_err(in_part(part))
            }
            plain => Ok(plain.clone()),
        }
    }

    pub(super) fn values(
        &self,
        values: &BTreeMap<String, Json>,
        part: &'static str,
    ) -> Result<BTreeMap<String, Json>, Trouble> {
        values.iter().map(|(name, value)| Ok((name.clone(), self.value(value, part)?))).collect()
    }

    pub(super) fn holds(&self, condition: &str) -> Result<bool, Trouble> {
        expression::holds(condition, self.context()).map_err(in_part("the condition"))
    }

    /// Everything an expression can read at this moment.
    fn context(&self) -> &Value {
        self.context.get_or_init(|| Value::from_pairs(self.run.known()))
    }

    /// The value of an expression that can also read `answer`.
    pub(super) fn of_answer(&self, source: &str, answer: &Json) -> Result<Json, ExpressionError> {
        let answer = [("answer", Value::from(Serde(answer)))];
        let context = Value::from_pairs(self.run.known().into_iter().chain(answer));
        expression::as_json(&expression::evaluate(source, &context)?)
    }
}

impl Run<'_> {
    fn known(&self) -> Vec<(&str, Value)> {
        let scope = self.scope;
        let settings = scope.settings.iter().map(|(name, value)| (name.as_str(), Value::from(Serde(value))));
        let variables = self.session.variables.iter().map(|(name, value)| (name.as_str(), Value::from(Serde(value))));
        // The world comes last: no variable can pass for it.
        let world = [
            ("contact", contact_value(&self.contact, &self.flow.language)),
            ("settings", Value::from_pairs(settings)),
            ("now", scope.now_value(self.flow)),
            ("window", scope.window_value()),
        ];
        variables.chain(world).collect()
    }
}

pub(super) fn in_part(part: &'static str) -> impl Fn(ExpressionError) -> Trouble {
    move |source| Trouble::Expression { part, source }
}
