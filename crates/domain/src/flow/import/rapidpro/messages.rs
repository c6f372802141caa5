//! Messages: text, files and quick replies.

use super::{Place, Rapidpro};
use crate::flow::import::Fate;
use crate::flow::import::choices::{self, Choice, Menu};
use crate::flow::import::draft::{Node, Texts};
use crate::flow::import::json::{list, text};
use crate::flow::import::tree::Tree;
use serde_json::Value;

/// Where the message that waits for a choice leads.
pub(super) struct Ahead {
    pub(super) next: Option<String>,
    pub(super) timeout: Option<(String, Option<String>)>,
}

impl<'a> Rapidpro<'a> {
    /// The nodes of a message that does not wait.
    pub(super) fn message(&mut self, action: &'a Value, at: &str) -> Vec<Node> {
        let uuid = text(action, "uuid");
        let template = action.get("templating").or_else(|| action.get("template")).filter(|it| it.is_object());
        if let Some(template) = template {
            return vec![self.template(action, template, at)];
        }
        let mut said = self.texts(text(action, "text"), uuid, "text", at);
        let replies = self.quick_replies(action, at);
        if !replies.is_empty() {
            self.draft.note(Fate::Changed, at, "the flow does not wait here, so the quick replies stand in the text");
            let titles: Vec<String> = replies.iter().map(|reply| format!("- {}", reply.any())).collect();
            said = said.map(|text| format!("{text}\n{}", titles.join("\n")));
        }
        self.spoken(&said, action, at)
    }

    /// Files first; the text is the caption of the last one that may have one.
    fn spoken(&mut self, said: &Texts, action: &'a Value, at: &str) -> Vec<Node> {
        let has_own_files =
            |texts: &Value| texts.get(text(action, "uuid")).is_some_and(|it| it.get("attachments").is_some());
        if self.translations.iter().any(|(_, texts)| has_own_files(texts)) {
            self.draft.note(Fate::Changed, at, "its files are the same in every language here");
        }
        let mut files = Vec::new();
        for attachment in list(action, "attachments").iter().filter_map(Value::as_str) {
            match media(attachment) {
                Some((kind, link)) => files.push((kind, self.said(link, at))),
                None => self.draft.note(Fate::Dropped, at, "an attachment that is no file with an address"),
            }
        }
        let mut nodes = Vec::new();
        let last = files.len().saturating_sub(1);
        let mut is_said = said.is_empty();
        for (index, (kind, link)) in files.into_iter().enumerate() {
            let mut parts = Vec::new();
            if index == last && kind != "audio" && !said.is_empty() {
                parts.push(("text", said.tree()));
                is_said = true;
            }
            parts.push(("media", Tree::map([("kind", Tree::text(kind)), ("link", Tree::text(link))])));
            nodes.push(Node::new("say", Tree::map(parts)));
        }
        if !is_said {
            nodes.push(Node::new("say", Tree::map([("text", said.tree())])));
        }
        if nodes.is_empty() {
            self.draft.note(Fate::Dropped, at, "there is nothing in the message");
        }
        nodes
    }

    fn template(&mut self, action: &'a Value, template: &'a Value, at: &str) -> Node {
        let named = template.get("template").unwrap_or(template);
        let values = list(template, "variables").iter().chain(list(action, "template_variables"));
        let values: Vec<String> = values.filter_map(Value::as_str).map(str::to_owned).collect();
        let values: Vec<Tree> = values.iter().map(|value| Tree::text(self.said(value, at))).collect();
        self.draft.note(
            Fate::Changed,
            at,
            "it was a text in an open window, and the template otherwise; here it is always the template",
        );
        let mut parts = vec![("name", Tree::text(text(named, "name")))];
        if !values.is_empty() {
            parts.push(("body", Tree::List(values)));
        }
        Node::new("say", Tree::map([("template", Tree::map(parts))]))
    }

    /// A message with quick replies that the flow waits at.
    pub(super) fn menu(&mut self, action: &'a Value, place: &Place, name: &str, ahead: Ahead) {
        let at = format!("{} (send_msg)", place.entry);
        let uuid = text(action, "uuid");
        let said = self.texts(text(action, "text"), uuid, "text", &at);
        let replies = self.quick_replies(action, &at);
        let has_files = !list(action, "attachments").is_empty();
        let nodes = if has_files { self.spoken(&Texts::default(), action, &at) } else { Vec::new() };
        let mut name = name.to_owned();
        if !nodes.is_empty() {
            let asks = self.draft.reserve(&format!("{}_choose", place.entry));
            self.chain(&name, nodes, Some(&asks));
            name = asks;
        }
        let choices = replies
            .into_iter()
            .map(|title| Choice { title, description: None, go_to: None, remembered: None })
            .collect();
        self.choose(&at, &name, said, choices, ahead);
    }

    pub(super) fn choose(&mut self, at: &str, name: &str, said: Texts, choices: Vec<Choice>, ahead: Ahead) {
        let said = if said.is_empty() { Texts::one(&self.language, "⬇️") } else { said };
        let next = self.draft.or_finish(ahead.next.as_ref());
        let menu = Menu {
            at,
            name,
            text: said,
            choices,
            save_as: None,
            next: Some(next.clone()),
            otherwise: Some(next),
            timeout: ahead.timeout,
        };
        choices::add(&mut self.draft, menu);
    }

    pub(super) fn quick_replies(&mut self, action: &'a Value, at: &str) -> Vec<Texts> {
        let uuid = text(action, "uuid");
        for button in list(action, "url_buttons") {
            let why = format!("the button “{}”, which opens {}", text(button, "title"), text(button, "url"));
            self.draft.note(Fate::Dropped, at, why);
        }
        let mut replies = Vec::new();
        for (index, reply) in list(action, "quick_replies").iter().enumerate() {
            let Some(own) = reply_text(reply) else {
                let why = match text(reply, "type") {
                    "location" => "a quick reply that asks for the place",
                    _ => "a quick reply without words",
                };
                self.draft.note(Fate::Dropped, at, why);
                continue;
            };
            let said = self.said(own, at);
            let mut texts = Texts::one(&self.language, said);
            let translated: Vec<(String, String)> = self
                .translations
                .iter()
                .filter_map(|(language, texts)| {
                    let reply = texts.get(uuid)?.get("quick_replies")?.get(index)?;
                    Some((language.clone(), reply_text(reply)?.to_owned()))
                })
                .collect();
            for (language, text) in translated {
                let said = self.said(&text, at);
                texts.0.insert(language, said);
            }
            replies.push(texts);
        }
        replies
    }
}

fn reply_text(reply: &Value) -> Option<&str> {
    let words = reply.as_str().or_else(|| reply.get("text")?.as_str()).or_else(|| reply.get("title")?.as_str())?;
    Some(words.trim()).filter(|words| !words.is_empty())
}

/// `image:https://…`, `image/jpeg:https://…`, `application/pdf:…`.
fn media(attachment: &str) -> Option<(&'static str, &str)> {
    let (kind, link) = attachment.split_once(':')?;
    let kind = match kind.split('/').next()? {
        "image" => "image",
        "video" => "video",
        "audio" => "audio",
        "document" | "application" | "text" => "document",
        _ => return None,
    };
    let is_address = link.starts_with("http://") || link.starts_with("https://") || link.starts_with('@');
    is_address.then_some((kind, link))
}
