//! How long and how many: what Meta allows in a message, checked before it is sent.
//!
//! Lengths are counted in Unicode characters (`char`s). Meta does not say whether it counts those or UTF-16 units;
//! they differ only for characters such as emoji, so leave a margin where a text has many.
//!
//! ```
//! use whatsapp::limits;
//! use whatsapp::message::Message;
//!
//! let too_long = Message::buttons("Shall we?", [("yes", "Yes, with the greatest pleasure")]);
//! let error = limits::check(&too_long).unwrap_err();
//! assert_eq!(error.field, "interactive.action.buttons[0].reply.title");
//! assert_eq!((error.limit, error.value), (20, 31));
//! ```

use std::collections::HashSet;
use std::fmt;

use crate::message::{
    Button, ButtonKind, Component, CtaUrl, Envelope, Header, Interactive, List, Media, Message, Parameter,
    ParameterValue, ReplyButtons, Section, Template, TextPart,
};

pub const TEXT_BODY: usize = 4096;
pub const CAPTION: usize = 1024;
pub const CONTACTS: usize = 257;
pub const INTERACTIVE_BODY: usize = 1024;
pub const LIST_BODY: usize = 4096;
pub const HEADER_TEXT: usize = 60;
pub const FOOTER_TEXT: usize = 60;
pub const BUTTONS: usize = 3;
pub const BUTTON_ID: usize = 256;
pub const BUTTON_TITLE: usize = 20;
pub const LIST_BUTTON: usize = 20;
pub const LIST_SECTIONS: usize = 10;
/// In all sections together.
pub const LIST_ROWS: usize = 10;
pub const SECTION_TITLE: usize = 24;
pub const ROW_ID: usize = 200;
pub const ROW_TITLE: usize = 24;
pub const ROW_DESCRIPTION: usize = 72;
pub const LINK_BUTTON_TEXT: usize = 20;
pub const TEMPLATE_NAME: usize = 512;
pub const TEMPLATE_BUTTONS: usize = 10;
pub const QUICK_REPLY_PAYLOAD: usize = 128;
pub const COUPON_CODE: usize = 20;
pub const CALLBACK_DATA: usize = 512;
/// In bytes.
pub const IMAGE_BYTES: u64 = 5 * 1024 * 1024;
/// In bytes.
pub const AUDIO_BYTES: u64 = 16 * 1024 * 1024;
/// In bytes.
pub const VIDEO_BYTES: u64 = 16 * 1024 * 1024;
/// In bytes.
pub const DOCUMENT_BYTES: u64 = 100 * 1024 * 1024;
/// In bytes, for those that move.
pub const STICKER_BYTES: u64 = 500 * 1024;

/// What a message breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// `value` characters where at most `limit` may stand.
    TooLong,
    /// `value` of them where at most `limit` may be.
    TooMany,
    /// Nothing where something must stand.
    Missing,
    /// The same as another of its kind.
    NotUnique,
    /// Something this kind may not have.
    NotAllowed,
}

/// The first thing wrong with a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LimitError {
    /// Where in the JSON, such as `interactive.action.buttons[0].reply.title`.
    pub field: String,
    pub rule: Rule,
    pub limit: usize,
    pub value: usize,
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, limit, value, .. } = self;
        match self.rule {
            Rule::TooLong => write!(f, "{field} has {value} characters and may have {limit}"),
            Rule::TooMany => write!(f, "{field} has {value} elements and may have {limit}"),
            Rule::Missing => write!(f, "{field} is missing"),
            Rule::NotUnique => write!(f, "{field} is the same as another"),
            Rule::NotAllowed => write!(f, "{field} is not allowed here"),
        }
    }
}

type Checked = Result<(), LimitError>;

