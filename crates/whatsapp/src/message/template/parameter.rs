//! One value for one blank.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::message::interactive::{ProductReference, ProductSection};
use crate::message::payment::{OrderDetails, OrderUpdate};
use crate::message::{Location, Media};
use crate::{Extra, lenient, tagged};

/// One value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// For templates with named blanks; the others go by order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter_name: Option<String>,
    #[serde(flatten)]
    pub value: ParameterValue,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The value of a [`Parameter`], by its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    Text(String),
    Image(Media),
    Video(Media),
    Document(Media),
    /// Marketing messages only.
    Gif(Media),
    Location(Location),
    Product(ProductReference),
    /// What a quick-reply button sends back.
    Payload(String),
    CouponCode(String),
    /// What a button of another kind is given.
    Action(Box<ButtonAction>),
    /// For how long a call button works.
    TtlMinutes(u32),
    LimitedTimeOffer(LimitedTimeOffer),
    TapTarget(Vec<TapTarget>),
    OrderStatus(Box<OrderUpdate>),
    /// An old kind of value.
    Currency(Currency),
    /// An old kind of value.
    DateTime(DateTime),
    Unknown {
        kind: String,
        raw: Value,
    },
}

tagged!(ParameterValue {
    Text = "text",
    Image = "image",
    Video = "video",
    Document = "document",
    Gif = "gif",
    Location = "location",
    Product = "product",
    Payload = "payload",
    CouponCode = "coupon_code",
    Action = "action",
    TtlMinutes = "ttl_minutes",
    LimitedTimeOffer = "limited_time_offer",
    TapTarget = "tap_target_configuration",
    OrderStatus = "order_status",
    Currency = "currency",
    DateTime = "date_time",
});

/// What a button is given; each kind of button reads its own fields.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ButtonAction {
    /// Flow buttons: comes back with the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_token: Option<String>,
    /// Flow buttons: what the first screen is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_action_data: Option<Value>,
    /// Catalogue and product buttons: the product whose picture is shown.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub thumbnail_product_retailer_id: Option<String>,
    /// Product buttons: up to thirty products.
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<ProductSection>,
    /// Bill buttons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_details: Option<OrderDetails>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Until when an offer holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LimitedTimeOffer {
    /// Milliseconds since 1970.
    #[serde(deserialize_with = "lenient::number")]
    pub expiration_time_ms: i64,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Another title for the page that a tap on the message opens.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TapTarget {
    pub url: String,
    pub title: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An amount of money; an old kind of value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Currency {
    pub fallback_value: String,
    pub code: String,
    #[serde(deserialize_with = "lenient::number")]
    pub amount_1000: i64,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A moment, as text; an old kind of value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateTime {
    pub fallback_value: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl From<ParameterValue> for Parameter {
    fn from(value: ParameterValue) -> Self {
        Self { parameter_name: None, value, extra: Extra::new() }
    }
}

impl Parameter {
    /// A text for the next blank.
    pub fn text(text: impl Into<String>) -> Self {
        ParameterValue::Text(text.into()).into()
    }

    /// A text for the blank of that name.
    pub fn named(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { parameter_name: Some(name.into()), ..Self::text(text) }
    }
}

impl ParameterValue {
    /// The words that stand in the place of the blank, for the kinds that are words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Payload(text) | Self::CouponCode(text) => Some(text),
            Self::Currency(amount) => Some(&amount.fallback_value),
            Self::DateTime(moment) => Some(&moment.fallback_value),
            _ => None,
        }
    }

    /// The file, for the kinds that are one.
    pub fn media(&self) -> Option<&Media> {
        match self {
            Self::Image(media) | Self::Video(media) | Self::Document(media) | Self::Gif(media) => Some(media),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (value, mut extra) = tagged::deserialize_with_rest(deserializer)?;
        let parameter_name = match extra.remove("parameter_name") {
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name),
            Some(_) => return Err(D::Error::custom("parameter_name is not a string")),
        };
        Ok(Self { parameter_name, value, extra })
    }
}
