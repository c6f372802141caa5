//! From what a node says to the message WhatsApp gets. The checker asks the same, with the texts not yet filled in.

mod parts;
mod payment;
mod template;

pub use payment::compose_payment;
pub use template::compose_template;

use super::phrases;
use super::trouble::Trouble;
use crate::flow::document::{AnswerKind, Ask, AskConsent, Choice, Localised, MediaPart, Menu, Say, Survey, payload};
use serde_json::Value;
use whatsapp::limits;
use whatsapp::message::{Header, Media, MediaKind, MediaSource, Message, Row, Section};

pub type Composed = Result<Message, Trouble>;

/// How texts become words, and all else a message needs to know of the moment it is said in.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The node that speaks: what is tapped names it.
    pub node: &'a str,
    /// For the words that the author left to us.
    pub language: &'a str,
    /// A text picked by language and filled in.
    pub text: &'a dyn Fn(&Localised) -> Result<String, Trouble>,
    /// A value with the texts in it filled in.
    pub value: &'a dyn Fn(&Value) -> Result<Value, Trouble>,
    /// Meta's id of the customer's last message.
    pub last_message: Option<&'a str>,
}

impl Speaker<'_> {
    fn say(&self, text: &Localised) -> Result<String, Trouble> {
        (self.text)(text)
    }

    fn say_if(&self, text: Option<&Localised>) -> Result<Option<String>, Trouble> {
        text.map(self.text).transpose()
    }
}

/// What a `say` node says.
pub fn compose_say(say: &Say, speaker: &Speaker<'_>) -> Composed {
    let shape = Shape::of(say)?;
    let message = match shape {
        Shape::Template(template) if say.text.is_none() && say.media.is_none() => {
            template::message(template, &say.buttons, speaker)?
        }
        Shape::Template(_) => {
            return Err(Trouble::Unsayable("a template stands alone: no text, list or media beside it"));
        }
        Shape::List(_) if say.media.is_some() => return Err(Trouble::Unsayable("a list cannot have media")),
        Shape::List(list) => list_message(say, list, speaker)?,
        Shape::Buttons => buttons_message(say, speaker)?,
        Shape::Plain => match &say.media {
            Some(media) => media_message(media, say.text.as_ref(), speaker)?,
            None => text_message(say, speaker)?,
        },
        Shape::Part => parts::message(say, speaker)?,
    };
    let shows_footer = matches!(message, Message::Interactive(_));
    if say.footer.is_some() && !shows_footer {
        return Err(Trouble::Unsayable("only messages with something to tap have a footer"));
    }
    let message = with_footer(message, say, speaker)?;
    limits::check(&message)?;
    Ok(message)
}

