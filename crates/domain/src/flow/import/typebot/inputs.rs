//! Inputs: what the customer is asked for.

use super::{Place, Typebot, option_words, options};
use crate::flow::import::Fate;
use crate::flow::import::choices::{self, Choice, Menu};
use crate::flow::import::draft::{Node, Texts};
use crate::flow::import::json::{flag, list, number, text, words};
use crate::flow::import::names::{self, slug};
use crate::flow::import::tree::Tree;
use serde_json::{Value, json};

pub(super) fn is_input(kind: &str) -> bool {
    kind.ends_with(" input") || kind == "cards"
}

/// What is asked for where the file has no question of its own.
const QUESTIONS: [(&str, &str); 12] = [
    ("text input", "Type your answer:"),
    ("number input", "Type a number:"),
    ("email input", "Type your e-mail address:"),
    ("url input", "Type an address that begins with https://"),
    ("date input", "Which day?"),
    ("time input", "At what time?"),
    ("phone number input", "Type your phone number:"),
    ("choice input", "Choose one:"),
    ("picture choice input", "Choose one:"),
    ("cards", "Choose one:"),
    ("rating input", "How many points do you give?"),
    ("file input", "Send the file:"),
];

/// Options that have no counterpart, and what is missing without them.
const OPTIONS: [(&str, &str); 7] = [
    ("min", "the least that may be answered"),
    ("max", "the most that may be answered"),
    ("step", "the steps between the numbers that may be answered"),
    ("isRequired", "the question could be passed over"),
    ("isMultipleAllowed", "several files could be sent; here it is one"),
    ("labels/left", "the words for the least points"),
    ("labels/right", "the words for the most points"),
];

