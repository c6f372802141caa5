//! From what a node says to the message WhatsApp gets. The checker asks the same, with the texts not yet filled in.

use super::phrases;
use super::trouble::Trouble;
use crate::flow::document::{Ask, Choice, Localised, MediaPart, Menu, Say, TemplateParameters, TemplatePart, payload};
use whatsapp::limits;
use whatsapp::message::{
    ButtonKind, Component, Header, Media, MediaKind, MediaSource, Message, Parameter, ParameterValue, Row, Section,
    Template,
};

pub type Composed = Result<Message, Trouble>;

/// How texts become words: picked by language and filled in.
pub type Speak<'a> = dyn Fn(&Localised) -> Result<String, Trouble> + 'a;

/// What a `say` node says. `language` is only for the words that the author left to us.
pub fn compose_say(say: &Say, node: &str, language: &str, speak: &Speak<'_>) -> Composed {
    let message = match (&say.template, &say.list, say.buttons.is_empty(), &say.media) {
        (Some(template), None, _, None) if say.text.is_none() => {
            template_message(template, &say.buttons, node, language, speak)?
        }
        (Some(_), ..) => return Err(Trouble::Unsayable("a template stands alone: no text, list or media beside it")),
        (None, Some(_), false, _) => return Err(Trouble::Unsayable("buttons or a list, not both")),
        (None, Some(_), _, Some(_)) => return Err(Trouble::Unsayable("a list cannot have media")),
        (None, Some(list), true, None) => list_message(say, list, node, language, speak)?,
        (None, None, false, _) => buttons_message(say, node, language, speak)?,
        (None, None, true, Some(media)) => media_message(media, say.text.as_ref(), speak)?,
        (None, None, true, None) => text_message(say, speak)?,
    };
    let shows_footer = matches!(message, Message::Interactive(_));
    if say.footer.is_some() && !shows_footer {
        return Err(Trouble::Unsayable("only buttons and lists have a footer"));
    }
    limits::check(&message)?;
    Ok(message)
}

/// What an `ask` node asks.
pub fn compose_ask(ask: &Ask, node: &str, language: &str, speak: &Speak<'_>) -> Composed {
    let body = speak(&ask.text)?;
    let message = if ask.choices.is_empty() {
        Message::text(body)
    } else {
        buttons_or_list(body, &ask.choices, ask.list_button.as_ref(), node, language, speak)?
    };
    limits::check(&message)?;
    Ok(message)
}

fn text_message(say: &Say, speak: &Speak<'_>) -> Composed {
    let text = say.text.as_ref().ok_or(Trouble::Unsayable("there is nothing to say"))?;
    let body = speak(text)?;
    Ok(if say.link_preview { Message::text_with_preview(body) } else { Message::text(body) })
}

fn media_message(media: &MediaPart, caption: Option<&Localised>, speak: &Speak<'_>) -> Composed {
    let caption = caption.map(speak).transpose()?;
    if caption.is_some() && matches!(media.kind, MediaKind::Audio | MediaKind::Sticker) {
        return Err(Trouble::Unsayable("audio and stickers have no text"));
    }
    let source = MediaSource::Link(speak(&media.link)?);
    Ok(match (&media.filename, media.kind) {
        (Some(filename), MediaKind::Document) => Message::document(source, filename, caption),
        _ => Message::file(media.kind, source, caption),
    })
}

fn header(media: &MediaPart, speak: &Speak<'_>) -> Result<Header, Trouble> {
    let file = Media { filename: media.filename.clone(), ..MediaSource::Link(speak(&media.link)?).into() };
    match media.kind {
        MediaKind::Image => Ok(Header::Image(file)),
        MediaKind::Video => Ok(Header::Video(file)),
        MediaKind::Document => Ok(Header::Document(file)),
        MediaKind::Audio | MediaKind::Sticker => Err(Trouble::Unsayable("audio and stickers cannot head a message")),
    }
}

fn buttons_message(say: &Say, node: &str, language: &str, speak: &Speak<'_>) -> Composed {
    let text = say.text.as_ref().ok_or(Trouble::Unsayable("buttons need a text"))?;
    let mut message = buttons_or_list(speak(text)?, &say.buttons, None, node, language, speak)?;
    if let Some(media) = &say.media {
        message = message.with_header(header(media, speak)?);
    }
    with_footer(message, say, speak)
}