/// Checks a message that is about to be sent, its texts already filled in.
///
/// Raw kinds, which this crate does not know, pass.
pub fn check(message: &Message) -> Checked {
    match message {
        Message::Text(text) => length("text.body", &text.body, TEXT_BODY),
        Message::Image(_) | Message::Video(_) | Message::Audio(_) | Message::Document(_) | Message::Sticker(_) => {
            message.media().map_or(Ok(()), |media| check_media(message.kind(), media, message))
        }
        Message::Contacts(contacts) => {
            many("contacts", contacts.len(), CONTACTS)?;
            contacts.iter().enumerate().try_for_each(|(index, contact)| {
                let name = contact.name.formatted_name.as_deref().unwrap_or_default();
                required(&format!("contacts[{index}].name.formatted_name"), name)
            })
        }
        Message::Reaction(reaction) => required("reaction.message_id", &reaction.message_id),
        Message::Interactive(interactive) => match interactive.as_ref() {
            Interactive::Button(buttons) => check_buttons(buttons),
            Interactive::List(list) => check_list(list),
            Interactive::CtaUrl(link) => check_link(link),
            Interactive::LocationRequest(request) => {
                length("interactive.body.text", &request.body.text, INTERACTIVE_BODY)
            }
            Interactive::Other(_) => Ok(()),
        },
        Message::Template(template) => check_template(template),
        Message::Location(_) | Message::Unknown { .. } => Ok(()),
    }
}

/// Checks a message together with its addressee and what goes along.
pub fn check_envelope(envelope: &Envelope) -> Checked {
    if envelope.to.as_deref().or(envelope.recipient.as_deref()).is_none_or(|id| id.trim().is_empty()) {
        return Err(broken("to".to_owned(), Rule::Missing, 1, 0));
    }
    if envelope.context.is_some() && matches!(envelope.message, Message::Reaction(_)) {
        return Err(broken("context".to_owned(), Rule::NotAllowed, 0, 1));
    }
    if let Some(data) = &envelope.biz_opaque_callback_data {
        at_most("biz_opaque_callback_data", data, CALLBACK_DATA)?;
    }
    check(&envelope.message)
}

fn check_media(kind: &str, media: &Media, message: &Message) -> Checked {
    if media.id.is_none() && media.link.is_none() {
        return Err(broken(format!("{kind}.link"), Rule::Missing, 1, 0));
    }
    let caption_field = format!("{kind}.caption");
    match &media.caption {
        Some(caption) if matches!(message, Message::Audio(_) | Message::Sticker(_)) => {
            Err(broken(caption_field, Rule::NotAllowed, 0, caption.chars().count()))
        }
        Some(caption) => at_most(&caption_field, caption, CAPTION),
        None => Ok(()),
    }
}

fn check_buttons(message: &ReplyButtons) -> Checked {
    check_frame(message.header.as_ref(), &message.body, message.footer.as_ref(), INTERACTIVE_BODY)?;
    let buttons = &message.action.buttons;
    many("interactive.action.buttons", buttons.len(), BUTTONS)?;
    let (mut titles, mut ids) = (HashSet::new(), HashSet::new());
    for (index, button) in buttons.iter().enumerate() {
        let Button::Reply(reply) = button else { continue };
        let field = format!("interactive.action.buttons[{index}].reply");
        length(&format!("{field}.id"), &reply.id, BUTTON_ID)?;
        length(&format!("{field}.title"), &reply.title, BUTTON_TITLE)?;
        unique(&format!("{field}.id"), &reply.id, &mut ids)?;
        unique(&format!("{field}.title"), &reply.title, &mut titles)?;
    }
    Ok(())
}

fn check_list(message: &List) -> Checked {
    check_frame(message.header.as_ref(), &message.body, message.footer.as_ref(), LIST_BODY)?;
    if matches!(&message.header, Some(header) if !matches!(header, Header::Text(_))) {
        return Err(broken("interactive.header".to_owned(), Rule::NotAllowed, 0, 1));
    }
    length("interactive.action.button", &message.action.button, LIST_BUTTON)?;
    let sections = &message.action.sections;
    many("interactive.action.sections", sections.len(), LIST_SECTIONS)?;
    let rows = sections.iter().map(|section| section.rows.len()).sum();
    many("interactive.action.sections[].rows", rows, LIST_ROWS)?;
    let mut ids = HashSet::new();
    for (index, section) in sections.iter().enumerate() {
        let field = format!("interactive.action.sections[{index}]");
        match &section.title {
            Some(title) => at_most(&format!("{field}.title"), title, SECTION_TITLE)?,
            None if sections.len() > 1 => return Err(broken(format!("{field}.title"), Rule::Missing, 1, 0)),
            None => {}
        }
        check_rows(&field, section, &mut ids)?;
    }
    Ok(())
}

