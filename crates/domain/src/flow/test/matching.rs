//! Whether a message is as somebody wrote that it should be.

use super::document::{Expected, ExpectedTemplate};
use super::shown::{Offer, Shown};
use super::stub::has;
use super::text_or::TextOr;

pub(super) fn told(expected: &TextOr<Expected>) -> String {
    match expected {
        TextOr::Text(text) => text.clone(),
        TextOr::Map(expected) => serde_saphyr::to_string(expected).unwrap_or_default().trim_end().to_owned(),
    }
}

/// The first part of a message that is not as it was written.
pub(super) fn differing_part(expected: &Expected, shown: &Shown) -> Option<String> {
    let Expected { kind, text, contains, header, footer, buttons, list_button, rows, link, template, message } =
        expected;
    let is = |expected: &Option<String>, found: Option<&str>| expected.is_none() || expected.as_deref() == found;
    let body = shown.text.as_deref().unwrap_or_default();
    let titles = |expected: &Option<Vec<String>>, found: &[Offer]| {
        expected.as_ref().is_none_or(|titles| titles.iter().eq(found.iter().map(|offer| &offer.title)))
    };
    let parts = [
        ("kind", is(kind, Some(&shown.kind))),
        ("text", is(text, shown.text.as_deref())),
        ("contains", contains.iter().all(|part| body.contains(part.as_str()))),
        ("header", is(header, shown.header.as_deref())),
        ("footer", is(footer, shown.footer.as_deref())),
        ("buttons", titles(buttons, &shown.buttons)),
        ("list_button", is(list_button, shown.list_button.as_deref())),
        ("rows", titles(rows, &shown.rows)),
        ("link", is(link, shown.link.as_deref())),
        ("template", template.as_ref().is_none_or(|template| template_fits(template, shown.template.as_ref()))),
        ("message", message.as_ref().is_none_or(|message| has(&shown.content, message))),
    ];
    parts.iter().find(|(_, fits)| !fits).map(|(part, _)| (*part).to_owned())
}

fn template_fits(expected: &TextOr<ExpectedTemplate>, found: Option<&ExpectedTemplate>) -> bool {
    let Some(found) = found else { return false };
    match expected {
        TextOr::Text(name) => *name == found.name,
        TextOr::Map(ExpectedTemplate { name, language, values }) => {
            *name == found.name
                && (language.is_none() || *language == found.language)
                && (values.is_none() || *values == found.values)
        }
    }
}

/// Whether the message is as it was written, short or long.
pub(super) fn fits(expected: &TextOr<Expected>, shown: &Shown) -> bool {
    match expected {
        TextOr::Text(text) => shown.text.as_ref() == Some(text),
        TextOr::Map(expected) => differing_part(expected, shown).is_none(),
    }
}
