//! Lengths of time as people write them: `90s`, `10m`, `1h30m`, `24h`, `2d`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span(pub Duration);

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a length of time; write it like 30s, 10m, 1h30m, 24h or 2d")]
pub struct SpanError(String);

const UNITS: [(char, u64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let wrong = || SpanError(text.chars().take(40).collect());
        let mut seconds = 0_u64;
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(wrong());
        }
        while !rest.is_empty() {
            let end = rest.find(|character: char| !character.is_ascii_digit()).ok_or_else(wrong)?;
            let (digits, tail) = rest.split_at(end);
            let number: u64 = digits.parse().map_err(|_| wrong())?;
            let unit = tail.chars().next().ok_or_else(wrong)?;
            let (_, size) = UNITS.iter().find(|(letter, _)| *letter == unit).ok_or_else(wrong)?;
            seconds = number.checked_mul(*size).and_then(|more| seconds.checked_add(more)).ok_or_else(wrong)?;
            rest = tail.strip_prefix(unit).unwrap_or_default().trim_start();
        }
        Ok(Self(Duration::from_secs(seconds)))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut seconds = self.0.as_secs();
        if seconds == 0 {
            return f.write_str("0s");
        }
        for (letter, size) in UNITS {
            if seconds >= size {
                write!(f, "{}{letter}", seconds / size)?;
                seconds %= size;
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Span {
    type Error = SpanError;

    fn try_from(text: String) -> Result<Self, SpanError> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_written() {
        for (text, seconds, written) in [
            ("90s", 90, "1m30s"),
            ("10m", 600, "10m"),
            ("1h 30m", 5_400, "1h30m"),
            ("24h", 86_400, "1d"),
            ("0s", 0, "0s"),
        ] {
            let span: Span = text.parse().unwrap();
            assert_eq!((span.0.as_secs(), span.to_string().as_str()), (seconds, written), "{text}");
        }
        for text in ["", "10", "m", "10 minutes", "1w", "-5m", "99999999999999999999s", "9999999999999999d", "5m-"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }
}
