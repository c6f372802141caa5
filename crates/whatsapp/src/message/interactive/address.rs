//! A form for a postal address, in India only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Framed, Named};
use crate::{Extra, lenient};

/// A button that opens a form for a postal address.
pub type AddressRequest = Framed<AddressRequestAction>;

/// Its name is `address_message`.
pub type AddressRequestAction = Named<AddressParameters>;

/// The country, and what of the form is already filled in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AddressParameters {
    /// `IN`.
    pub country: String,
    /// What stands in the form at first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<PostalAddress>,
    /// Addresses to choose from instead of filling in the form.
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub saved_addresses: Vec<SavedAddress>,
    /// For each field that was wrong the last time, what was wrong with it.
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "BTreeMap::is_empty")]
    pub validation_errors: BTreeMap<String, String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An address the business knows already.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SavedAddress {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    pub value: PostalAddress,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An Indian postal address.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PostalAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Six digits.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub in_pin_code: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub house_number: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub floor_number: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub tower_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub building_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub landmark_area: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl AddressParameters {
    /// An empty form for India, the one country that has it.
    pub fn india() -> Self {
        Self { country: "IN".to_owned(), ..Self::default() }
    }
}
