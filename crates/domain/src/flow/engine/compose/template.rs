//! Templates with their blanks filled in.

use super::{Composed, Speaker, header};
use crate::flow::document::{Choice, MediaPart, TemplateParameters, TemplatePart, payload};
use crate::flow::engine::trouble::Trouble;
use whatsapp::limits;
use whatsapp::message::{ButtonKind, Component, Header, Parameter, ParameterValue, Template};

/// A template that stands for itself, without quick replies of ours.
pub fn compose_template(template: &TemplatePart, speaker: &Speaker<'_>) -> Composed {
    let message = message(template, &[], speaker)?;
    limits::check(&message)?;
    Ok(message)
}

pub(super) fn message(template: &TemplatePart, buttons: &[Choice], speaker: &Speaker<'_>) -> Composed {
    let mut components = Vec::new();
    match (&template.header_text, &template.header_media) {
        (Some(text), _) => components.push(Component::Header(vec![Parameter::text(speaker.say(text)?)])),
        (None, Some(media)) => components.push(Component::Header(vec![media_parameter(media, speaker)?.into()])),
        (None, None) => {}
    }
    if let Some(body) = &template.body {
        components.push(Component::Body(body_parameters(body, speaker)?));
    }
    for (index, choice) in (0_u32..).zip(buttons) {
        let parameters = vec![ParameterValue::Payload(payload(speaker.node, &choice.id)).into()];
        components.push(Component::Button { sub_type: ButtonKind::QuickReply, index: Some(index), parameters });
    }
    for suffix in &template.url_suffixes {
        let parameters = vec![Parameter::text(speaker.say(&suffix.text)?)];
        components.push(Component::Button { sub_type: ButtonKind::Url, index: Some(suffix.index), parameters });
    }
    let code = template.language.as_ref().map_or_else(|| Ok(speaker.language.replace('-', "_")), speaker.text)?;
    Ok(Template { name: template.name.clone(), language: code.into(), components, extra: whatsapp::Extra::new() }
        .into())
}

fn media_parameter(media: &MediaPart, speaker: &Speaker<'_>) -> Result<ParameterValue, Trouble> {
    Ok(match header(media, speaker)? {
        Header::Image(file) => ParameterValue::Image(file),
        Header::Video(file) => ParameterValue::Video(file),
        Header::Document(file) => ParameterValue::Document(file),
        Header::Text(text) => ParameterValue::Text(text),
        Header::Unknown { kind, raw } => ParameterValue::Unknown { kind, raw },
    })
}

fn body_parameters(body: &TemplateParameters, speaker: &Speaker<'_>) -> Result<Vec<Parameter>, Trouble> {
    match body {
        TemplateParameters::Positional(values) => {
            values.iter().map(|value| Ok(Parameter::text(speaker.say(value)?))).collect()
        }
        TemplateParameters::Named(values) => {
            values.iter().map(|(name, value)| Ok(Parameter::named(name, speaker.say(value)?))).collect()
        }
    }
}
