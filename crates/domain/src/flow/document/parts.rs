//! What a `say` node can carry besides words: places, cards, links, WhatsApp Flows, products.

use super::Localised;
use super::say::{Texts, add};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A pin on the map. The coordinates are numbers or `{{ expressions }}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocationPart {
    pub latitude: Value,
    pub longitude: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Localised>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactCard {
    pub name: Localised,
    pub phone: Localised,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Localised>,
}

/// A button that opens a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkButton {
    pub text: Localised,
    pub url: Localised,
}

/// A form of WhatsApp's own; it waits until the form is filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WhatsAppFlow {
    /// One of id and name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_id: Option<Localised>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_name: Option<String>,
    /// The words on the button that opens it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub button: Option<Localised>,
    /// The screen it begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screen: Option<String>,
    /// What the first screen is given; the texts in it are filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductPart {
    pub catalog_id: Localised,
    /// What the business itself calls the product.
    pub product_id: Localised,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductsPart {
    pub catalog_id: Localised,
    /// What stands above the list.
    pub header: Localised,
    pub sections: Vec<ProductGroup>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductGroup {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Localised>,
    pub products: Vec<String>,
}

/// The button that opens the whole catalogue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CatalogPart {
    /// The product whose picture is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
}

impl LocationPart {
    pub(super) fn add_texts<'a>(&'a self, texts: &mut Texts<'a>) {
        add(texts, "say.location.name", &self.name);
        add(texts, "say.location.address", &self.address);
    }
}

impl ContactCard {
    pub(super) fn add_texts<'a>(&'a self, index: usize, texts: &mut Texts<'a>) {
        let path = format!("say.contact_cards[{index}]");
        add(texts, &format!("{path}.name"), [&self.name]);
        add(texts, &format!("{path}.phone"), [&self.phone]);
        add(texts, &format!("{path}.email"), &self.email);
    }
}

impl ProductsPart {
    pub(super) fn add_texts<'a>(&'a self, texts: &mut Texts<'a>) {
        add(texts, "say.products.catalog_id", [&self.catalog_id]);
        add(texts, "say.products.header", [&self.header]);
        for (index, group) in self.sections.iter().enumerate() {
            add(texts, &format!("say.products.sections[{index}].title"), &group.title);
        }
    }
}
