//! Which parts a template has, and what each category may have.

use super::super::{ButtonKind, Category, Component, ComponentKind, HeaderFormat, NewTemplate, ParameterFormat};
use super::texts::Blanks;
use super::{Findings, buttons, texts};
use crate::limits::measure::{between, broken, inconsistent, length, malformed, many, missing, not_allowed};
use crate::limits::{
    CARD_BODY, CARDS, CARDS_MINIMUM, CODE_EXPIRATION_MINUTES, OFFER_TEXT, Rule, TEMPLATE_BODY,
    TEMPLATE_BODY_WITH_OFFER, TEMPLATE_CARD_BUTTONS, check_card_body,
};

pub(super) fn lint(template: &NewTemplate, findings: &mut Findings) {
    let components = &template.components;
    let field = |at: usize| format!("components[{at}]");
    for (at, component) in components.iter().enumerate() {
        let earlier = components.iter().take(at).any(|other| other.kind == component.kind);
        findings.demand(!earlier, || broken(field(at), Rule::NotUnique, 1, 2));
        findings
            .demand(!matches!(component.kind, ComponentKind::Other(_)), || malformed(format!("{}.type", field(at))));
    }
    let part = |kind: ComponentKind| components.iter().enumerate().find(|(_, component)| component.kind == kind);
    if template.category == Category::Authentication {
        return authentication(components, findings);
    }
    let offer = part(ComponentKind::LimitedTimeOffer);
    let blanks = Blanks { named: template.parameter_format == Some(ParameterFormat::Named) };
    if let Some((at, header)) = part(ComponentKind::Header) {
        texts::header(&field(at), header, template, blanks, findings);
    }
    match part(ComponentKind::Body) {
        None => findings.add(missing("components[].BODY")),
        Some((at, body)) => texts::body(&field(at), body, longest_body(components), blanks, findings),
    }
    if let Some((at, footer)) = part(ComponentKind::Footer) {
        texts::footer(&field(at), footer, findings);
        findings.demand(offer.is_none(), || not_allowed(field(at)));
    }
    if let Some((at, part)) = part(ComponentKind::Buttons) {
        buttons::lint(&format!("{}.buttons", field(at)), &part.buttons, findings);
    }
    if let Some((at, offer)) = offer {
        limited_time_offer(&field(at), offer, template, findings);
    }
    if let Some((at, carousel)) = part(ComponentKind::Carousel) {
        cards(&format!("{}.cards", field(at)), carousel, template, blanks, findings);
    }
}

fn longest_body(components: &[Component]) -> usize {
    let has_offer = components.iter().any(|component| component.kind == ComponentKind::LimitedTimeOffer);
    let mut buttons = components.iter().flat_map(|component| &component.buttons);
    if buttons.any(|button| button.kind == ButtonKind::SingleProduct) {
        CARD_BODY
    } else if has_offer {
        TEMPLATE_BODY_WITH_OFFER
    } else {
        TEMPLATE_BODY
    }
}

/// Authentication templates are worded by Meta: there is a body, perhaps a footer, and one button for the code.
fn authentication(components: &[Component], findings: &mut Findings) {
    let mut passwords = 0;
    for (at, component) in components.iter().enumerate() {
        let field = format!("components[{at}]");
        match component.kind {
            ComponentKind::Body => {}
            ComponentKind::Footer => {
                let minutes = component.code_expiration_minutes.unwrap_or(1) as usize;
                findings.demand((1..=CODE_EXPIRATION_MINUTES).contains(&minutes), || {
                    let field = format!("{field}.code_expiration_minutes");
                    broken(field, Rule::OutOfRange, minutes.clamp(1, CODE_EXPIRATION_MINUTES), minutes)
                });
            }
            ComponentKind::Buttons => {
                passwords = component.buttons.len();
                buttons::one_time_password(&format!("{field}.buttons"), &component.buttons, findings);
            }
            _ => findings.add(not_allowed(field.as_str())),
        }
        findings.demand(component.text.is_none(), || not_allowed(format!("{field}.text")));
    }
    findings.demand(components.iter().any(|component| component.kind == ComponentKind::Body), || {
        missing("components[].BODY")
    });
    findings.demand(passwords > 0, || missing("components[].BUTTONS"));
}

fn limited_time_offer(field: &str, component: &Component, template: &NewTemplate, findings: &mut Findings) {
    findings.demand(template.category == Category::Marketing, || not_allowed(field));
    match &component.limited_time_offer {
        None => findings.add(missing(format!("{field}.limited_time_offer"))),
        Some(offer) => findings.check(length(&format!("{field}.limited_time_offer.text"), &offer.text, OFFER_TEXT)),
    }
    for (at, part) in template.components.iter().enumerate() {
        let place = part.buttons.iter().position(|button| button.kind == ButtonKind::CopyCode);
        if let Some(place @ 1..) = place {
            findings.add(inconsistent(format!("components[{at}].buttons[{place}]")));
        }
    }
}

fn cards(field: &str, carousel: &Component, template: &NewTemplate, blanks: Blanks, findings: &mut Findings) {
    let make = |card: &super::super::Card| {
        let make = |part: &Component| {
            let buttons: Vec<String> = part.buttons.iter().map(|button| button.kind.to_string()).collect();
            (part.kind.to_string(), part.format.as_ref().map(HeaderFormat::to_string), buttons)
        };
        card.components.iter().map(make).collect::<Vec<_>>()
    };
    let first = carousel.cards.first().map(make);
    let of_products =
        carousel.cards.iter().flat_map(|card| &card.components).any(|p| p.format == Some(HeaderFormat::Product));
    let least = if of_products { 1 } else { CARDS_MINIMUM };
    findings.check(between(field, carousel.cards.len(), least, CARDS));
    for (at, card) in carousel.cards.iter().enumerate() {
        let field = format!("{field}[{at}].components");
        findings.demand(Some(make(card)) == first, || inconsistent(field.as_str()));
        let has_header = card.components.iter().any(|part| part.kind == ComponentKind::Header);
        findings.demand(has_header, || missing(format!("{field}[].HEADER")));
        for (at, part) in card.components.iter().enumerate() {
            card_part(&format!("{field}[{at}]"), part, template, blanks, findings);
        }
    }
}

fn card_part(field: &str, part: &Component, template: &NewTemplate, blanks: Blanks, findings: &mut Findings) {
    match part.kind {
        ComponentKind::Header => {
            let fits = matches!(part.format, Some(HeaderFormat::Image | HeaderFormat::Video | HeaderFormat::Product));
            findings.demand(fits, || malformed(format!("{field}.format")));
            texts::header(field, part, template, blanks, findings);
        }
        ComponentKind::Body => {
            let text = part.text.as_deref().unwrap_or_default();
            findings.check(check_card_body(&format!("{field}.text"), text));
            texts::examples(field, "body_text", text, part, blanks, super::BODY_FORMAT, findings);
        }
        ComponentKind::Buttons => {
            findings.check(many(&format!("{field}.buttons"), part.buttons.len(), TEMPLATE_CARD_BUTTONS));
            buttons::lint(&format!("{field}.buttons"), &part.buttons, findings);
        }
        _ => findings.add(not_allowed(field)),
    }
}
