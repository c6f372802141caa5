//! HTTP without a network: which stub answers a request.

use super::document::Stub;
use crate::flow::session::{Destination, HttpAnswer, HttpCall};
use serde_json::{Value, json};

/// The stubs of a conversation and how often each has answered; later ones stand before earlier ones.
#[derive(Clone, Debug, Default)]
pub struct Stubs(Vec<(Stub, u32)>);

impl Stubs {
    /// The first that fits answers.
    pub fn new(stubs: Vec<Stub>) -> Self {
        Self(stubs.into_iter().map(|stub| (stub, 0)).collect())
    }

    /// Which stub answers a request; each call counts as one.
    pub fn find(&mut self, method: &str, address: &str, body: Option<&Value>) -> Option<&Stub> {
        let fits = |(stub, used): &&mut (Stub, u32)| {
            stub.times.is_none_or(|times| *used < times)
                && fits(stub.method.as_deref(), &stub.url, stub.with.as_ref(), (method, address, body))
        };
        let (stub, used) = self.0.iter_mut().find(fits)?;
        *used += 1;
        Some(stub)
    }

    /// These answer before all that were there, in their own order.
    pub(super) fn put_first(&mut self, stubs: &[Stub]) {
        self.0.splice(0..0, stubs.iter().map(|stub| (stub.clone(), 0)));
    }

    pub(super) fn answer(&mut self, call: &HttpCall) -> Option<HttpAnswer> {
        let stub = self.find(&call.method, address(call), call.body.as_ref())?;
        if stub.later {
            return None;
        }
        let status = stub.status.or_else(|| stub.error.is_none().then_some(200));
        let body = match (&stub.body, call.to) {
            (Value::String(text), Destination::LanguageModel) => {
                json!({"choices": [{"message": {"role": "assistant", "content": text}}]})
            }
            (body, _) => body.clone(),
        };
        Some(HttpAnswer { call: call.id, status, body, error: stub.error.clone() })
    }
}

const LANGUAGE_MODEL: &str = "language_model";

/// A language model has no address that a flow knows.
pub(super) fn address(call: &HttpCall) -> &str {
    match call.to {
        Destination::Address => &call.url,
        Destination::LanguageModel => LANGUAGE_MODEL,
    }
}

pub(super) fn request_fits(method: Option<&str>, url: &str, with: Option<&Value>, call: &HttpCall) -> bool {
    fits(method, url, with, (&call.method, address(call), call.body.as_ref()))
}

/// What is wanted of a request, and its method, address and body.
fn fits(method: Option<&str>, url: &str, with: Option<&Value>, request: (&str, &str, Option<&Value>)) -> bool {
    let (asked, address, body) = request;
    method.is_none_or(|method| method.eq_ignore_ascii_case(asked))
        && glob(url, address)
        && with.is_none_or(|part| has(body.unwrap_or(&Value::Null), part))
}

/// Whether the pattern, in which `*` stands for any characters, is the whole text.
pub(super) fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// Whether the value has everything the part has: objects by key, lists item by item, everything else equal.
pub(super) fn has(value: &Value, part: &Value) -> bool {
    match (value, part) {
        (Value::Object(value), Value::Object(part)) => {
            part.iter().all(|(key, part)| value.get(key).is_some_and(|value| has(value, part)))
        }
        (Value::Array(value), Value::Array(part)) => {
            value.len() == part.len() && value.iter().zip(part).all(|(value, part)| has(value, part))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => value == part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, text, fits) in [
            ("https://a.example/orders/*", "https://a.example/orders/7", true),
            ("https://a.example/orders/*", "https://a.example/orders", false),
            ("https://a.example/orders", "https://a.example/orders/7", false),
            ("*/orders/*/items", "https://a.example/orders/7/items", true),
            ("*/orders/*/items", "https://a.example/orders/items", false),
            ("*", "", true),
        ] {
            assert_eq!(glob(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn a_part_is_what_a_value_has_at_least() {
        let value = json!({"a": 1, "b": [{"c": 2, "d": 3}], "e": null});
        for (part, expected) in [
            (json!({"a": 1.0}), true),
            (json!({"b": [{"c": 2}]}), true),
            (json!({"b": []}), false),
            (json!({"e": null}), true),
            (json!({"f": null}), false),
            (json!(1), false),
        ] {
            assert_eq!(has(&value, &part), expected, "{part}");
        }
    }
}
