//! Messages one can tap: reply buttons, lists, links, a request for the location. Other kinds are kept raw.

use serde::de::{DeserializeOwned, Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::Media;
use crate::Extra;

/// The content of an `interactive` message.
#[derive(Debug, Clone, PartialEq)]
pub enum Interactive {
    Button(ReplyButtons),
    List(List),
    CtaUrl(CtaUrl),
    LocationRequest(LocationRequest),
    /// Flows, products, carousels and the like, whole and untouched.
    Other(Value),
}

impl Interactive {
    /// The name in `type`; empty when a raw one has none.
    pub fn kind(&self) -> &str {
        match self {
            Self::Button(_) => "button",
            Self::List(_) => "list",
            Self::CtaUrl(_) => "cta_url",
            Self::LocationRequest(_) => "location_request_message",
            Self::Other(raw) => raw.get("type").and_then(Value::as_str).unwrap_or_default(),
        }
    }

    /// The main text.
    pub fn body(&self) -> Option<&str> {
        match self {
            Self::Button(buttons) => Some(&buttons.body.text),
            Self::List(list) => Some(&list.body.text),
            Self::CtaUrl(link) => Some(&link.body.text),
            Self::LocationRequest(request) => Some(&request.body.text),
            Self::Other(raw) => raw.pointer("/body/text").and_then(Value::as_str),
        }
    }
}

impl Serialize for Interactive {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct WithKind<'a, T> {
            r#type: &'a str,
            #[serde(flatten)]
            content: &'a T,
        }
        let r#type = self.kind();
        match self {
            Self::Button(content) => WithKind { r#type, content }.serialize(serializer),
            Self::List(content) => WithKind { r#type, content }.serialize(serializer),
            Self::CtaUrl(content) => WithKind { r#type, content }.serialize(serializer),
            Self::LocationRequest(content) => WithKind { r#type, content }.serialize(serializer),
            Self::Other(raw) => raw.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Interactive {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        fn typed<T: DeserializeOwned, E: Error>(mut raw: Value) -> Result<T, E> {
            raw.as_object_mut().map(|object| object.remove("type"));
            T::deserialize(raw).map_err(E::custom)
        }
        let raw = Value::deserialize(deserializer)?;
        match raw.get("type").and_then(Value::as_str) {
            Some("button") => typed(raw).map(Self::Button),
            Some("list") => typed(raw).map(Self::List),
            Some("cta_url") => typed(raw).map(Self::CtaUrl),
            Some("location_request_message") => typed(raw).map(Self::LocationRequest),
            _ => Ok(Self::Other(raw)),
        }
    }
}

/// A piece of text in a message of several parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TextPart {
    pub text: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl<T: Into<String>> From<T> for TextPart {
    fn from(text: T) -> Self {
        Self { text: text.into(), extra: Extra::new() }
    }
}

/// What stands above the body.
#[derive(Debug, Clone, PartialEq)]
pub enum Header {
    Text(String),
    Image(Media),
    Video(Media),
    Document(Media),
    Unknown { kind: String, raw: Value },
}

tagged!(Header { Text = "text", Image = "image", Video = "video", Document = "document" });

/// One to three buttons under a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReplyButtons {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    pub body: TextPart,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<TextPart>,
    pub action: ButtonsAction,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ButtonsAction {
    pub buttons: Vec<Button>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button of a [`ReplyButtons`].
#[derive(Debug, Clone, PartialEq)]
pub enum Button {
    Reply(ReplyButton),
    /// Others are allowed by Direct Send only.
    Unknown {
        kind: String,
        raw: Value,
    },
}

tagged!(Button { Reply = "reply" });

/// A button that answers; its `id` comes back, its `title` is what the customer sees.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReplyButton {
    pub id: String,
    pub title: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A menu of up to ten rows behind one button.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    pub body: TextPart,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<TextPart>,
    pub action: ListAction,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ListAction {
    /// The words on the button that opens the menu.
    pub button: String,
    pub sections: Vec<Section>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A part of a [`List`]; the title is needed when there are several.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Section {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub rows: Vec<Row>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A line of a [`List`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button that opens a web page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CtaUrl {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    pub body: TextPart,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<TextPart>,
    pub action: CtaUrlAction,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CtaUrlAction {
    /// Always `cta_url`.
    pub name: String,
    pub parameters: CtaUrlParameters,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CtaUrlParameters {
    pub display_text: String,
    pub url: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button with which the customer shares where they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocationRequest {
    pub body: TextPart,
    pub action: SendLocation,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SendLocation {
    /// Always `send_location`.
    pub name: String,
    #[serde(flatten)]
    pub extra: Extra,
}
