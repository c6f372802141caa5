//! Codes that only the words before them, or their form, make something: postal codes and order numbers.

use super::Kind;
use super::reader::{Found, Reader, sweep};
use super::token::{Class, Text};
use super::value::Value;

const POSTAL: &[&str] = &[
    "codigo postal",
    "cod postal",
    "cod . postal",
    "cp",
    "c . p .",
    "c . p",
    "cep",
    "zip code",
    "zip",
    "postal code",
    "postcode",
];
const ORDER: &[&str] = &[
    "pedido",
    "orden",
    "order",
    "compra",
    "ticket",
    "reclamo",
    "caso",
    "guia",
    "seguimiento",
    "tracking",
    "protocolo",
    "factura",
    "fatura",
    "invoice",
    "reserva",
    "booking",
    "rastreio",
    "envio",
    "encomenda",
    "chamado",
    "nf",
    "remito",
    "boleta",
    "tramite",
    "turno",
    "reservation",
];
const LEAD: &[&str] = &[
    "numero de",
    "nro de",
    "numero",
    "numero es",
    "nro . de",
    "nro .",
    "nro",
    "num .",
    "num",
    "no .",
    "n °",
    "n º",
    "n",
    "number",
    "code",
    "codigo",
    "id",
    "is",
    "es el",
    "es la",
    "es",
    "el",
    "the",
    "e",
    "#",
    ":",
    "de compra",
    "de seguimiento",
    "-",
];

pub(super) fn postal_codes(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let text = reader.text;
    sweep(text.len(), found, |at| {
        if let Some(end) = brazilian(reader, at) {
            return code(text, Kind::PostalCode, at, end);
        }
        let named = reader.phrase(at, POSTAL)?;
        let mut place = named;
        while let Some(next) = reader.phrase(place, &[":", "es", "is", "e", "#", "-"]) {
            place = next;
        }
        let end = run(text, place)?;
        let typed = text.raw.get(text.span(place, end))?;
        let length = typed.chars().filter(char::is_ascii_alphanumeric).count();
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        ((4..=9).contains(&length) && digits >= 3).then(|| code(text, Kind::PostalCode, place, end)).flatten()
    });
}

/// "01310-100" needs no words in Brazil's form; nor does Argentina's "C1425ABC".
fn brazilian(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let text = reader.text;
    let digits = |at: usize, length: usize| text.digits(at).is_some_and(|digits| digits.len() == length);
    let apart = reader.begins(at) && text.word(at.wrapping_sub(1)) != "-";
    let brazil = digits(at, 5)
        && text.word(at + 1) == "-"
        && digits(at + 2, 3)
        && text.glued(at + 1)
        && text.glued(at + 2)
        && !text.glued(at + 3);
    let letters = |at: usize, length: usize| {
        text.is(at, Class::Word)
            && text.typed(at).len() == length
            && text.typed(at).chars().all(|letter| letter.is_ascii_uppercase())
    };
    let argentina =
        letters(at, 1) && digits(at + 1, 4) && letters(at + 2, 3) && text.glued(at + 1) && text.glued(at + 2);
    (apart && (brazil || argentina)).then_some(at + 3)
}

pub(super) fn order_numbers(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let text = reader.text;
    sweep(text.len(), found, |at| {
        if !ORDER.contains(&text.word(at)) {
            return None;
        }
        let mut place = at + 1;
        for _ in 0..4 {
            let Some(next) = LEAD.iter().filter_map(|lead| reader.words(place, lead)).max() else { break };
            place = next;
        }
        let end = run(text, place)?;
        let typed = text.raw.get(text.span(place, end))?;
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        let date = typed.contains('/');
        (digits >= 3 && typed.len() <= 30 && !date).then(|| code(text, Kind::OrderNumber, place, end)).flatten()
    });
}

/// Letters and digits joined by hyphens, without a space.
fn run(text: &Text<'_>, at: usize) -> Option<usize> {
    if at >= text.len() || text.is(at, Class::Sign) {
        return None;
    }
    let mut end = at + 1;
    loop {
        if text.glued(end) && !text.is(end, Class::Sign) {
            end += 1;
        } else if matches!(text.word(end), "-" | "_" | "/")
            && text.glued(end)
            && text.glued(end + 1)
            && !text.is(end + 1, Class::Sign)
        {
            end += 2;
        } else {
            return Some(end);
        }
    }
}

fn code(text: &Text<'_>, kind: Kind, from: usize, to: usize) -> Option<Found> {
    let value = text.raw.get(text.span(from, to))?.to_uppercase();
    Some(Found { sure: true, ..Found::new(kind, from, to, Value::Text { value }) })
}
