//! What a button says for one of several readings.

use jiff::civil::{Date, Weekday};
use serde_json::Value;

const SPANISH: [&str; 7] = ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"];
const PORTUGUESE: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"];
const ENGLISH: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `mié 18/11`, `Wed 18 Nov 15:00`, `12.5 EUR`; a word stands for itself.
pub(crate) fn label(value: &Value, language: &str) -> String {
    match value {
        Value::String(text) => moment(text, language).unwrap_or_else(|| text.clone()),
        Value::Object(parts) => {
            let part = |name: &str| parts.get(name).filter(|part| !part.is_null()).map(|part| label(part, language));
            let joined = |first: &str, second: &str, sign: &str| {
                let both: Vec<String> = [part(first), part(second)].into_iter().flatten().collect();
                both.join(sign)
            };
            if parts.contains_key("amount") {
                let unit = if part("currency").is_some() { "currency" } else { "unit" };
                joined("amount", unit, " ")
            } else {
                joined("from", "to", " – ")
            }
        }
        other => other.to_string(),
    }
}

fn moment(text: &str, language: &str) -> Option<String> {
    let (day, time) = text.split_once(' ').map_or((text, None), |(day, time)| (day, Some(time)));
    let date: Date = Some(day).filter(|day| day.len() == 10)?.parse().ok()?;
    let (day, month) = (date.day(), date.month());
    let said = match language.get(..2).unwrap_or_default() {
        "es" => format!("{} {day}/{month}", name_of(date.weekday(), &SPANISH)?),
        "pt" => format!("{} {day}/{month}", name_of(date.weekday(), &PORTUGUESE)?),
        _ => {
            let month = MONTHS.get(usize::try_from(month - 1).ok()?)?;
            format!("{} {day} {month}", name_of(date.weekday(), &ENGLISH)?)
        }
    };
    Some(time.map_or_else(|| said.clone(), |time| format!("{said} {time}")))
}

fn name_of(day: Weekday, names: &[&'static str; 7]) -> Option<&'static str> {
    names.get(usize::try_from(day.to_monday_zero_offset()).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_reading_is_told_in_a_few_letters() {
        for (value, language, expected) in [
            (json!("2026-11-18"), "es", "mié 18/11"),
            (json!("2026-11-18 15:00"), "pt-BR", "qua 18/11 15:00"),
            (json!("2026-11-18 15:00"), "en", "Wed 18 Nov 15:00"),
            (json!("15:00"), "es", "15:00"),
            (json!("jamón"), "es", "jamón"),
            (json!(4), "es", "4"),
            (json!({"amount": 12.5, "currency": "EUR", "unit": "Euro"}), "es", "12.5 EUR"),
            (json!({"amount": 2, "unit": "kg"}), "es", "2 kg"),
            (json!({"from": "2026-12-03", "to": "2026-12-05"}), "es", "jue 3/12 – sáb 5/12"),
            (json!({"from": null, "to": 5}), "es", "5"),
        ] {
            assert_eq!(label(&value, language), expected);
        }
    }
}
