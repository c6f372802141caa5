//! What is for sale: one product, some, or the whole catalogue.

use serde::{Deserialize, Serialize};

use super::{Framed, FramedWithoutBody};
use crate::{Extra, lenient};

/// One product of a catalogue.
pub type Product = FramedWithoutBody<ProductReference>;

/// A product, by catalogue and the id that the business gave it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProductReference {
    #[serde(deserialize_with = "lenient::word")]
    pub catalog_id: String,
    #[serde(deserialize_with = "lenient::word")]
    pub product_retailer_id: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Up to thirty products of a catalogue; needs a header of words.
pub type ProductList = Framed<ProductListAction>;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProductListAction {
    #[serde(deserialize_with = "lenient::word")]
    pub catalog_id: String,
    pub sections: Vec<ProductSection>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Some products under a title, which is needed when there are several sections.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProductSection {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub product_items: Vec<ProductItem>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A product of a section.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProductItem {
    #[serde(deserialize_with = "lenient::word")]
    pub product_retailer_id: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button that opens the catalogue.
pub type Catalog = Framed<CatalogAction>;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CatalogAction {
    /// Always `catalog_message`.
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameters: Option<CatalogParameters>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CatalogParameters {
    /// The product whose picture is shown; else the first one.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub thumbnail_product_retailer_id: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl ProductReference {
    pub fn new(catalog_id: impl Into<String>, product_retailer_id: impl Into<String>) -> Self {
        Self { catalog_id: catalog_id.into(), product_retailer_id: product_retailer_id.into(), extra: Extra::new() }
    }
}

impl ProductSection {
    /// Some products under a title, by the ids that the business gave them.
    pub fn new<I>(title: Option<String>, products: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let item = |id: I::Item| ProductItem { product_retailer_id: id.into(), extra: Extra::new() };
        Self { title, product_items: products.into_iter().map(item).collect(), extra: Extra::new() }
    }
}
