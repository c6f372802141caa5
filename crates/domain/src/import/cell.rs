//! What the cells of a file mean, as people and their spreadsheets write them.

use super::fault::Reason;
use super::mapping::{DateOrder, DecimalMark, Kind, Mapping};
use crate::consent::ConsentState;
use crate::contact::phone::{self, E164};
use crate::flow::answer::yes_no;
use crate::intent::entity::{BuiltIn, Entities, Given};
use crate::text::fold;
use crate::time::Timestamp;
use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde_json::Value;

/// A phone number. Spreadsheets put `.0`, `'` and powers of ten around them.
pub fn phone(text: &str, default_country: &str) -> Result<E164, Reason> {
    let text = text.trim().trim_start_matches(['\'', '=']).trim_matches('"');
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let text = text.strip_suffix(".0").unwrap_or(text);
    if let Some(phone) = phone::parse(text, default_country) {
        return Ok(phone);
    }
    let mut parts = text.split(['/', ';', ',', '|']).map(|part| phone::parse(part, default_country));
    if parts.clone().count() > 1 && parts.all(|part| part.is_some()) {
        return Err(Reason::PhoneSeveral);
    }
    let is_rounded =
        text.contains(['E', 'e']) && text.contains('+') && text.bytes().all(|byte| b"0123456789.,+Ee".contains(&byte));
    Err(if is_rounded { Reason::PhoneRounded } else { Reason::PhoneInvalid })
}

pub fn e_mail(text: &str) -> Result<String, Reason> {
    let given = Given { now: Zoned::default(), language: String::new(), country: String::new() };
    let named = Entities::default().asked_for(BuiltIn::Email.as_str(), text, &given);
    let whole = named.first().filter(|one| one.text.len() == text.trim().len());
    let address = whole.and_then(|one| one.values.first()?.as_str());
    address.map(str::to_owned).ok_or(Reason::EmailInvalid)
}

/// A language by its tag or its name.
pub fn language(text: &str) -> Result<String, Reason> {
    let folded = fold(text);
    if let Some((_, tag)) = LANGUAGES.iter().find(|(names, _)| names.contains(&folded.as_str())) {
        return Ok((*tag).to_owned());
    }
    tag(text.trim()).ok_or(Reason::LanguageUnknown)
}

/// `es`, `pt_BR`, `zh-Hant`, with the case that BCP 47 prefers.
fn tag(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '_']);
    let first = parts.next().filter(|part| (2..=3).contains(&part.len()) && is_letters(part))?;
    let mut tag = first.to_ascii_lowercase();
    for part in parts {
        tag.push('-');
        match part.len() {
            2 if is_letters(part) => tag.push_str(&part.to_ascii_uppercase()),
            3 if part.bytes().all(|byte| byte.is_ascii_digit()) => tag.push_str(part),
            4 if is_letters(part) => tag.push_str(part),
            _ => return None,
        }
    }
    Some(tag)
}

