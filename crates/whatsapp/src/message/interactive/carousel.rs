//! Two to ten cards to swipe through: pictures with a link or with answers, or products.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Button, ButtonsAction, CtaUrlAction, CtaUrlParameters, Framed, Header, Named, ProductReference, ReplyButton,
    TextPart,
};
use crate::Extra;

/// Two to ten cards under a text, all of the same make.
///
/// ```
/// use whatsapp::message::{CarouselCard, Header, MediaSource, Message};
///
/// let card = |picture: &str, url: &str| {
///     let picture = MediaSource::Link(format!("https://example.com/{picture}"));
///     CarouselCard::link(Header::Image(picture.into()), "Look", url).with_body("Only today")
/// };
/// let offers = vec![card("a.jpg", "https://example.com/a"), card("b.jpg", "https://example.com/b")];
/// let json = serde_json::to_value(Message::carousel("Our offers", offers)).unwrap();
/// assert_eq!(json["interactive"]["action"]["cards"][1]["card_index"], 1);
/// ```
pub type Carousel = Framed<CarouselAction>;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CarouselAction {
    pub cards: Vec<CarouselCard>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A card of a [`Carousel`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarouselCard {
    /// From zero; given by [`Message::carousel`](crate::message::Message::carousel).
    pub card_index: u32,
    /// `cta_url` for pictures, whatever their buttons, and `product` for products.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<TextPart>,
    pub action: CardAction,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a card lets one do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CardAction {
    Link(CtaUrlAction),
    Replies(ButtonsAction),
    Product(ProductReference),
    /// None of these, whole and untouched.
    Other(Value),
}

impl CarouselCard {
    /// A picture or film with a link.
    pub fn link(header: Header, display_text: impl Into<String>, url: impl Into<String>) -> Self {
        let parameters = CtaUrlParameters::new(display_text, url);
        Self { header: Some(header), ..Self::new("cta_url", CardAction::Link(Named::new("cta_url", parameters))) }
    }

    /// A picture or film with answers, each an id and a title.
    pub fn replies<I, S, T>(header: Header, replies: I) -> Self
    where
        I: IntoIterator<Item = (S, T)>,
        S: Into<String>,
        T: Into<String>,
    {
        let buttons = replies.into_iter().map(|(id, title)| Button::QuickReply(ReplyButton::new(id, title))).collect();
        let action = CardAction::Replies(ButtonsAction { buttons, extra: Extra::new() });
        Self { header: Some(header), ..Self::new("cta_url", action) }
    }

    /// A product; all cards must be of one catalogue.
    pub fn product(catalog_id: impl Into<String>, product_retailer_id: impl Into<String>) -> Self {
        Self::new("product", CardAction::Product(ProductReference::new(catalog_id, product_retailer_id)))
    }

    /// The same with a short text, of at most two line breaks.
    #[must_use]
    pub fn with_body(self, text: impl Into<String>) -> Self {
        Self { body: Some(text.into().into()), ..self }
    }

    fn new(kind: &str, action: CardAction) -> Self {
        Self { card_index: 0, kind: kind.to_owned(), header: None, body: None, action, extra: Extra::new() }
    }
}
