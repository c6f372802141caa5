//! Products and cards.

use std::collections::HashSet;

use super::Rule;
use super::interactive::{check_each_button, check_header, check_link, check_section_title};
use super::measure::{
    Checked, between, broken, inconsistent, length, malformed, many, missing, not_allowed, required, unique,
};
use super::numbers::{BUTTONS, CARD_BODY, CARD_LINE_BREAKS, CARDS, CARDS_MINIMUM, PRODUCT_SECTIONS, PRODUCTS};
use crate::message::{Button, CardAction, CarouselCard, Header, ProductReference, ProductSection};

pub(super) fn check_product(field: &str, product: &ProductReference) -> Checked {
    required(&format!("{field}.catalog_id"), &product.catalog_id)?;
    required(&format!("{field}.product_retailer_id"), &product.product_retailer_id)
}

pub(super) fn check_product_sections(field: &str, sections: &[ProductSection]) -> Checked {
    many(&format!("{field}.sections"), sections.len(), PRODUCT_SECTIONS)?;
    let products = sections.iter().map(|section| section.product_items.len()).sum();
    many(&format!("{field}.sections[].product_items"), products, PRODUCTS)?;
    for (index, section) in sections.iter().enumerate() {
        let field = format!("{field}.sections[{index}]");
        check_section_title(&field, section.title.as_deref(), sections.len())?;
        for (index, item) in section.product_items.iter().enumerate() {
            required(&format!("{field}.product_items[{index}].product_retailer_id"), &item.product_retailer_id)?;
        }
    }
    Ok(())
}

pub(super) fn check_cards(cards: &[CarouselCard]) -> Checked {
    let all = "interactive.action.cards";
    between(all, cards.len(), CARDS_MINIMUM, CARDS)?;
    let indexes: Vec<String> = cards.iter().map(|card| card.card_index.to_string()).collect();
    let mut seen = HashSet::new();
    for (place, (card, index)) in cards.iter().zip(&indexes).enumerate() {
        let field = format!("{all}[{place}]");
        if card.card_index as usize >= CARDS {
            return Err(broken(format!("{field}.card_index"), Rule::OutOfRange, CARDS - 1, card.card_index as usize));
        }
        unique(&format!("{field}.card_index"), index, &mut seen)?;
        check_card(&field, card)?;
        if let Some(first) = cards.first() {
            check_same_make(&field, card, first)?;
        }
    }
    Ok(())
}

fn check_card(field: &str, card: &CarouselCard) -> Checked {
    match &card.action {
        CardAction::Link(link) => {
            check_picture(field, card)?;
            check_link(&format!("{field}.action.parameters"), &link.parameters)?;
        }
        CardAction::Replies(replies) => {
            check_picture(field, card)?;
            let buttons = format!("{field}.action.buttons");
            many(&buttons, replies.buttons.len(), BUTTONS)?;
            check_each_button(&buttons, &replies.buttons, |button| match button {
                Button::QuickReply(reply) => Some(reply),
                _ => None,
            })?;
        }
        CardAction::Product(product) => {
            if card.kind != "product" {
                return Err(malformed(format!("{field}.type")));
            }
            check_product(&format!("{field}.action"), product)?;
        }
        CardAction::Other(_) => return Err(malformed(format!("{field}.action"))),
    }
    card.body.as_ref().map_or(Ok(()), |body| check_card_body(&format!("{field}.body.text"), &body.text))
}

fn check_picture(field: &str, card: &CarouselCard) -> Checked {
    if card.kind != "cta_url" {
        return Err(malformed(format!("{field}.type")));
    }
    match &card.header {
        None => Err(missing(format!("{field}.header"))),
        Some(header @ (Header::Image(_) | Header::Video(_))) => check_header(&format!("{field}.header"), header),
        Some(_) => Err(not_allowed(format!("{field}.header"))),
    }
}

pub(crate) fn check_card_body(field: &str, text: &str) -> Checked {
    length(field, text, CARD_BODY)?;
    let breaks = text.matches('\n').count();
    if breaks > CARD_LINE_BREAKS {
        return Err(broken(field, Rule::TooManyLines, CARD_LINE_BREAKS, breaks));
    }
    Ok(())
}

/// All cards have headers of one kind, one kind of action and one catalogue.
fn check_same_make(field: &str, card: &CarouselCard, first: &CarouselCard) -> Checked {
    let header = |card: &CarouselCard| card.header.as_ref().map(|header| header.kind().to_owned());
    if header(card) != header(first) {
        return Err(inconsistent(format!("{field}.header")));
    }
    match (&card.action, &first.action) {
        (CardAction::Product(own), CardAction::Product(other)) if own.catalog_id != other.catalog_id => {
            Err(inconsistent(format!("{field}.action.catalog_id")))
        }
        (own, other) if std::mem::discriminant(own) != std::mem::discriminant(other) => {
            Err(inconsistent(format!("{field}.action")))
        }
        _ => Ok(()),
    }
}