/// Buttons if they fit, else a list, which holds more and longer titles; whatever fits neither is refused by the check.
fn buttons_or_list(
    body: String,
    choices: &[Choice],
    list_button: Option<&Localised>,
    node: &str,
    language: &str,
    speak: &Speak<'_>,
) -> Composed {
    let titles = choices.iter().map(|choice| speak(&choice.title)).collect::<Result<Vec<_>, _>>()?;
    let buttons_fit = choices.len() <= limits::BUTTONS
        && titles.iter().all(|title| title.chars().count() <= limits::BUTTON_TITLE)
        && body.chars().count() <= limits::INTERACTIVE_BODY
        && choices.iter().all(|choice| choice.description.is_none());
    if buttons_fit {
        let ids = choices.iter().map(|choice| payload(node, &choice.id));
        return Ok(Message::buttons(body, ids.zip(titles)));
    }
    let button = opens_list(list_button, language, speak)?;
    Ok(Message::list(body, button, vec![Section::new(None, rows(choices, node, speak)?)]))
}

fn list_message(say: &Say, list: &Menu, node: &str, language: &str, speak: &Speak<'_>) -> Composed {
    let text = say.text.as_ref().ok_or(Trouble::Unsayable("a list needs a text"))?;
    let sections = list.sections.iter().map(|section| {
        let title = section.title.as_ref().map(speak).transpose()?;
        Ok(Section::new(title, rows(&section.rows, node, speak)?))
    });
    let sections = sections.collect::<Result<_, Trouble>>()?;
    let message = Message::list(speak(text)?, opens_list(list.button.as_ref(), language, speak)?, sections);
    with_footer(message, say, speak)
}

fn rows(choices: &[Choice], node: &str, speak: &Speak<'_>) -> Result<Vec<Row>, Trouble> {
    let row = |choice: &Choice| {
        let row = Row::new(payload(node, &choice.id), speak(&choice.title)?);
        Ok(match &choice.description {
            Some(description) => row.described(speak(description)?),
            None => row,
        })
    };
    choices.iter().map(row).collect()
}

fn opens_list(own: Option<&Localised>, language: &str, speak: &Speak<'_>) -> Result<String, Trouble> {
    own.map_or_else(|| Ok(phrases::OPTIONS.in_language(language).to_owned()), speak)
}

fn with_footer(message: Message, say: &Say, speak: &Speak<'_>) -> Composed {
    Ok(match &say.footer {
        Some(footer) => message.with_footer(speak(footer)?),
        None => message,
    })
}

fn template_message(
    template: &TemplatePart,
    buttons: &[Choice],
    node: &str,
    language: &str,
    speak: &Speak<'_>,
) -> Composed {
    let mut components = Vec::new();
    match (&template.header_text, &template.header_media) {
        (Some(text), _) => components.push(Component::Header(vec![Parameter::text(speak(text)?)])),
        (None, Some(media)) => components.push(Component::Header(vec![media_parameter(media, speak)?.into()])),
        (None, None) => {}
    }
    if let Some(body) = &template.body {
        components.push(Component::Body(body_parameters(body, speak)?));
    }
    for (index, choice) in (0_u32..).zip(buttons) {
        let parameters = vec![ParameterValue::Payload(payload(node, &choice.id)).into()];
        components.push(Component::Button { sub_type: ButtonKind::QuickReply, index: Some(index), parameters });
    }
    for suffix in &template.url_suffixes {
        let parameters = vec![Parameter::text(speak(&suffix.text)?)];
        components.push(Component::Button { sub_type: ButtonKind::Url, index: Some(suffix.index), parameters });
    }
    let code = template.language.as_ref().map_or_else(|| Ok(language.replace('-', "_")), speak)?;
    Ok(Template { name: template.name.clone(), language: code.into(), components, extra: whatsapp::Extra::new() }
        .into())
}

fn media_parameter(media: &MediaPart, speak: &Speak<'_>) -> Result<ParameterValue, Trouble> {
    Ok(match header(media, speak)? {
        Header::Image(file) => ParameterValue::Image(file),
        Header::Video(file) => ParameterValue::Video(file),
        Header::Document(file) => ParameterValue::Document(file),
        Header::Text(text) => ParameterValue::Text(text),
        Header::Unknown { kind, raw } => ParameterValue::Unknown { kind, raw },
    })
}

fn body_parameters(body: &TemplateParameters, speak: &Speak<'_>) -> Result<Vec<Parameter>, Trouble> {
    match body {
        TemplateParameters::Positional(values) => {
            values.iter().map(|value| Ok(Parameter::text(speak(value)?))).collect()
        }
        TemplateParameters::Named(values) => {
            values.iter().map(|(name, value)| Ok(Parameter::named(name, speak(value)?))).collect()
        }
    }
}
