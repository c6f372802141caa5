//! Whether a Flow JSON is one, and what is wrong with it: each mistake with its place in the text.

use serde_json::{Value, json};

use super::binding::names;
use super::component;
use super::position::{At, find};

const VERSIONS: [&str; 14] =
    ["2.1", "3.0", "3.1", "4.0", "5.0", "5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3"];
const DATA_API_VERSIONS: [&str; 2] = ["3.0", "4.0"];
const MOST_COMPONENTS: usize = 50;
const ACTIONS: [&str; 5] = ["navigate", "complete", "data_exchange", "update_data", "open_url"];
/// A document has few mistakes worth telling at once.
const MOST_MISTAKES: usize = 100;

/// The document, and its mistakes as the API tells them.
pub(super) fn check(text: &str) -> (Value, Vec<Value>) {
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => return (Value::Null, vec![not_json(&error)]),
    };
    let mut checker = Checker { text, document: &document, mistakes: Vec::new() };
    checker.document();
    let mistakes = checker.mistakes;
    (document, mistakes)
}

fn not_json(error: &serde_json::Error) -> Value {
    let (line, column) = (error.line(), error.column());
    json!({
        "error": "INVALID_JSON",
        "error_type": "JSON_PARSE_ERROR",
        "message": format!("The Flow JSON is not valid JSON: {error}"),
        "line_start": line,
        "line_end": line,
        "column_start": column,
        "column_end": column,
        "pointers": [],
    })
}

struct Checker<'a> {
    text: &'a str,
    document: &'a Value,
    mistakes: Vec<Value>,
}

fn key(name: &str) -> At {
    At::Key(name.to_owned())
}

fn below(path: &[At], step: At) -> Vec<At> {
    [path, &[step]].concat()
}

/// A path as people read it: `screens[0].layout.children[1].type`.
fn written(path: &[At]) -> String {
    let parts = path.iter().enumerate().map(|(depth, step)| match step {
        At::Key(name) if depth == 0 => name.clone(),
        At::Key(name) => format!(".{name}"),
        At::Place(place) => format!("[{place}]"),
    });
    parts.collect()
}

impl<'a> Checker<'a> {
    fn mistake(&mut self, error: &str, path: &[At], message: impl Into<String>) {
        if self.mistakes.len() >= MOST_MISTAKES {
            return;
        }
        let at = find(self.text, path);
        let place = json!({
            "line_start": at.line_start,
            "line_end": at.line_end,
            "column_start": at.column_start,
            "column_end": at.column_end,
        });
        let mut pointer = place.clone();
        let mut told = json!({ "error": error, "error_type": "FLOW_JSON_ERROR", "message": message.into() });
        if let (Some(told), Some(pointer), Value::Object(place)) =
            (told.as_object_mut(), pointer.as_object_mut(), place)
        {
            pointer.insert("path".to_owned(), written(path).into());
            told.extend(place);
            told.insert("pointers".to_owned(), json!([pointer]));
        }
        self.mistakes.push(told);
    }

    fn missing(&mut self, path: &[At], name: &str) {
        let message = format!("Missing required property '{name}'.");
        self.mistake("REQUIRED_PROPERTY_MISSING", path, message);
    }

    fn wrong_value(&mut self, path: &[At], name: &str) {
        self.mistake("INVALID_PROPERTY_VALUE", path, format!("Invalid value found for property '{name}'."));
    }

    fn document(&mut self) {
        if !self.document.is_object() {
            return self.mistake("INVALID_PROPERTY_TYPE", &[], "The Flow JSON must be an object.");
        }
        match self.document.get("version").map(|version| version.as_str().unwrap_or_default()) {
            None => self.missing(&[], "version"),
            Some(version) if !VERSIONS.contains(&version) => self.wrong_value(&[key("version")], "version"),
            Some(_) => {}
        }
        let data_api = self.document.get("data_api_version").map(|version| version.as_str().unwrap_or_default());
        if data_api.is_some_and(|version| !DATA_API_VERSIONS.contains(&version)) {
            self.wrong_value(&[key("data_api_version")], "data_api_version");
        }
        let document = self.document;
        match document.get("screens").and_then(Value::as_array) {
            None => self.missing(&[], "screens"),
            Some(screens) if screens.is_empty() => {
                self.mistake("MIN_ITEMS_REQUIRED", &[key("screens")], "There must be at least one screen.");
            }
            Some(screens) => self.screens(screens),
        }
        self.routing();
    }

