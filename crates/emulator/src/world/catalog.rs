//! What the business sells: product messages name it by id, phones draw it, orders carry its prices.

use serde::{Deserialize, Serialize};

/// The catalogue of the account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    pub id: String,
    pub products: Vec<Product>,
}

/// Something on sale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// The business's own name for it, `product_retailer_id` in messages.
    pub retailer_id: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// In the currency's main unit, as orders have it.
    pub price: f64,
    pub currency: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
}

impl Catalog {
    /// The first thing that makes no sense.
    pub(crate) fn mistake(&self) -> Option<String> {
        if self.id.is_empty() {
            return Some("the id is empty".to_owned());
        }
        for (place, product) in self.products.iter().enumerate() {
            let earlier = self.products.iter().take(place);
            if product.retailer_id.is_empty() || earlier.into_iter().any(|p| p.retailer_id == product.retailer_id) {
                return Some(format!("products.{place}.retailer_id is empty or taken"));
            }
            if !product.price.is_finite() || product.price < 0.0 {
                return Some(format!("products.{place}.price must be 0 or more"));
            }
        }
        None
    }
}

impl Default for Catalog {
    /// A small shop, so that there is something to order from.
    fn default() -> Self {
        let product = |retailer_id: &str, name: &str, description: &str, price: f64| Product {
            retailer_id: retailer_id.to_owned(),
            name: name.to_owned(),
            description: Some(description.to_owned()),
            price,
            currency: "USD".to_owned(),
            image_url: None,
        };
        Self {
            id: "194836987003835".to_owned(),
            products: vec![
                product("coffee-250", "Café de altura", "250 g, tueste medio", 8.5),
                product("mug-teal", "Taza de barro", "Hecha a mano, 300 ml", 12.0),
                product("filter-100", "Filtros de papel", "100 piezas", 4.25),
                product("gift-card", "Tarjeta de regalo", "Para quien tú quieras", 25.0),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_told_by_its_id() {
        let mut catalog = Catalog::default();
        assert_eq!(catalog.mistake(), None);
        let again = catalog.products[0].clone();
        catalog.products.push(again);
        assert_eq!(catalog.mistake().as_deref(), Some("products.4.retailer_id is empty or taken"));
    }
}
