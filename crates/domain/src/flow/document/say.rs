//! What a `say` node says: text, media, buttons, a list, a template, or one of the [`parts`](super::parts).

use super::parts::{CatalogPart, ContactCard, LinkButton, LocationPart, ProductPart, ProductsPart, WhatsAppFlow};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationPart>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_cards: Vec<ContactCard>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_button: Option<LinkButton>,
    /// Shows a button that sends the place where the customer is, and waits for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub request_location: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_flow: Option<WhatsAppFlow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub products: Option<ProductsPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalog: Option<CatalogPart>,
    /// An emoji on the customer's last message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction: Option<String>,
    /// Remembers what was waited for: the choice's id, the place, the form's answers, the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    /// How long to wait for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

impl Say {
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        let rows = self.list.iter().flat_map(|list| &list.sections).flat_map(|section| &section.rows);
        self.buttons.iter().chain(rows)
    }

    pub fn waits(&self) -> bool {
        self.choices().next().is_some() || self.awaited().is_some()
    }

    /// What it waits for when there is nothing to choose. Products wait for an order when its name to be kept is given.
    pub fn awaited(&self) -> Option<Awaited> {
        let sells = self.product.is_some() || self.products.is_some() || self.catalog.is_some();
        match self {
            Self { request_location: true, .. } => Some(Awaited::Location),
            Self { whatsapp_flow: Some(_), .. } => Some(Awaited::Form),
            Self { save_as: Some(_), .. } if sells => Some(Awaited::Order),
            _ => None,
        }
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
            template.add_texts("say.template", &mut texts);
        }
        self.add_parts(&mut texts);
        texts
    }

    fn add_parts<'a>(&'a self, texts: &mut Texts<'a>) {
        if let Some(location) = &self.location {
            location.add_texts(texts);
        }
        for (index, card) in self.contact_cards.iter().enumerate() {
            card.add_texts(index, texts);
        }
        if let Some(button) = &self.link_button {
            add(texts, "say.link_button.text", [&button.text]);
            add(texts, "say.link_button.url", [&button.url]);
        }
        if let Some(form) = &self.whatsapp_flow {
            add(texts, "say.whatsapp_flow.flow_id", &form.flow_id);
            add(texts, "say.whatsapp_flow.button", &form.button);
        }
        if let Some(product) = &self.product {
            add(texts, "say.product.catalog_id", [&product.catalog_id]);
            add(texts, "say.product.product_id", [&product.product_id]);
        }
        if let Some(products) = &self.products {
            products.add_texts(texts);
        }
    }
}

/// What a `say` without choices waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    Location,
    /// The answers of a WhatsApp Flow.
    Form,
    Order,
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
    pub(super) fn add_texts<'a>(&'a self, path: &str, texts: &mut Texts<'a>) {
        add(texts, &format!("{path}.language"), &self.language);
        add(texts, &format!("{path}.header_text"), &self.header_text);
        add(texts, &format!("{path}.header_media.link"), self.header_media.iter().map(|media| &media.link));
        let body = format!("{path}.body");
        match &self.body {
            Some(TemplateParameters::Positional(values)) => add(texts, &body, values),
            Some(TemplateParameters::Named(values)) => add(texts, &body, values.values()),
            None => {}
        }
        add(texts, &format!("{path}.url_suffixes"), self.url_suffixes.iter().map(|suffix| &suffix.text));
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
