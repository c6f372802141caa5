//! National identifiers whose check digits agree: CPF, CNPJ, DNI, NIE, RFC, CUIT, RUT.

use super::Kind;
use super::reader::{Found, Reader, sweep};
use super::token::{Class, Text};
use super::value::Value;

pub(super) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    sweep(reader.text.len(), found, |at| {
        let text = reader.text;
        let goes_on = at > 1 && text.glued(at) && text.glued(at - 1) && text.is(at - 2, Class::Digits);
        if !reader.begins(at) || goes_on || text.is(at, Class::Sign) {
            return None;
        }
        let ends = candidates(reader.text, at);
        let (end, scheme, value) = ends.into_iter().rev().find_map(|end| {
            let written = written(reader.text, at, end);
            let schemes = schemes(&written);
            let scheme = preferred(&schemes, reader.context.country)?;
            Some((end, scheme, written))
        })?;
        let value = Value::Identifier { scheme: scheme.to_owned(), value };
        Some(Found { sure: true, ..Found::new(Kind::NationalId, at, end, value) })
    });
}

/// Where an identifier that begins at `at` may end: groups joined by dots, hyphens, a slash or one space.
fn candidates(text: &Text<'_>, at: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut end = at + 1;
    while end <= text.len() && end < at + 14 {
        let cut = !text.glued(end) || text.is(end, Class::Sign);
        if cut && !text.is(end - 1, Class::Sign) {
            ends.push(end);
        }
        let sign = matches!(text.word(end), "." | "-" | "/" | "–");
        let next = if sign && (text.glued(end) || text.word(end) == "-") { end + 1 } else { end };
        if text.is(next, Class::Sign) || next >= text.len() {
            break;
        }
        end = next + 1;
    }
    ends
}

/// Letters and digits only, in capitals.
fn written(text: &Text<'_>, from: usize, to: usize) -> String {
    let typed = text.raw.get(text.span(from, to)).unwrap_or("");
    typed
        .chars()
        .filter(|character| character.is_alphanumeric() || *character == '&')
        .flat_map(char::to_uppercase)
        .collect()
}