impl Typebot<'_> {
    pub(super) fn input(&mut self, kind: &str, block: &Value, place: &Place, question: Option<String>) {
        let variable = self.variables.named(text(options(block), "variableId")).map(str::to_owned);
        if kind == "text input" && question.is_none() {
            return self.free_text(place, variable);
        }
        let question = question.unwrap_or_else(|| self.question_of_ours(kind, block, &place.at));
        match kind {
            "choice input" | "picture choice input" | "cards" => {
                self.choices(block, place, &question, variable.as_deref());
            }
            "payment input" => {
                self.untranslated(place, "payments are set up with another provider here; a person takes over");
            }
            _ => self.ask(kind, block, place, &question, variable),
        }
    }

    fn free_text(&mut self, place: &Place, variable: Option<String>) {
        let save = variable.map(|variable| ("save_as", Tree::text(variable)));
        let node = Node::new("wait_for_reply", Tree::map(save));
        self.draft.add(&place.name, node.next(place.next.as_ref()));
    }

    fn question_of_ours(&mut self, kind: &str, block: &Value, at: &str) -> String {
        let placeholder = options(block).get("labels").and_then(|labels| words(labels, "placeholder"));
        let usual = QUESTIONS.iter().find(|(known, _)| *known == kind).map_or("Your answer:", |(_, question)| question);
        let question = placeholder.unwrap_or_else(|| usual.to_owned());
        self.draft.note(Fate::Added, at, format!("nothing is asked there, so “{question}” is asked here"));
        question
    }

    fn ask(&mut self, kind: &str, block: &Value, place: &Place, question: &str, variable: Option<String>) {
        let options = options(block);
        let save_as = variable.unwrap_or_else(|| names::of_answer(&place.name));
        let mut parts = vec![("text", Tree::text(self.said(question, &place.at)))];
        let (answer, more): (&str, Vec<(&str, Value)>) = match kind {
            "number input" => ("number", limits(options, "min", "max")),
            "email input" => ("email", Vec::new()),
            "phone number input" => ("phone", Vec::new()),
            "date input" if flag(options, "hasTime") => ("date_time", Vec::new()),
            "date input" => ("date", Vec::new()),
            "time input" => ("time", Vec::new()),
            "url input" => ("pattern", vec![("pattern", json!(r"https?://\S+"))]),
            "rating input" => ("rating", rating(options)),
            "file input" => ("file", Vec::new()),
            "text input" => ("text", Vec::new()),
            other => {
                let message = format!("“{other}” is not known here: any text is taken for an answer");
                self.draft.note(Fate::Changed, &place.at, message);
                ("text", Vec::new())
            }
        };
        for (key, what) in OPTIONS {
            let plain = matches!(key, "min" | "max") && kind == "number input" && number(options, key).is_some();
            let is_set = options.pointer(&format!("/{key}")).is_some_and(|value| {
                !value.is_null()
                    && value != &json!("")
                    && (key != "isRequired" || value == &json!(false))
                    && (key != "isMultipleAllowed" || value == &json!(true))
            });
            if is_set && !plain {
                self.draft.note(Fate::Dropped, &place.at, what);
            }
        }
        if kind == "date input" && flag(options, "isRange") {
            self.draft.note(Fate::Changed, &place.at, "one day is asked for, not the first and the last");
        }
        parts.push(("type", Tree::text(answer)));
        parts.extend(more.into_iter().map(|(key, value)| (key, Tree::Value(value))));
        let error =
            options.get("retryMessageContent").and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        if let Some(error) = error {
            let error = self.said(error, &place.at);
            parts.push(("error", Tree::text(error)));
        }
        parts.push(("save_as", Tree::text(save_as)));
        let node = Node::new("ask", Tree::map(parts));
        self.draft.add(&place.name, node.next(place.next.as_ref()));
    }

    fn choices(&mut self, block: &Value, place: &Place, question: &str, variable: Option<&str>) {
        let at = &place.at;
        if flag(options(block), "isMultipleChoice") {
            self.draft.note(Fate::Changed, at, "several answers could be chosen there; here it is one");
        }
        if option_words(block, "dynamicVariableId").is_some() {
            self.draft.note(Fate::Dropped, at, "the choices come from a list that is made while it runs");
        }
        let mut choices = Vec::new();
        for item in list(block, "items") {
            let ways = list(item, "paths");
            if ways.is_empty() {
                choices.extend(self.choice(item, at));
            }
            for way in ways {
                let button = card(item, way, ways.len() > 1);
                choices.extend(self.choice(&button, at));
            }
        }
        if !list(options(block), "saveResponseMapping").is_empty() {
            self.draft.note(Fate::Dropped, at, "what was chosen of the cards is kept in no variable here");
        }
        if choices.is_empty() {
            return self.untranslated(place, "it has no choices; a person takes over");
        }
        let text = Texts::one(super::LANGUAGE, self.said(question, at));
        let menu = Menu {
            at,
            name: &place.name,
            text,
            choices,
            save_as: variable,
            next: Some(self.draft.or_finish(place.next.as_ref())),
            otherwise: None,
            timeout: None,
        };
        choices::add(&mut self.draft, menu);
    }

    fn choice(&mut self, item: &Value, at: &str) -> Option<Choice> {
        let title = words(item, "content").or_else(|| words(item, "title")).or_else(|| words(item, "value"));
        let Some(title) = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()) else {
            self.draft.note(Fate::Dropped, at, "a choice without a title");
            return None;
        };
        if item.get("pictureSrc").or_else(|| item.get("imageUrl")).is_some() {
            self.draft.note(Fate::Changed, at, "WhatsApp shows no pictures in a list: the titles are shown");
        }
        if item.pointer("/displayCondition/isEnabled") == Some(&Value::Bool(true)) {
            self.draft.note(Fate::Changed, at, format!("“{title}” was shown on a condition; here it is always shown"));
        }
        let go_to = self.target(text(item, "outgoingEdgeId"));
        let description = words(item, "description").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let description = description.map(|text| Texts::one(super::LANGUAGE, self.said(&text, at)));
        let title = Texts::one(super::LANGUAGE, self.said(&title, at));
        if title.is_empty() {
            self.draft.note(Fate::Dropped, at, "a choice whose title is set by nothing in the file");
            return None;
        }
        let remembered = words(item, "value").map(|value| self.said(&value, at));
        Some(Choice { title, description, go_to, remembered })
    }

    /// A text as it is said: variables filled in, and what could not be read noted.
    pub(super) fn said(&mut self, source: &str, at: &str) -> String {
        let (text, lost) = self.variables.in_text(source.trim());
        for name in lost {
            let shown = slug(&name, "…");
            self.draft.note(Fate::Dropped, at, format!("`{shown}` in a text is set by nothing in the file"));
        }
        text
    }
}

/// One button of a card, as a choice of its own: a list has no rows within rows.
fn card(card: &Value, way: &Value, is_one_of_several: bool) -> Value {
    let (title, button) = (text(card, "title").trim(), text(way, "text").trim());
    let title = match (title, button) {
        (title, button) if is_one_of_several && !title.is_empty() && !button.is_empty() => {
            format!("{title}: {button}")
        }
        ("", button) => button.to_owned(),
        (title, _) => title.to_owned(),
    };
    let mut choice = card.clone();
    if let Some(fields) = choice.as_object_mut() {
        fields.insert("title".to_owned(), json!(title));
        fields.insert("outgoingEdgeId".to_owned(), json!(text(way, "outgoingEdgeId")));
        if text(card, "description").is_empty() && !is_one_of_several {
            fields.insert("description".to_owned(), json!(button));
        }
    }
    choice
}

fn limits(options: &Value, least: &str, most: &str) -> Vec<(&'static str, Value)> {
    let minimum = number(options, least).map(|number| ("minimum", json!(number)));
    let maximum = number(options, most).map(|number| ("maximum", json!(number)));
    minimum.into_iter().chain(maximum).collect()
}

fn rating(options: &Value) -> Vec<(&'static str, Value)> {
    let length = number(options, "length").filter(|length| (1.0..=100.0).contains(length)).unwrap_or(10.0);
    let first = number(options, "startsAt").unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "both are small whole numbers")]
    let (first, last) = (first.clamp(0.0, 100.0) as i64, length as i64);
    vec![("minimum", json!(first)), ("maximum", json!(last.max(first + 1)))]
}
