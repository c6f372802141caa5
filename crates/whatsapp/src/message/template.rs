//! A template and the values for its blanks.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::{Location, Media};
use crate::{Extra, lenient, tagged};

/// A template by name and language, filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Template {
    pub name: String,
    pub language: Language,
    /// One for each part of the template that has blanks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A language of a template, such as `es` or `pt_BR`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Language {
    pub code: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl<T: Into<String>> From<T> for Language {
    fn from(code: T) -> Self {
        Self { code: code.into(), extra: Extra::new() }
    }
}

/// The values for one part of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Component {
    Header(Vec<Parameter>),
    Body(Vec<Parameter>),
    Button {
        sub_type: ButtonKind,
        /// Counted from zero over all buttons of the template.
        index: Option<u32>,
        parameters: Vec<Parameter>,
    },
    /// Carousels, limited-time offers and whatever comes, whole and untouched.
    Other(Value),
}

vocabulary! {
    /// What a button of a template does.
    ButtonKind {
        QuickReply = "quick_reply",
        Url = "url",
        CopyCode = "copy_code",
        Flow = "flow",
        Catalog = "catalog",
        MultiProduct = "mpm",
        VoiceCall = "voice_call",
        OrderDetails = "order_details",
    }
}

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
    Location(Location),
    /// What a quick-reply button sends back.
    Payload(String),
    CouponCode(String),
    Currency(Currency),
    DateTime(DateTime),
    Product(Value),
    Action(Value),
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
    Location = "location",
    Payload = "payload",
    CouponCode = "coupon_code",
    Currency = "currency",
    DateTime = "date_time",
    Product = "product",
    Action = "action",
});

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

impl Serialize for Component {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            r#type: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            sub_type: Option<&'a ButtonKind>,
            #[serde(skip_serializing_if = "Option::is_none")]
            index: Option<String>,
            parameters: &'a [Parameter],
        }
        let written = match self {
            Self::Header(parameters) => Written { r#type: "header", sub_type: None, index: None, parameters },
            Self::Body(parameters) => Written { r#type: "body", sub_type: None, index: None, parameters },
            Self::Button { sub_type, index, parameters } => {
                let index = index.map(|index| index.to_string());
                Written { r#type: "button", sub_type: Some(sub_type), index, parameters }
            }
            Self::Other(raw) => return raw.serialize(serializer),
        };
        written.serialize(serializer)
    }
}

/// The fields of the three typed parts; a part with any other field is kept raw, so that nothing of it is lost.
const KNOWN_FIELDS: [&str; 4] = ["type", "sub_type", "index", "parameters"];

impl<'de> Deserialize<'de> for Component {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Read {
            #[serde(default)]
            parameters: Vec<Parameter>,
            sub_type: Option<ButtonKind>,
            #[serde(default, deserialize_with = "lenient::optional_number")]
            index: Option<u32>,
        }
        let raw = Value::deserialize(deserializer)?;
        let object = raw.as_object().ok_or_else(|| D::Error::custom("a component is an object"))?;
        let kind = object.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        let only_known_fields = object.keys().all(|key| KNOWN_FIELDS.contains(&key.as_str()));
        if !only_known_fields || !matches!(kind.as_str(), "header" | "body" | "button") {
            return Ok(Self::Other(raw));
        }
        let Read { parameters, sub_type, index } = Read::deserialize(raw).map_err(D::Error::custom)?;
        match kind.as_str() {
            "header" => Ok(Self::Header(parameters)),
            "body" => Ok(Self::Body(parameters)),
            _ => {
                let sub_type = sub_type.ok_or_else(|| D::Error::missing_field("sub_type"))?;
                Ok(Self::Button { sub_type, index, parameters })
            }
        }
    }
}