fn preferred(schemes: &[&'static str], country: Option<&str>) -> Option<&'static str> {
    let own = match country {
        Some("BR") => ["cpf", "cnpj"],
        Some("AR") => ["cuit", "cuit"],
        Some("CL") => ["rut", "rut"],
        Some("ES") => ["dni", "nie"],
        Some("MX") => ["rfc", "rfc"],
        _ => ["", ""],
    };
    schemes.iter().find(|scheme| own.contains(scheme)).or(schemes.first()).copied()
}

/// Every scheme whose form and check digits fit.
fn schemes(written: &str) -> Vec<&'static str> {
    let characters: Vec<char> = written.chars().collect();
    let digits: Option<Vec<u32>> = characters.iter().map(|character| character.to_digit(10)).collect();
    let mut found = Vec::new();
    if let Some(digits) = &digits {
        match digits.len() {
            11 if is_cpf(digits) => found.push("cpf"),
            14 if is_cnpj(digits) => found.push("cnpj"),
            _ => {}
        }
        if digits.len() == 11 && is_cuit(digits) {
            found.push("cuit");
        }
    }
    if is_dni(&characters) {
        found.push("dni");
    }
    if is_nie(&characters) {
        found.push("nie");
    }
    if is_rfc(&characters) {
        found.push("rfc");
    }
    if is_rut(&characters) {
        found.push("rut");
    }
    found
}

fn weighted(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

fn all_same(digits: &[u32]) -> bool {
    digits.windows(2).all(|pair| matches!(pair, [first, second] if first == second))
}

fn brazilian(sum: u32) -> u32 {
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

fn is_cpf(digits: &[u32]) -> bool {
    let first = brazilian(weighted(digits.get(..9).unwrap_or(&[]), (2..=10).rev()));
    let second = brazilian(weighted(digits.get(..10).unwrap_or(&[]), (2..=11).rev()));
    !all_same(digits) && digits.get(9..) == Some(&[first, second])
}

fn is_cnpj(digits: &[u32]) -> bool {
    let weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    let first = brazilian(weighted(digits.get(..12).unwrap_or(&[]), weights.into_iter().skip(1)));
    let second = brazilian(weighted(digits.get(..13).unwrap_or(&[]), weights.into_iter()));
    !all_same(digits) && digits.get(12..) == Some(&[first, second])
}

fn is_cuit(digits: &[u32]) -> bool {
    let kind = digits.first().zip(digits.get(1)).map(|(tens, units)| tens * 10 + units);
    let sum = weighted(digits.get(..10).unwrap_or(&[]), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2].into_iter());
    let check = match 11 - sum % 11 {
        11 => 0,
        10 => 9,
        check => check,
    };
    matches!(kind, Some(20 | 23 | 24 | 25 | 26 | 27 | 30 | 33 | 34)) && digits.get(10) == Some(&check)
}

const DNI_LETTERS: &str = "TRWAGMYFPDXBNJZSQVHLCKE";

fn dni_letter(number: u32) -> Option<char> {
    DNI_LETTERS.chars().nth(usize::try_from(number % 23).ok()?)
}

fn number(characters: &[char]) -> Option<u32> {
    characters.iter().collect::<String>().parse().ok().filter(|_| characters.iter().all(char::is_ascii_digit))
}

fn is_dni(characters: &[char]) -> bool {
    match characters.split_last() {
        Some((letter, rest)) if rest.len() == 8 => number(rest).and_then(dni_letter) == Some(*letter),
        _ => false,
    }
}

fn is_nie(characters: &[char]) -> bool {
    let [first, middle @ .., letter] = characters else { return false };
    let prefix = match first {
        'X' => 0,
        'Y' => 1,
        'Z' => 2,
        _ => return false,
    };
    middle.len() == 7 && number(middle).and_then(|middle| dni_letter(prefix * 10_000_000 + middle)) == Some(*letter)
}

/// The RFC of a person (13) or a firm (12), with the check character of its last place.
fn is_rfc(characters: &[char]) -> bool {
    const ORDER: &str = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
    let letters = match characters.len() {
        12 => 3,
        13 => 4,
        _ => return false,
    };
    let (head, tail) = characters.split_at(letters);
    let (Some(date), Some((check, body))) = (tail.get(..6), characters.split_last()) else { return false };
    let named = head.iter().all(|letter| letter.is_ascii_uppercase() || matches!(letter, 'Ñ' | '&'));
    let month = date.get(2..4).and_then(number).is_some_and(|month| (1..=12).contains(&month));
    let day = date.get(4..6).and_then(number).is_some_and(|day| (1..=31).contains(&day));
    if !(named && month && day && date.iter().all(char::is_ascii_digit)) {
        return false;
    }
    let padded = std::iter::repeat_n(' ', 12 - body.len()).chain(body.iter().copied());
    let place = |character: char| {
        ORDER.chars().position(|known| known == character).and_then(|place| u32::try_from(place).ok())
    };
    let sum: Option<u32> = padded.zip((2..=13).rev()).map(|(character, weight)| Some(place(character)? * weight)).sum();
    let expected = sum.map(|sum| match 11 - sum % 11 {
        11 => '0',
        10 => 'A',
        rest => char::from_digit(rest, 10).unwrap_or('0'),
    });
    expected == Some(*check)
}

fn is_rut(characters: &[char]) -> bool {
    let Some((check, body)) = characters.split_last() else { return false };
    if !(7..=8).contains(&body.len()) || !body.iter().all(char::is_ascii_digit) {
        return false;
    }
    let digits = body.iter().rev().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip([2, 3, 4, 5, 6, 7, 2, 3]).map(|(digit, weight)| digit * weight).sum();
    let expected = match 11 - sum % 11 {
        11 => '0',
        10 => 'K',
        rest => char::from_digit(rest, 10).unwrap_or('0'),
    };
    *check == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_decide() {
        for (written, expected) in [
            ("52998224725", "cpf"),
            ("11222333000181", "cnpj"),
            ("20123456786", "cuit"),
            ("12345678Z", "dni"),
            ("X1234567L", "nie"),
            ("GODE561231GR8", "rfc"),
            ("123456785", "rut"),
        ] {
            assert!(schemes(written).contains(&expected), "{written} is a {expected}: {:?}", schemes(written));
        }
        for wrong in ["52998224726", "11111111111", "12345678A", "X1234567Z", "GODE561231GR9", "123456784", ""] {
            assert_eq!(schemes(wrong), Vec::<&str>::new(), "{wrong}");
        }
    }
}
