//! Templates themselves: what is submitted for review and what is listed. Filling one in is [`crate::message::Template`].
//!
//! ```
//! use whatsapp::template::{Category, Component, NewTemplate, variables};
//!
//! let reminder = NewTemplate::new("appointment_reminder", "es", Category::Utility)
//!     .with(Component::body("Hola {{1}}, su cita es el {{2}}.", ["Ana", "lunes"]))
//!     .with(Component::footer("Responda STOP para no recibir más avisos"));
//! assert_eq!(variables(reminder.body().unwrap()), ["1", "2"]);
//! assert_eq!(serde_json::to_value(&reminder).unwrap()["components"][0]["example"]["body_text"][0][1], "lunes");
//! ```

mod blanks;

pub use blanks::{fill, variables};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Extra, lenient};

vocabulary! {
    /// What a template is for, which decides its price and who may get it.
    Category {
        Marketing = "MARKETING",
        Utility = "UTILITY",
        Authentication = "AUTHENTICATION",
    }
}

vocabulary! {
    /// Where a template stands; only approved ones can be sent.
    ReviewStatus {
        Pending = "PENDING",
        Approved = "APPROVED",
        Rejected = "REJECTED",
        Paused = "PAUSED",
        Disabled = "DISABLED",
        InAppeal = "IN_APPEAL",
        Locked = "LOCKED",
        LimitExceeded = "LIMIT_EXCEEDED",
        Archived = "ARCHIVED",
        PendingDeletion = "PENDING_DELETION",
        Deleted = "DELETED",
    }
}

vocabulary! {
    /// How the blanks are written: `{{1}}` or `{{name}}`.
    ParameterFormat {
        Positional = "POSITIONAL",
        Named = "NAMED",
    }
}

vocabulary! {
    /// The parts of a template.
    ComponentKind {
        Header = "HEADER",
        Body = "BODY",
        Footer = "FOOTER",
        Buttons = "BUTTONS",
        Carousel = "CAROUSEL",
        LimitedTimeOffer = "LIMITED_TIME_OFFER",
        CallPermissionRequest = "CALL_PERMISSION_REQUEST",
    }
}

vocabulary! {
    /// What stands in a header.
    HeaderFormat {
        Text = "TEXT",
        Image = "IMAGE",
        Video = "VIDEO",
        Document = "DOCUMENT",
        Gif = "GIF",
        Location = "LOCATION",
        Product = "PRODUCT",
    }
}

vocabulary! {
    /// What a button does.
    ButtonKind {
        QuickReply = "QUICK_REPLY",
        Url = "URL",
        PhoneNumber = "PHONE_NUMBER",
        CopyCode = "COPY_CODE",
        Flow = "FLOW",
        Catalog = "CATALOG",
        MultiProduct = "MPM",
        SingleProduct = "SPM",
        OneTimePassword = "OTP",
        VoiceCall = "VOICE_CALL",
        OrderDetails = "ORDER_DETAILS",
    }
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Component {
    #[serde(rename = "type")]
    pub kind: ComponentKind,
    /// Headers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<HeaderFormat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// Values for the blanks, for the reviewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// Cards, offers and what belongs to authentication.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Button {
    #[serde(rename = "type")]
    pub kind: ButtonKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The body of `POST /{waba}/message_templates`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewTemplate {
    /// Lower-case letters, digits and underscores.
    pub name: String,
    pub language: String,
    pub category: Category,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter_format: Option<ParameterFormat>,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub message_send_ttl_seconds: Option<i64>,
    #[serde(default)]
    pub components: Vec<Component>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The answer to a [`NewTemplate`]; the category may not be the one asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreatedTemplate {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    pub status: ReviewStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A template as the list shows it. Name and language together identify it, not the name alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateRecord {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    pub name: String,
    pub language: String,
    pub status: ReviewStatus,
    pub category: Category,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter_format: Option<ParameterFormat>,
    #[serde(default)]
    pub components: Vec<Component>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_reason: Option<String>,
    /// `{"score": "GREEN"}` and so on, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_score: Option<Value>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Component {
    fn of(kind: ComponentKind) -> Self {
        Self { kind, format: None, text: None, buttons: Vec::new(), example: None, extra: Extra::new() }
    }

    /// A header of words, with an example for its blank if it has one.
    pub fn header(text: impl Into<String>, example: Option<&str>) -> Self {
        Self {
            format: Some(HeaderFormat::Text),
            text: Some(text.into()),
            example: example.map(|example| json!({ "header_text": [example] })),
            ..Self::of(ComponentKind::Header)
        }
    }

    /// A header that is a file, with the handle of an uploaded example.
    pub fn media_header(format: HeaderFormat, example_handle: &str) -> Self {
        Self {
            format: Some(format),
            example: Some(json!({ "header_handle": [example_handle] })),
            ..Self::of(ComponentKind::Header)
        }
    }

    /// The main text, with an example for each of its blanks in order.
    pub fn body<'a>(text: impl Into<String>, examples: impl IntoIterator<Item = &'a str>) -> Self {
        let examples: Vec<&str> = examples.into_iter().collect();
        Self {
            text: Some(text.into()),
            example: (!examples.is_empty()).then(|| json!({ "body_text": [examples] })),
            ..Self::of(ComponentKind::Body)
        }
    }

    /// The small text below.
    pub fn footer(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::of(ComponentKind::Footer) }
    }

    /// The buttons.
    pub fn buttons(buttons: Vec<Button>) -> Self {
        Self { buttons, ..Self::of(ComponentKind::Buttons) }
    }
}

impl Button {
    /// A button that answers.
    pub fn quick_reply(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::of(ButtonKind::QuickReply) }
    }

    /// A button that opens a page; a blank at the end of the address needs an example.
    pub fn url(text: impl Into<String>, url: impl Into<String>, example: Option<&str>) -> Self {
        let mut extra = Extra::new();
        if let Some(example) = example {
            extra.insert("example".to_owned(), json!([example]));
        }
        Self { text: Some(text.into()), url: Some(url.into()), extra, ..Self::of(ButtonKind::Url) }
    }

    fn of(kind: ButtonKind) -> Self {
        Self { kind, text: None, url: None, phone_number: None, extra: Extra::new() }
    }
}

impl NewTemplate {
    pub fn new(name: impl Into<String>, language: impl Into<String>, category: Category) -> Self {
        Self {
            name: name.into(),
            language: language.into(),
            category,
            parameter_format: None,
            message_send_ttl_seconds: None,
            components: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The same with one part more.
    #[must_use]
    pub fn with(mut self, component: Component) -> Self {
        self.components.push(component);
        self
    }

    /// The main text.
    pub fn body(&self) -> Option<&str> {
        body_of(&self.components)
    }
}

impl TemplateRecord {
    /// The main text.
    pub fn body(&self) -> Option<&str> {
        body_of(&self.components)
    }
}

fn body_of(components: &[Component]) -> Option<&str> {
    components.iter().find(|component| component.kind == ComponentKind::Body)?.text.as_deref()
}

/// A language in the spelling that sends need: webhooks show `en-US` for `en_US`.
pub fn language_code(language: &str) -> String {
    language.replace('-', "_")
}
