//! Glific's interactive messages, which are kept as JSON within a text.

use super::messages::Ahead;
use super::{Place, Rapidpro};
use crate::flow::import::Fate;
use crate::flow::import::choices::Choice;
use crate::flow::import::draft::{Node, Texts};
use crate::flow::import::json::{list, text, words};
use crate::flow::import::tree::Tree;
use serde_json::Value;

impl<'a> Rapidpro<'a> {
    pub(super) fn interactive(&mut self, action: &'a Value, place: &Place, name: &str, ahead: Ahead) {
        let at = format!("{} (send_interactive_msg)", place.entry);
        let content: Value = serde_json::from_str(text(action, "text")).unwrap_or_default();
        if !self.translations.is_empty() {
            self.draft.note(Fate::Changed, &at, "only its own language is taken over");
        }
        match text(&content, "type") {
            "quick_reply" => {
                let said = self.heading(content.get("content").unwrap_or(&Value::Null), &at);
                let choices = self.options(list(&content, "options"), &at);
                self.offer(&at, name, said, choices, ahead);
            }
            "list" => {
                let said = self.heading(&content, &at);
                let options: Vec<Value> =
                    list(&content, "items").iter().flat_map(|item| list(item, "options")).cloned().collect();
                let choices = self.options(&options, &at);
                self.offer(&at, name, said, choices, ahead);
            }
            "location_request_message" => {
                let said = content.pointer("/body/text").and_then(Value::as_str).unwrap_or("📍").to_owned();
                let said = self.said(&said, &at);
                let parts = [("text", Tree::text(said)), ("request_location", Tree::Value(true.into()))];
                let next = self.draft.or_finish(ahead.next.as_ref());
                let node = Node::new("say", Tree::map(parts)).next(Some(&next)).route("otherwise", Some(&next));
                self.draft.add(name, node);
            }
            other => {
                let why = format!("an interactive message of the kind “{other}” has no counterpart");
                self.draft.note(Fate::Dropped, &at, why);
                self.draft.pass(name, ahead.next.as_ref());
            }
        }
    }

    fn offer(&mut self, at: &str, name: &str, said: Texts, choices: Vec<Choice>, ahead: Ahead) {
        if choices.is_empty() {
            self.draft.note(Fate::Dropped, at, "there is nothing to tap in it");
            return self.draft.pass(name, ahead.next.as_ref());
        }
        self.choose(at, name, said, choices, ahead);
    }

    /// Header, body and caption; a header is bold.
    fn heading(&mut self, content: &Value, at: &str) -> Texts {
        let title =
            words(content, "header").or_else(|| words(content, "title")).map(|title| format!("*{}*", title.trim()));
        let body = words(content, "text").or_else(|| words(content, "body"));
        let parts: Vec<String> = [title, body, words(content, "caption")].into_iter().flatten().collect();
        if words(content, "url").is_some() {
            self.draft.note(Fate::Changed, at, "the file above the buttons is left out");
        }
        Texts::one(&self.language.clone(), self.said(&parts.join("\n\n"), at))
    }

    fn options(&mut self, options: &[Value], at: &str) -> Vec<Choice> {
        let mut choices = Vec::new();
        for option in options {
            let Some(title) = words(option, "title").or_else(|| option.as_str().map(str::to_owned)) else { continue };
            let title = Texts::one(&self.language.clone(), self.said(&title, at));
            let description = words(option, "description").map(|text| self.said(&text, at));
            let description = description.map(|text| Texts::one(&self.language, text));
            choices.push(Choice { title, description, go_to: None, remembered: None });
        }
        choices
    }
}
