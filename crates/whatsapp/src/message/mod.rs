//! What a business sends: the body of `POST /{phone_number_id}/messages`.
//!
//! The same types are written by a client and read by whoever plays Meta's part. Kinds this crate does not know are
//! kept raw, so a body survives being read and written again.
//!
//! ```
//! use whatsapp::message::{Envelope, Message, Recipient};
//!
//! let question = Message::buttons("Shall we book it?", [("yes", "Yes"), ("no", "No")]);
//! let envelope = Envelope::to(Recipient::Phone("+34600111222".into()), question).in_reply_to("wamid.A");
//! let json = serde_json::to_value(&envelope).unwrap();
//! assert_eq!(json["interactive"]["action"]["buttons"][0]["reply"]["title"], "Yes");
//! assert_eq!(json["context"]["message_id"], "wamid.A");
//! ```

mod build;
mod contact;
mod envelope;
mod interactive;
mod parts;
mod payment;
mod preview;
mod read_receipt;
mod template;

pub use contact::{
    ContactAddress, ContactEmail, ContactName, ContactOrganisation, ContactPhone, ContactUrl, SharedContact,
};
pub use envelope::{Context, DirectSend, DirectSendConfig, Envelope, ProductPolicy, Recipient, RecipientType};
pub use interactive::{
    AddressParameters, AddressRequest, AddressRequestAction, Button, ButtonsAction, CallPermissionRequest, CardAction,
    Carousel, CarouselAction, CarouselCard, Catalog, CatalogAction, CatalogParameters, ContactInfoRequest, CtaUrl,
    CtaUrlAction, CtaUrlParameters, FlowAction, FlowActionPayload, FlowMessage, FlowMode, FlowParameters, Framed,
    FramedWithoutBody, Header, Interactive, List, ListAction, LocationRequest, Named, NamedOnly, PostalAddress,
    Product, ProductItem, ProductList, ProductListAction, ProductReference, ProductSection, ReplyButton, ReplyButtons,
    Row, SavedAddress, Section, SendLocation, TextPart, VoiceCall, VoiceCallParameters,
};
pub use parts::{Location, Media, MediaKind, MediaSource, Pin, PinOperation, Reaction, Text};
pub use payment::{
    Amount, Boleto, GoodsKind, Order, OrderDetails, OrderDetailsMessage, OrderExpiration, OrderItem, OrderProgress,
    OrderState, OrderStatusMessage, OrderUpdate, PaymentGateway, PaymentLink, PaymentProgress, PaymentSetting,
    PaymentState, PixDynamicCode,
};
pub(crate) use preview::{first_name, labelled, one_line};
pub use read_receipt::MarkRead;
pub use template::{
    ButtonAction, ButtonKind, Card, Component, Currency, DateTime, Language, LimitedTimeOffer, Parameter,
    ParameterValue, TapTarget, Template,
};

use serde_json::Value;

/// A message without its addressee.
///
/// Its JSON is Meta's: `{"type": "text", "text": {"body": "…"}}`.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Text(Text),
    Image(Media),
    Video(Media),
    Audio(Media),
    Document(Media),
    Sticker(Media),
    Location(Location),
    Contacts(Vec<SharedContact>),
    Reaction(Reaction),
    Interactive(Box<Interactive>),
    Template(Template),
    /// Groups only.
    Pin(Pin),
    /// A kind this crate does not know; `raw` is what stands under its name.
    Unknown {
        kind: String,
        raw: Value,
    },
}

tagged!(Message {
    Text = "text",
    Image = "image",
    Video = "video",
    Audio = "audio",
    Document = "document",
    Sticker = "sticker",
    Location = "location",
    Contacts = "contacts",
    Reaction = "reaction",
    Interactive = "interactive",
    Template = "template",
    Pin = "pin",
});

impl Message {
    /// Whether it may only be sent while the customer's 24-hour window is open: everything but templates.
    pub fn needs_open_window(&self) -> bool {
        !matches!(self, Self::Template(_))
    }

    /// The media of an image, video, audio, document or sticker.
    pub fn media(&self) -> Option<&Media> {
        match self {
            Self::Image(media)
            | Self::Video(media)
            | Self::Audio(media)
            | Self::Document(media)
            | Self::Sticker(media) => Some(media),
            _ => None,
        }
    }
}
