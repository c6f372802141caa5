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
mod envelope;
mod interactive;
mod parts;
mod preview;
mod read_receipt;
mod template;

pub use envelope::{Context, Envelope, Recipient, RecipientType};
pub use interactive::{
    Button, ButtonsAction, CtaUrl, CtaUrlAction, CtaUrlParameters, Header, Interactive, List, ListAction,
    LocationRequest, ReplyButton, ReplyButtons, Row, Section, SendLocation, TextPart,
};
pub use parts::{ContactName, ContactPhone, Location, Media, MediaKind, MediaSource, Reaction, SharedContact, Text};
pub(crate) use preview::{first_name, labelled, one_line};
pub use read_receipt::MarkRead;
pub use template::{ButtonKind, Component, Currency, DateTime, Language, Parameter, ParameterValue, Template};

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
