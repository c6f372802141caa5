//! Short ways to write a message; those one can tap are in `interactive`.

mod interactive;

use super::{
    Component, Location, Media, MediaKind, MediaSource, Message, Pin, PinOperation, Reaction, SharedContact, Template,
    Text,
};
use crate::Extra;

impl Message {
    /// A plain text; the first link in it is shown without a preview.
    pub fn text(body: impl Into<String>) -> Self {
        Self::Text(Text { body: body.into(), preview_url: None, extra: Extra::new() })
    }

    /// A plain text whose first link is shown with a preview.
    pub fn text_with_preview(body: impl Into<String>) -> Self {
        Self::Text(Text { body: body.into(), preview_url: Some(true), extra: Extra::new() })
    }

    /// A file, with a caption where the kind may have one.
    pub fn file(kind: MediaKind, source: MediaSource, caption: Option<String>) -> Self {
        let media = Media::from(source);
        match kind {
            MediaKind::Image => Self::Image(Media { caption, ..media }),
            MediaKind::Video => Self::Video(Media { caption, ..media }),
            MediaKind::Document => Self::Document(Media { caption, ..media }),
            MediaKind::Audio => Self::Audio(media),
            MediaKind::Sticker => Self::Sticker(media),
        }
    }

    /// A document with the name it shall be saved under.
    pub fn document(source: MediaSource, filename: impl Into<String>, caption: Option<String>) -> Self {
        Self::Document(Media { caption, filename: Some(filename.into()), ..source.into() })
    }

    /// A voice note; the file must be ogg/opus.
    pub fn voice_note(source: MediaSource) -> Self {
        Self::Audio(Media { voice: Some(true), ..source.into() })
    }

    /// A pin on the map.
    pub fn location(latitude: f64, longitude: f64, name: Option<String>, address: Option<String>) -> Self {
        Self::Location(Location { latitude, longitude, name, address, ..Location::default() })
    }

    /// An emoji on a message; an empty one takes it away again.
    pub fn reaction(message_id: impl Into<String>, emoji: impl Into<String>) -> Self {
        Self::Reaction(Reaction { message_id: message_id.into(), emoji: emoji.into(), extra: Extra::new() })
    }

    /// A template with the values for its blanks.
    pub fn template(name: impl Into<String>, language: impl Into<String>, components: Vec<Component>) -> Self {
        Self::Template(Template {
            name: name.into(),
            language: language.into().into(),
            components,
            extra: Extra::new(),
        })
    }

    /// Contact cards.
    pub fn contacts(contacts: Vec<SharedContact>) -> Self {
        Self::Contacts(contacts)
    }

    /// Fixes a message to the top of a group for so many days.
    pub fn pin(message_id: impl Into<String>, days: u32) -> Self {
        let (operation, expiration_days) = (PinOperation::Pin, Some(days));
        Self::Pin(Pin { operation, message_id: message_id.into(), expiration_days, extra: Extra::new() })
    }

    /// Takes a message down again from the top of a group.
    pub fn unpin(message_id: impl Into<String>) -> Self {
        let (operation, expiration_days) = (PinOperation::Unpin, None);
        Self::Pin(Pin { operation, message_id: message_id.into(), expiration_days, extra: Extra::new() })
    }
}

impl From<Template> for Message {
    fn from(template: Template) -> Self {
        Self::Template(template)
    }
}
