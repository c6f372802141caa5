//! The `fields` parameter: `id,preview.invalidate(false),phone_numbers{id,verified_name}`, and what it picks.

use std::fmt;

use serde_json::{Map, Value};

use crate::refusal::Refusal;

/// How deep braces may stand within one another.
const DEEPEST: usize = 16;

/// One field that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Field {
    pub name: String,
    /// What stands behind its dots: `start(1).end(2)`.
    pub arguments: Vec<(String, String)>,
    /// What is wanted of the object it names.
    pub fields: Vec<Field>,
}

impl Field {
    pub(crate) fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An argument that is a list, `["a","b"]` or `a,b`.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        self.argument(name).map(words).unwrap_or_default()
    }
}

/// As it is asked for.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        for (name, value) in &self.arguments {
            write!(f, ".{name}({value})")?;
        }
        if self.fields.is_empty() { Ok(()) } else { write!(f, "{{{}}}", written(&self.fields)) }
    }
}

/// Fields as the parameter has them.
pub(crate) fn written(fields: &[Field]) -> String {
    fields.iter().map(Field::to_string).collect::<Vec<_>>().join(",")
}

/// The words of a list, `["a","b"]` or `a,b`.
pub(crate) fn words(list: &str) -> Vec<String> {
    let list = list.trim().trim_matches(['[', ']']).split(',');
    list.map(|word| word.trim().trim_matches(['"', '\'']).to_owned()).filter(|word| !word.is_empty()).collect()
}

/// Reads the whole parameter.
pub(crate) fn parse(text: &str) -> Result<Vec<Field>, Refusal> {
    let mut reader = Reader { text, at: 0 };
    let fields = reader.list(0)?;
    if reader.at == text.len() { Ok(fields) } else { Err(reader.broken("end of string")) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn list(&mut self, depth: usize) -> Result<Vec<Field>, Refusal> {
        if depth > DEEPEST {
            return Err(self.broken("fewer braces"));
        }
        let mut fields = Vec::new();
        loop {
            let field = self.field(depth)?;
            if !field.name.is_empty() {
                fields.push(field);
            }
            if !self.eat(',') {
                return Ok(fields);
            }
        }
    }

    fn field(&mut self, depth: usize) -> Result<Field, Refusal> {
        let mut field = Field { name: self.name(), ..Field::default() };
        while self.eat('.') {
            let name = self.name();
            if name.is_empty() || !self.eat('(') {
                return Err(self.broken("("));
            }
            field.arguments.push((name, self.argument()?));
        }
        if self.eat('{') {
            field.fields = self.list(depth + 1)?;
            if !self.eat('}') {
                return Err(self.broken("}"));
            }
        }
        Ok(field)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.skip_blanks();
        let found = self.rest().starts_with(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn name(&mut self) -> String {
        self.skip_blanks();
        let name: String = self.rest().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        self.at += name.len();
        name
    }

    /// What stands between round brackets, up to the one that closes.
    fn argument(&mut self) -> Result<String, Refusal> {
        let mut depth = 1_usize;
        for (offset, letter) in self.rest().char_indices() {
            depth = match letter {
                '(' => depth + 1,
                ')' => depth - 1,
                _ => depth,
            };
            if depth == 0 {
                let value = self.rest().get(..offset).unwrap_or_default().to_owned();
                self.at += offset + 1;
                return Ok(value);
            }
        }
        Err(self.broken(")"))
    }

    fn broken(&self, expected: &str) -> Refusal {
        let details = format!(
            "Syntax error \"Expected {expected}.\" at character {} of the parameter fields: {}",
            self.at, self.text
        );
        Refusal::new(2_500, details)
    }
}

/// What an object shows: what is asked for, or else the usual fields. `whole` has all that it has, null where there
/// is nothing to tell; asking for anything else is a mistake.
pub(crate) fn choose(whole: Value, asked: Option<&[Field]>, usual: &[&str], kind: &str) -> Result<Value, Refusal> {
    let Value::Object(mut whole) = whole else { return Ok(whole) };
    let Some(asked) = asked else {
        whole.retain(|key, value| !value.is_null() && (key == "id" || usual.contains(&key.as_str())));
        return Ok(Value::Object(whole));
    };
    let mut chosen = Map::new();
    for field in asked {
        let value = whole.get(&field.name).ok_or_else(|| Refusal::unknown_field(&field.name, kind))?;
        if !value.is_null() {
            chosen.insert(field.name.clone(), within(value, &field.fields));
        }
    }
    if let Some(id) = whole.remove("id").filter(|id| !id.is_null()) {
        chosen.insert("id".to_owned(), id);
    }
    Ok(Value::Object(chosen))
}

/// The parts of a value that were asked for; all of it when none were named.
fn within(value: &Value, asked: &[Field]) -> Value {
    match value {
        _ if asked.is_empty() => value.clone(),
        Value::Array(items) => items.iter().map(|item| within(item, asked)).collect(),
        Value::Object(object) if object.contains_key("data") => {
            let mut object = object.clone();
            if let Some(data) = object.get_mut("data") {
                *data = within(data, asked);
            }
            Value::Object(object)
        }
        Value::Object(object) => asked
            .iter()
            .filter_map(|field| Some((field.name.clone(), within(object.get(&field.name)?, &field.fields))))
            .chain(object.get("id").map(|id| ("id".to_owned(), id.clone())))
            .collect(),
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dots_brackets_and_braces_are_read() {
        let fields = parse("id, analytics.start(1).phone_numbers([\"1\",\"2\"]){data_points{sent}} ,a{b,c}").unwrap();
        assert_eq!(fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["id", "analytics", "a"]);
        assert_eq!(fields[1].argument("start"), Some("1"));
        assert_eq!(fields[1].list("phone_numbers"), ["1", "2"]);
        assert_eq!(fields[1].fields[0].fields[0].name, "sent");
        assert_eq!(fields[2].fields.len(), 2);
        assert_eq!(parse(&written(&fields)).unwrap(), fields);
    }

    #[test]
    fn broken_lists_are_told() {
        for text in ["a{b", "a.b", "a.b(1", "a}", "{{{{{{{{{{{{{{{{{{{{a"] {
            assert_eq!(parse(text).unwrap_err().code, 2_500, "{text}");
        }
    }

    #[test]
    fn only_what_is_asked_for_is_shown() {
        let whole = || json!({"id": "1", "name": "x", "empty": null, "list": {"data": [{"id": "2", "a": 1, "b": 2}]}});
        assert_eq!(choose(whole(), None, &["name"], "T").unwrap(), json!({"id": "1", "name": "x"}));
        let asked = parse("empty,list{a}").unwrap();
        let chosen = choose(whole(), Some(&asked), &[], "T").unwrap();
        assert_eq!(chosen, json!({"id": "1", "list": {"data": [{"id": "2", "a": 1}]}}));
        let unknown = choose(whole(), Some(&parse("nonsense").unwrap()), &[], "T").unwrap_err();
        assert!(unknown.details.contains("nonexisting field (nonsense)"));
    }
}