    fn screens(&mut self, screens: &'a [Value]) {
        let mut ids: Vec<&str> = Vec::new();
        for (place, screen) in screens.iter().enumerate() {
            let path = [key("screens"), At::Place(place)];
            let id = screen.get("id").and_then(Value::as_str).unwrap_or_default();
            let id_path = below(&path, key("id"));
            if screen.get("id").is_none() {
                self.missing(&path, "id");
            } else if id == "SUCCESS" {
                self.mistake("INVALID_SCREEN_ID", &id_path, "The screen id 'SUCCESS' is reserved.");
            } else if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_') {
                let message = "A screen id has letters and underscores only.";
                self.mistake("PATTERN_MISMATCH", &id_path, message);
            } else if ids.contains(&id) {
                self.mistake("DUPLICATE_SCREEN_IDS", &id_path, format!("Duplicate screen id '{id}'."));
            }
            ids.push(id);
            self.screen(screen, &path);
        }
        if !screens.iter().any(|screen| screen.get("terminal") == Some(&Value::Bool(true))) {
            let message = "At least one screen must be terminal.";
            self.mistake("MISSING_TERMINAL_SCREEN", &[key("screens")], message);
        }
    }

    fn screen(&mut self, screen: &'a Value, path: &[At]) {
        for (name, declared) in screen.get("data").and_then(Value::as_object).into_iter().flatten() {
            let path = below(&below(path, key("data")), key(name));
            for wanted in ["type", "__example__"] {
                if declared.get(wanted).is_none() {
                    self.missing(&path, wanted);
                }
            }
        }
        let Some(layout) = screen.get("layout") else { return self.missing(path, "layout") };
        let path = below(path, key("layout"));
        if layout.get("type").and_then(Value::as_str) != Some("SingleColumnLayout") {
            self.wrong_value(&below(&path, key("type")), "type");
        }
        let Some(children) = layout.get("children").and_then(Value::as_array) else {
            return self.missing(&path, "children");
        };
        let mut seen = Seen::default();
        self.children(screen, children, &below(&path, key("children")), &mut seen);
        if seen.components > MOST_COMPONENTS {
            let message = format!("A screen may have {MOST_COMPONENTS} components; it has {}.", seen.components);
            self.mistake("MAX_ITEMS_REACHED", &path, message);
        }
        if screen.get("terminal") == Some(&Value::Bool(true)) && !seen.footer {
            self.mistake("MISSING_FOOTER", &path, "A terminal screen must have a Footer.");
        }
    }

    fn children(&mut self, screen: &'a Value, children: &'a [Value], path: &[At], seen: &mut Seen<'a>) {
        for (place, child) in children.iter().enumerate() {
            self.component(screen, child, &below(path, At::Place(place)), seen);
        }
    }

    fn component(&mut self, screen: &'a Value, child: &'a Value, path: &[At], seen: &mut Seen<'a>) {
        seen.components += 1;
        let kind = child.get("type").and_then(Value::as_str).unwrap_or_default();
        let Some(known) = component::find(kind) else {
            return match child.get("type") {
                None => self.missing(path, "type"),
                Some(_) => self.wrong_value(&below(path, key("type")), "type"),
            };
        };
        for wanted in known.required {
            if child.get(wanted).is_none() {
                self.missing(path, wanted);
            }
        }
        seen.footer |= kind == "Footer";
        if let (true, Some(name)) = (known.is_input, child.get("name").and_then(Value::as_str)) {
            if seen.names.contains(&name) {
                let message = format!("The name '{name}' is used twice on this screen.");
                self.mistake("DUPLICATE_FORM_COMPONENT_NAMES", &below(path, key("name")), message);
            }
            seen.names.push(name);
        }
        self.bindings(screen, child, path);
        for (name, action) in child.as_object().into_iter().flatten().filter(|(name, _)| name.ends_with("-action")) {
            self.action(screen, action, &below(path, key(name)));
        }
        for name in ["children", "then", "else"] {
            if let Some(inner) = child.get(name).and_then(Value::as_array) {
                self.children(screen, inner, &below(path, key(name)), seen);
            }
        }
        for (name, case) in child.get("cases").and_then(Value::as_object).into_iter().flatten() {
            if let Some(inner) = case.as_array() {
                self.children(screen, inner, &below(&below(path, key("cases")), key(name)), seen);
            }
        }
    }

    /// Every `${data.x}` must be declared by the screen.
    fn bindings(&mut self, screen: &Value, child: &Value, path: &[At]) {
        let declared = screen.get("data").and_then(Value::as_object);
        for (name, value) in child.as_object().into_iter().flatten() {
            let Some(text) = value.as_str() else { continue };
            for bound in names(text) {
                let Some(wanted) = bound.strip_prefix("data.") else { continue };
                let wanted = wanted.split('.').next().unwrap_or_default();
                if declared.is_none_or(|declared| !declared.contains_key(wanted)) {
                    let message = format!("'{bound}' is not declared in the data of the screen.");
                    self.mistake("MISSING_DYNAMIC_DATA", &below(path, key(name)), message);
                }
            }
        }
    }

    fn action(&mut self, screen: &Value, action: &Value, path: &[At]) {
        let name = action.get("name").and_then(Value::as_str).unwrap_or_default();
        let name_path = below(path, key("name"));
        match name {
            name if !ACTIONS.contains(&name) => self.wrong_value(&name_path, "name"),
            "navigate" => {
                let next = action.pointer("/next/name").and_then(Value::as_str).unwrap_or_default();
                let id = |screen: &Value| screen.get("id").and_then(Value::as_str).map(str::to_owned);
                let screens = self.document.get("screens").and_then(Value::as_array);
                let known = screens.into_iter().flatten().any(|screen| id(screen).as_deref() == Some(next));
                if !known {
                    let message = format!("The screen '{next}' to navigate to does not exist.");
                    self.mistake("INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME", &below(path, key("next")), message);
                }
            }
            "data_exchange" if self.document.get("data_api_version").is_none() => {
                let message = "The action 'data_exchange' needs a data_api_version.";
                self.mistake("INVALID_ON_CLICK_ACTION", &name_path, message);
            }
            "complete" if screen.get("terminal") != Some(&Value::Bool(true)) => {
                let message = "The action 'complete' is for terminal screens.";
                self.mistake("INVALID_COMPLETE_ACTION", &name_path, message);
            }
            _ => {}
        }
    }

    fn routing(&mut self) {
        let document = self.document;
        let Some(model) = document.get("routing_model") else {
            let many = document.get("screens").and_then(Value::as_array).is_some_and(|screens| screens.len() > 1);
            if many && document.get("data_api_version").is_some() {
                self.missing(&[], "routing_model");
            }
            return;
        };
        let screens = document.get("screens").and_then(Value::as_array).into_iter().flatten();
        let ids: Vec<&str> = screens.filter_map(|screen| screen.get("id")?.as_str()).collect();
        for (from, nexts) in model.as_object().into_iter().flatten() {
            let path = [key("routing_model"), key(from)];
            let nexts = nexts.as_array().into_iter().flatten().map(|next| next.as_str().unwrap_or_default());
            for id in nexts.chain([from.as_str()]).filter(|id| !ids.contains(id)) {
                let message = format!("The screen '{id}' of the routing model does not exist.");
                self.mistake("INVALID_ROUTING_MODEL", &path, message);
            }
        }
    }
}

