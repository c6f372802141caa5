//! How a template reads once filled in, and whether the values fit its blanks.

use super::blanks::{fill, variables};
use super::{Button, ButtonKind, Component, ComponentKind, HeaderFormat};
use crate::limits::measure::{Checked, at_most, broken, missing};
use crate::limits::{
    CARD_BODY, LimitError, ONE_TIME_PASSWORD, Rule, TEMPLATE_BODY, TEMPLATE_BODY_WITH_OFFER, TEMPLATE_HEADER,
    check_whitespace,
};
use crate::message::{self, Parameter, ParameterValue, Template};

/// A template as the customer sees it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rendered {
    /// Words, a file, a place or a product.
    pub header: Option<ParameterValue>,
    /// Absent where the template at hand does not tell the text: in an authentication template it is Meta's.
    pub body: Option<String>,
    pub footer: Option<String>,
    pub buttons: Vec<RenderedButton>,
    pub cards: Vec<Rendered>,
}

/// A button as the customer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedButton {
    pub kind: ButtonKind,
    pub text: Option<String>,
    /// The address it opens, the number it calls, the code it copies or the payload it sends back.
    pub value: Option<String>,
}

/// Fills in a template. An error tells which value does not fit its blank, or which text becomes too long.
///
/// ```
/// use whatsapp::limits::Rule;
/// use whatsapp::message::{self, Message, Parameter};
/// use whatsapp::template::{Component, render};
///
/// let components = [Component::body("Hola {{1}}, le esperamos el {{2}}.", ["Ana", "lunes"])];
/// let fill = |values: &[&str]| {
///     let values = values.iter().copied().map(Parameter::text).collect();
///     let Message::Template(filling) = Message::template("cita", "es", vec![message::Component::Body(values)]) else {
///         unreachable!()
///     };
///     render(&components, &filling)
/// };
/// assert_eq!(fill(&["Eva", "martes"]).unwrap().body.unwrap(), "Hola Eva, le esperamos el martes.");
/// let error = fill(&["Eva"]).unwrap_err();
/// assert_eq!((error.rule, error.api_code(), error.limit, error.value), (Rule::WrongCount, 132_000, 2, 1));
/// ```
pub fn render(definition: &[Component], filling: &Template) -> Result<Rendered, LimitError> {
    let limit = if part(definition, &ComponentKind::LimitedTimeOffer).is_some() {
        TEMPLATE_BODY_WITH_OFFER
    } else {
        TEMPLATE_BODY
    };
    let values = Values { field: "template.components".to_owned(), components: &filling.components };
    render_part(definition, &values, limit)
}

/// The values for a template or for one card.
struct Values<'a> {
    field: String,
    components: &'a [message::Component],
}

impl<'a> Values<'a> {
    /// The values of the first component of a kind, and where they stand.
    fn of(&self, kind: &str) -> (String, &'a [Parameter]) {
        match self.components.iter().position(|component| component.kind() == kind) {
            Some(at) => {
                let parameters = self.components.get(at).map(message::Component::parameters);
                (format!("{}[{at}].parameters", self.field), parameters.unwrap_or_default())
            }
            None => (self.field.clone(), &[]),
        }
    }
}

fn part<'a>(definition: &'a [Component], kind: &ComponentKind) -> Option<&'a Component> {
    definition.iter().find(|component| component.kind == *kind)
}

fn render_part(definition: &[Component], values: &Values<'_>, longest_body: usize) -> Result<Rendered, LimitError> {
    let text_of = |kind| part(definition, kind).and_then(|part| part.text.clone());
    Ok(Rendered {
        header: render_header(part(definition, &ComponentKind::Header), values)?,
        body: render_body(part(definition, &ComponentKind::Body), values, longest_body)?,
        footer: text_of(&ComponentKind::Footer),
        buttons: render_buttons(part(definition, &ComponentKind::Buttons), values)?,
        cards: render_cards(part(definition, &ComponentKind::Carousel), values)?,
    })
}

fn render_header(header: Option<&Component>, values: &Values<'_>) -> Result<Option<ParameterValue>, LimitError> {
    let (field, given) = values.of("header");
    let Some(header) = header else {
        return fit(&field, 0, given).map(|()| None);
    };
    let expected = match header.format.as_ref().unwrap_or(&HeaderFormat::Text) {
        HeaderFormat::Text => {
            let text = filled(&field, header.text.as_deref().unwrap_or_default(), given, TEMPLATE_HEADER)?;
            return Ok(Some(ParameterValue::Text(text)));
        }
        format => format.as_str().to_ascii_lowercase(),
    };
    match given {
        [only] if only.value.kind() == expected => Ok(Some(only.value.clone())),
        _ => Err(broken(field, Rule::WrongKind, 1, given.len())),
    }
}

fn render_body(body: Option<&Component>, values: &Values<'_>, longest: usize) -> Result<Option<String>, LimitError> {
    let (field, given) = values.of("body");
    let Some(body) = body else {
        return fit(&field, 0, given).map(|()| None);
    };
    if body.add_security_recommendation.is_some() {
        let code = given.first().and_then(|parameter| parameter.value.words()).unwrap_or_default();
        at_most(&format!("{field}[0].text"), code, ONE_TIME_PASSWORD)?;
        if body.text.is_none() {
            return fit(&field, 1, given).map(|()| None);
        }
    }
    filled(&field, body.text.as_deref().unwrap_or_default(), given, longest).map(Some)
}

