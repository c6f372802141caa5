//! `${data.x}`, `${form.y}`, `${screen.A.form.z}`: names in a Flow that stand for values.

use serde_json::{Map, Value};

use super::expression::{compute, words};

/// What names stand for.
pub(super) struct Scope<'a> {
    pub data: &'a Map<String, Value>,
    pub form: &'a Map<String, Value>,
    /// Screens that were filled in before: their data and forms.
    pub screens: &'a dyn Fn(&str, &str) -> Option<Value>,
}

/// The names within a text, without `${` and `}`.
pub(super) fn names(text: &str) -> Vec<&str> {
    text.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

impl Scope<'_> {
    fn look_up(&self, name: &str) -> Value {
        let mut parts = name.split('.');
        let first = parts.next().unwrap_or_default();
        let mut value = match first {
            "data" => parts.next().and_then(|key| self.data.get(key)).cloned(),
            "form" => parts.next().and_then(|key| self.form.get(key)).cloned(),
            "screen" => {
                let (screen, part) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                (self.screens)(screen, part).and_then(|whole| whole.get(parts.next()?).cloned())
            }
            _ => None,
        };
        for key in parts {
            value = value.and_then(|value| value.get(key).cloned());
        }
        value.unwrap_or(Value::Null)
    }

    /// A value with all names replaced. A text that is one name becomes what it stands for.
    pub(super) fn resolve(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.resolve_text(text),
            Value::Array(items) => items.iter().map(|item| self.resolve(item)).collect(),
            Value::Object(object) => object.iter().map(|(key, item)| (key.clone(), self.resolve(item))).collect(),
            other => other.clone(),
        }
    }

    /// The same for what is drawn: what a tap would do keeps its names until somebody taps.
    pub(super) fn resolve_drawn(&self, value: &Value) -> Value {
        match value {
            Value::Object(object) => {
                let resolved = object.iter().map(|(key, item)| {
                    let waits = key.ends_with("-action") || key == "condition" || key == "value";
                    (key.clone(), if waits { item.clone() } else { self.resolve_drawn(item) })
                });
                Value::Object(resolved.collect())
            }
            Value::Array(items) => items.iter().map(|item| self.resolve_drawn(item)).collect(),
            other => self.resolve(other),
        }
    }

    fn resolve_text(&self, text: &str) -> Value {
        let computed = text.trim().strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
        if let Some(value) = computed.and_then(|source| compute(source, &|name| self.look_up(name))) {
            return value;
        }
        let found = names(text);
        match found.as_slice() {
            [] => text.into(),
            [only] if text.len() == only.len() + 3 => self.look_up(only),
            all => {
                let filled = all.iter().fold(text.to_owned(), |filled, name| {
                    filled.replace(&format!("${{{name}}}"), &words(&self.look_up(name)))
                });
                filled.trim_matches('`').into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_become_values() {
        let data = json!({"n": 2, "who": {"name": "Ana"}});
        let form = json!({"day": "mon"});
        let (Value::Object(data), Value::Object(form)) = (data, form) else { panic!() };
        let screens = |screen: &str, part: &str| (screen == "A" && part == "form").then(|| json!({"x": [1]}));
        let scope = Scope { data: &data, form: &form, screens: &screens };
        let cases = [
            (json!("${data.n}"), json!(2)),
            (json!("${data.who.name} on ${form.day}"), json!("Ana on mon")),
            (json!({"a": ["${screen.A.form.x}", "plain"]}), json!({"a": [[1], "plain"]})),
            (json!("${data.nobody}"), json!(null)),
            (json!("`${data.n} * 2`"), json!(4)),
            (json!({"total": "`'Day: ' ${form.day}`"}), json!({"total": "Day: mon"})),
            (json!("`Hello ${data.who.name}`"), json!("Hello Ana")),
        ];
        for (given, expected) in cases {
            assert_eq!(scope.resolve(&given), expected, "{given}");
        }
        let drawn = scope.resolve_drawn(&json!({"text": "${form.day}", "on-click-action": {"payload": "${form.day}"}}));
        assert_eq!(drawn, json!({"text": "mon", "on-click-action": {"payload": "${form.day}"}}));
    }
}
