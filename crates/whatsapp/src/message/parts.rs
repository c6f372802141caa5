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
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
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
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub emoji: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Fixes a message to the top of a group, or takes it down again. A group holds three; a fourth pushes the oldest out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    #[serde(rename = "type")]
    pub operation: PinOperation,
    pub message_id: String,
    /// For how many days; only when pinning.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub expiration_days: Option<u32>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// What a [`Pin`] does.
    PinOperation {
        Pin = "pin",
        Unpin = "unpin",
    }
}
