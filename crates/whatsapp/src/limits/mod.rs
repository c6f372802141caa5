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
//! assert_eq!((error.rule.code(), error.api_code()), ("too_long", 131_009));
//! ```
//!
//! | to check | call |
//! |---|---|
//! | a message | [`check`] |
//! | a message, its addressee and what goes along | [`check_envelope`] |
//! | the values for a template, which must be at hand | [`template::render`](crate::template::render) |
//! | a template before it is submitted | [`template::lint`](crate::template::lint) |

mod broken;
mod commerce;
mod interactive;
pub(crate) mod measure;
mod numbers;
mod payment;
mod template;

pub use broken::{LimitError, Rule};
pub use numbers::*;

pub(crate) use commerce::check_card_body;
pub(crate) use template::check_whitespace;

use interactive::check_interactive;
use measure::{Checked, at_most, broken, length, malformed, many, missing, not_allowed, required};
use template::check_template;

use crate::message::{
    DirectSend, Envelope, Interactive, Location, Media, Message, PinOperation, RecipientType, SharedContact,
};

/// Checks a message that is about to be sent, its texts already filled in.
///
/// Raw kinds, which this crate does not know, pass.
pub fn check(message: &Message) -> Checked {
    check_message(message, false)
}

fn check_message(message: &Message, directly: bool) -> Checked {
    match message {
        Message::Text(text) => length("text.body", &text.body, if directly { DIRECT_SEND_BODY } else { TEXT_BODY }),
        Message::Image(media)
        | Message::Video(media)
        | Message::Audio(media)
        | Message::Document(media)
        | Message::Sticker(media) => check_media(message, media),
        Message::Location(location) => check_place("location", location),
        Message::Contacts(contacts) => check_contacts(contacts),
        Message::Reaction(reaction) => required("reaction.message_id", &reaction.message_id),
        Message::Interactive(interactive) => check_interactive(interactive, directly),
        Message::Template(template) => check_template(template),
        Message::Pin(pin) => {
            required("pin.message_id", &pin.message_id)?;
            if matches!(pin.operation, PinOperation::Other(_)) {
                return Err(malformed("pin.type"));
            }
            Ok(())
        }
        Message::Unknown { .. } => Ok(()),
    }
}

/// Checks a message together with its addressee and what goes along.
///
/// ```
/// use whatsapp::limits::{Rule, check_envelope};
/// use whatsapp::message::{Envelope, Message, Recipient};
///
/// let to = Recipient::Phone("34600111222".into());
/// let pin = Envelope::to(to, Message::pin("wamid.A", 7));
/// let error = check_envelope(&pin).unwrap_err();
/// assert_eq!((error.field.as_str(), error.rule), ("recipient_type", Rule::NotAllowed));
/// ```
pub fn check_envelope(envelope: &Envelope) -> Checked {
    match envelope.messaging_product.as_str() {
        "whatsapp" => {}
        "" => return Err(missing("messaging_product")),
        _ => return Err(malformed("messaging_product")),
    }
    required("to", envelope.to.as_deref().or(envelope.recipient.as_deref()).unwrap_or_default())?;
    if envelope.context.is_some() && matches!(envelope.message, Message::Reaction(_)) {
        return Err(not_allowed("context"));
    }
    if let Some(data) = &envelope.biz_opaque_callback_data {
        at_most("biz_opaque_callback_data", data, CALLBACK_DATA)?;
    }
    if matches!(envelope.message, Message::Pin(_)) && envelope.recipient_type != Some(RecipientType::Group) {
        return Err(not_allowed("recipient_type"));
    }
    if envelope.product_policy.is_some() && !matches!(envelope.message, Message::Template(_)) {
        return Err(not_allowed("type"));
    }
    check_message(&envelope.message, is_direct(envelope)?)
}

/// Whether it goes outside the window without a template, which only some kinds can.
fn is_direct(envelope: &Envelope) -> Result<bool, LimitError> {
    match &envelope.category {
        None | Some(DirectSend::Service) => return Ok(false),
        Some(DirectSend::Other(_)) => return Err(malformed("category")),
        Some(DirectSend::Utility | DirectSend::Authentication) => {}
    }
    let can = match &envelope.message {
        Message::Text(_) => true,
        Message::Interactive(content) => matches!(**content, Interactive::Button(_) | Interactive::CtaUrl(_)),
        _ => false,
    };
    if can { Ok(true) } else { Err(not_allowed("category")) }
}

fn check_media(message: &Message, media: &Media) -> Checked {
    let kind = message.kind();
    if media.id.is_none() && media.link.is_none() {
        return Err(missing(format!("{kind}.link")));
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

fn check_contacts(contacts: &[SharedContact]) -> Checked {
    many("contacts", contacts.len(), CONTACTS)?;
    contacts.iter().enumerate().try_for_each(|(index, contact)| {
        let name = contact.name.formatted_name.as_deref().unwrap_or_default();
        required(&format!("contacts[{index}].name.formatted_name"), name)
    })
}

/// A place on the globe; what is no number is on none.
fn check_place(field: &str, place: &Location) -> Checked {
    for (name, degrees, most) in [("latitude", place.latitude, 90_u8), ("longitude", place.longitude, 180)] {
        let on_the_globe = degrees.abs() <= f64::from(most);
        if !on_the_globe {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and is positive")]
            let value = degrees.abs().ceil() as usize;
            return Err(broken(format!("{field}.{name}"), Rule::OutOfRange, usize::from(most), value));
        }
    }
    Ok(())
}
