//! Short ways to write a message.

use super::{
    Button, ButtonsAction, Component, ContactName, ContactPhone, CtaUrl, CtaUrlAction, CtaUrlParameters, Header,
    Interactive, List, ListAction, Location, LocationRequest, Media, MediaKind, MediaSource, Message, Reaction,
    ReplyButton, ReplyButtons, Row, Section, SendLocation, SharedContact, Template, Text,
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

    /// A text with up to three buttons, each an id and a title.
    pub fn buttons<I, S, T>(body: impl Into<String>, buttons: I) -> Self
    where
        I: IntoIterator<Item = (S, T)>,
        S: Into<String>,
        T: Into<String>,
    {
        let buttons = buttons
            .into_iter()
            .map(|(id, title)| Button::Reply(ReplyButton { id: id.into(), title: title.into(), extra: Extra::new() }))
            .collect();
        Interactive::Button(ReplyButtons {
            header: None,
            body: body.into().into(),
            footer: None,
            action: ButtonsAction { buttons, extra: Extra::new() },
            extra: Extra::new(),
        })
        .into()
    }

    /// A menu: a text, the words on the button that opens it, and its sections.
    pub fn list(body: impl Into<String>, button: impl Into<String>, sections: Vec<Section>) -> Self {
        Interactive::List(List {
            header: None,
            body: body.into().into(),
            footer: None,
            action: ListAction { button: button.into(), sections, extra: Extra::new() },
            extra: Extra::new(),
        })
        .into()
    }

    /// A text with a button that opens a web page.
    pub fn link_button(body: impl Into<String>, display_text: impl Into<String>, url: impl Into<String>) -> Self {
        let parameters = CtaUrlParameters { display_text: display_text.into(), url: url.into(), extra: Extra::new() };
        Interactive::CtaUrl(CtaUrl {
            header: None,
            body: body.into().into(),
            footer: None,
            action: CtaUrlAction { name: "cta_url".to_owned(), parameters, extra: Extra::new() },
            extra: Extra::new(),
        })
        .into()
    }

    /// A text with a button that shares the customer's location.
    pub fn ask_location(body: impl Into<String>) -> Self {
        Interactive::LocationRequest(LocationRequest {
            body: body.into().into(),
            action: SendLocation { name: "send_location".to_owned(), extra: Extra::new() },
            extra: Extra::new(),
        })
        .into()
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

    /// The same with a header, where the kind may have one.
    #[must_use]
    pub fn with_header(mut self, header: Header) -> Self {
        if let Self::Interactive(interactive) = &mut self {
            match interactive.as_mut() {
                Interactive::Button(buttons) => buttons.header = Some(header),
                Interactive::List(list) => list.header = Some(header),
                Interactive::CtaUrl(link) => link.header = Some(header),
                Interactive::LocationRequest(_) | Interactive::Other(_) => {}
            }
        }
        self
    }

    /// The same with a small text below, where the kind may have one.
    #[must_use]
    pub fn with_footer(mut self, footer: impl Into<String>) -> Self {
        if let Self::Interactive(interactive) = &mut self {
            let footer = Some(footer.into().into());
            match interactive.as_mut() {
                Interactive::Button(buttons) => buttons.footer = footer,
                Interactive::List(list) => list.footer = footer,
                Interactive::CtaUrl(link) => link.footer = footer,
                Interactive::LocationRequest(_) | Interactive::Other(_) => {}
            }
        }
        self
    }
}

impl From<Interactive> for Message {
    fn from(interactive: Interactive) -> Self {
        Self::Interactive(Box::new(interactive))
    }
}

impl From<Template> for Message {
    fn from(template: Template) -> Self {
        Self::Template(template)
    }
}

impl Section {
    /// Some rows under a title, which only a menu of several sections needs.
    pub fn new(title: Option<String>, rows: Vec<Row>) -> Self {
        Self { title, rows, extra: Extra::new() }
    }
}

impl Row {
    /// A line of a menu.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), description: None, extra: Extra::new() }
    }

    /// The same with a second, smaller line.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

impl SharedContact {
    /// A card with a name and one telephone.
    pub fn new(name: impl Into<String>, phone: impl Into<String>) -> Self {
        Self {
            name: ContactName { formatted_name: Some(name.into()), extra: Extra::new() },
            phones: vec![ContactPhone { phone: Some(phone.into()), ..ContactPhone::default() }],
            extra: Extra::new(),
        }
    }
}