/// What was met on a screen so far.
#[derive(Default)]
struct Seen<'a> {
    components: usize,
    footer: bool,
    names: Vec<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(change: impl FnOnce(&mut Value)) -> String {
        let mut flow = json!({"version": "7.0", "screens": [
            {"id": "FIRST", "data": {"who": {"type": "string", "__example__": "Ana"}}, "layout":
                {"type": "SingleColumnLayout", "children": [
                    {"type": "TextBody", "text": "${data.who}"},
                    {"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "x", "label": "X"}]},
                    {"type": "Footer", "label": "Next", "on-click-action":
                        {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}},
            {"id": "LAST", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}},
        ]});
        change(&mut flow);
        serde_json::to_string_pretty(&flow).unwrap()
    }

    #[test]
    fn each_mistake_has_its_name_and_place() {
        let first = "/screens/0/layout/children";
        let set = |pointer: String, value: Value| {
            move |flow: &mut Value| {
                if let Some(place) = flow.pointer_mut(&pointer) {
                    *place = value;
                }
            }
        };
        let cases: Vec<(String, Option<&str>)> = vec![
            (flow(|_| ()), None),
            ("{".to_owned(), Some("INVALID_JSON")),
            ("7".to_owned(), Some("INVALID_PROPERTY_TYPE")),
            (flow(set("/version".into(), json!("1.0"))), Some("INVALID_PROPERTY_VALUE")),
            (flow(set("/screens".into(), json!([]))), Some("MIN_ITEMS_REQUIRED")),
            (flow(set("/screens/0/id".into(), json!("SUCCESS"))), Some("INVALID_SCREEN_ID")),
            (flow(set("/screens/0/id".into(), json!("LAST"))), Some("DUPLICATE_SCREEN_IDS")),
            (flow(set("/screens/0/id".into(), json!("NO 1"))), Some("PATTERN_MISMATCH")),
            (flow(set("/screens/1/terminal".into(), json!(false))), Some("INVALID_COMPLETE_ACTION")),
            (flow(set(format!("{first}/0/type"), json!("TextBold"))), Some("INVALID_PROPERTY_VALUE")),
            (flow(set(format!("{first}/0/text"), json!("${data.x}"))), Some("MISSING_DYNAMIC_DATA")),
            (
                flow(set(format!("{first}/1/children/0"), json!({"type": "OptIn", "name": "x"}))),
                Some("REQUIRED_PROPERTY_MISSING"),
            ),
            (
                flow(set(format!("{first}/2/on-click-action/next/name"), json!("Y"))),
                Some("INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME"),
            ),
            (
                flow(set(format!("{first}/2/on-click-action/name"), json!("data_exchange"))),
                Some("INVALID_ON_CLICK_ACTION"),
            ),
        ];
        for (text, expected) in cases {
            let mistakes = check(&text).1;
            let first = mistakes.first().map(|mistake| mistake["error"].as_str().unwrap());
            assert_eq!(first, expected, "{text}: {mistakes:?}");
        }
    }

    #[test]
    fn a_mistake_is_found_in_the_text() {
        let text = flow(|flow| flow["screens"][0]["layout"]["children"][0]["type"] = json!("TextBold"));
        let mistake = check(&text).1.remove(0);
        let line = mistake["line_start"].as_u64().unwrap();
        assert!(text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap().contains("TextBold"));
        assert_eq!(mistake["pointers"][0]["path"], "screens[0].layout.children[0].type");
    }
}
