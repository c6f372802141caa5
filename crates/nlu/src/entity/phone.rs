//! Telephone numbers as people type them, read with the contact's country.

use super::Kind;
use super::reader::{Found, Reader, sweep};
use super::token::{Class, Text};
use super::value::Value;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

/// Words before a number that is something else.
const OTHER: &[&str] = &[
    "account",
    "card",
    "conta",
    "cuenta",
    "tarjeta",
    "cartao",
    "pedido",
    "order",
    "orden",
    "ticket",
    "protocolo",
    "factura",
    "fatura",
    "invoice",
    "cpf",
    "cnpj",
    "dni",
    "cuit",
    "rut",
    "rfc",
    "guia",
    "boleto",
    "tracking",
    "cbu",
    "clabe",
];
const PHONE: &[&str] = &[
    "phone", "tel", "telefono", "telefone", "cel", "celular", "whatsapp", "fone", "movil", "mobile", "cell", "fax",
    "number",
];

pub(super) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    sweep(reader.text.len(), found, |at| {
        let end = read(reader.text, at)?;
        let typed = reader.text.raw.get(reader.text.span(at, end))?.to_owned();
        let e164 = e164(&typed, reader.context.country);
        Some(Found { sure: e164.is_some(), ..Found::new(Kind::Phone, at, end, Value::Phone { typed, e164 }) })
    });
}

fn e164(typed: &str, country: Option<&str>) -> Option<String> {
    let region = country.and_then(|country| Region::from_code(&country.to_ascii_uppercase()).ok());
    if region.is_none() && !typed.contains('+') {
        return None;
    }
    let number =
        PHONE_NUMBER_UTIL.parse(typed, region).ok().filter(|number| PHONE_NUMBER_UTIL.is_valid_number(number))?;
    Some(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned())
}

/// What has been read of a number.
struct Digits {
    count: usize,
    groups: Vec<usize>,
    signs: Vec<char>,
    international: bool,
    closed: bool,
}

/// The token after the number that begins at `at`.
fn read(text: &Text<'_>, at: usize) -> Option<usize> {
    if !starts(text, at) {
        return None;
    }
    let mut digits = Digits { count: 0, groups: Vec::new(), signs: Vec::new(), international: false, closed: false };
    let mut end = group(text, at, &mut digits)?;
    let mut whole = end;
    while let Some((place, sign)) = separator(text, end) {
        let pairs = digits.groups.last() == Some(&2) && text.word(place).len() == 2;
        let full = digits.count >= 10 && !digits.international && sign == ' ' && !pairs;
        if full || (sign == ' ' && digits.count + text.word(place).len() > 15) {
            break;
        }
        let Some(next) = group(text, place, &mut digits) else { break };
        digits.signs.push(sign);
        end = next;
        whole = end;
    }
    let end = extension(text, whole);
    (plausible(text, at, end, &digits) && !is_something_else(text, at, &digits)).then_some(end)
}

fn starts(text: &Text<'_>, at: usize) -> bool {
    let sign = matches!(text.word(at), "+" | "(");
    if !sign && !text.is(at, Class::Digits) {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|_| text.glued(at)) else { return true };
    if text.is(before, Class::Word) {
        return sign;
    }
    let touched = before
        .checked_sub(1)
        .is_some_and(|further| text.glued(before) && (!text.is(further, Class::Sign) || text.word(further) == ")"));
    match text.word(before) {
        "-" | "." | "/" | "," | "+" | "_" | "*" | "=" | "(" if touched => false,
        ")" | "$" | "+" => false,
        _ => text.is(before, Class::Sign),
    }
}

/// Digits, "+" and digits, or either in brackets.
fn group(text: &Text<'_>, at: usize, digits: &mut Digits) -> Option<usize> {
    let open = text.word(at) == "(";
    let mut place = if open { at + 1 } else { at };
    if text.word(place) == "+" {
        if digits.count > 0 {
            return None;
        }
        digits.international = true;
        place += 1;
    }
    let count = text.digits(place)?.len();
    if digits.groups.is_empty() && text.word(place).starts_with("00") {
        digits.international = true;
    }
    let end = place + 1;
    if open && text.word(end) != ")" {
        return None;
    }
    digits.closed |= open;
    digits.count += count;
    digits.groups.push(count);
    Some(if open { end + 1 } else { end })
}

/// What may part two groups, and where the second begins.
fn separator(text: &Text<'_>, at: usize) -> Option<(usize, char)> {
    let single = |at: usize| {
        let gap = at
            .checked_sub(1)
            .and_then(|before| text.raw.get(text.span(before, before + 1).end..text.span(at, at + 1).start));
        gap.is_some_and(|gap| gap == " " || gap == "\u{a0}")
    };
    let digits = |at: usize| text.is(at, Class::Digits) || text.word(at) == "(";
    if digits(at) {
        return if !text.spaced(at) {
            Some((at, '('))
        } else if single(at) {
            Some((at, ' '))
        } else {
            None
        };
    }
    let sign = text.word(at).chars().next().filter(|sign| matches!(sign, '-' | '.' | '/' | '–'))?;
    let before = text.glued(at) || (sign == '-' && single(at));
    let after = text.glued(at + 1) || (sign == '-' && single(at + 1) && text.glued(at));
    (before && after && digits(at + 1)).then_some((at + 1, sign))
}

fn extension(text: &Text<'_>, end: usize) -> usize {
    if !matches!(text.word(end), "ext" | "x" | "ramal" | "interno" | "int" | "extension") {
        return end;
    }
    let place = if text.word(end + 1) == "." { end + 2 } else { end + 1 };
    if text.is(place, Class::Digits) { place + 1 } else { end }
}

fn plausible(text: &Text<'_>, at: usize, end: usize, digits: &Digits) -> bool {
    let runs_on = text.glued(end)
        && (text.is(end, Class::Word)
            || matches!(text.word(end), "*" | "=" | "%" | "+" | "_" | ")" | "$" | "€")
            || (matches!(text.word(end), ":" | "." | "," | "-" | "/")
                && text.glued(end + 1)
                && !text.is(end + 1, Class::Sign)));
    let length = (7..=15).contains(&digits.count)
        || (digits.international && (16..=17).contains(&digits.count) && text.word(at).starts_with("00"));
    length && !runs_on
}

/// Dates, years, amounts and the numbers of cards and orders look alike.
fn is_something_else(text: &Text<'_>, at: usize, digits: &Digits) -> bool {
    if digits.international {
        return false;
    }
    let dots = digits.signs.iter().filter(|sign| **sign == '.').count();
    let slashes = digits.signs.iter().filter(|sign| **sign == '/').count();
    let date = matches!(digits.groups.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4]) && !digits.closed;
    let years = digits.groups == [4, 4] && slashes == 1;
    let amount = !digits.closed
        && digits.groups.len() > 1
        && digits.groups.iter().skip(1).all(|length| *length == 3)
        && (dots == digits.signs.len()
            || digits.groups.first().is_some_and(|first| *first < 3) && digits.signs.iter().all(|sign| *sign == ' '));
    let decimal = dots == 1 && digits.groups.len() == 2;
    let card = digits.groups == [4, 4, 4, 4];
    let mut before = (1..=4).filter_map(|back| at.checked_sub(back)).map(|token| text.word(token));
    let named = before.find(|word| OTHER.contains(word) || (PHONE.contains(word) && *word != "number"));
    date || years || amount || decimal || card || slashes > 1 || named.is_some_and(|word| OTHER.contains(&word))
}
