//! What a `say` node says: text, media, buttons, a list or a template.

use super::{Localised, NodeId, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use whatsapp::message::MediaKind;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Say {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Localised>,
    /// A small line below buttons or a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<Localised>,
    /// A file; the text becomes its caption, or it heads the buttons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaPart>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Menu>,
    /// An approved template: the only thing that can be said when the window has closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplatePart>,
    /// Shows a preview of the first link of a plain text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub link_preview: bool,
    /// How long to wait for a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

impl Say {
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        let rows = self.list.iter().flat_map(|list| &list.sections).flat_map(|section| &section.rows);
        self.buttons.iter().chain(rows)
    }

    pub fn waits(&self) -> bool {
        self.choices().next().is_some()
    }

    pub(super) fn texts(&self) -> Texts<'_> {
        let mut texts = Texts::new();
        add(&mut texts, "say.text", &self.text);
        add(&mut texts, "say.footer", &self.footer);
        add(&mut texts, "say.media.link", self.media.iter().map(|media| &media.link));
        add_choices(&mut texts, "say.buttons", &self.buttons);
        if let Some(list) = &self.list {
            add(&mut texts, "say.list.button", &list.button);
            for (index, section) in list.sections.iter().enumerate() {
                add(&mut texts, &format!("say.list.sections[{index}].title"), &section.title);
                add_choices(&mut texts, &format!("say.list.sections[{index}].rows"), &section.rows);
            }
        }
        if let Some(template) = &self.template {
            template.add_texts(&mut texts);
        }
        texts
    }
}

/// A button, a row of a list, or a possible answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub title: Localised,
    /// A second, smaller line; lists only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Localised>,
    /// The node's `next` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_to: Option<NodeId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// The words on the button that opens the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button: Option<Localised>,
    pub sections: Vec<MenuSection>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuSection {
    /// Needed when there are several sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Localised>,
    pub rows: Vec<Choice>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaPart {
    pub kind: MediaKind,
    pub link: Localised,
    /// The name a document is saved under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplatePart {
    pub name: String,
    /// Meta's code of the template's language; the contact's or the flow's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_text: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_media: Option<MediaPart>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<TemplateParameters>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub url_suffixes: Vec<UrlSuffix>,
}

impl TemplatePart {
    fn add_texts<'a>(&'a self, texts: &mut Texts<'a>) {
        add(texts, "say.template.language", &self.language);
        add(texts, "say.template.header_text", &self.header_text);
        add(texts, "say.template.header_media.link", self.header_media.iter().map(|media| &media.link));
        match &self.body {
            Some(TemplateParameters::Positional(values)) => add(texts, "say.template.body", values),
            Some(TemplateParameters::Named(values)) => add(texts, "say.template.body", values.values()),
            None => {}
        }
        add(texts, "say.template.url_suffixes", self.url_suffixes.iter().map(|suffix| &suffix.text));
    }
}

/// The values for the blanks of a template's body: a list for `{{1}}`, `{{2}}`; a map for named ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TemplateParameters {
    Positional(Vec<Localised>),
    Named(BTreeMap<String, Localised>),
}

/// The variable end of a template's link button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrlSuffix {
    /// Counted from zero over all buttons of the template.
    pub index: u32,
    pub text: Localised,
}

/// Texts with their paths in the node.
pub(super) type Texts<'a> = Vec<(String, &'a Localised)>;

pub(super) fn add<'a>(texts: &mut Texts<'a>, path: &str, text: impl IntoIterator<Item = &'a Localised>) {
    texts.extend(text.into_iter().map(|text| (path.to_owned(), text)));
}

pub(super) fn add_choices<'a>(texts: &mut Texts<'a>, path: &str, choices: &'a [Choice]) {
    for (index, choice) in choices.iter().enumerate() {
        add(texts, &format!("{path}[{index}].title"), [&choice.title]);
        add(texts, &format!("{path}[{index}].description"), &choice.description);
    }
}
