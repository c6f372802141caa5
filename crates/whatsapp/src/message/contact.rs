//! Contact cards, which customers send too.

use serde::{Deserialize, Serialize};

use crate::{Extra, lenient};

/// A contact card. Only the name is needed, and of the name what is shown.
///
/// ```
/// use whatsapp::message::{ContactEmail, Message, SharedContact};
///
/// let card = SharedContact {
///     emails: vec![ContactEmail::new("taller@example.com", "WORK")],
///     birthday: Some("1990-08-18".into()),
///     ..SharedContact::new("Taller Pérez", "+34600555030")
/// };
/// let json = serde_json::to_value(Message::contacts(vec![card])).unwrap();
/// assert_eq!(json["contacts"][0]["emails"][0]["email"], "taller@example.com");
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SharedContact {
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub name: ContactName,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<ContactPhone>,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<ContactEmail>,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<ContactUrl>,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<ContactAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org: Option<ContactOrganisation>,
    /// As `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The name on a contact card.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactName {
    /// The whole name as it is shown; needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A telephone on a contact card; with a `wa_id` the card gets a button to write to it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactPhone {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An e-mail address on a contact card.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactEmail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A web page on a contact card.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactUrl {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A postal address on a contact card.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where the person of a contact card works.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactOrganisation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl SharedContact {
    /// A card with a name and one telephone.
    pub fn new(name: impl Into<String>, phone: impl Into<String>) -> Self {
        Self {
            name: ContactName { formatted_name: Some(name.into()), ..ContactName::default() },
            phones: vec![ContactPhone { phone: Some(phone.into()), ..ContactPhone::default() }],
            ..Self::default()
        }
    }
}

impl ContactEmail {
    /// An address and what it is for, such as `WORK`.
    pub fn new(email: impl Into<String>, kind: impl Into<String>) -> Self {
        Self { email: Some(email.into()), kind: Some(kind.into()), extra: Extra::new() }
    }
}

impl ContactUrl {
    /// A page and what it is for, such as `WORK`.
    pub fn new(url: impl Into<String>, kind: impl Into<String>) -> Self {
        Self { url: Some(url.into()), kind: Some(kind.into()), extra: Extra::new() }
    }
}