/// A text with its blanks filled in, if the values are as many and of the kind.
fn filled(field: &str, text: &str, given: &[Parameter], longest: usize) -> Result<String, LimitError> {
    let mut blanks = variables(text);
    blanks.sort_unstable();
    blanks.dedup();
    if let Some(wrong) = given.iter().position(|parameter| !is_words(&parameter.value)) {
        return Err(broken(format!("{field}[{wrong}]"), Rule::WrongKind, 0, 1));
    }
    fit(field, blanks.len(), given)?;
    let named = blanks.iter().any(|name| name.parse::<usize>().is_err());
    let has_value = |name: &&str| given.iter().any(|parameter| parameter.parameter_name.as_deref() == Some(*name));
    let names_fit = if named { blanks.iter().all(has_value) } else { given.iter().all(|p| p.parameter_name.is_none()) };
    if !names_fit {
        return Err(broken(field, Rule::WrongCount, blanks.len(), given.len()));
    }
    for (position, parameter) in given.iter().enumerate() {
        let words = parameter.value.words().unwrap_or_default();
        let field = format!("{field}[{position}].{}", parameter.value.kind());
        if words.trim().is_empty() {
            return Err(missing(field));
        }
        check_whitespace(&field, words)?;
    }
    let text = fill(text, given);
    match text.chars().count() {
        value if value > longest => Err(broken(field, Rule::RenderedTooLong, longest, value)),
        _ => Ok(text),
    }
}

fn is_words(value: &ParameterValue) -> bool {
    matches!(value, ParameterValue::Text(_) | ParameterValue::Currency(_) | ParameterValue::DateTime(_))
}

fn fit(field: &str, blanks: usize, given: &[Parameter]) -> Checked {
    if given.len() == blanks { Ok(()) } else { Err(broken(field, Rule::WrongCount, blanks, given.len())) }
}

fn render_buttons(buttons: Option<&Component>, values: &Values<'_>) -> Result<Vec<RenderedButton>, LimitError> {
    let buttons = buttons.map(|part| part.buttons.as_slice()).unwrap_or_default();
    for (at, component) in values.components.iter().enumerate() {
        let message::Component::Button { index, sub_type, .. } = component else { continue };
        let place = index.unwrap_or(0) as usize;
        let field = format!("{}[{at}]", values.field);
        let Some(button) = buttons.get(place) else {
            return Err(broken(format!("{field}.index"), Rule::WrongCount, buttons.len(), place + 1));
        };
        if !sub_type.as_str().eq_ignore_ascii_case(sub_type_of(&button.kind)) {
            return Err(broken(format!("{field}.sub_type"), Rule::WrongKind, 0, 1));
        }
    }
    (0..).zip(buttons).map(|(index, button)| render_button(button, index, values)).collect()
}

/// What a button of a template is called in a message.
fn sub_type_of(kind: &ButtonKind) -> &str {
    match kind {
        ButtonKind::OneTimePassword => "url",
        kind => kind.as_str(),
    }
}

fn render_button(button: &Button, index: u32, values: &Values<'_>) -> Result<RenderedButton, LimitError> {
    let given = values.components.iter().find_map(|component| match component {
        message::Component::Button { index: at, parameters, .. } if at.unwrap_or(0) == index => parameters.first(),
        _ => None,
    });
    let words = given.and_then(|parameter| parameter.value.words()).filter(|words| !words.is_empty());
    let needed = || words.map(str::to_owned).ok_or_else(|| missing(format!("{}[button {index}]", values.field)));
    let url = button.url.as_deref().unwrap_or_default();
    let value = match button.kind {
        ButtonKind::Url if !variables(url).is_empty() => {
            let needed = needed()?;
            Some(url.split_once("{{").map_or(needed.clone(), |(stem, _)| format!("{stem}{needed}")))
        }
        ButtonKind::Url => button.url.clone(),
        ButtonKind::OneTimePassword | ButtonKind::CopyCode => Some(needed()?),
        ButtonKind::PhoneNumber => button.phone_number.clone(),
        ButtonKind::QuickReply => words.map(str::to_owned).or_else(|| button.text.clone()),
        _ => None,
    };
    Ok(RenderedButton { kind: button.kind.clone(), text: button.text.clone(), value })
}

/// Pictures: the cards of the template, one by one. Products: as many as there are, all like the first.
fn render_cards(carousel: Option<&Component>, values: &Values<'_>) -> Result<Vec<Rendered>, LimitError> {
    let cards = carousel.map(|part| part.cards.as_slice()).unwrap_or_default();
    let given = values.components.iter().enumerate().find_map(|(at, component)| match component {
        message::Component::Carousel(cards) => Some((format!("{}[{at}].cards", values.field), cards.as_slice())),
        _ => None,
    });
    let (field, given) = given.unwrap_or_else(|| (values.field.clone(), &[]));
    let is_product = |card: &super::Card| {
        part(&card.components, &ComponentKind::Header).is_some_and(|h| h.format == Some(HeaderFormat::Product))
    };
    let of_products = cards.first().filter(|card| is_product(card));
    if of_products.is_none() && given.len() != cards.len() {
        return Err(broken(field, Rule::WrongCount, cards.len(), given.len()));
    }
    let definitions = cards.iter().map(|card| of_products.unwrap_or(card));
    let definitions = definitions.chain(of_products.into_iter().cycle());
    let rendered = given.iter().zip(definitions).enumerate().map(|(at, (card, definition))| {
        let values = Values { field: format!("{field}[{at}].components"), components: &card.components };
        render_part(&definition.components, &values, CARD_BODY)
    });
    rendered.collect()
}
