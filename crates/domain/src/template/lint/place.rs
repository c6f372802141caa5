//! Where in a template: the part, the button or card, and the characters.

use whatsapp::template::{Component, ComponentKind, NewTemplate};

words! {
    /// The parts of a template as people see them in the editor.
    Part {
        Name = "name",
        Language = "language",
        Category = "category",
        /// How blanks are written.
        ParameterFormat = "parameter_format",
        /// For how long Meta tries to deliver.
        Lifetime = "lifetime",
        Header = "header",
        Offer = "offer",
        Body = "body",
        Footer = "footer",
        Buttons = "buttons",
        Carousel = "carousel",
        /// Any other part, and the template as a whole.
        Template = "template",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub part: Part,
    /// Of a carousel, from 0.
    pub card: Option<usize>,
    /// Of the part's buttons, from 0.
    pub button: Option<usize>,
    /// In Meta's JSON: `components[0].text`.
    pub field: String,
    /// From and until, in characters of the text there.
    pub range: Option<(usize, usize)>,
}

impl Place {
    pub(super) fn order(&self) -> impl Ord + use<> {
        (self.part, self.card, self.button, self.range)
    }

    pub(super) fn at(self, range: (usize, usize)) -> Self {
        Self { range: Some(range), ..self }
    }
}

/// A text of the template, and where it stands.
pub(super) struct Text<'a> {
    pub component: &'a Component,
    pub words: &'a str,
    pub place: Place,
}

/// The texts of headers, bodies and footers, those of cards too.
pub(super) fn texts(template: &NewTemplate) -> Vec<Text<'_>> {
    let own = template.components.iter().enumerate().map(|(at, part)| (None, format!("components[{at}]"), part));
    let of_cards = template.components.iter().enumerate().flat_map(|(at, part)| {
        part.cards.iter().enumerate().flat_map(move |(card, it)| {
            let parts = it.components.iter().enumerate();
            parts.map(move |(inner, part)| {
                (Some(card), format!("components[{at}].cards[{card}].components[{inner}]"), part)
            })
        })
    });
    own.chain(of_cards)
        .filter_map(|(card, field, component)| {
            let text = component.text.as_deref()?;
            let place = Place {
                part: part_of(&component.kind),
                card,
                button: None,
                field: format!("{field}.text"),
                range: None,
            };
            Some(Text { component, words: text, place })
        })
        .collect()
}

fn part_of(kind: &ComponentKind) -> Part {
    match kind {
        ComponentKind::Header => Part::Header,
        ComponentKind::Body => Part::Body,
        ComponentKind::Footer => Part::Footer,
        ComponentKind::Buttons => Part::Buttons,
        ComponentKind::Carousel => Part::Carousel,
        ComponentKind::LimitedTimeOffer => Part::Offer,
        _ => Part::Template,
    }
}

/// The place that a path in Meta's JSON leads to.
pub(super) fn of(template: &NewTemplate, field: &str) -> Place {
    let mut place = Place { part: Part::Template, card: None, button: None, field: field.to_owned(), range: None };
    let mut components = template.components.as_slice();
    let mut here: Option<&Component> = None;
    let mut steps = field.split('.').map(step).peekable();
    while let Some((name, index)) = steps.next() {
        match (name, index) {
            ("name", _) if here.is_none() => place.part = Part::Name,
            ("language", _) => place.part = Part::Language,
            ("category", _) => place.part = Part::Category,
            ("parameter_format", _) => place.part = Part::ParameterFormat,
            ("message_send_ttl_seconds", _) => place.part = Part::Lifetime,
            ("components", Some(at)) => {
                here = components.get(at);
                place.part = here.map_or(Part::Template, |part| part_of(&part.kind));
            }
            // Something that is not there is named by its kind.
            ("components", None) if field.starts_with("components[]") || place.card.is_some() => {
                if let Some((kind, _)) = steps.peek() {
                    place.part = part_of(&ComponentKind::from(*kind));
                }
            }
            ("cards", Some(at)) => {
                place.card = Some(at);
                components =
                    here.and_then(|part| part.cards.get(at)).map(|card| card.components.as_slice()).unwrap_or_default();
                place.part = Part::Carousel;
            }
            ("buttons", Some(at)) => place.button = Some(at),
            _ => {}
        }
    }
    place
}

/// The text that a path leads to.
pub(super) fn text_at<'a>(template: &'a NewTemplate, field: &str) -> Option<&'a str> {
    texts(template).into_iter().find(|text| text.place.field == field).map(|text| text.words)
}

/// `buttons[2]` is the name and the index; `components[]` has none.
fn step(step: &str) -> (&str, Option<usize>) {
    match step.split_once('[') {
        Some((name, index)) => (name, index.trim_end_matches(']').parse().ok()),
        None => (step, None),
    }
}
