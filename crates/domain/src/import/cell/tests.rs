use super::DateOrder::{DayFirst, MonthFirst};
use super::DecimalMark::{Comma, Point};
use super::*;

#[test]
fn phones_as_spreadsheets_leave_them() {
    for (text, country, expected) in [
        ("'+54 9 11 5555-0101", "", Ok("+5491155550101")),
        ("5491155550101.0", "", Ok("+5491155550101")),
        ("tel:+34600111222", "", Ok("+34600111222")),
        ("600111222", "ES", Ok("+34600111222")),
        ("(11) 98765-4321", "BR", Ok("+5511987654321")),
        ("5.49116E+12", "AR", Err(Reason::PhoneRounded)),
        ("600111222 / 600111333", "ES", Err(Reason::PhoneSeveral)),
        ("no tiene", "ES", Err(Reason::PhoneInvalid)),
        ("123", "ES", Err(Reason::PhoneInvalid)),
    ] {
        let read = phone(text, country);
        assert_eq!(read.as_ref().map(E164::as_str).map_err(|reason| *reason), expected, "{text}");
    }
}

#[test]
fn languages() {
    for (text, expected) in [
        ("Español", Ok("es")),
        ("português do Brasil", Ok("pt-BR")),
        ("pt_br", Ok("pt-BR")),
        ("EN", Ok("en")),
        ("zh-Hant", Ok("zh-Hant")),
        ("klingon", Err(Reason::LanguageUnknown)),
    ] {
        assert_eq!(language(text).as_deref().map_err(|reason| *reason), expected, "{text}");
    }
}

#[test]
fn consents() {
    use ConsentState::{OptedIn, OptedOut};
    for (text, expected) in [
        ("Sí", Ok(OptedIn)),
        ("x", Ok(OptedIn)),
        ("1", Ok(OptedIn)),
        ("TRUE", Ok(OptedIn)),
        ("Suscrito", Ok(OptedIn)),
        ("sim", Ok(OptedIn)),
        ("no", Ok(OptedOut)),
        ("não", Ok(OptedOut)),
        ("Baja", Ok(OptedOut)),
        ("opt-out", Ok(OptedOut)),
        ("unsubscribed", Ok(OptedOut)),
        ("quizás", Err(Reason::ConsentUnclear)),
        ("2024", Err(Reason::ConsentUnclear)),
    ] {
        assert_eq!(consent(text), expected, "{text}");
    }
}

#[test]
fn numbers() {
    for (text, mark, expected) in [
        ("12", Comma, Some("12")),
        ("1.234,50", Comma, Some("1234.5")),
        ("1,234.50", Point, Some("1234.5")),
        ("$ 1.500", Comma, Some("1500")),
        ("R$ 19,90", Comma, Some("19.9")),
        ("-3", Point, Some("-3")),
        ("19.90", Comma, None),
        ("1.2.3", Point, None),
        ("doce", Comma, None),
        ("", Comma, None),
    ] {
        assert_eq!(number(text, mark).ok().map(|number| number.to_string()).as_deref(), expected, "{text}");
    }
}

#[test]
fn dates_and_moments() {
    for (text, order, expected) in [
        ("2024-03-01", DayFirst, Some("2024-03-01")),
        ("01/03/2024", DayFirst, Some("2024-03-01")),
        ("01/03/2024", MonthFirst, Some("2024-01-03")),
        ("1.3.24", DayFirst, Some("2024-03-01")),
        ("31-12-85", DayFirst, Some("1985-12-31")),
        ("2024-03-01 00:00:00", DayFirst, Some("2024-03-01")),
        ("31/02/2024", DayFirst, None),
        ("13/13/2024", MonthFirst, None),
        ("ayer", DayFirst, None),
    ] {
        assert_eq!(date(text, order).map(|date| date.to_string()).as_deref(), expected, "{text}");
    }
    for (text, expected) in [
        ("2024-03-01T10:00:00-03:00", Some("2024-03-01T13:00:00Z")),
        ("2024-03-01 10:00", Some("2024-03-01T10:00:00Z")),
        ("01/03/2024 5:05 pm", Some("2024-03-01T17:05:00Z")),
        ("01/03/2024", Some("2024-03-01T00:00:00Z")),
        ("01/03/2024 25:00", None),
    ] {
        assert_eq!(date_time(text, DayFirst).map(|at| at.to_string()).as_deref(), expected, "{text}");
    }
}