fn is_letters(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

const LANGUAGES: &[(&[&str], &str)] = &[
    (&["espanol", "castellano", "spanish", "espanhol", "esp", "spa"], "es"),
    (
        &[
            "portugues brasileiro",
            "portugues brasil",
            "portugues do brasil",
            "brazilian portuguese",
            "portuguese brazil",
        ],
        "pt-BR",
    ),
    (&["portugues", "portuguese", "por"], "pt"),
    (&["ingles", "english", "eng"], "en"),
    (&["frances", "french", "francais"], "fr"),
    (&["italiano", "italian"], "it"),
    (&["aleman", "alemao", "german", "deutsch"], "de"),
    (&["catalan", "catala", "catalao"], "ca"),
    (&["gallego", "galego", "galician"], "gl"),
    (&["euskera", "vasco", "basque", "basco"], "eu"),
    (&["guarani"], "gn"),
    (&["quechua", "quichua"], "qu"),
];

/// Whether the person agreed. What says neither is no answer.
pub fn consent(text: &str) -> Result<ConsentState, Reason> {
    let folded = fold(text);
    let said = |yes: bool| if yes { ConsentState::OptedIn } else { ConsentState::OptedOut };
    if CONSENTED.contains(&folded.as_str()) {
        return Ok(ConsentState::OptedIn);
    }
    if REFUSED.contains(&folded.as_str()) {
        return Ok(ConsentState::OptedOut);
    }
    boolean(text).map(said).map_err(|_| Reason::ConsentUnclear)
}

const CONSENTED: &[&str] = &[
    "opt in",
    "optin",
    "opted in",
    "subscribed",
    "suscrito",
    "suscripto",
    "suscrita",
    "inscrito",
    "inscrita",
    "alta",
    "aceptado",
    "acepto",
    "acepta",
    "aceito",
    "aceita",
    "autorizado",
    "autoriza",
    "consiente",
    "granted",
    "accepted",
    "confirmed",
];

const REFUSED: &[&str] = &[
    "opt out",
    "optout",
    "opted out",
    "unsubscribed",
    "desuscrito",
    "desuscripto",
    "desinscrito",
    "descadastrado",
    "baja",
    "rechazado",
    "rechaza",
    "recusado",
    "recusa",
    "no acepta",
    "nao aceita",
    "no autoriza",
    "nao autoriza",
    "revocado",
    "denied",
    "revoked",
    "declined",
    "stop",
];

fn boolean(text: &str) -> Result<bool, Reason> {
    match text.trim().to_lowercase().as_str() {
        "1" | "x" | "✓" | "✔" | "s" | "y" | "t" | "v" | "on" | "activo" | "ativo" | "active" => Ok(true),
        "0" | "-" | "n" | "f" | "off" | "inactivo" | "inativo" | "inactive" => Ok(false),
        other => yes_no::read(other).ok_or(Reason::BooleanInvalid),
    }
}

/// A cell of an attribute, typed.
pub fn value(text: &str, kind: Kind, mapping: &Mapping) -> Result<Value, Reason> {
    let text = text.trim();
    match kind {
        Kind::Text => Ok(Value::from(text)),
        Kind::Number => number(text, mapping.decimal_mark).map(Value::Number),
        Kind::Boolean => boolean(text).map(Value::from),
        Kind::Date => {
            date(text, mapping.date_order).map(|date| Value::from(date.to_string())).ok_or(Reason::DateInvalid)
        }
        Kind::DateTime => date_time(text, mapping.date_order)
            .map(|at| Value::from(rfc_3339(Timestamp(at.as_millisecond()))))
            .ok_or(Reason::DateTimeInvalid),
    }
}

/// `1.234,50` or `1,234.50`, with or without the sign of a currency or of per cent.
pub fn number(text: &str, mark: DecimalMark) -> Result<serde_json::Number, Reason> {
    let is_sign = |character: char| character.is_whitespace() || "$€£%R".contains(character);
    let text: String = text.chars().filter(|character| !is_sign(*character)).collect();
    let (decimal, thousands) = match mark {
        DecimalMark::Comma => (',', '.'),
        DecimalMark::Point => ('.', ','),
    };
    let (whole, fraction) = text.split_once(decimal).map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    // "19.90" in a file of commas is a number of another hand: three digits follow a mark of thousands.
    let is_grouped = whole.split(thousands).skip(1).all(|group| group.len() == 3);
    let plain = whole.replace(thousands, "");
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    if !is_grouped || !is_digits(digits) || fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return Err(Reason::NumberInvalid);
    }
    if fraction.is_none()
        && let Ok(whole) = plain.trim_start_matches('+').parse::<i64>()
    {
        return Ok(whole.into());
    }
    let written = format!("{plain}.{}", fraction.unwrap_or("0"));
    let float = written.trim_start_matches('+').parse::<f64>().ok();
    float.and_then(serde_json::Number::from_f64).ok_or(Reason::NumberInvalid)
}

/// A day: ISO, or with `/`, `-` or `.` in the order of the file.
pub fn date(text: &str, order: DateOrder) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    // A midnight is what spreadsheets make of a day.
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    let mut parts = day.split(['/', '-', '.']);
    let (one, two, three) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let of = |text: &str| text.parse::<i16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let (year, month, day) = match (one.len(), order) {
        (4, _) => (of(one)?, of(two)?, of(three)?),
        (_, DateOrder::DayFirst) => (full_year(three)?, of(two)?, of(one)?),
        (_, DateOrder::MonthFirst) => (full_year(three)?, of(one)?, of(two)?),
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `85` is 1985 and `24` is 2024.
fn full_year(text: &str) -> Option<i16> {
    let year = text.parse::<i16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        4 => Some(year),
        2 => Some(if year < 40 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// A moment: ISO with or without offset, a day with a time, or a day alone. Without offset it is taken for UTC.
pub fn date_time(text: &str, order: DateOrder) -> Option<jiff::Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(at);
    }
    let at = if let Ok(at) = text.parse::<DateTime>() {
        at
    } else {
        let (_, clock) = text.split_once([' ', 'T']).unwrap_or((text, ""));
        date(text, order)?.to_datetime(time(clock.trim())?)
    };
    at.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// A moment as attributes hold it: in UTC, to the second, so that the order of texts is the order of time.
pub fn rfc_3339(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `17:05`, `5:05 pm`, `17:05:30`, or nothing for midnight.
fn time(text: &str) -> Option<Time> {
    if text.is_empty() {
        return Some(Time::midnight());
    }
    let lower = text.to_lowercase().replace(['.', ' '], "");
    let (clock, shift) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(clock), _) => (clock, Some(12)),
        (_, Some(clock)) => (clock, Some(0)),
        _ => (lower.as_str(), None),
    };
    let mut parts = clock.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    let hour = shift.map_or(hour, |shift| hour % 12 + shift);
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests;