fn check_rows<'a>(section_field: &str, section: &'a Section, ids: &mut HashSet<&'a str>) -> Checked {
    for (index, row) in section.rows.iter().enumerate() {
        let field = format!("{section_field}.rows[{index}]");
        length(&format!("{field}.id"), &row.id, ROW_ID)?;
        length(&format!("{field}.title"), &row.title, ROW_TITLE)?;
        if let Some(description) = &row.description {
            at_most(&format!("{field}.description"), description, ROW_DESCRIPTION)?;
        }
        unique(&format!("{field}.id"), &row.id, ids)?;
    }
    Ok(())
}

fn check_link(message: &CtaUrl) -> Checked {
    check_frame(message.header.as_ref(), &message.body, message.footer.as_ref(), INTERACTIVE_BODY)?;
    let parameters = &message.action.parameters;
    length("interactive.action.parameters.display_text", &parameters.display_text, LINK_BUTTON_TEXT)?;
    required("interactive.action.parameters.url", &parameters.url)
}

fn check_frame(header: Option<&Header>, body: &TextPart, footer: Option<&TextPart>, longest_body: usize) -> Checked {
    if let Some(Header::Text(text)) = header {
        length("interactive.header.text", text, HEADER_TEXT)?;
    }
    length("interactive.body.text", &body.text, longest_body)?;
    footer.map_or(Ok(()), |footer| length("interactive.footer.text", &footer.text, FOOTER_TEXT))
}

fn check_template(template: &Template) -> Checked {
    length("template.name", &template.name, TEMPLATE_NAME)?;
    required("template.language.code", &template.language.code)?;
    let is_button = |component: &&Component| matches!(component, Component::Button { .. });
    many_or_none("template.components", template.components.iter().filter(is_button).count(), TEMPLATE_BUTTONS)?;
    for (index, component) in template.components.iter().enumerate() {
        let parameters = match component {
            Component::Header(parameters) | Component::Body(parameters) => parameters,
            Component::Button { parameters, sub_type, .. } => {
                check_button_parameters(index, sub_type, parameters)?;
                continue;
            }
            Component::Other(_) => continue,
        };
        for (position, parameter) in parameters.iter().enumerate() {
            if let ParameterValue::Text(text) = &parameter.value {
                required(&format!("template.components[{index}].parameters[{position}].text"), text)?;
            }
        }
    }
    Ok(())
}

fn check_button_parameters(index: usize, kind: &ButtonKind, parameters: &[Parameter]) -> Checked {
    let field = |name: &str| format!("template.components[{index}].parameters[0].{name}");
    match (kind, parameters.first().map(|parameter| &parameter.value)) {
        (ButtonKind::QuickReply, Some(ParameterValue::Payload(payload))) => {
            at_most(&field("payload"), payload, QUICK_REPLY_PAYLOAD)
        }
        (ButtonKind::CopyCode, Some(ParameterValue::CouponCode(code))) => {
            length(&field("coupon_code"), code, COUPON_CODE)
        }
        (ButtonKind::Url, Some(ParameterValue::Text(suffix))) => required(&field("text"), suffix),
        _ => Ok(()),
    }
}

fn broken(field: String, rule: Rule, limit: usize, value: usize) -> LimitError {
    LimitError { field, rule, limit, value }
}

fn required(field: &str, text: &str) -> Checked {
    if text.trim().is_empty() {
        return Err(broken(field.to_owned(), Rule::Missing, 1, 0));
    }
    Ok(())
}

fn at_most(field: &str, text: &str, limit: usize) -> Checked {
    // Bytes are never fewer than characters, so most texts need not be counted.
    if text.len() <= limit {
        return Ok(());
    }
    match text.chars().count() {
        value if value > limit => Err(broken(field.to_owned(), Rule::TooLong, limit, value)),
        _ => Ok(()),
    }
}

fn length(field: &str, text: &str, limit: usize) -> Checked {
    required(field, text)?;
    at_most(field, text, limit)
}

fn many(field: &str, value: usize, limit: usize) -> Checked {
    if value == 0 {
        return Err(broken(field.to_owned(), Rule::Missing, 1, 0));
    }
    many_or_none(field, value, limit)
}

fn many_or_none(field: &str, value: usize, limit: usize) -> Checked {
    if value > limit {
        return Err(broken(field.to_owned(), Rule::TooMany, limit, value));
    }
    Ok(())
}

fn unique<'a>(field: &str, text: &'a str, seen: &mut HashSet<&'a str>) -> Checked {
    if seen.insert(text) {
        return Ok(());
    }
    Err(broken(field.to_owned(), Rule::NotUnique, 1, 2))
}
