//! The parts of a template.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Button, ComponentKind, HeaderFormat};
use crate::{Extra, lenient};

/// A part of a template. Which fields it has goes by its kind, and the ways to make one below set no others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Component {
    #[serde(rename = "type")]
    pub kind: ComponentKind,
    /// Headers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<HeaderFormat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// Carousels only.
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    /// Offers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limited_time_offer: Option<LimitedTimeOffer>,
    /// Bodies of authentication templates: whether it says not to share the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_security_recommendation: Option<bool>,
    /// Footers of authentication templates: for how long the code holds, from 1 to 90.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub code_expiration_minutes: Option<u32>,
    /// Values for the blanks, for the reviewer. Untyped, so that an odd one among the listed does not spoil the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A card of a carousel; all of a carousel have the same parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Card {
    pub components: Vec<Component>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The words of an offer, and whether it shows when it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LimitedTimeOffer {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_expiration: Option<bool>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Component {
    fn of(kind: ComponentKind) -> Self {
        Self {
            kind,
            format: None,
            text: None,
            buttons: Vec::new(),
            cards: Vec::new(),
            limited_time_offer: None,
            add_security_recommendation: None,
            code_expiration_minutes: None,
            example: None,
            extra: Extra::new(),
        }
    }

    /// A header of words, with an example for its blank if it has one.
    pub fn header(text: impl Into<String>, example: Option<&str>) -> Self {
        let example = example.map(|example| json!({ "header_text": [example] }));
        Self { text: Some(text.into()), example, ..Self::header_of(HeaderFormat::Text) }
    }

    /// A header of words with a named blank, its name and an example.
    pub fn header_named(text: impl Into<String>, name: &str, example: &str) -> Self {
        let example = json!({ "header_text_named_params": [{ "param_name": name, "example": example }] });
        Self { text: Some(text.into()), example: Some(example), ..Self::header_of(HeaderFormat::Text) }
    }

    /// A header that is a file, with the handle of an uploaded example.
    pub fn media_header(format: HeaderFormat, example_handle: &str) -> Self {
        Self { example: Some(json!({ "header_handle": [example_handle] })), ..Self::header_of(format) }
    }

    /// A header that is a place, a product, or another kind that needs no example.
    pub fn header_of(format: HeaderFormat) -> Self {
        Self { format: Some(format), ..Self::of(ComponentKind::Header) }
    }

    /// The main text, with an example for each of its blanks in order.
    pub fn body<'a>(text: impl Into<String>, examples: impl IntoIterator<Item = &'a str>) -> Self {
        let examples: Vec<&str> = examples.into_iter().collect();
        let example = (!examples.is_empty()).then(|| json!({ "body_text": [examples] }));
        Self { text: Some(text.into()), example, ..Self::of(ComponentKind::Body) }
    }

    /// The main text with named blanks, each with its name and an example.
    ///
    /// ```
    /// use whatsapp::template::{Category, Component, NewTemplate, ParameterFormat};
    ///
    /// let thanks = Component::body_named("Thank you, {{first_name}}!", [("first_name", "Pablo")]);
    /// let template = NewTemplate::new("thanks", "en_US", Category::Utility).named().with(thanks);
    /// assert_eq!(template.parameter_format, Some(ParameterFormat::Named));
    /// ```
    pub fn body_named<'a>(text: impl Into<String>, examples: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let of_blank = |(name, example)| json!({ "param_name": name, "example": example });
        let examples: Vec<Value> = examples.into_iter().map(of_blank).collect();
        let example = json!({ "body_text_named_params": examples });
        Self { text: Some(text.into()), example: Some(example), ..Self::of(ComponentKind::Body) }
    }

    /// The small text below.
    pub fn footer(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::of(ComponentKind::Footer) }
    }

    /// The buttons.
    pub fn buttons(buttons: Vec<Button>) -> Self {
        Self { buttons, ..Self::of(ComponentKind::Buttons) }
    }

    /// The body of an authentication template, which Meta words.
    pub fn authentication_body(security_recommendation: bool) -> Self {
        Self { add_security_recommendation: Some(security_recommendation), ..Self::of(ComponentKind::Body) }
    }

    /// The footer of an authentication template, which says for how long the code holds.
    pub fn authentication_footer(code_expiration_minutes: u32) -> Self {
        Self { code_expiration_minutes: Some(code_expiration_minutes), ..Self::of(ComponentKind::Footer) }
    }

    /// An offer that ends; when, is said in each message.
    pub fn limited_time_offer(text: impl Into<String>, has_expiration: bool) -> Self {
        let offer = LimitedTimeOffer { text: text.into(), has_expiration: Some(has_expiration), extra: Extra::new() };
        Self { limited_time_offer: Some(offer), ..Self::of(ComponentKind::LimitedTimeOffer) }
    }

    /// Two to ten cards, each of the same parts.
    pub fn carousel(cards: Vec<Vec<Self>>) -> Self {
        let cards = cards.into_iter().map(|components| Card { components, extra: Extra::new() }).collect();
        Self { cards, ..Self::of(ComponentKind::Carousel) }
    }

    /// A question whether the business may call.
    pub fn call_permission_request() -> Self {
        Self::of(ComponentKind::CallPermissionRequest)
    }
}
