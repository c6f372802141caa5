//! Places, cards, links, WhatsApp Flows, products and reactions.

use super::{Composed, Speaker};
use crate::flow::document::{ContactCard, LocationPart, ProductsPart, Say, WhatsAppFlow};
use crate::flow::engine::phrases;
use crate::flow::engine::trouble::Trouble;
use serde_json::Value;
use whatsapp::message::{ContactEmail, FlowParameters, Message, ProductReference, ProductSection, SharedContact};

/// How many of the rarer kinds a `say` has; more than one cannot be said.
pub(super) fn count(say: &Say) -> usize {
    [
        say.location.is_some(),
        !say.contact_cards.is_empty(),
        say.link_button.is_some(),
        say.request_location,
        say.whatsapp_flow.is_some(),
        say.product.is_some(),
        say.products.is_some(),
        say.catalog.is_some(),
        say.reaction.is_some(),
    ]
    .into_iter()
    .filter(|has| *has)
    .count()
}

pub(super) fn message(say: &Say, speaker: &Speaker<'_>) -> Composed {
    if let Some(message) = bare(say, speaker)? {
        if say.text.is_some() || say.media.is_some() {
            return Err(Trouble::Unsayable("a place, a card or a reaction has no text or media beside it"));
        }
        return Ok(message);
    }
    let text = speaker.say_if(say.text.as_ref())?;
    if let Some(product) = &say.product {
        let reference = ProductReference::new(speaker.say(&product.catalog_id)?, speaker.say(&product.product_id)?);
        return without_media(say, Message::product(reference, text));
    }
    let text = text.ok_or(Trouble::Unsayable("this needs a text"))?;
    if let Some(button) = &say.link_button {
        let message = Message::link_button(text, speaker.say(&button.text)?, speaker.say(&button.url)?);
        return match &say.media {
            Some(media) => Ok(message.with_header(super::header(media, speaker)?)),
            None => Ok(message),
        };
    }
    let message = match (&say.whatsapp_flow, &say.products, &say.catalog) {
        (Some(form), ..) => Message::flow(text, form_parameters(form, speaker)?),
        (_, Some(products), _) => products_message(text, products, speaker)?,
        (_, _, Some(catalog)) => Message::catalog(text, catalog.thumbnail.clone()),
        _ => Message::ask_location(text),
    };
    without_media(say, message)
}

/// Those without words of their own.
fn bare(say: &Say, speaker: &Speaker<'_>) -> Result<Option<Message>, Trouble> {
    if let Some(location) = &say.location {
        return location_message(location, speaker).map(Some);
    }
    if !say.contact_cards.is_empty() {
        let cards = say.contact_cards.iter().map(|card| shared_contact(card, speaker));
        return Ok(Some(Message::contacts(cards.collect::<Result<_, _>>()?)));
    }
    if let Some(emoji) = &say.reaction {
        let wamid = speaker.last_message.ok_or(Trouble::Unsayable("there is no message to react to"))?;
        return Ok(Some(Message::reaction(wamid, emoji)));
    }
    Ok(None)
}

fn without_media(say: &Say, message: Message) -> Composed {
    if say.media.is_some() { Err(Trouble::Unsayable("media cannot stand here")) } else { Ok(message) }
}

fn location_message(location: &LocationPart, speaker: &Speaker<'_>) -> Composed {
    let degrees = |value: &Value| {
        let value = (speaker.value)(value)?;
        let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
        number.ok_or(Trouble::Unsayable("latitude and longitude are numbers"))
    };
    let (name, address) = (speaker.say_if(location.name.as_ref())?, speaker.say_if(location.address.as_ref())?);
    Ok(Message::location(degrees(&location.latitude)?, degrees(&location.longitude)?, name, address))
}

fn shared_contact(card: &ContactCard, speaker: &Speaker<'_>) -> Result<SharedContact, Trouble> {
    let mut contact = SharedContact::new(speaker.say(&card.name)?, speaker.say(&card.phone)?);
    if let Some(email) = &card.email {
        contact.emails.push(ContactEmail::new(speaker.say(email)?, "WORK"));
    }
    Ok(contact)
}

fn form_parameters(form: &WhatsAppFlow, speaker: &Speaker<'_>) -> Result<FlowParameters, Trouble> {
    let button = speaker.say_if(form.button.as_ref())?;
    let button = button.unwrap_or_else(|| phrases::FILL_IN.in_language(speaker.language).to_owned());
    let mut parameters = match (&form.flow_id, &form.flow_name) {
        (Some(id), None) => FlowParameters::by_id(speaker.say(id)?, button),
        (None, Some(name)) => FlowParameters::by_name(name, button),
        _ => return Err(Trouble::Unsayable("a WhatsApp Flow is named by one of `flow_id` and `flow_name`")),
    };
    parameters = parameters.with_token(speaker.node);
    if let Some(screen) = &form.screen {
        parameters = parameters.starting_at(screen);
    }
    if let Some(data) = &form.data {
        parameters = parameters.with_data((speaker.value)(data)?);
    }
    Ok(parameters)
}

fn products_message(text: String, products: &ProductsPart, speaker: &Speaker<'_>) -> Composed {
    let sections = products.sections.iter().map(|group| {
        let title = speaker.say_if(group.title.as_ref())?;
        Ok(ProductSection::new(title, group.products.iter().cloned()))
    });
    let sections = sections.collect::<Result<Vec<_>, Trouble>>()?;
    Ok(Message::product_list(speaker.say(&products.header)?, text, speaker.say(&products.catalog_id)?, sections))
}
