//! What a customer's message says.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{InboundContext, Reply};
use crate::message::{Location, SharedContact, Text, first_name, labelled, one_line};
use crate::{Extra, lenient};

/// The content of a message, in Meta's own shape: `{"type": "text", "text": {"body": "…"}}`.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Text(Text),
    Image(InboundMedia),
    Video(InboundMedia),
    Audio(InboundMedia),
    Document(InboundMedia),
    Sticker(InboundMedia),
    Location(Location),
    Contacts(Vec<SharedContact>),
    /// A tap on a quick-reply button of a template.
    Button(ButtonTap),
    /// An answer to an interactive message.
    Interactive(Reply),
    Reaction(InboundReaction),
    Order(Order),
    /// Not written by the customer: they changed their number or their id.
    System(System),
    Edit(Box<Edit>),
    Revoke(Revoke),
    /// Something the Cloud API cannot pass on; the message's `errors` say more.
    Unsupported(Unsupported),
    /// A kind this crate does not know, or one it could not read; `raw` is what stands under its name.
    Unknown {
        kind: String,
        raw: Value,
    },
}

tagged!(Content {
    Text = "text",
    Image = "image",
    Video = "video",
    Audio = "audio",
    Document = "document",
    Sticker = "sticker",
    Location = "location",
    Contacts = "contacts",
    Button = "button",
    Interactive = "interactive",
    Reaction = "reaction",
    Order = "order",
    System = "system",
    Edit = "edit",
    Revoke = "revoke",
    Unsupported = "unsupported",
} bare Unsupported = "unsupported");

/// A file a customer sent; the id lives for seven days, the address for five minutes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct InboundMedia {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Documents only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Audio only: a voice note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<bool>,
    /// Stickers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub animated: Option<bool>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A tap on a quick-reply button of a template.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ButtonTap {
    #[serde(default)]
    pub payload: String,
    #[serde(default)]
    pub text: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An emoji on a message of ours; without one, an earlier one was taken away.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct InboundReaction {
    pub message_id: String,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A shopping cart.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Order {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default)]
    pub product_items: Vec<OrderItem>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A line of an [`Order`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OrderItem {
    #[serde(deserialize_with = "lenient::word")]
    pub product_retailer_id: String,
    #[serde(deserialize_with = "lenient::number")]
    pub quantity: i64,
    #[serde(default, deserialize_with = "lenient::optional_fraction", skip_serializing_if = "Option::is_none")]
    pub item_price: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// What a [`System`] message tells.
    SystemKind {
        UserChangedNumber = "user_changed_number",
        UserChangedUserId = "user_changed_user_id",
        CustomerChangedNumber = "customer_changed_number",
        CustomerIdentityChanged = "customer_identity_changed",
    }
}

/// News about the customer: another number, another user id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct System {
    #[serde(default)]
    pub body: String,
    #[serde(rename = "type")]
    pub kind: SystemKind,
    /// The new number; old versions write `new_wa_id`.
    #[serde(
        default,
        alias = "new_wa_id",
        deserialize_with = "lenient::filled",
        skip_serializing_if = "Option::is_none"
    )]
    pub wa_id: Option<String>,
    /// The new user id.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub previous_user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub parent_user_id: Option<String>,
    /// The new identity key, where its check is switched on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityChange>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// The identity key of a customer changed: they may have a new telephone, or be somebody else.
    IdentityChange {
        acknowledged: Value,
        #[serde(deserialize_with = "lenient::optional_number")]
        created_timestamp: i64,
        hash: String,
    }
}

/// A changed message (numbers shared with the WhatsApp Business app only).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    pub original_message_id: String,
    pub message: EditedMessage,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The new content of a changed message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EditedMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<InboundContext>,
    #[serde(flatten)]
    pub content: Content,
}

/// A message taken back (numbers shared with the WhatsApp Business app only).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Revoke {
    pub original_message_id: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something the Cloud API cannot pass on, such as a poll.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Unsupported {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Content {
    /// A plain text.
    pub fn text(body: impl Into<String>) -> Self {
        Self::Text(Text { body: body.into(), ..Text::default() })
    }

    /// The file of an image, video, audio, document or sticker.
    pub fn media(&self) -> Option<&InboundMedia> {
        match self {
            Self::Image(media)
            | Self::Video(media)
            | Self::Audio(media)
            | Self::Document(media)
            | Self::Sticker(media) => Some(media),
            _ => None,
        }
    }

    /// What the customer said in words: the text, the title of the button they tapped, the caption.
    pub fn text_for_matching(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(&text.body),
            Self::Button(tap) => Some(&tap.text),
            Self::Interactive(reply) => reply.title(),
            Self::Order(order) => order.text.as_deref(),
            _ => self.media().and_then(|media| media.caption.as_deref()),
        }
    }

    /// The id we gave to the button or row that was tapped.
    pub fn reply_id(&self) -> Option<&str> {
        match self {
            Self::Button(tap) => Some(&tap.payload),
            Self::Interactive(reply) => reply.id(),
            _ => None,
        }
    }

    /// Whether this opens the 24-hour window.
    ///
    /// Meta documents "each user message". Where it is silent (reactions, edits, kinds the API cannot pass on) the
    /// answer is no: to think a window open that is closed costs a refused message, the opposite costs nothing.
    pub fn opens_window(&self) -> bool {
        match self {
            Self::Text(_)
            | Self::Image(_)
            | Self::Video(_)
            | Self::Audio(_)
            | Self::Document(_)
            | Self::Sticker(_)
            | Self::Location(_)
            | Self::Contacts(_)
            | Self::Button(_)
            | Self::Order(_) => true,
            Self::Interactive(reply) => reply.is_by_the_customer(),
            Self::Reaction(_)
            | Self::System(_)
            | Self::Edit(_)
            | Self::Revoke(_)
            | Self::Unsupported(_)
            | Self::Unknown { .. } => false,
        }
    }

    /// One line for an inbox list.
    pub fn preview(&self) -> String {
        match self {
            Self::Text(text) => one_line(&text.body),
            Self::Image(media) => media_line("📷", media),
            Self::Video(media) => media_line("🎬", media),
            Self::Audio(media) => media_line("🎤", media),
            Self::Document(media) => media_line("📄", media),
            Self::Sticker(media) => media_line("🏷", media),
            Self::Location(location) => labelled("📍", location.name.as_deref().or(location.address.as_deref())),
            Self::Contacts(contacts) => labelled("👤", first_name(contacts)),
            Self::Button(tap) => one_line(&tap.text),
            Self::Interactive(reply) => reply.title().map_or_else(|| format!("[{}]", reply.kind()), one_line),
            Self::Reaction(reaction) => reaction.emoji.clone().unwrap_or_default(),
            Self::Order(order) => labelled("🛒", order.text.as_deref()),
            Self::System(system) => one_line(&system.body),
            Self::Edit(edit) => labelled("✏", Some(&edit.message.content.preview())),
            Self::Revoke(_) => "🚫".to_owned(),
            Self::Unsupported(unsupported) => {
                format!("[{}]", unsupported.kind.as_deref().unwrap_or("unsupported"))
            }
            Self::Unknown { kind, .. } => format!("[{kind}]"),
        }
    }
}

fn media_line(symbol: &str, media: &InboundMedia) -> String {
    labelled(symbol, media.caption.as_deref().or(media.filename.as_deref()))
}
