//! A message the way the customer sees it: words, buttons, rows, files.

use super::document::{Expected, ExpectedTemplate};
use super::text_or::TextOr;
use serde_json::Value;
use std::fmt;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Meta's type; of interactive messages their own.
    pub kind: String,
    pub text: Option<String>,
    pub header: Option<String>,
    pub footer: Option<String>,
    pub buttons: Vec<Offer>,
    pub list_button: Option<String>,
    pub rows: Vec<Offer>,
    pub link: Option<String>,
    pub template: Option<ExpectedTemplate>,
    /// Meta's own JSON.
    pub content: Value,
}

/// Something that can be tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub title: String,
    pub payload: String,
}

impl Shown {
    pub(super) fn of(content: Value) -> Self {
        let word = |path: &str| content.pointer(path).and_then(Value::as_str).map(str::to_owned);
        let kind = word("/type").unwrap_or_default();
        let of_kind = |path: &str| word(&format!("/{kind}/{path}"));
        let rows = items(&content, "/interactive/action/sections").flat_map(|section| items(section, "/rows"));
        Self {
            text: of_kind("body").or_else(|| of_kind("body/text")).or_else(|| of_kind("caption")),
            header: of_kind("header/text"),
            footer: of_kind("footer/text"),
            buttons: items(&content, "/interactive/action/buttons")
                .filter_map(|button| offer(button.get("reply")?))
                .chain(quick_replies(&content))
                .collect(),
            list_button: of_kind("action/button"),
            rows: rows.filter_map(offer).collect(),
            link: of_kind("link")
                .or_else(|| of_kind("action/parameters/url"))
                .or_else(|| header_media(&content).map(str::to_owned)),
            template: word("/template/name").map(|name| ExpectedTemplate {
                name,
                language: word("/template/language/code"),
                values: Some(template_values(&content)),
            }),
            kind: word("/interactive/type").unwrap_or(kind),
            content,
        }
    }

    pub fn offers(&self) -> impl Iterator<Item = &Offer> {
        self.buttons.iter().chain(&self.rows)
    }

    /// The shortest expectation that says all of it.
    pub(super) fn as_expected(&self) -> TextOr<Expected> {
        let titles = |offers: &[Offer]| offers.iter().map(|offer| offer.title.clone()).collect::<Vec<_>>();
        let some = |titles: Vec<String>| (!titles.is_empty()).then_some(titles);
        let mut expected = Expected {
            text: self.text.clone(),
            header: self.header.clone(),
            footer: self.footer.clone(),
            buttons: self.template.is_none().then(|| some(titles(&self.buttons))).flatten(),
            list_button: self.list_button.clone(),
            rows: some(titles(&self.rows)),
            link: self.link.clone(),
            template: self.template.clone().map(short_template),
            ..Expected::default()
        };
        if let ("text", Some(text), None, None) = (self.kind.as_str(), &self.text, &self.header, &self.footer) {
            return TextOr::Text(text.clone());
        }
        if !matches!(self.kind.as_str(), "text" | "button" | "list" | "template") {
            expected.kind = Some(self.kind.clone());
        }
        TextOr::Map(expected)
    }
}

fn short_template(template: ExpectedTemplate) -> TextOr<ExpectedTemplate> {
    TextOr::Map(ExpectedTemplate { values: template.values.filter(|values| !values.is_empty()), ..template })
}

fn items<'a>(value: &'a Value, path: &str) -> impl Iterator<Item = &'a Value> {
    value.pointer(path).and_then(Value::as_array).into_iter().flatten()
}

fn offer(value: &Value) -> Option<Offer> {
    let word = |key: &str| value.get(key).and_then(Value::as_str);
    Some(Offer { title: word("title")?.to_owned(), payload: word("id")?.to_owned() })
}

/// The buttons of a template: what they are called stands in the template, so their payload has to do.
fn quick_replies(content: &Value) -> impl Iterator<Item = Offer> {
    let buttons =
        items(content, "/template/components").filter(|component| component.get("type") == Some(&"button".into()));
    buttons.flat_map(|button| items(button, "/parameters")).filter_map(|parameter| {
        let payload = parameter.get("payload")?.as_str()?;
        Some(Offer { title: payload.to_owned(), payload: payload.to_owned() })
    })
}

fn header_media(content: &Value) -> Option<&str> {
    let header = content.pointer("/interactive/header")?;
    header.get(header.get("type")?.as_str()?)?.get("link")?.as_str()
}

fn template_values(content: &Value) -> Vec<String> {
    let body = items(content, "/template/components").filter(|component| component.get("type") == Some(&"body".into()));
    let values = body.flat_map(|body| items(body, "/parameters"));
    values.filter_map(|value| value.get("text")?.as_str().map(str::to_owned)).collect()
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        if !matches!(self.kind.as_str(), "text" | "button" | "list" | "template") {
            lines.push(format!("({})", self.kind));
        }
        if let Some(template) = &self.template {
            let values = template.values.as_deref().unwrap_or_default().join(" · ");
            lines.push(format!("template {} {} {values}", template.name, template.language.as_deref().unwrap_or("")));
        }
        lines.extend(self.header.iter().map(|header| format!("*{header}*")));
        lines.extend(self.text.iter().cloned());
        lines.extend(self.link.iter().map(|link| format!("<{link}>")));
        if !self.buttons.is_empty() {
            let titles: Vec<String> = self.buttons.iter().map(|button| format!("[{}]", button.title)).collect();
            lines.push(titles.join(" "));
        }
        lines.extend(self.list_button.iter().map(|button| format!("[{button} ▾]")));
        lines.extend(self.rows.iter().map(|row| format!("- {}", row.title)));
        lines.extend(self.footer.iter().map(|footer| format!("({footer})")));
        f.write_str(lines.join("\n").trim_end())
    }
}