/// What a `say` is, before its words are looked at.
enum Shape<'a> {
    Template(&'a crate::flow::document::TemplatePart),
    List(&'a Menu),
    Buttons,
    /// One of the rarer kinds.
    Part,
    Plain,
}

impl<'a> Shape<'a> {
    fn of(say: &'a Say) -> Result<Self, Trouble> {
        let mut shapes = Vec::new();
        shapes.extend(say.list.as_ref().map(Self::List));
        match &say.template {
            Some(template) => shapes.push(Self::Template(template)),
            // A template's quick replies are its own.
            None if !say.buttons.is_empty() => shapes.push(Self::Buttons),
            None => {}
        }
        shapes.extend((0..parts::count(say)).map(|_| Self::Part));
        match (shapes.pop(), shapes.pop()) {
            (Some(_), Some(_)) => {
                Err(Trouble::Unsayable("one message says one thing: buttons, or a list, or a place, …"))
            }
            (Some(shape), None) => Ok(shape),
            (None, _) => Ok(Self::Plain),
        }
    }
}

/// What an `ask` node asks.
pub fn compose_ask(ask: &Ask, speaker: &Speaker<'_>) -> Composed {
    let body = speaker.say(&ask.text)?;
    let offers = super::offer::of_ask(ask, speaker.language);
    let message = match ask.kind {
        AnswerKind::Location => Message::ask_location(body),
        _ if !ask.choices.is_empty() => buttons_or_list(body, &ask.choices, ask.list_button.as_ref(), speaker)?,
        _ if !offers.is_empty() => offered(body, offers, ask.list_button.as_ref(), speaker)?,
        _ => Message::text(body),
    };
    limits::check(&message)?;
    Ok(message)
}

/// The question of a consent, with its two buttons.
pub fn compose_consent(ask: &AskConsent, speaker: &Speaker<'_>) -> Composed {
    let mut offers = super::offer::of_consent(speaker.language);
    for (own, (_, title)) in [&ask.accept, &ask.decline].into_iter().zip(&mut offers) {
        if let Some(own) = own {
            *title = speaker.say(own)?;
        }
    }
    let message = offered(speaker.say(&ask.text)?, offers, None, speaker)?;
    limits::check(&message)?;
    Ok(message)
}

/// The question of a survey, with its scale where it fits.
pub fn compose_survey(survey: &Survey, speaker: &Speaker<'_>) -> Composed {
    let body = speaker.say(&survey.text)?;
    let offers = super::offer::of_survey(survey.kind);
    let message = if offers.is_empty() { Message::text(body) } else { offered(body, offers, None, speaker)? };
    limits::check(&message)?;
    Ok(message)
}

/// A question of the engine's own, with what it offers.
pub(super) fn compose_offers(question: String, offers: Vec<(String, String)>, speaker: &Speaker<'_>) -> Composed {
    let message = offered(question, offers, None, speaker)?;
    limits::check(&message)?;
    Ok(message)
}

fn offered(
    body: String,
    offers: Vec<(String, String)>,
    list_button: Option<&Localised>,
    speaker: &Speaker<'_>,
) -> Composed {
    let fit = offers.len() <= limits::BUTTONS
        && body.chars().count() <= limits::INTERACTIVE_BODY
        && offers.iter().all(|(_, title)| title.chars().count() <= limits::BUTTON_TITLE);
    let taps = offers.into_iter().map(|(id, title)| (payload(speaker.node, &id), title));
    if fit {
        return Ok(Message::buttons(body, taps));
    }
    let rows = taps.map(|(id, title)| Row::new(id, title)).collect();
    Ok(Message::list(body, opens_list(list_button, speaker)?, vec![Section::new(None, rows)]))
}

fn text_message(say: &Say, speaker: &Speaker<'_>) -> Composed {
    let text = say.text.as_ref().ok_or(Trouble::Unsayable("there is nothing to say"))?;
    let body = speaker.say(text)?;
    Ok(if say.link_preview { Message::text_with_preview(body) } else { Message::text(body) })
}

fn media_message(media: &MediaPart, caption: Option<&Localised>, speaker: &Speaker<'_>) -> Composed {
    let caption = speaker.say_if(caption)?;
    if caption.is_some() && matches!(media.kind, MediaKind::Audio | MediaKind::Sticker) {
        return Err(Trouble::Unsayable("audio and stickers have no text"));
    }
    let source = MediaSource::Link(speaker.say(&media.link)?);
    Ok(match (&media.filename, media.kind) {
        (Some(filename), MediaKind::Document) => Message::document(source, filename, caption),
        _ => Message::file(media.kind, source, caption),
    })
}

fn header(media: &MediaPart, speaker: &Speaker<'_>) -> Result<Header, Trouble> {
    let file = Media { filename: media.filename.clone(), ..MediaSource::Link(speaker.say(&media.link)?).into() };
    match media.kind {
        MediaKind::Image => Ok(Header::Image(file)),
        MediaKind::Video => Ok(Header::Video(file)),
        MediaKind::Document => Ok(Header::Document(file)),
        MediaKind::Audio | MediaKind::Sticker => Err(Trouble::Unsayable("audio and stickers cannot head a message")),
    }
}

fn buttons_message(say: &Say, speaker: &Speaker<'_>) -> Composed {
    let text = say.text.as_ref().ok_or(Trouble::Unsayable("buttons need a text"))?;
    let mut message = buttons_or_list(speaker.say(text)?, &say.buttons, None, speaker)?;
    if let Some(media) = &say.media {
        message = message.with_header(header(media, speaker)?);
    }
    Ok(message)
}

/// Buttons if they fit, else a list, which holds more and longer titles; whatever fits neither is refused by the check.
fn buttons_or_list(
    body: String,
    choices: &[Choice],
    list_button: Option<&Localised>,
    speaker: &Speaker<'_>,
) -> Composed {
    let titles = choices.iter().map(|choice| speaker.say(&choice.title)).collect::<Result<Vec<_>, _>>()?;
    let buttons_fit = choices.len() <= limits::BUTTONS
        && titles.iter().all(|title| title.chars().count() <= limits::BUTTON_TITLE)
        && body.chars().count() <= limits::INTERACTIVE_BODY
        && choices.iter().all(|choice| choice.description.is_none());
    if buttons_fit {
        let ids = choices.iter().map(|choice| payload(speaker.node, &choice.id));
        return Ok(Message::buttons(body, ids.zip(titles)));
    }
    let button = opens_list(list_button, speaker)?;
    Ok(Message::list(body, button, vec![Section::new(None, rows(choices, speaker)?)]))
}

fn list_message(say: &Say, list: &Menu, speaker: &Speaker<'_>) -> Composed {
    let text = say.text.as_ref().ok_or(Trouble::Unsayable("a list needs a text"))?;
    let sections = list.sections.iter().map(|section| {
        let title = speaker.say_if(section.title.as_ref())?;
        Ok(Section::new(title, rows(&section.rows, speaker)?))
    });
    let sections = sections.collect::<Result<_, Trouble>>()?;
    Ok(Message::list(speaker.say(text)?, opens_list(list.button.as_ref(), speaker)?, sections))
}

fn rows(choices: &[Choice], speaker: &Speaker<'_>) -> Result<Vec<Row>, Trouble> {
    let row = |choice: &Choice| {
        let row = Row::new(payload(speaker.node, &choice.id), speaker.say(&choice.title)?);
        Ok(match &choice.description {
            Some(description) => row.described(speaker.say(description)?),
            None => row,
        })
    };
    choices.iter().map(row).collect()
}

fn opens_list(own: Option<&Localised>, speaker: &Speaker<'_>) -> Result<String, Trouble> {
    own.map_or_else(|| Ok(phrases::OPTIONS.in_language(speaker.language).to_owned()), speaker.text)
}

fn with_footer(message: Message, say: &Say, speaker: &Speaker<'_>) -> Composed {
    Ok(match &say.footer {
        Some(footer) => message.with_footer(speaker.say(footer)?),
        None => message,
    })
}
