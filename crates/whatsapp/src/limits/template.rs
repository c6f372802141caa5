//! Templates being sent, as far as that can be told without the template itself. What needs it, [`crate::template::render`] tells.

use std::collections::HashSet;

use super::commerce::{check_product, check_product_sections};
use super::measure::{
    Checked, at_most, between, broken, excess, inconsistent, length, malformed, many_or_none, missing, required, unique,
};
use super::numbers::{
    CARDS, CARDS_MINIMUM, COUPON_CODE, QUICK_REPLY_PAYLOAD, REFERENCE_ID_BRAZIL, SPACES_IN_A_ROW, TEMPLATE_BODY,
    TEMPLATE_BUTTONS, TEMPLATE_HEADER, TEMPLATE_NAME,
};
use super::payment::{check_order, check_reference};
use super::{Rule, check_place};
use crate::message::{ButtonAction, ButtonKind, Card, Component, Parameter, ParameterValue, Template};

pub(super) fn check_template(template: &Template) -> Checked {
    length("template.name", &template.name, TEMPLATE_NAME)?;
    required("template.language.code", &template.language.code)?;
    check_components("template.components", &template.components)
}

fn check_components(field: &str, components: &[Component]) -> Checked {
    let is_button = |component: &&Component| matches!(component, Component::Button { .. });
    many_or_none(field, components.iter().filter(is_button).count(), TEMPLATE_BUTTONS)?;
    components
        .iter()
        .enumerate()
        .try_for_each(|(index, component)| check_component(&format!("{field}[{index}]"), component))
}

fn check_component(field: &str, component: &Component) -> Checked {
    check_names(field, component)?;
    for (position, parameter) in component.parameters().iter().enumerate() {
        let field = format!("{field}.parameters[{position}]");
        match component {
            Component::Header(_) => check_text(&field, parameter, TEMPLATE_HEADER)?,
            Component::Body(_) => check_text(&field, parameter, TEMPLATE_BODY)?,
            _ => {}
        }
        check_value(&field, &parameter.value)?;
    }
    match component {
        Component::Button { sub_type, parameters, .. } => check_button(field, sub_type, parameters),
        Component::Carousel(cards) => check_cards(&format!("{field}.cards"), cards),
        Component::LimitedTimeOffer(parameters)
        | Component::TapTarget(parameters)
        | Component::OrderStatus(parameters)
            if parameters.is_empty() =>
        {
            Err(missing(format!("{field}.parameters")))
        }
        _ => Ok(()),
    }
}

/// Values go by name or by order, not by both.
fn check_names(field: &str, component: &Component) -> Checked {
    let parameters = component.parameters();
    let names: Vec<&str> = parameters.iter().filter_map(|parameter| parameter.parameter_name.as_deref()).collect();
    if matches!(component, Component::Header(_) | Component::Body(_))
        && !names.is_empty()
        && names.len() < parameters.len()
    {
        return Err(broken(format!("{field}.parameters"), Rule::WrongCount, parameters.len(), names.len()));
    }
    let mut seen = HashSet::new();
    names.iter().try_for_each(|name| unique(&format!("{field}.parameters[].parameter_name"), name, &mut seen))
}

fn check_text(field: &str, parameter: &Parameter, longest: usize) -> Checked {
    let ParameterValue::Text(text) = &parameter.value else { return Ok(()) };
    let field = format!("{field}.text");
    required(&field, text)?;
    if let Some(value) = excess(text, longest) {
        return Err(broken(field, Rule::RenderedTooLong, longest, value));
    }
    check_whitespace(&field, text)
}

pub(crate) fn check_whitespace(field: &str, text: &str) -> Checked {
    if text.contains(['\n', '\r', '\t']) || text.contains(&" ".repeat(SPACES_IN_A_ROW + 1)) {
        return Err(broken(field, Rule::Whitespace, SPACES_IN_A_ROW, 1));
    }
    Ok(())
}

fn check_value(field: &str, value: &ParameterValue) -> Checked {
    let has_file = |media: &crate::message::Media| media.id.is_some() || media.link.is_some();
    match value {
        media if media.media().is_some_and(|media| !has_file(media)) => {
            Err(missing(format!("{field}.{}.link", media.kind())))
        }
        ParameterValue::Location(location) => check_place(&format!("{field}.location"), location),
        ParameterValue::Product(product) => check_product(&format!("{field}.product"), product),
        ParameterValue::LimitedTimeOffer(offer) if offer.expiration_time_ms <= 0 => {
            Err(missing(format!("{field}.limited_time_offer.expiration_time_ms")))
        }
        ParameterValue::TapTarget(targets) => targets.iter().enumerate().try_for_each(|(index, target)| {
            let field = format!("{field}.tap_target_configuration[{index}]");
            required(&format!("{field}.url"), &target.url)?;
            required(&format!("{field}.title"), &target.title)
        }),
        ParameterValue::OrderStatus(update) => {
            check_reference(&format!("{field}.order_status.reference_id"), &update.reference_id, REFERENCE_ID_BRAZIL)
        }
        _ => Ok(()),
    }
}

fn check_button(component: &str, kind: &ButtonKind, parameters: &[Parameter]) -> Checked {
    let field = |name: &str| format!("{component}.parameters[0].{name}");
    let value = parameters.first().map(|parameter| &parameter.value);
    match (kind, value) {
        (ButtonKind::QuickReply, Some(ParameterValue::Payload(payload))) => {
            at_most(&field("payload"), payload, QUICK_REPLY_PAYLOAD)
        }
        (ButtonKind::CopyCode, Some(ParameterValue::CouponCode(code))) => {
            length(&field("coupon_code"), code, COUPON_CODE)?;
            let is_code = code.chars().all(char::is_alphanumeric);
            if is_code { Ok(()) } else { Err(malformed(field("coupon_code"))) }
        }
        (ButtonKind::Url, Some(ParameterValue::Text(suffix))) => required(&field("text"), suffix),
        (kind, Some(ParameterValue::Action(action))) => check_action(&field("action"), kind, action),
        _ => Ok(()),
    }
}

fn check_action(field: &str, kind: &ButtonKind, action: &ButtonAction) -> Checked {
    match (kind, &action.order_details) {
        (ButtonKind::MultiProduct, _) => check_product_sections(field, &action.sections),
        (ButtonKind::OrderDetails, Some(details)) => check_order(&format!("{field}.order_details"), details),
        (ButtonKind::OrderDetails, None) => Err(missing(format!("{field}.order_details"))),
        _ => Ok(()),
    }
}

fn check_cards(field: &str, cards: &[Card]) -> Checked {
    between(field, cards.len(), CARDS_MINIMUM, CARDS)?;
    let indexes: Vec<String> = cards.iter().map(|card| card.card_index.to_string()).collect();
    let mut seen = HashSet::new();
    let kinds = |card: &Card| card.components.iter().map(Component::kind).map(str::to_owned).collect::<Vec<_>>();
    for (place, (card, index)) in cards.iter().zip(&indexes).enumerate() {
        let own = format!("{field}[{place}]");
        if card.card_index as usize >= CARDS {
            return Err(broken(format!("{own}.card_index"), Rule::OutOfRange, CARDS - 1, card.card_index as usize));
        }
        unique(&format!("{own}.card_index"), index, &mut seen)?;
        check_components(&format!("{own}.components"), &card.components)?;
        if cards.first().is_some_and(|first| kinds(first) != kinds(card)) {
            return Err(inconsistent(format!("{own}.components")));
        }
    }
    Ok(())
}
