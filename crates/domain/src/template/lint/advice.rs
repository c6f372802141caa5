//! What the reviewer rejects by its words, and what Meta allows and people regret: categories that change, links that
//! nobody trusts, buttons that read alike.

use super::code::Code;
use super::finding::Finding;
use super::place::{self, Part, texts};
use whatsapp::template::{Button, Category, Component, ComponentKind, NewTemplate};

/// Words that make Meta take a utility template for a marketing one, in the languages we know.
const PROMOTIONAL: &[&str] = &[
    "discount",
    "on sale",
    "flash sale",
    "sale ends",
    "% off",
    "promo",
    "offer",
    "coupon",
    "free shipping",
    "special price",
    "buy now",
    "descuento",
    "oferta",
    "rebaja",
    "cupón",
    "promoción",
    "gratis",
    "envío gratuito",
    "compra ahora",
    "desconto",
    "promoção",
    "cupom",
    "grátis",
    "compre agora",
    "liquidação",
];

/// Insults, as stems.
const OFFENSIVE: &[&str] =
    &["idiot", "estúpid", "estupid", "imbecil", "imbécil", "gilipollas", "cabrón", "babaca", "bastard", "asshole"];

const SHORTENERS: &[&str] =
    &["bit.ly", "tinyurl.com", "//t.co/", "goo.gl", "ow.ly", "is.gd", "cutt.ly", "rebrand.ly", "shorturl"];

const CHAT_LINKS: &[&str] = &["wa.me/", "api.whatsapp.com", "chat.whatsapp.com", "whatsapp.com/channel"];

/// A text of so many letters, all of them capitals, is shouted.
const SHOUTED: usize = 20;

pub(super) fn lint(template: &NewTemplate) -> Vec<Finding> {
    let mut found = Vec::new();
    for it in texts(template) {
        let mut say = |code, words: &[&str]| {
            if let Some(range) = find_any(it.words, words) {
                found.push(Finding::new(code, it.place.clone().at(range)));
            }
        };
        say(Code::Offensive, OFFENSIVE);
        if template.category == Category::Utility {
            say(Code::Promotional, PROMOTIONAL);
        }
        say(Code::ShortLink, SHORTENERS);
        say(Code::ChatLink, CHAT_LINKS);
        if it.place.part == Part::Header && it.words.contains(['\n', '*', '_', '~']) {
            found.push(Finding::new(Code::HeaderFormatting, it.place.clone()));
        }
        if it.place.part == Part::Body && is_shouted(it.words) {
            found.push(Finding::new(Code::Shouting, it.place.clone()));
        }
    }
    for (at, part) in template.components.iter().enumerate() {
        found.extend(of_buttons(template, &format!("components[{at}]"), part));
        for (card, it) in part.cards.iter().enumerate() {
            for (inner, part) in it.components.iter().enumerate() {
                let field = format!("components[{at}].cards[{card}].components[{inner}]");
                found.extend(of_buttons(template, &field, part));
            }
        }
    }
    found
}

fn of_buttons(template: &NewTemplate, field: &str, part: &Component) -> Vec<Finding> {
    if part.kind != ComponentKind::Buttons {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, button) in part.buttons.iter().enumerate() {
        let place = |name: &str| place::of(template, &format!("{field}.buttons[{at}].{name}"));
        let url = button.url.as_deref().unwrap_or_default();
        for (code, words) in [(Code::ShortLink, SHORTENERS), (Code::ChatLink, CHAT_LINKS)] {
            found.extend(find_any(url, words).map(|range| Finding::new(code, place("url").at(range))));
        }
        let text = button.text.as_deref().unwrap_or_default();
        if template.category == Category::Utility {
            let promotional = find_any(text, PROMOTIONAL);
            found.extend(promotional.map(|range| Finding::new(Code::Promotional, place("text").at(range))));
        }
        let words = |button: &Button| button.text.as_deref().unwrap_or_default().trim().to_lowercase();
        let said = words(button);
        if !said.is_empty() && part.buttons.iter().take(at).any(|other| words(other) == said) {
            found.push(Finding::new(Code::SameButton, place("text")));
        }
    }
    found
}

/// Where the first of these words stands, in characters; case does not count.
fn find_any(text: &str, words: &[&str]) -> Option<(usize, usize)> {
    let lower = text.to_lowercase();
    let (place, word) = words.iter().filter_map(|word| Some((lower.find(word)?, *word))).min()?;
    let from = lower.get(..place)?.chars().count();
    Some((from, from + word.chars().count()))
}

fn is_shouted(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|sign| sign.is_alphabetic()).collect();
    letters.len() >= SHOUTED && letters.iter().all(|letter| letter.is_uppercase())
}
