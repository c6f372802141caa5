//! The contents of the simple kinds of message, most of which customers send too.

use serde::{Deserialize, Serialize};

use crate::{Extra, lenient};

/// A text of up to 4096 characters.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Text {
    pub body: String,
    /// Whether the first link is shown with a preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview_url: Option<bool>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A file: one that was uploaded (`id`) or one that Meta shall fetch (`link`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Media {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Documents only; its ending decides the icon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Audio only: shown as a voice note, which must be ogg/opus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<bool>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where the file of a [`Media`] is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaSource {
    /// The id that an upload gave.
    Id(String),
    /// An `https` address Meta can fetch.
    Link(String),
}

impl From<MediaSource> for Media {
    fn from(source: MediaSource) -> Self {
        match source {
            MediaSource::Id(id) => Self { id: Some(id), ..Self::default() },
            MediaSource::Link(link) => Self { link: Some(link), ..Self::default() },
        }
    }
}

/// The kinds of message that are a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Image,
    Video,
    Audio,
    Document,
    Sticker,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Location {
    #[serde(deserialize_with = "lenient::fraction")]
    pub latitude: f64,
    #[serde(deserialize_with = "lenient::fraction")]
    pub longitude: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Only in what customers send.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An emoji on a message; the empty string takes an earlier one away.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reaction {
    pub message_id: String,
    #[serde(default)]
    pub emoji: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A contact card. Only what is shown in lists is typed; e-mails, addresses, organisation and the rest are in `extra`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SharedContact {
    #[serde(default)]
    pub name: ContactName,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<ContactPhone>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The name on a contact card; first, last and other names are in `extra`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContactName {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted_name: Option<String>,
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
