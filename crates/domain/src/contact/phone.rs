//! Phone numbers: read as people type them, written in E.164, and the several spellings of one mobile.
//!
//! Three countries write one mobile in two ways, and Meta's `wa_id` may hold either:
//!
//! | country | with | without | which numbers |
//! |---|---|---|---|
//! | Brazil | +55 AA **9** XXXX XXXX | +55 AA XXXX XXXX | mobiles older than the ninth digit: those whose eight digits begin with 6-9 |
//! | Mexico | +52 **1** NN XXXX XXXX | +52 NN XXXX XXXX | all (a landline never had the 1: the extra spelling is nobody's) |
//! | Argentina | +54 **9** AA XXXX XXXX | +54 AA XXXX XXXX | all but 0800 and the like (blocks are fixed or mobile, never both) |
//!
//! A Brazilian landline (eight digits that begin with 2-5) and a mobile that never had eight digits (9 1... to 9 5...)
//! have one spelling: taking a 9 from the latter would give somebody else's landline.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A phone number in E.164: `+` and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct E164(String);

impl E164 {
    /// From a `wa_id` or any other digits that are known to be a full number: what Meta says is not second-guessed.
    pub fn from_digits(digits: &str) -> Option<Self> {
        let plausible = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        plausible.then(|| Self(format!("+{digits}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without the `+`, as a `wa_id` is written.
    pub fn digits(&self) -> &str {
        self.0.trim_start_matches('+')
    }
}

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads what a person or a file wrote. `default_country` (ISO 3166 alpha-2) is for numbers without a country code;
/// digits that make no sense there are tried as a full international number without its `+`.
pub fn parse(text: &str, default_country: &str) -> Option<E164> {
    let text = text.trim();
    let region = Region::from_code(&default_country.to_ascii_uppercase()).ok();
    let as_typed = PHONE_NUMBER_UTIL.parse(text, region).ok().and_then(|number| accept(&number));
    as_typed.or_else(|| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let only_a_number = text.chars().all(|character| character.is_ascii_digit() || " -.()".contains(character));
        if !only_a_number {
            return None;
        }
        PHONE_NUMBER_UTIL.parse(format!("+{digits}"), None).ok().and_then(|number| accept(&number))
    })
}

/// The country (ISO 3166 alpha-2) of a number, told apart by area code where several share a calling code.
pub fn country_of(phone: &E164) -> Option<String> {
    let region = |spelling: &str| {
        let number = PHONE_NUMBER_UTIL.parse(spelling, None).ok()?;
        let region = PHONE_NUMBER_UTIL.get_region_for_number(&number);
        region.or_else(|| PHONE_NUMBER_UTIL.get_region_for_country_code(number.country_code))
    };
    // "001" is the region of numbers that belong to no country.
    region(phone.as_str())
        .map(|region| region.to_string())
        .filter(|code| code.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The other spelling of a full number in digits, if it has one.
pub(super) fn other_spelling(digits: &str) -> Option<String> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (country, national) = digits.split_at_checked(2)?;
    let national = match country {
        "55" => brazilian(national),
        "52" => with_or_without("1", national, |short| short.starts_with(|first| ('2'..='9').contains(&first))),
        "54" => with_or_without("9", national, |short| short.starts_with(['1', '2', '3'])),
        _ => None,
    }?;
    Some(format!("{country}{national}"))
}

fn brazilian(national: &str) -> Option<String> {
    let (area, subscriber) = national.split_at_checked(2)?;
    if area.contains('0') {
        return None;
    }
    let old_mobile = |eight: &str| eight.starts_with(['6', '7', '8', '9']);
    let subscriber = match subscriber.len() {
        8 if old_mobile(subscriber) => format!("9{subscriber}"),
        9 => subscriber.strip_prefix('9').filter(|eight| old_mobile(eight))?.to_owned(),
        _ => return None,
    };
    Some(format!("{area}{subscriber}"))
}

/// Ten digits get the prefix, eleven lose it.
fn with_or_without(prefix: &str, national: &str, has_both: impl Fn(&str) -> bool) -> Option<String> {
    match national.len() {
        10 if has_both(national) => Some(format!("{prefix}{national}")),
        11 => national.strip_prefix(prefix).filter(|short| has_both(short)).map(str::to_owned),
        _ => None,
    }
}

/// A valid number, or one whose other spelling is: numbering plans have forgotten the old ones that WhatsApp keeps.
fn accept(number: &PhoneNumber) -> Option<E164> {
    let written = PHONE_NUMBER_UTIL.format(number, PhoneNumberFormat::E164);
    let digits = written.trim_start_matches('+');
    let valid = PHONE_NUMBER_UTIL.is_valid_number(number)
        || other_spelling(digits).is_some_and(|other| {
            PHONE_NUMBER_UTIL
                .parse(format!("+{other}"), None)
                .is_ok_and(|number| PHONE_NUMBER_UTIL.is_valid_number(&number))
        });
    if valid { E164::from_digits(digits) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_people_type_them() {
        for (text, country, expected) in [
            ("600 111 222", "ES", Some("+34600111222")),
            ("+34 600-11-12-22", "MX", Some("+34600111222")),
            ("0034 600 111 222", "ES", Some("+34600111222")),
            ("34600111222", "ES", Some("+34600111222")),
            ("5511987654321", "ES", Some("+5511987654321")),
            ("(11) 98765-4321", "BR", Some("+5511987654321")),
            ("011 98765-4321", "br", Some("+5511987654321")),
            // The old spelling is kept, not refused.
            ("+55 31 8765-4321", "", Some("+553187654321")),
            ("(31) 3222-1100", "BR", Some("+553132221100")),
            ("55 1234 5678", "MX", Some("+525512345678")),
            ("11 15 2345-6789", "AR", Some("+5491123456789")),
            ("+54 11 4345-6789", "", Some("+541143456789")),
            ("(202) 555-0173", "US", Some("+12025550173")),
            ("+1 202 555 0173 ext. 89", "", Some("+12025550173")),
            ("600 111 222", "", None),
            ("12", "ES", None),
            ("hola", "ES", None),
            ("", "ES", None),
            ("pedido 5511987654321", "ES", None),
        ] {
            assert_eq!(parse(text, country).as_ref().map(E164::as_str), expected, "{text:?} in {country:?}");
        }
        let old_mexican = parse("+52 1 55 1234 5678", "").unwrap();
        assert!(["+525512345678", "+5215512345678"].contains(&old_mexican.as_str()), "{old_mexican}");
    }

    #[test]
    fn countries() {
        for (digits, country) in [
            ("34600111222", Some("ES")),
            ("5511987654321", Some("BR")),
            ("553187654321", Some("BR")),
            ("5215512345678", Some("MX")),
            ("5491123456789", Some("AR")),
            ("12025550173", Some("US")),
            ("16135550173", Some("CA")),
            ("80012345678", None),
            ("99999999999", None),
        ] {
            assert_eq!(country_of(&E164::from_digits(digits).unwrap()).as_deref(), country, "{digits}");
        }
    }

    #[test]
    fn other_spellings() {
        for (one, other) in [
            ("5511987654321", Some("551187654321")),
            ("551187654321", Some("5511987654321")),
            // Never had eight digits: without its 9 it would be a landline.
            ("5511912345678", None),
            ("5511952345678", None),
            // Landlines.
            ("551132221100", None),
            ("551152221100", None),
            ("5500987654321", None),
            ("525512345678", Some("5215512345678")),
            ("5215512345678", Some("525512345678")),
            ("5205512345678", None),
            ("541123456789", Some("5491123456789")),
            ("5491123456789", Some("541123456789")),
            ("548001234567", None),
            ("34600111222", None),
            ("12025550173", None),
            ("55", None),
            ("5", None),
            ("", None),
            ("55١١٩٨٧٦٥٤٣", None),
        ] {
            assert_eq!(other_spelling(one).as_deref(), other, "{one}");
        }
    }

    proptest! {
        #[test]
        fn the_other_spelling_of_the_other_is_the_first(digits in "(55|52|54)[0-9]{8,12}|[0-9]{0,16}") {
            if let Some(other) = other_spelling(&digits) {
                prop_assert_ne!(&other, &digits);
                prop_assert_eq!(other_spelling(&other), Some(digits));
            }
        }

        #[test]
        fn what_was_parsed_parses_to_itself(text in "\\+?[0-9 ()-]{6,18}", country in "(ES|BR|MX|AR|US)") {
            if let Some(phone) = parse(&text, &country) {
                prop_assert_eq!(parse(phone.as_str(), "ES"), Some(phone));
            }
        }
    }
}
